import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { ChangeSetError } from './change-set.ts';

/**
 * One step of a change on disk. `path` is relative to the content folder, the other names to the area of the change.
 * Whether a step was done can always be told from the disk, so a step noted but not done is harmless.
 */
type Step =
  | { readonly kind: 'replace'; readonly path: string; readonly copy: string; readonly original: string }
  | { readonly kind: 'take'; readonly path: string; readonly parked: string }
  | { readonly kind: 'put'; readonly path: string; readonly parked: string }
  | { readonly kind: 'mkdir'; readonly path: string };

export interface Journal {
  /** Notes the step, then does it. */
  readonly run: (step: Step) => void;
  readonly exists: (path: string) => boolean;
  /** From here on nothing will be rolled back. */
  readonly commit: () => void;
}

const JOURNAL = 'journal.jsonl';
const UNDONE = '"undone"';

/**
 * Starts a journal.
 * @param area folder of this change, with new, old and parked files
 * @param rename what moves files; tests pass one that fails
 */
export function openJournal(folder: string, area: string, rename: typeof renameSync): Journal {
  const touched = new Set<string>();
  const at = (path: string): string => join(folder, path);
  note(area, '');
  return {
    exists: (path) => isThere(at(path)),
    run: (step) => {
      note(area, `${JSON.stringify(step)}\n`);
      touched.add(dirname(at(step.path)));
      switch (step.kind) {
        case 'replace':
          rename(join(area, step.copy), at(step.path));
          break;
        case 'take':
          rename(at(step.path), join(area, step.parked));
          break;
        case 'put':
          if (isThere(at(step.path))) throw new ChangeSetError(`место ${step.path} занято. Всё возвращено, как было`);
          rename(join(area, step.parked), at(step.path));
          break;
        case 'mkdir':
          mkdirSync(at(step.path));
          break;
      }
    },
    commit: () => {
      for (const parent of touched) if (existsSync(parent)) syncFolder(parent);
      rmSync(join(area, JOURNAL));
      syncFolder(area);
    },
  };
}

/**
 * Takes back every step of the journal, the last one first. Can itself be interrupted and repeated:
 * what is taken back is noted too.
 *
 * @returns true when there were steps to take back
 * @throws ChangeSetError when a step cannot be taken back; the area then still holds all originals
 */
export function undoJournal(folder: string, area: string): boolean {
  const steps = readSteps(area);
  const any = steps.length > 0;
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    try {
      undo(step, folder, area);
      note(area, `${UNDONE}\n`);
    } catch (error) {
      throw new ChangeSetError(
        `${describeFailure(error, folder)}, и вернуть всё назад не вышло. Исходные файлы целы, они в папке ${area}. Устраните причину и повторите команду: она закончит откат`,
        { cause: error },
      );
    }
  }
  return any;
}

function undo(step: Step, folder: string, area: string): void {
  const path = join(folder, step.path);
  switch (step.kind) {
    case 'replace': {
      const original = join(area, step.original);
      if (isThere(path) && readFileSync(original).equals(readFileSync(path))) return;
      const copy = `${original}-back`;
      copyFileSync(original, copy);
      renameSync(copy, path);
      return;
    }
    case 'take':
      if (isThere(join(area, step.parked)) && !isThere(path)) renameSync(join(area, step.parked), path);
      return;
    case 'put':
      if (isThere(path) && !isThere(join(area, step.parked))) renameSync(path, join(area, step.parked));
      return;
    case 'mkdir':
      if (isThere(path)) rmdirSync(path);
      return;
  }
}

function readSteps(area: string): Step[] {
  const file = join(area, JOURNAL);
  if (!existsSync(file)) return [];
  const steps: Step[] = [];
  // A line without its line break was cut short: its step never began.
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    if (line === UNDONE) steps.pop();
    else steps.push(JSON.parse(line));
  }
  return steps;
}

function note(area: string, line: string): void {
  const handle = openSync(join(area, JOURNAL), 'a');
  try {
    appendFileSync(handle, line);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a new file that survives a power cut. */
export function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'wx');
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes renames inside a folder survive a power cut. Windows cannot open folders and does not need it. */
function syncFolder(absolute: string): void {
  if (process.platform === 'win32' || !statSync(absolute).isDirectory()) return;
  const handle = openSync(absolute, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function isThere(absolute: string): boolean {
  return lstatSync(absolute, { throwIfNoEntry: false }) !== undefined;
}

/** A failed system call in words, with the path as the user knows it. */
export function describeFailure(error: unknown, folder: string): string {
  if (!(error instanceof Error) || !('code' in error)) return error instanceof Error ? error.message : String(error);
  const path = 'path' in error && typeof error.path === 'string' ? error.path.replace(`${folder}${sep}`, '') : 'файл';
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return `нет прав на запись: ${path}`;
    case 'EROFS':
      return `диск открыт только для чтения: ${path}`;
    case 'ENOSPC':
    case 'EDQUOT':
      return 'на диске кончилось место';
    case 'ENOENT':
      return `${path} исчез во время работы`;
    case 'ENOTDIR':
      return `вместо папки лежит файл: ${path}`;
    case 'EEXIST':
    case 'ENOTEMPTY':
      return `место уже занято: ${path}`;
    case 'EXDEV':
      return `${path} лежит на другом диске, перенести его одним действием нельзя`;
    case 'EBUSY':
      return `${path} занят другой программой`;
    default:
      return `не получилось записать ${path} (${String(error.code)})`;
  }
}
