import { SectionNumber } from './section-number.ts';
import type { TextRange } from './text-range.ts';

/** A section number written in running text. */
export interface NumberMention {
  readonly number: SectionNumber;
  readonly range: TextRange;
  /** True when the words around leave no doubt («см. 06.01», «раздел 09»): such a number must exist. */
  readonly certain: boolean;
}

// Not inside words, placeholders (06.06.XX), paths, versions, IP addresses, dates (03.07.2025) or ranges of dates (17.06-02.07.2025).
// JavaScript's \b and \w know only ASCII letters, hence \p{L}.
const NUMBER =
  /(?<![\p{L}\d.,:/_\\№#-]|\d\\\.)(?<number>\d\d(?:\\?\.\d\d){0,3})(?![\p{L}\d_/%₽]|:\d|\\?[.,]\d|\\?\.(?:XX|ХХ|xx|хх|NN|ZZ|YY|\?\?)|\s?[-–—]\s?\d\d?\\?\.\d)/gu;
/** Word forms are listed: «документации 22.04», «система 22.04» and «главное 05.07» name no section. */
const CUE =
  /(?<!\p{L})(?:раздел(?:а|у|е|ом|ы|ов|ам|ах|ами)?|подраздел(?:а|у|е|ом|ы|ов|ам|ах|ами)?|документ(?:а|у|е|ом|ы|ов|ам|ах|ами)?|тем(?:а|е|у|ой|ы|ам|ах|ами)|пункт(?:а|у|е|ом|ы|ов|ам|ах|ами)?|глав(?:а|е|у|ой|ы|ам|ах|ами)|шаг(?:а|у|е|ом|и|ов|ам|ах|ами)?|см\.|см\. также|смотри(?:те)?|сюда:)\s+(?:\d\d(?:\\?\.\d\d){0,3}(?:,| и| или)\s+)*$/iu;
/** «Шаг 22» is a step of some story, «раздел 06» is a section: one part counts only after «раздел». */
const SECTION_CUE = /(?<!\p{L})раздел(?:а|у|е|ом|ы|ов|ам|ах|ами)?\s+(?:\d\d(?:\\?\.\d\d){0,3}(?:,| и| или)\s+)*$/iu;

/**
 * Finds section numbers in text, escaped (`06\.01`) or not.
 *
 * Three and four parts are recognisable alone. One and two parts look like dates, versions and
 * amounts, so they are `certain` only after a cue word; callers link the uncertain ones when they exist
 * and stay silent when they do not.
 *
 * @param text source of a text node, or its value
 * @param offset added to every range
 */
export function findNumberMentions(text: string, offset = 0): NumberMention[] {
  const mentions: NumberMention[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const written = match.groups?.['number'] ?? '';
    const number = SectionNumber.parse(written);
    if (number === undefined) continue;
    const start = match.index;
    const depth = SectionNumber.depth(number);
    const before = text.slice(Math.max(0, start - 80), start);
    const cued = CUE.test(before);
    if (depth === 1 && !SECTION_CUE.test(before)) continue;
    mentions.push({
      number,
      range: { start: offset + start, end: offset + start + written.length },
      certain: cued || (depth > 2 && hasPaddedPart(number) && !looksLikeDate(number)),
    });
  }
  return mentions;
}

/** Sections count 01–09: without a padded part it is rather an address (10.20.30.40) or a version (24.10.12). */
function hasPaddedPart(number: SectionNumber): boolean {
  return number.split('.').some((part) => part.startsWith('0'));
}

/** 03.07.25 may be the third of July: a day, a month and a year of this half of the century. */
function looksLikeDate(number: SectionNumber): boolean {
  const [day = 0, month = 0, year = 0, ...rest] = number.split('.').map(Number);
  return rest.length === 0 && day <= 31 && month >= 1 && month <= 12 && year >= 20 && year < 50;
}
