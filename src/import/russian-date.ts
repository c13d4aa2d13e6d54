const MONTHS = ['январ', 'феврал', 'март', 'апрел', 'ма', 'июн', 'июл', 'август', 'сентябр', 'октябр', 'ноябр', 'декабр'];

/**
 * Reads one day as people write it: «4 июля 2025», «04.07.2025», «4 июля 2025 г.», «2025-07-04», dots escaped or not.
 * @returns `2025-07-04`; undefined for anything else, a month without a day and a day that does not exist included
 */
export function readRussianDate(text: string): string | undefined {
  const plain = text
    .replaceAll('\\.', '.')
    .trim()
    .toLowerCase()
    .replace(/\s*(?:г\.?|года)$/, '');
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(plain);
  if (iso !== null) return asDay(iso[1], iso[2], iso[3]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(plain);
  if (dotted !== null) return asDay(dotted[3], dotted[2], dotted[1]);
  const worded = /^(\d{1,2})\s+(\p{L}+)\.?\s+(\d{4})$/u.exec(plain);
  if (worded === null) return undefined;
  const word = worded[2] ?? '';
  // «мая» and «марта» share a beginning: the longest that fits wins.
  const month = MONTHS.reduce((best, stem, index) => (isMonth(word, stem) && stem.length > (MONTHS[best]?.length ?? 0) ? index : best), -1);
  return month === -1 ? undefined : asDay(worded[3], String(month + 1), worded[1]);
}

function isMonth(word: string, stem: string): boolean {
  if (stem === 'ма') return word === 'мая' || word === 'май';
  return word.startsWith(stem) || (word.length >= 3 && stem.startsWith(word));
}

function asDay(year = '', month = '', day = ''): string | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const same = date.getUTCFullYear() === Number(year) && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return same ? date.toISOString().slice(0, 10) : undefined;
}
