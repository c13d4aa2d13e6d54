import type { Heading, PageRecord } from './page-record.ts';
import { SectionNumber } from './section-number.ts';
import type { TextRange } from './text-range.ts';

/** A heading with everything under it. */
export interface TopicBlock {
  readonly page: PageRecord;
  readonly heading: Heading;
  /** All headings of the block, its own first. */
  readonly headings: readonly Heading[];
  /**
   * From the blank lines before the heading to the last character of the text under it. Blank lines belong to the block
   * that follows them, so taking a block out and putting it back restores the file byte for byte.
   */
  readonly range: TextRange;
}

/** Depth a numbered heading must have: `##` for a topic, `###` for a step. */
export function headingDepth(number: SectionNumber): number {
  return SectionNumber.depth(number) - 1;
}

/** The block of a heading: up to the next heading of the same depth or above. */
export function blockOf(page: PageRecord, heading: Heading): TopicBlock {
  const at = page.headings.indexOf(heading);
  const rest = page.headings.slice(at + 1);
  const next = rest.findIndex(({ depth }) => depth <= heading.depth);
  const inside = next === -1 ? rest : rest.slice(0, next);
  const end = next === -1 ? page.text.length : (rest[next]?.range.start ?? page.text.length);
  return {
    page,
    heading,
    headings: [heading, ...inside],
    range: { start: endOfText(page.text, heading.range.start), end: endOfText(page.text, end) },
  };
}

/** True when the heading begins a line of its own, outside quotes and lists: only such a block can be cut out. */
export function isCuttable({ text }: PageRecord, { range }: Heading): boolean {
  return (
    text
      .slice(text.lastIndexOf('\n', range.start - 1) + 1, range.start)
      .replace('\uFEFF', '')
      .trim() === ''
  );
}

/** Numbered children of a number among the headings of a page, in file order. */
export function childHeadings(page: PageRecord, parent: SectionNumber): Heading[] {
  return page.headings.filter(({ number }) => number !== undefined && SectionNumber.parent(number) === parent);
}

/**
 * Where the block of a number goes: after the last neighbour with a smaller number, else before the first heading
 * of its depth, else to the end of its parent.
 *
 * @param neighbours headings that stay, with the numbers they will have
 * @returns offset right after a character of text; blank lines come with the block
 */
export function insertionOffset(
  page: PageRecord,
  number: SectionNumber,
  parent: Heading | undefined,
  neighbours: ReadonlyArray<{ heading: Heading; number: SectionNumber }>,
): number {
  const before = neighbours.filter((neighbour) => SectionNumber.compare(neighbour.number, number) < 0).at(-1);
  if (before !== undefined) return blockOf(page, before.heading).range.end;
  const region = parent === undefined ? { start: 0, end: page.text.length } : blockOf(page, parent).range;
  const first = page.headings.find(
    (heading) =>
      heading !== parent &&
      heading.range.start >= region.start &&
      heading.range.start < region.end &&
      heading.depth === headingDepth(number) &&
      isCuttable(page, heading),
  );
  return first === undefined ? endOfText(page.text, region.end) : endOfText(page.text, first.range.start);
}

/** Offset after the last character before `offset` that is not a blank or a line break. */
function endOfText(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /[ \t\r\n]/.test(text[end - 1] ?? '')) end--;
  return end;
}

/** The line break a file uses. */
export function lineBreakOf(text: string): '\r\n' | '\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
}
