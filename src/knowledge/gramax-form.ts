import type { Nodes } from 'mdast';
import { bodyStart } from './code-ranges.ts';
import { layOutLists } from './list-layout.ts';
import type { PageRecord } from './page-record.ts';
import { parseWithSatteri } from './read-page.ts';
import type { TextEdit } from './text-range.ts';

/** A text that begins with a number and a dot gets a backslash, lest it become a list: `06\.01.03`, also behind bold words. */
const NUMBER_DOT = /^(?<before>\s*\d+)\.(?=[\d\s]|$)/;

/**
 * What saving in the Gramax editor would change, as far as it was measured: lists, `—` → `--`, `→` → `->`, the first dot of a number.
 * Cells of tables are padded by Gramax as well; that is left out, since no one reads the difference.
 */
export function gramaxEdits(page: PageRecord): TextEdit[] {
  const start = bodyStart(page);
  const edits: TextEdit[] = [...layOutLists(page, 'gramax').edits];
  const visit = (node: Nodes): void => {
    if (node.type === 'text') edits.push(...textEdits(page, start + (node.position?.start.offset ?? 0), start + (node.position?.end.offset ?? 0)));
    if ('children' in node) node.children.forEach(visit);
  };
  visit(parseWithSatteri(page.text.slice(start)));
  return edits.sort((a, b) => a.range.start - b.range.start);
}

function* textEdits({ path, text }: PageRecord, start: number, end: number): Iterable<TextEdit> {
  const source = text.slice(start, end);
  const number = NUMBER_DOT.exec(source)?.groups?.['before']?.length;
  if (number !== undefined) yield { path, range: { start: start + number, end: start + number }, text: '\\' };
  for (const { index, 0: sign } of source.matchAll(/[—→]/g)) {
    yield { path, range: { start: start + index, end: start + index + 1 }, text: sign === '—' ? '--' : '->' };
  }
}
