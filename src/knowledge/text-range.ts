/** A half-open span of a file, in UTF-16 code units (as JavaScript slices strings). */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A place as editors show it: line and column from 1, column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which the lines of `text` begin; `\n` ends a line, so CRLF works too. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The position of an offset. Offsets past the end are taken as the end. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** One replacement in one file. The file is never re-serialised: only these ranges change. */
export interface TextEdit {
  /** Path relative to the content folder, POSIX separators. */
  readonly path: string;
  readonly range: TextRange;
  readonly text: string;
}

/**
 * Applies edits of one file.
 * @throws Error when two edits overlap or a range lies outside the text: a plan that does so is wrong as a whole.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let from = 0;
  for (const { range, text: replacement, path } of sorted) {
    if (range.start < from || range.end < range.start || range.end > text.length)
      throw new Error(`Edits of ${path} overlap or leave the file at offset ${range.start}`);
    result += text.slice(from, range.start) + replacement;
    from = range.end;
  }
  return result + text.slice(from);
}
