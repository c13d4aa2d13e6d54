import type { ReadProblem } from './page-record.ts';
import type { TextRange } from './text-range.ts';

/** Beyond these a page is no text that a person wrote, and reading it would take seconds or the whole stack. */
const MAX_LINE = 20_000;
const MAX_FRONT_MATTER = 20_000;
export const MAX_HEADINGS = 2_000;
/** Blocks and emphasis within each other. */
export const MAX_NESTING = 100;
/** Time and memory of the parser grow with the square of their number in a paragraph: 30 000 take 6 s and 2 GB (satteri 0.10). */
const MAX_ENTITIES = 2_000;

/** Quotes and lists that begin within each other on one line. */
const NESTED_MARKERS = new RegExp(`^(?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${MAX_NESTING}}`);

/** What makes a text too complex to be read, found before any parser sees it. */
export function exceededLimit(text: string, frontMatter: TextRange | undefined): ReadProblem | undefined {
  if (frontMatter !== undefined && frontMatter.end - frontMatter.start > MAX_FRONT_MATTER) {
    return tooComplex(
      `front matter длиной ${count(frontMatter.end - frontMatter.start)} знаков, а можно не больше ${count(MAX_FRONT_MATTER)}`,
      frontMatter.start,
    );
  }
  let line = 1;
  for (let start = 0; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start > MAX_LINE) return tooComplex(`в строке ${count(line)} знаков ${count(end - start)}, а можно не больше ${count(MAX_LINE)}`, start);
    if (end - start >= MAX_NESTING && NESTED_MARKERS.test(text.slice(start, end))) return tooDeep(start);
    start = end + 1;
  }
  const entities = text.includes('&') ? (text.match(/&#?[\da-z]+;/gi)?.length ?? 0) : 0;
  return entities > MAX_ENTITIES ? tooComplex(`знаков вида «&amp;» ${count(entities)}, а можно не больше ${count(MAX_ENTITIES)}`, 0) : undefined;
}

export function tooManyHeadings(headings: number): ReadProblem {
  return tooComplex(`заголовков ${count(headings)}, а можно не больше ${count(MAX_HEADINGS)}`, 0);
}

export function tooDeep(start = 0): ReadProblem {
  return tooComplex(`списки, цитаты или выделения вложены глубже ${MAX_NESTING} уровней`, start);
}

function tooComplex(message: string, start: number): ReadProblem {
  return { code: 'too-complex', message, range: { start, end: start } };
}

function count(number: number): string {
  return number.toLocaleString('ru');
}
