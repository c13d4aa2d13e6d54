import type { PageRecord, TextRange } from '../../knowledge/index.ts';

const spans = new WeakMap<PageRecord, readonly TextRange[]>();

/** True when the offset lies in a fence or between backticks of its paragraph. */
export function isInCode(page: PageRecord, offset: number): boolean {
  let known = spans.get(page);
  if (known === undefined) {
    known = [...page.fences.map(({ range }) => range), ...codeSpans(page.text)];
    spans.set(page, known);
  }
  return known.some(({ start, end }) => start <= offset && offset < end);
}

/** Code spans of all paragraphs: a run of backticks closes with the next run of the same length. */
function codeSpans(text: string): TextRange[] {
  const result: TextRange[] = [];
  const open = new Map<number, number>();
  for (const { 0: found, index } of text.matchAll(/`+|\n[ \t]*\r?\n/g)) {
    const start = open.get(found.length);
    if (found.startsWith('\n')) open.clear();
    else if (start === undefined) open.set(found.length, index);
    else {
      result.push({ start, end: index + found.length });
      // Whatever was opened before the closing lies inside the span or is plain text.
      open.clear();
    }
  }
  return result;
}
