import { structuredPatch } from 'diff';
import type { ChangeSet } from '../knowledge/index.ts';
import { applyEdits, editsByPath, movedPath } from '../knowledge/index.ts';
import type { Terminal } from './terminal.ts';
import { paint } from './terminal.ts';

/**
 * What a change does to the files, as a unified diff with moves above it: the shape that `git diff` has taught people to read.
 *
 * @param texts files as they are now
 * @param folder content folder as the user knows it
 */
export function showDiff(terminal: Pick<Terminal, 'color'>, folder: string, texts: ReadonlyMap<string, string>, change: ChangeSet): string {
  const shown = (path: string): string => `${folder}/${path}`;
  const moves = change.moves.map(({ from, to }) => `${paint(terminal, 'bold', 'перенос')}  ${shown(from)}\n      →  ${shown(to)}`);
  const edited = [...editsByPath(change.edits)].sort(([a], [b]) => (a < b ? -1 : 1));
  const files = [
    ...edited.map(([path, edits]) => {
      const before = texts.get(path) ?? '';
      return fileDiff(terminal, shown(path), shown(movedPath(change.moves, path)), before, applyEdits(before, edits));
    }),
    ...change.creates.map(({ path, text }) => fileDiff(terminal, undefined, shown(path), '', text)),
  ];
  return [...(moves.length > 0 ? [moves.join('\n')] : []), ...files].join('\n\n');
}

/** One file as a unified diff; no old path for a new file. */
export function fileDiff(terminal: Pick<Terminal, 'color'>, oldPath: string | undefined, newPath: string, before: string, after: string): string {
  const lines = [paint(terminal, 'bold', `--- ${oldPath ?? '/dev/null'}`), paint(terminal, 'bold', `+++ ${newPath}`)];
  for (const hunk of structuredPatch('', '', before, after, undefined, undefined, { context: 3 }).hunks) {
    lines.push(paint(terminal, 'cyan', `@@ -${span(hunk.oldStart, hunk.oldLines)} +${span(hunk.newStart, hunk.newLines)} @@`));
    // A carriage return would throw the terminal's cursor back over the line.
    for (const line of hunk.lines) lines.push(diffLine(terminal, line.replace(/\r$/, '')));
  }
  return lines.join('\n');
}

/** An empty span is named by the line before it. */
function span(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

function diffLine(terminal: Pick<Terminal, 'color'>, line: string): string {
  if (line.startsWith('+')) return paint(terminal, 'green', line);
  if (line.startsWith('-')) return paint(terminal, 'red', line);
  if (line.startsWith('\\')) return paint(terminal, 'dim', '\\ В конце файла нет перевода строки');
  return line;
}
