import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumberMentions } from './number-mentions.ts';

/** «06.01!» is certain, «06.01?» is a number only if it exists. */
function found(text: string): string[] {
  return findNumberMentions(text).map(({ number, certain }) => `${number}${certain ? '!' : '?'}`);
}

describe('numbers in prose', () => {
  it.each([
    ['см. 06.01.03', ['06.01.03!']],
    ['см. 06\\.01.03 и 06\\.01\\.04', ['06.01.03!', '06.01.04!']],
    ['подробно в 06.01.03.', ['06.01.03!']],
    ['(06.01.03), «06.01.04»', ['06.01.03!', '06.01.04!']],
    ['06.06.01.01', ['06.06.01.01!']],
    ['раздел 06', ['06!']],
    ['Разделы 05 и 06', ['05!', '06!']],
    ['в разделах 01, 02 или 03', ['01!', '02!', '03!']],
    ['документ 06.02', ['06.02!']],
    ['в документах 06.02, 06.03 и 06.04', ['06.02!', '06.03!', '06.04!']],
    ['См. 06.02', ['06.02!']],
    ['см. также 06.02', ['06.02!']],
    ['смотрите 06.02', ['06.02!']],
    ['шаг 06.02.04.03', ['06.02.04.03!']],
    ['Всё об этом в 06.02', ['06.02?']],
    ['глава 06.02; тема 06.03', ['06.02!', '06.03!']],
  ])('«%s» → %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('what only looks like a number', () => {
  it.each([
    ['шаг 22'],
    ['осталось 22 и 06'],
    ['2 июля 2025'],
    ['02.07.2025'],
    ['с 17.06-02.07.2025'],
    ['17\\.06-02.07.2025'],
    ['178.236.17.186'],
    ['178\\.236.17.186'],
    ['127.0.0.1'],
    ['v22.04.01'],
    ['22.04.5'],
    ['версия 1.22.04'],
    ['№06.01.03'],
    ['порт :06'],
    ['/06.01.03'],
    ['#06.01.03'],
    ['06.01.03/24'],
    ['файл06.01.03'],
    ['06.01.03abc'],
    ['06.01 %'.replace(' ', '')],
    ['08.50₽'],
    ['10,20.30'],
    ['06.01.XX'],
    ['webmin1/2.tapbot.kz'],
    ['12.05.06.07.08'],
  ])('«%s» names no section', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['10.20.30.40', '10.20.30.40?'],
    ['03.07.25', '03.07.25?'],
    ['Docker 24.10.12', '24.10.12?'],
    ['Ubuntu 22.04', '22.04?'],
    ['система 22.04', '22.04?'],
    ['документация 22.04', '22.04?'],
    ['главное 05.07', '05.07?'],
    ['подразделение 05.07', '05.07?'],
  ])('«%s» may be something else, so it need not exist', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it('«пункты 05» are not sections, «раздел 05» is', () => {
    expect(found('пункт 05')).toEqual([]);
    expect(found('раздел 05')).toEqual(['05!']);
  });
});

it('points at the number itself, whatever stands around', () => {
  const around = fc.constantFrom('', ' ', '😀 ', 'см. ', '«', '(', 'Раздел ', 'ёж — ', '\n');
  const number = fc.constantFrom('06.01.03', '06\\.01.03', '06\\.01\\.03\\.02', '01.02.03');
  fc.assert(
    fc.property(around, number, fc.integer({ min: 0, max: 1000 }), (before, written, offset) => {
      const text = `${before}${written}. И ещё`;
      const mentions = findNumberMentions(text, offset);
      expect(mentions).toHaveLength(1);
      for (const { range } of mentions) expect(text.slice(range.start - offset, range.end - offset)).toBe(written);
    }),
  );
});

it('takes time in proportion to the text', () => {
  const text = '06.01.03, 178.236.17.186; раздел 06 и 05, '.repeat(5000);
  const before = performance.now();
  findNumberMentions(text);
  expect(performance.now() - before).toBeLessThan(2000);
});
