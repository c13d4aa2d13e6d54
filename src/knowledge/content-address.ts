import { posix } from 'node:path';

/** File name of a folder's own page, as Gramax names it. */
export const INDEX_FILE = '_index.md';

/** `06-operations/_index.md` → `06-operations`; the home page → `''`; `a/b.md` → `a/b`. */
export function pageId(path: string): string {
  const withoutExtension = path.replace(/\.md$/, '');
  return withoutExtension === '_index' ? '' : withoutExtension.replace(/\/_index$/, '');
}

/** Address of a page on the site, with the trailing slash that static hosting gives it. */
export function pageUrl(path: string): string {
  const id = pageId(path);
  return id === '' ? '/' : `/${id}/`;
}

/** Folder of the file, `''` for the root. */
export function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

/** Shortest relative link from one content file to another: what GitHub and Gramax follow. */
export function relativeLink(fromPath: string, toPath: string): string {
  return posix.relative(folderOf(fromPath) || '.', toPath);
}

/** True for a file of facts, `inventory/services.yaml`: its text belongs to the base. The map of old numbers is one too. */
export function isDataFile(path: string): boolean {
  return /^inventory\/[^/]+\.ya?ml$/.test(path);
}
