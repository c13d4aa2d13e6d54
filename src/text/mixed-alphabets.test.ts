import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMixedWords } from './mixed-alphabets.ts';

describe('a word in two alphabets', () => {
  it.each([
    ['Маршrutизация', 'Маршрутизация'],
    ['Cервер', 'Сервер'],
    ['сервеp', 'сервер'],
    ['пpoверка', 'проверка'],
    ['Dосker', 'Docker'],
    ['РostgreSQL', 'PostgreSQL'],
    ['CРU', 'CPU'],
    ['РHP', 'PHP'],
    ['cо', 'со'],
    ['доcтуп', 'доступ'],
    ['резеrвный', 'резервный'],
    ['КОПИPОВАНИЕ', 'КОПИРОВАНИЕ'],
  ])('%s is written %s', (word, repaired) => {
    expect(findMixedWords(`Вот ${word}, и всё.`)).toMatchObject([{ word, repaired, start: 4 }]);
  });

  it.each(['Dockerом', 'IPшник', 'Gitом', 'кодreview', 'SQLем', 'pushить', 'онлайнmeetingи', 'бэкstage'])(
    '%s is found, but how to write it is for people to say',
    (word) => {
      expect(findMixedWords(word)).toMatchObject([{ word, repaired: undefined }]);
    },
  );

  it('is described by its smaller part', () => {
    expect(findMixedWords('Маршrutизация Dосker')).toMatchObject([
      { foreign: 'rut', foreignIs: 'латиница' },
      { foreign: 'ос', foreignIs: 'кириллица' },
    ]);
  });
});

it.each([
  'n8n',
  'PostgreSQL-базы',
  'webmin1/2.tapbot.kz',
  'IP-адрес',
  'API‑ключ',
  'x86-машина',
  'Q3 2025',
  'σ-алгебра',
  'Wi-Fi',
  '5ГБ',
  'naïve',
  'қазақша',
  '«Docker»а',
  'printf "\\nТекст"',
  'a_б',
  '10км/h',
])('%s is left alone', (text) => {
  expect(findMixedWords(text)).toEqual([]);
});

it('a repaired word has one alphabet, the same length and the same case', () => {
  const letters = fc.array(fc.constantFrom(...'абвгдеокрстухАВСЕНОРТХaceopxABCEHKMOPTXrutns'), { minLength: 2, maxLength: 14 });
  fc.assert(
    fc.property(letters, (word) => {
      for (const { repaired, word: found } of findMixedWords(word.join(''))) {
        if (repaired === undefined) continue;
        expect(findMixedWords(repaired)).toEqual([]);
        expect(repaired).toHaveLength(found.length);
        expect([...repaired].map((letter) => letter === letter.toUpperCase())).toEqual([...found].map((letter) => letter === letter.toUpperCase()));
      }
    }),
    { numRuns: 500 },
  );
});
