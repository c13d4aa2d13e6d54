import type { PageRecord } from './page-record.ts';
import type { TextRange } from './text-range.ts';

const known = new WeakMap<PageRecord, readonly TextRange[]>();

/** Fences, indented code and code spans (backticks included) of a page, in order. */
export function codeRanges(page: PageRecord): readonly TextRange[] {
  let ranges = known.get(page);
  if (ranges === undefined) {
    ranges = [...page.fences.map(({ range }) => range), ...codeSpans(page)].sort((a, b) => a.start - b.start);
    known.set(page, ranges);
  }
  return ranges;
}

/** The text of a page between its code, front matter left out. Pieces are in order and not empty. */
export function proseRanges(page: PageRecord): TextRange[] {
  return between(codeRanges(page), bodyStart(page), page.text.length);
}

/** True when the offset lies in one of the ranges, which are in order and do not overlap. */
export function isWithinRanges(ranges: readonly TextRange[], offset: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined || range.end <= offset) low = middle + 1;
    else if (range.start > offset) high = middle - 1;
    else return true;
  }
  return false;
}

/** Where the text after the front matter begins. */
export function bodyStart({ text }: Pick<PageRecord, 'text'>): number {
  return /^\uFEFF?---[ \t]*\r?\n[\s\S]*?(?<=\n)---[ \t]*(?:\r?\n|$)/.exec(text)?.[0].length ?? 0;
}

function between(ranges: readonly TextRange[], start: number, end: number): TextRange[] {
  const result: TextRange[] = [];
  let from = start;
  for (const range of ranges) {
    if (range.start > from) result.push({ start: from, end: range.start });
    from = Math.max(from, range.end);
  }
  if (from < end) result.push({ start: from, end });
  return result;
}

/** Begins a block of its own: a heading, an item, a row of a table, a rule. */
const BLOCK_START = /^[ \t>]*(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|\||(?:[-*_][ \t]*){3,}$|\[[^\]]+\]:)/;

/**
 * Paragraphs, headings, items and table cells of the body, code between fences left out: neither a code span nor emphasis
 * crosses from one into another.
 */
export function* inlineBlocks(page: PageRecord): Iterable<TextRange> {
  const { text } = page;
  const fences = page.fences.map(({ range }) => range);
  for (const { start, end } of between(fences, bodyStart(page), text.length)) {
    let from = start;
    for (let line = start; line < end; ) {
      const breakAt = text.indexOf('\n', line);
      const lineEnd = breakAt === -1 || breakAt >= end ? end : breakAt + 1;
      const source = text.slice(line, lineEnd);
      const blank = /^[ \t>]*\r?\n?$/.test(source);
      if (blank || BLOCK_START.test(source)) {
        if (from < line) yield { start: from, end: line };
        from = line;
      }
      // The cells of a row are blocks of their own.
      if (!blank && /^[ \t>]*\|/.test(source)) {
        for (const cell of source.matchAll(/(?:\\.|[^|\\])+/gs)) yield { start: line + cell.index, end: line + cell.index + cell[0].length };
        from = lineEnd;
      }
      line = lineEnd;
    }
    if (from < end) yield { start: from, end };
  }
}

function codeSpans(page: PageRecord): TextRange[] {
  if (!page.text.includes('`')) return [];
  return [...inlineBlocks(page)].flatMap(({ start, end }) => spansIn(page.text, start, end));
}

/** A code span closes with as many backticks as it opened with. One pass: a thousand lonely backticks cost no more than a pair. */
function spansIn(text: string, start: number, end: number): TextRange[] {
  const source = text.slice(start, end);
  if (!source.includes('`')) return [];
  const runs = [...source.matchAll(/`+/g)].map(({ index, 0: ticks }) => ({ start: index, length: ticks.length }));
  // Runs of every length, with the place up to which each list has been read: looking only goes forward.
  const later = new Map<number, { readonly places: number[]; read: number }>();
  for (const [at, { length }] of runs.entries()) {
    const list = later.get(length);
    if (list === undefined) later.set(length, { places: [at], read: 0 });
    else list.places.push(at);
  }
  const spans: TextRange[] = [];
  for (let at = 0; at < runs.length; at++) {
    const open = runs[at];
    if (open === undefined) break;
    // An escaped backtick opens nothing, the rest of its run may.
    const escaped = /(?<!\\)(?:\\\\)*\\$/.test(source.slice(Math.max(0, open.start - 8), open.start));
    const length = open.length - (escaped ? 1 : 0);
    const candidates = later.get(length);
    while (candidates !== undefined && (candidates.places[candidates.read] ?? Number.POSITIVE_INFINITY) <= at) candidates.read++;
    const closing = length === 0 ? undefined : candidates?.places[candidates.read];
    const close = closing === undefined ? undefined : runs[closing];
    if (closing === undefined || close === undefined) continue;
    spans.push({ start: start + open.start + (escaped ? 1 : 0), end: start + close.start + close.length });
    at = closing;
  }
  return spans;
}
