import { posix } from 'node:path';
import type { ChangeSet, TreeView } from './change-set.ts';
import { ChangeSetError, editsByPath, movedPath, validateChangeSet } from './change-set.ts';
import { pageUrl } from './content-address.ts';
import type { GitHistory } from './git-history.ts';
import { LEGACY_NUMBERS_FILE } from './legacy-numbers.ts';
import type { KnowledgeBase } from './load-knowledge-base.ts';
import { assembleKnowledgeBase } from './load-knowledge-base.ts';
import type { PageRecord } from './page-record.ts';
import { readPage } from './read-page.ts';
import { applyEdits } from './text-range.ts';

/** Texts of a base as they were read: pages and data files by path. */
export function textsOf(base: KnowledgeBase): Map<string, string> {
  return new Map([...base.pages.map((page) => [page.path, page.text] as const), ...base.dataFiles]);
}

/** A base as a change sees it. */
export function viewOfBase(base: KnowledgeBase): TreeView {
  const texts = textsOf(base);
  return {
    kindOf: (path) => (base.files.has(path) ? 'file' : base.files.has(`${path}/`) ? 'folder' : undefined),
    textOf: (path) => texts.get(path),
  };
}

/**
 * The base as it will be after a change that is not written yet. Pages that do not change are not read again.
 * @throws ChangeSetError when the change cannot be made
 */
export function baseAfter(base: KnowledgeBase, change: ChangeSet): KnowledgeBase {
  const [problem] = validateChangeSet(change, viewOfBase(base));
  if (problem !== undefined) throw new ChangeSetError(problem);
  const edits = editsByPath(change.edits);
  const pages = base.pages.map((page): PageRecord => {
    const path = movedPath(change.moves, page.path);
    const list = edits.get(page.path);
    if (list === undefined) return path === page.path ? page : { ...page, path, url: pageUrl(path) };
    // What the bytes had wrong stays wrong; what the text had wrong is found again.
    return readPage(
      path,
      applyEdits(page.text, list),
      page.problems.filter(({ code }) => code !== 'no-front-matter'),
    );
  });
  const files = new Set([...base.files].map((path) => (path.endsWith('/') ? `${movedPath(change.moves, path.slice(0, -1))}/` : movedPath(change.moves, path))));
  for (const { path, text } of change.creates) {
    files.add(path);
    if (path.endsWith('.md')) pages.push(readPage(path, text));
  }
  for (const path of [...files]) for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) files.add(`${folder}/`);
  const dataFiles = new Map([...base.dataFiles].map(([path, text]) => [movedPath(change.moves, path), applyEdits(text, edits.get(path) ?? [])]));
  const legacyText = dataFiles.get(LEGACY_NUMBERS_FILE) ?? change.creates.find(({ path }) => path === LEGACY_NUMBERS_FILE)?.text;
  dataFiles.delete(LEGACY_NUMBERS_FILE);
  return assembleKnowledgeBase({
    pages,
    files,
    publicFiles: base.publicFiles,
    shippedFiles: base.shippedFiles,
    legacyText,
    fileProblems: base.fileProblems.map((entry) => ({ ...entry, path: movedPath(change.moves, entry.path) })),
    unreadTexts: dataFiles,
  });
}

/** The history as git will tell it once the change is committed: published pages that moved are «deleted, moved there». */
export function historyAfter(history: GitHistory, { moves }: ChangeSet, after: KnowledgeBase): GitHistory {
  const deleted = new Map<string, string | undefined>();
  for (const [path, target] of history.deleted) deleted.set(path, target === undefined ? undefined : movedPath(moves, target));
  for (const path of history.committed) {
    const target = movedPath(moves, path);
    if (path.endsWith('.md') && target !== path) deleted.set(path, target);
  }
  for (const path of [...deleted.keys()]) if (after.files.has(path)) deleted.delete(path);
  return { ...history, deleted };
}
