import type { Move } from './change-set.ts';
import { isInside, movedPath } from './change-set.ts';
import type { Heading, PageRecord } from './page-record.ts';
import { readPage } from './read-page.ts';
import type { SectionNumber } from './section-number.ts';
import type { TextEdit } from './text-range.ts';
import { applyEdits } from './text-range.ts';
import type { TopicBlock } from './topic-block.ts';
import { lineBreakOf } from './topic-block.ts';

/** A block that goes to another place of its page, or to another page. */
export interface BlockMove {
  readonly block: TopicBlock;
  /** Number its heading will have: orders blocks that come to one place. */
  readonly number: SectionNumber;
  readonly to: PageRecord;
  /** Offset in the old text of `to`. */
  readonly offset: number;
}

/** What gets another number or place. Links and mentions follow from it. */
export interface Relocation {
  readonly pages: ReadonlyMap<PageRecord, SectionNumber>;
  readonly headings: ReadonlyMap<Heading, SectionNumber>;
  readonly moves: readonly Move[];
  readonly blocks: readonly BlockMove[];
}

/** Path of the page on which a place of an old page will be. */
export function newPathOf({ blocks, moves }: Relocation, page: PageRecord, offset: number): string {
  const carried = blocks.find(({ block }) => block.page === page && offset >= block.range.start && offset < block.range.end);
  return movedPath(moves, (carried?.to ?? page).path);
}

/**
 * Turns edits addressed to the old places into edits of the old files that also carry the blocks over:
 * a block is cut out with its edits made and inserted where it belongs.
 */
export function carryBlocks(edits: readonly TextEdit[], blocks: readonly BlockMove[]): TextEdit[] {
  const result: TextEdit[] = [];
  const insertions = new Map<string, { edit: Omit<TextEdit, 'text'>; parts: Array<{ number: SectionNumber; text: string }> }>();
  const carried = new Set<TextEdit>();
  for (const { block, number, to, offset } of blocks) {
    const { page, range } = block;
    const inner = edits.filter((edit) => edit.path === page.path && edit.range.start >= range.start && edit.range.end <= range.end);
    for (const edit of inner) carried.add(edit);
    const shifted = inner.map((edit) => ({ ...edit, range: { start: edit.range.start - range.start, end: edit.range.end - range.start } }));
    const text = applyEdits(page.text.slice(range.start, range.end), shifted);
    result.push({ path: page.path, range, text: '' });
    const key = `${to.path}\n${offset}`;
    const insertion = insertions.get(key) ?? { edit: { path: to.path, range: { start: offset, end: offset } }, parts: [] };
    insertion.parts.push({ number, text: adapted(text, page, to, offset) });
    insertions.set(key, insertion);
  }
  for (const { edit, parts } of insertions.values()) {
    const ordered = parts.toSorted((a, b) => (a.number < b.number ? -1 : 1));
    result.push({ ...edit, text: ordered.map(({ text }) => text).join('') });
  }
  return [...result, ...edits.filter((edit) => !carried.has(edit))];
}

/** Blank lines and line breaks as the new surroundings need them. */
function adapted(text: string, from: PageRecord, to: PageRecord, offset: number): string {
  const lineBreak = lineBreakOf(to.text);
  const fitting = from === to || lineBreak === lineBreakOf(from.text) ? text : text.replace(/\r?\n/g, lineBreak);
  if (offset === 0) return fitting.replace(/^\s+/, '');
  return /^\s*\n/.test(fitting) ? fitting : `${lineBreak}${lineBreak}${fitting.trimStart()}`;
}

/**
 * Anchors of every heading once the numbers are rewritten. A slug depends on the text of the heading and on the headings
 * before it, so the new pages are read, not guessed.
 *
 * @param edits what rewrites the numbers
 */
export function newAnchors(pages: readonly PageRecord[], edits: readonly TextEdit[], relocation: Relocation): Map<Heading, readonly string[]> {
  const { blocks } = relocation;
  const carried = carryBlocks(edits, blocks);
  const anchors = new Map<Heading, readonly string[]>();
  for (const page of pages) {
    const own = carried.filter(({ path }) => path === page.path);
    const order = headingsAfter(page, blocks);
    const after = own.length === 0 ? page.headings : readPage(page.path, applyEdits(page.text, own)).headings;
    if (after.length !== order.length) throw new Error(`${page.path}: ${order.length} headings expected after the change, ${after.length} read`);
    order.forEach((heading, index) => void anchors.set(heading, after[index]?.anchors ?? []));
  }
  return anchors;
}

/** Headings of a page in their order after the blocks have moved. */
function headingsAfter(page: PageRecord, blocks: readonly BlockMove[]): Heading[] {
  const gone = new Set(blocks.filter(({ block }) => block.page === page).flatMap(({ block }) => block.headings));
  const stay = page.headings.filter((heading) => !gone.has(heading)).map((heading) => ({ at: heading.range.start, number: '', headings: [heading] }));
  const come = blocks
    .filter(({ to }) => to === page)
    .map(({ offset, number, block }) => ({ at: offset, number: String(number), headings: [...block.headings] }));
  // A block comes right after a character of text, so no heading begins at its offset, except at the very start of a file.
  return [...come, ...stay].sort((a, b) => a.at - b.at || (a.number < b.number ? -1 : 1)).flatMap(({ headings }) => headings);
}

/** Pages below a page's folder, itself included; a page that is a plain file has none below. */
export function pagesUnder(pages: readonly PageRecord[], page: PageRecord): PageRecord[] {
  const root = placeOf(page.path);
  return pages.filter(({ path }) => isInside(path, root));
}

/** What moves when a page moves: its folder, or the file itself. */
export function placeOf(path: string): string {
  return path.replace(/\/_index\.md$/, '');
}
