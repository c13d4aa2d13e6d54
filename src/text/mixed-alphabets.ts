import { russianPlausibility } from './russian-bigrams.ts';

/** Letters that look alike: Latin → Cyrillic. */
const TWINS: Readonly<Record<string, string>> = {
  ...{ a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', k: 'к', i: 'і', j: 'ј', s: 'ѕ' },
  ...{ A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', K: 'К', M: 'М', O: 'О', P: 'Р', T: 'Т', X: 'Х', Y: 'У', I: 'І' },
};
const LATIN_TWINS: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(TWINS).map(([latin, cyrillic]) => [cyrillic, latin]));
/** Twins that Russian does not have: a repair may end in Latin with them, never in Russian. */
const NOT_RUSSIAN = new Set(['і', 'ј', 'ѕ', 'І']);

/** How the keyboard slips: the same sound in the other alphabet. Letters with two readings (c, h, x, y) are left out. */
const SOUNDS: Readonly<Record<string, string>> = {
  ...{ a: 'а', b: 'б', d: 'д', e: 'е', f: 'ф', g: 'г', i: 'и', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', z: 'з' },
};

/** A piece longer than this inside a Russian word is a word of its own: «кодreviewер». */
const MAX_SLIP = 3;
const PLAUSIBLE = 4;

export interface MixedWord {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  /** Letters of the smaller alphabet. */
  readonly foreign: string;
  readonly foreignIs: 'латиница' | 'кириллица';
  /** The word in one alphabet, when there is only one way to write it. */
  readonly repaired: string | undefined;
}

const BORDER = /[A-Za-z]\p{M}?[\u0400-\u052F]|[\u0400-\u052F]\p{M}?[A-Za-z]/u;
const WORD = /[\p{L}\p{M}]+/gu;

/** Words that mix Latin and Cyrillic letters without anything between them. «n8n» and «PostgreSQL-базы» do not. */
export function findMixedWords(text: string): MixedWord[] {
  if (!BORDER.test(text)) return [];
  const found: MixedWord[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    if (!BORDER.test(word)) continue;
    // «\nТекст»: the letter belongs to the escape.
    if (text[match.index - 1] === '\\' && /^[nrt][\u0400-\u052F]+$/.test(word)) continue;
    const latin = word.match(/[A-Za-z]+/g) ?? [];
    const cyrillic = word.match(/[\u0400-\u052F]+/g) ?? [];
    const latinIsForeign = latin.join('').length <= cyrillic.join('').length;
    found.push({
      start: match.index,
      end: match.index + word.length,
      word,
      foreign: (latinIsForeign ? latin : cyrillic).join('…'),
      foreignIs: latinIsForeign ? 'латиница' : 'кириллица',
      repaired: latinIsForeign ? (inCyrillic(word) ?? inLatin(word)) : inLatin(word),
    });
  }
  return found;
}

function inCyrillic(word: string): string | undefined {
  const twin = replaceLetters(word, /[A-Za-z]/g, TWINS);
  if (twin !== undefined && ![...twin].some((letter) => NOT_RUSSIAN.has(letter)) && isPlausible(twin)) return twin;
  const pieces = [...word.matchAll(/[A-Za-z]+/g)];
  // At the beginning a Latin piece is a name with a Russian ending («Gitом»), at the end an English word.
  const slips = pieces.every(({ index, 0: piece }) => index > 0 && piece.length <= (index + piece.length === word.length ? 1 : MAX_SLIP));
  if (!slips) return undefined;
  const sounds = replaceLetters(word, /[A-Za-z]/g, SOUNDS);
  return sounds !== undefined && isPlausible(sounds) ? sounds : undefined;
}

function inLatin(word: string): string | undefined {
  return replaceLetters(word, /[\u0400-\u052F]/g, LATIN_TWINS);
}

function replaceLetters(word: string, letters: RegExp, table: Readonly<Record<string, string>>): string | undefined {
  let complete = true;
  const result = word.replace(letters, (letter) => {
    const lower = table[letter.toLowerCase()];
    const replacement = table[letter] ?? (letter === letter.toLowerCase() || lower === undefined ? undefined : lower.toUpperCase());
    complete &&= replacement !== undefined;
    return replacement ?? letter;
  });
  return complete ? result : undefined;
}

function isPlausible(word: string): boolean {
  return (russianPlausibility(word) ?? 0) >= PLAUSIBLE;
}
