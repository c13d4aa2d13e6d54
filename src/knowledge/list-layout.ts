import type { List, ListItem, Nodes } from 'mdast';
import { bodyStart } from './code-ranges.ts';
import type { PageRecord } from './page-record.ts';
import { parseWithSatteri } from './read-page.ts';
import type { TextEdit } from './text-range.ts';
import { applyEdits } from './text-range.ts';
import { lineBreakOf } from './topic-block.ts';

/** How the lists of a page look: as in this base, or as the Gramax editor writes them when it saves. */
export type ListStyle = 'ours' | 'gramax';

/** One odd list is looked for among so many; beyond that all of them stay as they are. */
const MOST_TRIED = 40;

/**
 * Lays the lists of a page out: dashes, indents and blank lines; text and numbers stay as they are.
 * Ours: `- `, nested by the width of the marker, blank lines only where an item holds more than a line and its sub-items.
 * Gramax: `-  `, nested by three, a blank line between items, `* ` before a check box.
 *
 * What the lists say must not change: where the new layout would be read otherwise, the list stays as it is.
 *
 * @returns edits, and the offsets of the lists that stay
 */
export function layOutLists(page: PageRecord, style: ListStyle): { readonly edits: readonly TextEdit[]; readonly odd: readonly number[] } {
  const start = bodyStart(page);
  const body = page.text.slice(start);
  if (!/^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/m.test(body)) return { edits: [], odd: [] };
  const root = parseWithSatteri(body);
  // Lists inside quotes carry the sign of the quote in every line: too rare to be worth it.
  const lists = 'children' in root ? root.children.flatMap((node) => (node.type === 'list' ? [node] : [])) : [];
  const layouts = lists.map((list) => ({ list, at: start + (list.position?.start.offset ?? 0), edits: layOutList(page, body, start, list, style) }));
  const before = shape(root);
  const keepsSense = (edits: readonly TextEdit[]): boolean => shape(parseWithSatteri(applyEdits(page.text, edits).slice(start))) === before;
  const changing = layouts.filter(({ edits }) => edits.length > 0);
  const all = changing.flatMap(({ edits }) => edits);
  if (all.length === 0 || keepsSense(all)) return { edits: all, odd: [] };
  const edits: TextEdit[] = [];
  const odd: number[] = [];
  if (changing.length > MOST_TRIED) return { edits, odd: changing.map(({ at }) => at) };
  for (const { list, at, edits: wanted } of changing) {
    // Two lists side by side are two only while their signs differ.
    const fitting = [wanted, layOutList(page, body, start, list, style, 'own sign')].find((candidate) => keepsSense([...edits, ...candidate]));
    if (fitting === undefined) odd.push(at);
    else edits.push(...fitting);
  }
  return { edits, odd };
}

/** What one line of a list becomes. */
interface Place {
  /** Columns at which the text of its item begins, now and then. */
  readonly from: number;
  readonly to: number;
  /** Set in the line that opens the item: columns of its marker's end now, and everything before the text then. */
  readonly opening: { readonly end: number; readonly lead: string } | undefined;
}

function layOutList(page: PageRecord, body: string, start: number, list: List, style: ListStyle, sign: 'usual sign' | 'own sign' = 'usual sign'): TextEdit[] {
  const from = body.lastIndexOf('\n', (list.position?.start.offset ?? 0) - 1) + 1;
  const lines = body.slice(from, list.position?.end.offset).split('\n');
  const firstLine = list.position?.start.line ?? 1;
  const places = new Map<number, Place>();
  if (lines.some((line) => /^ *\t/.test(line)) || !placeItems(list, 0, { lines, firstLine, style, sign }, places)) return [];
  const tight = style === 'ours' && isSimple(list);
  const eol = lineBreakOf(page.text);
  const edits: TextEdit[] = [];
  let at = start + from;
  for (const [index, line] of lines.entries()) {
    const place = places.get(index);
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (line.trim() === '') {
      if (tight) edits.push({ path: page.path, range: { start: at, end: at + line.length + 1 }, text: '' });
    } else if (place !== undefined) {
      const { opening } = place;
      const old = line.slice(0, opening?.end ?? indent);
      // A line that runs on without its indent gets it: the sense is the same, and no one has to know that rule.
      const now = opening?.lead ?? ' '.repeat(Math.max(place.to, indent - place.from + place.to));
      const blank = style === 'gramax' && opening !== undefined && index > 0 && lines[index - 1]?.trim() !== '' ? eol : '';
      if (blank + now !== old) edits.push({ path: page.path, range: { start: at, end: at + old.length }, text: blank + now });
    }
    at += line.length + 1;
  }
  return edits;
}

interface Layout {
  readonly lines: readonly string[];
  readonly firstLine: number;
  readonly style: ListStyle;
  readonly sign: 'usual sign' | 'own sign';
}

/** @returns false when an item is written so that columns do not say enough */
function placeItems(list: List, column: number, layout: Layout, places: Map<number, Place>): boolean {
  const { lines, firstLine, style } = layout;
  for (const item of list.children) {
    const first = (item.position?.start.line ?? 1) - firstLine;
    const last = (item.position?.end.line ?? 1) - firstLine;
    const marker = /^(?<indent> *)(?<sign>[-*+]|\d{1,9}[.)])(?<gap> {1,4})(?=\S)/.exec(lines[first] ?? '');
    if (marker?.groups === undefined || places.get(first)?.opening !== undefined) return false;
    const own = marker.groups['sign'] ?? '';
    const sign = layout.sign === 'own sign' ? own : newSign(own, item, style);
    const lead = `${' '.repeat(column)}${sign}${style === 'gramax' && sign === '-' ? '  ' : ' '}`;
    places.set(first, { from: marker[0].length, to: lead.length, opening: { end: marker[0].length, lead } });
    for (let line = first + 1; line <= last; line++) places.set(line, { from: marker[0].length, to: lead.length, opening: undefined });
    for (const child of item.children) if (child.type === 'list' && !placeItems(child, lead.length, layout, places)) return false;
  }
  return true;
}

function newSign(sign: string, { checked }: ListItem, style: ListStyle): string {
  if (/\d/.test(sign)) return sign;
  return style === 'gramax' && typeof checked === 'boolean' ? '*' : '-';
}

/** Every item is a line of text, maybe with simple lists below it. */
function isSimple(list: List): boolean {
  return list.children.every(
    ({ children }) => children[0]?.type === 'paragraph' && children.slice(1).every((child) => child.type === 'list' && isSimple(child)),
  );
}

/** What a reader gets from a tree, without places and without the spacing of lists. */
function shape(node: Nodes): string {
  return JSON.stringify(node, (key, value: unknown) => (key === 'position' || key === 'spread' ? undefined : value));
}
