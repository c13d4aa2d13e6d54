import { posix } from 'node:path';
import type { TextEdit } from './text-range.ts';
import { applyEdits } from './text-range.ts';

/** A file or a folder with everything in it gets another place. Paths are relative to the content folder. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * A planned change of the content folder: all of it happens, or nothing.
 * `edits` name files by their OLD paths; `to` of a move and `path` of a new file are places in the FINAL tree,
 * so a folder and a folder inside it can both move, and two folders can swap.
 */
export interface ChangeSet {
  readonly edits: readonly TextEdit[];
  readonly moves: readonly Move[];
  readonly creates: readonly NewFile[];
}

/** A change that cannot be made, or could not be written. The message is for the user and is readable alone. */
export class ChangeSetError extends Error {
  override readonly name = 'ChangeSetError';
}

/** What a change is checked against: a folder on disk, or texts in memory. */
export interface TreeView {
  readonly kindOf: (path: string) => 'file' | 'folder' | undefined;
  /** Text of a file as it was when the change was planned; undefined for files that are not text. */
  readonly textOf: (path: string) => string | undefined;
}

export function isEmptyChange({ edits, moves, creates }: ChangeSet): boolean {
  return edits.length === 0 && moves.length === 0 && creates.length === 0;
}

/** Where a path is after the moves: the deepest move that contains it decides. */
export function movedPath(moves: readonly Move[], path: string): string {
  let best: Move | undefined;
  for (const move of moves) if (isInside(path, move.from) && (best === undefined || move.from.length > best.from.length)) best = move;
  return best === undefined ? path : best.to + path.slice(best.from.length);
}

/** True for the path itself and everything below it. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/**
 * The texts after the change. Pure.
 * @throws ChangeSetError when the change cannot be made on these texts
 */
export function applyToTexts(texts: ReadonlyMap<string, string>, change: ChangeSet): Map<string, string> {
  const [problem] = validateChangeSet(change, viewOfTexts(texts));
  if (problem !== undefined) throw new ChangeSetError(problem);
  const edits = editsByPath(change.edits);
  const result = new Map<string, string>();
  for (const [path, text] of texts) result.set(movedPath(change.moves, path), applyEdits(text, edits.get(path) ?? []));
  for (const { path, text } of change.creates) result.set(path, text);
  return result;
}

export function editsByPath(edits: readonly TextEdit[]): Map<string, TextEdit[]> {
  const result = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const list = result.get(edit.path);
    if (list === undefined) result.set(edit.path, [edit]);
    else list.push(edit);
  }
  return result;
}

/**
 * What makes a change impossible, in words; empty when it can be made.
 * Looks at the whole change before anything is touched.
 */
export function validateChangeSet(change: ChangeSet, tree: TreeView): string[] {
  const paths = [...change.edits.map(({ path }) => path), ...change.moves.flatMap(({ from, to }) => [from, to]), ...change.creates.map(({ path }) => path)];
  const escaping = paths.filter((path) => !staysInside(path));
  // Nothing else can be said about a path that leaves the folder.
  if (escaping.length > 0) return [...new Set(escaping)].map((path) => `путь «${path}» выходит за пределы папки с базой`);
  return [...editProblems(change, tree), ...moveProblems(change, tree), ...targetProblems(change, tree)];
}

function staysInside(path: string): boolean {
  return (
    path !== '' &&
    path !== '.' &&
    !posix.isAbsolute(path) &&
    posix.normalize(path) === path &&
    path !== '..' &&
    !path.startsWith('../') &&
    !/[\\\0:]|\/$/.test(path)
  );
}

function* editProblems({ edits }: ChangeSet, tree: TreeView): Iterable<string> {
  for (const [path, list] of editsByPath(edits)) {
    const text = tree.textOf(path);
    if (tree.kindOf(path) !== 'file') yield `файла ${path} нет, править нечего`;
    else if (text === undefined) yield `файл ${path} не текстовый, править его нельзя`;
    else {
      try {
        applyEdits(text, list);
      } catch {
        yield `правки файла ${path} перекрываются или выходят за его конец`;
      }
    }
  }
}

function* moveProblems({ moves }: ChangeSet, tree: TreeView): Iterable<string> {
  const seen = new Set<string>();
  for (const { from, to } of moves) {
    if (tree.kindOf(from) === undefined) yield `${from} нет, переносить нечего`;
    if (seen.has(from)) yield `${from} переносится дважды`;
    seen.add(from);
    if (to !== from && isInside(to, from)) yield `${from} нельзя перенести внутрь самой себя: ${to}`;
  }
}

function* targetProblems({ moves, creates }: ChangeSet, tree: TreeView): Iterable<string> {
  const taken = new Set<string>();
  for (const path of [...moves.map(({ to }) => to), ...creates.map((file) => file.path)]) {
    if (taken.has(path)) yield `на место ${path} претендуют двое`;
    taken.add(path);
  }
  for (const path of taken) {
    if (stays(path, moves, tree) !== undefined || arrives(path, moves, tree)) yield `место ${path} занято`;
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
      if (stays(folder, moves, tree) === 'file') yield `${path} не создать: ${folder} — файл, а не папка`;
    }
  }
}

/** What is at the path now and will not have moved away. */
function stays(path: string, moves: readonly Move[], tree: TreeView): 'file' | 'folder' | undefined {
  return moves.some(({ from }) => isInside(path, from)) ? undefined : tree.kindOf(path);
}

/** True when a moved folder brings along something of its own that lands on the path. */
function arrives(path: string, moves: readonly Move[], tree: TreeView): boolean {
  return moves.some(({ from, to }) => {
    const source = from + path.slice(to.length);
    return path !== to && isInside(path, to) && tree.kindOf(source) !== undefined && movedPath(moves, source) === path;
  });
}

/** A tree of texts alone: folders are what the paths imply. */
export function viewOfTexts(texts: ReadonlyMap<string, string>): TreeView {
  const folders = new Set<string>();
  for (const path of texts.keys()) for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) folders.add(folder);
  return { kindOf: (path) => (texts.has(path) ? 'file' : folders.has(path) ? 'folder' : undefined), textOf: (path) => texts.get(path) };
}
