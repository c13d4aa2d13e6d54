import type { Heading, PageRecord, TextEdit, TextRange } from '../../knowledge/index.ts';
import { lineBreakOf } from './place.ts';
import { sectionOf } from './section-block.ts';

/**
 * Moves sections of one page, with everything below their headings, so that siblings come in the wanted order.
 * Sections that stay are not touched; between moved ones there is exactly one empty line.
 *
 * @param siblings headings in their present order
 * @param moved those of them that have to move
 * @param wanted all of them in the order they should have
 */
export function moveBlocks(page: PageRecord, siblings: readonly Heading[], moved: ReadonlySet<Heading>, wanted: readonly Heading[]): TextEdit[] {
  const { text, path } = page;
  const lineBreak = lineBreakOf(text);
  const blocks = new Map(siblings.map((heading) => [heading, sectionOf(page, heading).range]));
  const bodyOf = (heading: Heading): string => slice(text, blocks.get(heading)).trimEnd();
  const edits: TextEdit[] = [];

  for (const [index, heading] of wanted.entries()) {
    if (!moved.has(heading)) continue;
    const next = wanted.slice(index + 1).find((candidate) => !moved.has(candidate));
    if (next !== undefined) {
      edits.push({ path, range: at(next.range.start), text: bodyOf(heading) + lineBreak + lineBreak });
    } else {
      const last = wanted.findLast((candidate) => !moved.has(candidate));
      const end = trimmedEnd(text, last === undefined ? undefined : blocks.get(last));
      edits.push({ path, range: at(end), text: lineBreak + lineBreak + bodyOf(heading) });
    }
  }
  for (const run of runs(siblings, moved, blocks)) {
    // At the end of the page the empty line before the section goes, not the line break after it.
    const atEnd = run.end === text.length;
    const start = atEnd ? text.slice(0, run.start).trimEnd().length : run.start;
    edits.push({ path, range: { start, end: atEnd ? trimmedEnd(text, run) : run.end }, text: '' });
  }
  return edits;
}

/** Neighbouring moved sections as one span, so that no two deletions touch. */
function runs(siblings: readonly Heading[], moved: ReadonlySet<Heading>, blocks: ReadonlyMap<Heading, TextRange>): TextRange[] {
  const result: TextRange[] = [];
  for (const heading of siblings) {
    const block = blocks.get(heading);
    if (block === undefined || !moved.has(heading)) continue;
    const last = result.at(-1);
    if (last !== undefined && last.end === block.start) result[result.length - 1] = { start: last.start, end: block.end };
    else result.push(block);
  }
  return result;
}

function at(offset: number): TextRange {
  return { start: offset, end: offset };
}

function slice(text: string, range: TextRange | undefined): string {
  return range === undefined ? '' : text.slice(range.start, range.end);
}

function trimmedEnd(text: string, range: TextRange | undefined): number {
  return range === undefined ? text.length : range.start + slice(text, range).trimEnd().length;
}
