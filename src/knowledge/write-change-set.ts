import { Buffer } from 'node:buffer';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Journal } from './change-journal.ts';
import { describeFailure, openJournal, undoJournal, writeDurably } from './change-journal.ts';
import type { ChangeSet, Move } from './change-set.ts';
import { ChangeSetError, editsByPath, isInside, validateChangeSet } from './change-set.ts';
import { applyEdits } from './text-range.ts';

/**
 * Where a running change keeps its new files, the old ones and the journal. It lies inside the content folder, because
 * a rename is atomic only within one file system; its dot keeps it out of every listing of pages.
 */
export const TRANSACTION_FOLDER = '.kb-transaction';

const BUSY = 'другая команда kb сейчас меняет эту папку. Дождитесь её конца и повторите';
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Writes a change to disk: all of it, or nothing.
 * Everything that can fail for lack of room or rights is prepared first; then come renames, each noted in a journal
 * before it is done, so that a failure rolls back at once and a killed process rolls back at the next start
 * ({@link recoverInterruptedChange}).
 *
 * @param folder the content folder
 * @param read texts the change was planned on, by path
 * @param rename for tests
 * @throws ChangeSetError when the change is impossible, a file changed since it was read, or writing failed; the folder is then as it was
 */
export function writeChangeSet(folder: string, change: ChangeSet, read: ReadonlyMap<string, string>, rename: typeof renameSync = renameSync): void {
  const area = openArea(folder);
  let journal: Journal | undefined;
  try {
    const [problem] = problemsOnDisk(folder, change, read);
    if (problem !== undefined) throw new ChangeSetError(`${problem}. Ничего не записано`);
    const staged = stage(folder, area, change, read);
    journal = openJournal(folder, area, rename);
    replaceFiles(journal, staged.replacements);
    moveAll(journal, change.moves);
    for (const { path, copy } of staged.newFiles) place(journal, copy, path);
    journal.commit();
  } catch (error) {
    if (journal !== undefined) undoJournal(folder, area);
    rmSync(area, { recursive: true, force: true });
    if (error instanceof ChangeSetError) throw error;
    throw new ChangeSetError(`${describeFailure(error, folder)}. Всё возвращено, как было`, { cause: error });
  }
  rmSync(area, { recursive: true, force: true });
}

/**
 * Rolls back what a killed process left half done.
 * @returns true when there was something to roll back
 * @throws ChangeSetError when that process is still at work
 */
export function recoverInterruptedChange(folder: string): boolean {
  const area = join(folder, TRANSACTION_FOLDER);
  if (!existsSync(area)) return false;
  if (isAlive(Number(readIfThere(join(area, 'pid'))))) {
    throw new ChangeSetError(BUSY);
  }
  const undone = undoJournal(folder, area);
  rmSync(area, { recursive: true, force: true });
  return undone;
}

/** Takes the folder for this process. The area is filled before it gets its name, so no one sees it half made. */
function openArea(folder: string): string {
  const area = join(folder, TRANSACTION_FOLDER);
  let draft: string | undefined;
  try {
    recoverInterruptedChange(folder);
    draft = mkdtempSync(`${area}-`);
    for (const name of ['new', 'old', 'moved']) mkdirSync(join(draft, name));
    writeFileSync(join(draft, 'pid'), String(process.pid));
    renameSync(draft, area);
    return area;
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { recursive: true, force: true });
    // Someone else gave its own area the name in between.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) throw new ChangeSetError(BUSY, { cause: error });
    throw error instanceof ChangeSetError ? error : new ChangeSetError(`${describeFailure(error, folder)}. Ничего не записано`, { cause: error });
  }
}

/** Process ids are reused, in containers often: our own id in the file means a process that is gone. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function problemsOnDisk(folder: string, change: ChangeSet, read: ReadonlyMap<string, string>): string[] {
  const problems = validateChangeSet(change, { kindOf: (path) => kindOnDisk(join(folder, path)), textOf: (path) => read.get(path) });
  if (problems.length > 0) return problems;
  const touched = [...editsByPath(change.edits).keys(), ...change.moves.flatMap(({ from, to }) => [from, to]), ...change.creates.map(({ path }) => path)];
  for (const path of touched) {
    for (let part = path; part !== '.'; part = posix.dirname(part)) {
      if (lstatSync(join(folder, part), { throwIfNoEntry: false })?.isSymbolicLink())
        problems.push(`${part} — символическая ссылка: правка ушла бы в другое место`);
    }
  }
  if (problems.length > 0) return problems;
  const edited = new Set(change.edits.map(({ path }) => path));
  for (const [path, text] of read) {
    if (!edited.has(path) && !change.moves.some(({ from }) => isInside(path, from))) continue;
    const bytes = readFileSync(join(folder, path));
    if (bytes.equals(Buffer.from(text))) continue;
    if (edited.has(path) || isUtf8(bytes)) {
      problems.push(isUtf8(bytes) ? `файл ${path} изменился, пока готовилась правка. Повторите команду` : `файл ${path} не в UTF-8, правка испортила бы его`);
    }
  }
  return problems;
}

/** What a path leads to; a link that leads nowhere is something, too. */
function kindOnDisk(absolute: string): 'file' | 'folder' | undefined {
  try {
    const stat = statSync(absolute, { throwIfNoEntry: false }) ?? lstatSync(absolute, { throwIfNoEntry: false });
    return stat?.isDirectory() ? 'folder' : stat === undefined ? undefined : 'file';
  } catch (error) {
    // The parent is a file: validation says so in its own words.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    UTF8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

interface Staged {
  readonly replacements: ReadonlyArray<{ readonly path: string; readonly copy: string; readonly original: string }>;
  readonly newFiles: ReadonlyArray<{ readonly path: string; readonly copy: string }>;
}

/** Writes every new content beside its future place. Modes are kept; the umask does not matter. */
function stage(folder: string, area: string, change: ChangeSet, read: ReadonlyMap<string, string>): Staged {
  const replacements = [...editsByPath(change.edits)].map(([path, edits], index) => {
    const text = read.get(path) ?? '';
    const mode = statSync(join(folder, path)).mode & 0o7777;
    const copy = `new/edit-${index}`;
    const original = `old/${index}`;
    for (const [name, content] of [
      [copy, applyEdits(text, edits)],
      [original, text],
    ] as const) {
      writeDurably(join(area, name), content);
      chmodSync(join(area, name), mode);
    }
    return { path, copy, original };
  });
  const newFiles = change.creates.map(({ path, text }, index) => {
    const copy = `new/file-${index}`;
    writeDurably(join(area, copy), text);
    return { path, copy };
  });
  return { replacements, newFiles };
}

function replaceFiles(journal: Journal, replacements: Staged['replacements']): void {
  for (const { path, copy, original } of replacements) journal.run({ kind: 'replace', path, copy, original });
}

/**
 * First everything goes out, the deepest first, then in, the shallowest first: so that swaps, chains
 * and a folder moving together with a folder inside it need no order of their own.
 */
function moveAll(journal: Journal, moves: readonly Move[]): void {
  const depth = (path: string): number => path.split('/').length;
  const numbered = moves.filter(({ from, to }) => from !== to).map((move, index) => ({ ...move, parked: `moved/${index}` }));
  for (const { from, parked } of numbered.toSorted((a, b) => depth(b.from) - depth(a.from))) journal.run({ kind: 'take', path: from, parked });
  for (const { to, parked } of numbered.toSorted((a, b) => depth(a.to) - depth(b.to))) place(journal, parked, to);
}

function place(journal: Journal, parked: string, path: string): void {
  const missing: string[] = [];
  for (let folder = posix.dirname(path); folder !== '.' && !journal.exists(folder); folder = posix.dirname(folder)) missing.unshift(folder);
  for (const folder of missing) journal.run({ kind: 'mkdir', path: folder });
  journal.run({ kind: 'put', path, parked });
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
