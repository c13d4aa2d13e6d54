import { describe, expect, it } from 'vitest';
import { findInvisible } from './invisible-characters.ts';

it.each([
  ['про\u200Bбел', 'zero width', 'U+200B'],
  ['пере\u00ADнос', 'soft hyphen', 'U+00AD'],
  ['adm\u202Enim', 'direction', 'U+202E'],
  ['a\u2066b', 'direction', 'U+2066'],
  ['строка\u2028строка', 'line break', 'U+2028'],
  ['сбой\u0007', 'control', 'U+0007'],
  ['слово\uFEFF', 'zero width', 'U+FEFF'],
  ['текст\u{E0041}', 'hidden text', 'U+E0041'],
  ['край\u200D', 'zero width', 'U+200D'],
])('in %j there is something nobody sees', (text, kind, code) => {
  expect(findInvisible(text)).toMatchObject([{ kind, code }]);
});

describe('nothing is found', () => {
  it.each([
    '👨‍💻 и 👩🏽‍🚀, 🏳️‍🌈',
    '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} флаг',
    '⚠️ внимание',
    'табуляция\tи перевод\r\nстроки',
    '\uFEFFначало файла',
    'неразрывный\u00A0пробел',
  ])('in %j', (text) => {
    expect(findInvisible(text)).toEqual([]);
  });
});
