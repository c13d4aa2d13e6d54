import type { Fence, PageRecord, TextRange } from '../../knowledge/index.ts';

/** Lines of the body of a fence as they stand in the source, with the indent and the `>` before them. An indented block of code is all lines. */
export function fenceLines(source: string, { start, end }: TextRange): TextRange[] {
  const fenced = /^(?:`{3,}|~{3,})/.test(source.slice(start, start + 3));
  const lines: TextRange[] = [];
  for (let from = start; from < end; ) {
    const breakAt = source.indexOf('\n', from);
    const to = breakAt === -1 || breakAt > end ? end : breakAt;
    lines.push({ start: from, end: source[to - 1] === '\r' ? to - 1 : to });
    from = to + 1;
  }
  if (!fenced) return lines;
  const last = lines.at(-1);
  const closed = lines.length > 1 && last !== undefined && /^[ \t>]*(?:`{3,}|~{3,})\s*$/.test(source.slice(last.start, last.end));
  return lines.slice(1, closed ? -1 : undefined);
}

/** What stands before each line of a fence: the indent of its list, the `>` of its quote. */
export function fencePrefix({ text }: PageRecord, { range }: Fence): string {
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  return text.slice(lineStart, range.start).replace(/[^>\t]/g, ' ');
}

/** A line of a fence without what stands before it; the line that opens the fence when there is no such line. */
export function fenceLine(page: PageRecord, fence: Fence, index: number): TextRange {
  const line = fenceLines(page.text, fence.range)[index];
  if (line === undefined) {
    const end = page.text.indexOf('\n', fence.range.start);
    return { start: fence.range.start, end: end === -1 ? fence.range.end : Math.min(end, fence.range.end) };
  }
  const indent = /^[ \t>]*/.exec(page.text.slice(line.start, line.end))?.[0].length ?? 0;
  return { start: line.start + indent, end: line.end };
}

/** Attributes of the info string of a fence: `title="compose.yaml" file=/stack/server2/compose.yaml#postgres`. */
export function fenceAttributes({ meta }: Fence): ReadonlyMap<string, string> {
  return new Map(
    [...meta.matchAll(/(?<![^\s])(?<name>[\w-]+)=(?:"(?<quoted>[^"]*)"|(?<bare>\S+))/g)].map(({ groups }) => [
      groups?.['name'] ?? '',
      groups?.['quoted'] ?? groups?.['bare'] ?? '',
    ]),
  );
}
