import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_PAGES, codePageNamed, readIn } from './code-pages.ts';
import { findMojibake, restoreMojibake } from './mojibake.ts';

const CONTENT = 'content';
const pages = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
const words = [...new Set(pages.flatMap((path) => readFileSync(join(CONTENT, path), 'utf8').match(/[а-яё]+/giu) ?? []))];

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** What a program shows that takes UTF-8 for something else, once for every code page named. */
const damage = (text: string, ...readAs: readonly string[]): string => readAs.reduce((shown, name) => readIn(codePageNamed(name), utf8(shown)), text);
const letters = (text: string): number => text.match(/[а-яё]/giu)?.length ?? 0;

/** Words of the pages with what stands between them in real text. */
const russian = fc
  .array(
    fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ', ', '. ', ' — ', '\n\n## 06.01 - ', ' «', '» ', '\n- ', ' `docker ps` ', ' № 5 ', ' 🚀 ', ': ')),
    {
      minLength: 3,
      maxLength: 40,
    },
  )
  .map((parts) => parts.flat().join('').trim())
  .filter((text) => letters(text) >= 12);
/** Not even words: nothing may depend on what the letters say. */
const anyLetters = fc
  .array(fc.constantFrom(...'абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ', ' ', '-', '\n'), { minLength: 30, maxLength: 200 })
  .map((parts) => parts.join('').trim())
  .filter((text) => letters(text) >= 12);

describe.each(CODE_PAGES.map(({ name }) => name))('Russian that was read as %s', (name) => {
  it.each([
    ['sentences', russian],
    ['letters in any order', anyLetters],
  ])('is found, named right and restored byte for byte: %s', (_what, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const shown = damage(text, name);
        const { text: restored, found } = restoreMojibake(shown);
        expect(restored).toBe(text);
        expect(found.every(({ lossless, lostWords }) => lossless && lostWords.length === 0)).toBe(true);
        // Two code pages may read these very bytes alike; then either name is right.
        for (const { readAs } of found) expect(damage(text, ...readAs)).toBe(shown);
        expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('is restored when it happened twice', () => {
    const text = 'Первый сервер подготовлен и защищён, «стек» — ещё нет.';
    for (const second of CODE_PAGES) {
      const shown = damage(text, name, second.name);
      const { text: restored, found } = restoreMojibake(shown);
      expect([second.name, restored]).toEqual([second.name, text]);
      expect(damage(text, ...(found[0]?.readAs ?? []))).toBe(shown);
    }
  });

  it('is restored inside a page whose other lines are sound', () => {
    const line = 'Резервные копии снимаются ночью, проверка — утром.';
    const before = '---\ntitle: 06.01 - Резервное копирование\n---\n\nСервер работает.\n\n- ';
    const after = '\n\nОстальное верно: 90 °C, «Рё», СССР», café, naïve — и всё.\n';
    expect(restoreMojibake(before + damage(line, name) + after).text).toBe(before + line + after);
  });
});

describe('lost bytes', () => {
  it.each([
    ['a question mark', '?'],
    ['a replacement character', '\uFFFD'],
    ['nothing at all', ''],
  ])('shown as %s: the words that lost letters are named, the rest is restored', (_how, shown) => {
    const text = 'Версия сервера: сто сорок один, проверка раз в неделю.';
    // Windows-1252 has no character for byte 81, the second one of «с».
    const damaged = damage(text, 'ISO-8859-1').replaceAll('\u0081', shown);
    const { text: restored, found } = restoreMojibake(damaged);
    expect(restored).toBe('Вер\uFFFDия \uFFFDервера: \uFFFDто \uFFFDорок один, проверка раз в неделю.');
    expect(found).toMatchObject([{ lossless: false, lostWords: ['Вер\uFFFDия', '\uFFFDервера', '\uFFFDто', '\uFFFDорок'] }]);
  });

  it('at both ends of a text', () => {
    const damaged = damage('Сервер готов и раз в сутки проверен, как в лес', 'Windows-1252').replaceAll('\u0081', '');
    expect(restoreMojibake(damaged).text).toBe('Сервер готов и раз в \uFFFDутки проверен, как в ле\uFFFD');
  });
});

describe('correct text is left alone', () => {
  it.each(pages)('%s', (path) => {
    expect(findMojibake(readFileSync(join(CONTENT, path), 'utf8'))).toEqual([]);
  });

  it.each([
    ['capitals before signs', 'СССР», США», НТВ», РФ», «РЁ» Рё Сё Р° С± Р» С» Р… С… Р– С— Р№ С№'],
    ['ranges with letters', 'Пункты А–Р, Б–С, В–Т; –Р —С –А —Б «П «К «М «С'],
    ['letters before ё', 'её нёс щёку дёшево всё ещё счёт пёс яё трёх рёбер'],
    ['a tree drawn with boxes', '├── Установка\n│   ├── Redis ╨ ╤\n└── Готово ╞═╡ ╥─╥'],
    ['French', 'Éléphants, où êtes-vous allés cet été ? Ça alors, naïveté, cœur, Œuvre, Ñandú'],
    ['German and Polish', 'Größe, Übermut, Straße; zażółć gęślą jaźń, Łódź, Đorđe, Ğ'],
    ['Kazakh', 'Қазақстан Республикасы, әлем, ғылым, өмір, үй, ұл, іні, һ'],
    ['Ukrainian and Serbian', 'Їжак і ґава; Љубав, Њива, Ђак, Ћуприја, Џ'],
    ['Thai', 'ระบบสำรองข้อมูลทำงานทุกคืน กะ กะกะ ะก ะฐะฑ สวัสดี'],
    ['Chinese, Greek and Arabic', '备份每天运行。 Καλημέρα κόσμε. مرحبا بالعالم'],
    ['signs and arrows', '≤ ≥ ± — – • … € ™ ® © ° ¶ § † ‡ ≠ ∞ ∑ π → ← ⇒ № ½ ¼ ¾ µ ª º'],
    ['code', 'const re = /[À-ÿ]+/gu; // Ðеверно? нет: Ñ\nprintf "%s\\n" "├─┤"'],
  ])('%s', (_what, text) => {
    expect(findMojibake(text)).toEqual([]);
    expect(findMojibake(text.repeat(20))).toEqual([]);
  });

  it('any mixture of Russian, English and signs', () => {
    const token = fc.constantFrom(
      ...words.slice(0, 400),
      'Docker',
      'PostgreSQL-базы',
      'n8n',
      '«',
      '»',
      '—',
      '…',
      '№',
      '°',
      '±',
      'Р',
      'С',
      'я',
      'п',
      '–',
      '─',
      '╨',
      '│',
      'ё',
      '§',
      '©',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 80 }), fc.constantFrom('', ' '), (tokens, gap) => {
        // Signs glued together by chance can make a few sequences, never a text.
        const found = findMojibake(tokens.join(gap));
        expect(gap === ' ' ? found : []).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile text', () => {
  it.each([
    ['a lead byte a hundred thousand times', 'Ð'.repeat(100_000)],
    ['leads between spaces', 'Р '.repeat(100_000)],
    ['small stretches between correct letters', `${damage('абвгде', 'Windows-1252')}щ`.repeat(20_000)],
    ['damaged three times over', damage('Проверка '.repeat(2_000), 'Windows-1251', 'Windows-1252', 'Mac Roman')],
  ])('%s is read in time', (_what, text) => {
    const before = performance.now();
    findMojibake(text);
    expect(performance.now() - before).toBeLessThan(4_000);
  });
});
