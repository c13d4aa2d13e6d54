import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangeSet, Move, NewFile } from '../knowledge/index.ts';
import { ChangeSetError, writeChangeSet } from '../knowledge/index.ts';
import type { GramaxImport } from './plan-gramax-import.ts';

/** Attachments wait here, inside the base, so that moving them to their places is part of the same transaction. */
const WAITING = '.kb-import-';

/** What an import changes, attachments left out: they have bytes, not text. */
export function changeOf({ pages }: GramaxImport, rootFile?: NewFile): ChangeSet {
  return {
    edits: pages.flatMap(({ path, text, before, outcome }) =>
      outcome === 'replaced' && before !== undefined ? [{ path, range: { start: 0, end: before.length }, text }] : [],
    ),
    moves: [],
    creates: [...pages.flatMap(({ path, text, outcome }) => (outcome === 'new' ? [{ path, text }] : [])), ...(rootFile === undefined ? [] : [rootFile])],
  };
}

/**
 * Writes an import: all of it, or nothing. The folder of the base is made when it is missing.
 *
 * @param from the old catalogue
 * @param into the content folder
 * @param read texts of the base the plan was made on
 * @throws ChangeSetError when it could not be written; the base is then as it was
 */
export function writeImport(from: string, into: string, plan: GramaxImport, rootFile: NewFile | undefined, read: ReadonlyMap<string, string>): void {
  const existed = existsSync(into);
  let waiting: string | undefined;
  try {
    mkdirSync(into, { recursive: true });
    removeAbandoned(into);
    const moves: Move[] = [];
    const files = plan.files.filter(({ outcome }) => outcome === 'new');
    if (files.length > 0) {
      waiting = mkdtempSync(join(into, `${WAITING}${process.pid}-`));
      const name = waiting.slice(into.length + 1);
      for (const [index, file] of files.entries()) {
        const source = join(from, file.from);
        // Between the plan and now someone may have put a link there.
        if (!lstatSync(source).isFile()) throw new ChangeSetError(`${file.from} изменился, пока готовился перенос. Повторите команду`);
        cpSync(source, join(waiting, String(index)));
        moves.push({ from: `${name}/${index}`, to: file.path });
      }
    }
    writeChangeSet(into, { ...changeOf(plan, rootFile), moves }, read);
  } catch (error) {
    if (!existed) rmSync(into, { recursive: true, force: true });
    if (error instanceof ChangeSetError) throw error;
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new ChangeSetError(`записать не вышло${code}. Всё осталось, как было`, { cause: error });
  } finally {
    if (waiting !== undefined) rmSync(waiting, { recursive: true, force: true });
  }
}

/** What a killed import left; nothing in it is part of the base. One that is still at work keeps its own. */
function removeAbandoned(into: string): void {
  for (const name of readdirSync(into)) {
    if (name.startsWith(WAITING) && !isAtWork(Number(/\d+/.exec(name)?.[0]))) rmSync(join(into, name), { recursive: true, force: true });
  }
}

function isAtWork(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** True when two files have the same bytes. */
export function haveSameBytes(one: string, other: string): boolean {
  try {
    return lstatSync(one).size === lstatSync(other).size && readFileSync(one).equals(readFileSync(other));
  } catch {
    return false;
  }
}
