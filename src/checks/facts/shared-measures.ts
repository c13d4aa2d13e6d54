import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { placeOf } from './plain-text.ts';
import { statementsOf } from './statements.ts';

/** An amount that a page gives to something, in words that another page may use too. */
export interface Measured {
  readonly page: PageRecord;
  readonly range: TextRange;
  /** As it is written: «90 %», «четырьмя jail». */
  readonly text: string;
  readonly value: string;
  /** What is counted or the unit: amounts of different things never disagree. */
  readonly unit: string;
  /** Stems of the words of its clause. */
  readonly words: ReadonlySet<string>;
  /** A foreign word that is counted, «jail», with the words of its sentence: one of them in common is enough. */
  readonly term: { readonly name: string; readonly about: ReadonlySet<string> } | undefined;
}

const WORD_NUMBERS: ReadonlyArray<readonly [RegExp, number]> = [
  [/^дв(?:а|е|ух|умя|ум)$/iu, 2],
  [/^тр(?:и|[её]х|емя|[её]м)$/iu, 3],
  [/^четыр(?:е|[её]х|ьмя|[её]м)$/iu, 4],
  [/^пят(?:ь|и|ью)$/iu, 5],
  [/^шест(?:ь|и|ью)$/iu, 6],
  [/^сем(?:ь|и|ью)$/iu, 7],
  [/^вос(?:емь|ьми|емью)$/iu, 8],
  [/^девят(?:ь|и|ью)$/iu, 9],
  [/^десят(?:ь|и|ью)$/iu, 10],
];

/** A number before what it counts, no part of a date, time, version, address or range. */
const COUNTED =
  /(?<![\p{L}\d.,:/№#–—-])(?<number>\d{1,3}(?: \d{3})+|\d+(?:,\d+)?|дв(?:а|е|ух|умя|ум)|тр(?:и|[её]х|емя|[её]м)|четыр(?:е|[её]х|ьмя|[её]м)|(?:пят|шест|сем|девят|десят)(?:ь|и|ью)|вос(?:емь|ьми|емью))(?![\p{L}\d]|[.,:/–-]\d|\s?[–—→]\s?\d)\s?(?<unit>%|₽|\p{L}[\p{L}/-]*)/giu;
const TERM = /^[a-z][a-z-]{2,}$/i;
const UNIT = /^(?:v?cpu|gb|mb|kb|gib|mib|mbit|ghz|rub|utc|tcp|udp|lts|http|https)$/i;
const CLAUSE_END = /[,;.()—:|!?]/;
const MONTH = /^(?:январ|феврал|март|апрел|ма[йя]$|июн|июл|август|сентябр|октябр|ноябр|декабр)/iu;
/** Words that carry no meaning by which two clauses could be told apart. */
const EMPTY =
  /^(?:больше|меньше|выше|ниже|около|примерно|почти|только|ещё|уже|этот|эта|этих|которы|чтобы|если|когда|перед|после|через|между|каждый|каждого|один|одна|одной|одного|раз|раза|и|или|на|в|за|по|из|для|до|от|с|у|о|не|чем|как|что)$/iu;

const known = new WeakMap<PageRecord, readonly Measured[]>();

/** Amounts of a page with the words around them. */
export function measuredOn(page: PageRecord): readonly Measured[] {
  let measured = known.get(page);
  if (measured === undefined) {
    measured = [...readMeasured(page)];
    known.set(page, measured);
  }
  return measured;
}

function* readMeasured(page: PageRecord): Iterable<Measured> {
  for (const { plain, kind, past, row } of statementsOf(page)) {
    if (past || kind === 'code' || kind === 'heading') continue;
    for (const { index, groups, 0: written } of plain.text.matchAll(COUNTED)) {
      const { number = '', unit = '' } = groups ?? {};
      const value = valueOf(number);
      if (value === undefined || MONTH.test(unit) || (/^год/iu.test(unit) && Number(value) > 1900)) continue;
      const [before, after] = [clauseBefore(plain.text, index), clauseAfter(plain.text, index + written.length)];
      const clause = [...(kind === 'cell' ? [row] : []), before, unit.length > 3 ? unit : '', after].join(' ');
      // Two numbers in one clause: nobody knows which words belong to which.
      if ([before, after].some((part) => part.search(COUNTED) !== -1)) continue;
      yield {
        page,
        range: placeOf(plain, index, index + written.length),
        text: written,
        value,
        unit: stemOf(unit),
        words: stemsOf(clause),
        term: TERM.test(unit) && !UNIT.test(unit) ? { name: unit.toLowerCase(), about: stemsOf(`${row} ${plain.text}`) } : undefined,
      };
    }
  }
}

function stemsOf(text: string): Set<string> {
  return new Set((text.match(/[\p{L}\d]{3,}/gu) ?? []).filter((word) => !EMPTY.test(word) && !/^\d+$/.test(word)).map(stemOf));
}

function valueOf(number: string): string | undefined {
  if (/^\d/.test(number)) return number.replaceAll(' ', '');
  return WORD_NUMBERS.find(([pattern]) => pattern.test(number))?.[1].toString();
}

function clauseBefore(text: string, end: number): string {
  const part = text.slice(0, end);
  return part.slice([...part].findLastIndex((sign) => CLAUSE_END.test(sign)) + 1);
}

function clauseAfter(text: string, start: number): string {
  const part = text.slice(start);
  const end = part.search(CLAUSE_END);
  return end === -1 ? part : part.slice(0, end);
}

/** The word without its ending: enough to see that «попыток» and «попытки» are one word. */
function stemOf(word: string): string {
  const plain = word.toLowerCase().replaceAll('ё', 'е');
  return plain.length < 4
    ? plain
    : plain.replace(
        /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ях|ах|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ых|их|ую|юю|ом|ем|ам|ям|ась|ись|ся|ла|ли|ло|а|я|о|е|ы|и|у|ю|ь)$/,
        '',
      );
}

/** An amount that other pages give otherwise. */
export interface Disagreement {
  readonly measured: Measured;
  readonly others: readonly Measured[];
}

/** So many words in common, and so large a part of all words, make two clauses say the same. */
const COMMON_WORDS = 3;
const COMMON_PART = 0.6;

/**
 * Amounts on which pages disagree: the same words around, another number. Of two values the one that more pages have is believed;
 * when there is no majority, the later page in the order of reading is reported.
 */
export function disagreements(pages: readonly PageRecord[]): Disagreement[] {
  const byUnit = Map.groupBy(pages.flatMap(measuredOn), ({ unit }) => unit);
  return [...byUnit.values()].flatMap((all) => {
    if (new Set(all.map(({ value }) => value)).size < 2) return [];
    return all.flatMap((measured, index): Disagreement[] => {
      const same = all.filter((other) => other.page !== measured.page && saysTheSame(measured, other));
      const others = same.filter(({ value }) => value !== measured.value);
      if (others.length === 0) return [];
      const [mine, theirs] = [pagesOf(same.filter(({ value }) => value === measured.value)) + 1, pagesOf(others)];
      const later = all.indexOf(others[0] ?? measured) < index;
      return theirs > mine || (theirs === mine && later) ? [{ measured, others }] : [];
    });
  });
}

function pagesOf(list: readonly Measured[]): number {
  return new Set(list.map(({ page }) => page)).size;
}

function saysTheSame(a: Measured, b: Measured): boolean {
  if (a.term !== undefined && b.term !== undefined)
    return [...a.term.about].some((word) => word !== stemOf(a.term?.name ?? '') && b.term?.about.has(word) === true);
  let common = 0;
  for (const word of a.words) if (b.words.has(word)) common++;
  return common >= COMMON_WORDS && common / (a.words.size + b.words.size - common) >= COMMON_PART;
}
