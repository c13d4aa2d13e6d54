import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { lineStarts, positionAt } from '../../knowledge/index.ts';

/** Where to point when a page as a whole is meant: its title, or its first line. */
export function titlePlace(page: PageRecord): TextRange {
  return page.keys['title']?.value ?? firstLine(page.text);
}

/** The first line of a text, without its line break and without the BOM. */
export function firstLine(text: string): TextRange {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const end = /\r?\n|$/.exec(text)?.index ?? text.length;
  return { start: Math.min(start, end), end };
}

const startsOfLines = new WeakMap<PageRecord, readonly number[]>();

/** Number of the line an offset stands in, from 1. */
function lineNumber(page: PageRecord, offset: number): number {
  let starts = startsOfLines.get(page);
  if (starts === undefined) {
    starts = lineStarts(page.text);
    startsOfLines.set(page, starts);
  }
  return positionAt(starts, offset).line;
}

/** «06-operations/_index.md:12»: a place that a reader can open. */
export function lineOf(page: PageRecord, offset: number): string {
  return `${page.path}:${lineNumber(page, offset)}`;
}

/** Line break of the file, so that repairs do not mix two kinds. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

const WRONG = /❌/g;
const wrongLines = new WeakMap<PageRecord, ReadonlySet<number>>();

/** Examples of what not to do are marked with a cross; what such a line says is not meant. */
export function isMarkedWrong(page: PageRecord, offset: number): boolean {
  let lines = wrongLines.get(page);
  if (lines === undefined) {
    lines = new Set([...page.text.matchAll(WRONG)].map(({ index }) => lineNumber(page, index)));
    wrongLines.set(page, lines);
  }
  return lines.size > 0 && lines.has(lineNumber(page, offset));
}
