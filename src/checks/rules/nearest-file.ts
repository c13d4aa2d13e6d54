import { nearest } from './nearest.ts';

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: Set<string>;
}

interface FileIndex {
  readonly root: Folder;
  /** Where each file name occurs; names that every folder has are left out. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

const COMMON_NAMES = new Set(['_index.md', 'README.md']);
const indexes = new WeakMap<ReadonlySet<string>, FileIndex>();

/**
 * The file that was probably meant: the misspelt folder or name is looked for among its siblings only,
 * then the same name in another folder. Comparing with every file would cost time that grows with the square of the base.
 *
 * @param files paths; folders end with `/`
 */
export function nearestFile(files: ReadonlySet<string>, wanted: string, accept: (name: string) => boolean): string | undefined {
  const index = indexOf(files);
  const found = walk(index.root, wanted.split('/'), accept);
  if (found !== undefined) return found;
  const namesakes = index.byName.get(wanted.split('/').at(-1) ?? '') ?? [];
  return namesakes.length === 1 ? namesakes[0] : undefined;
}

function walk(root: Folder, parts: readonly string[], accept: (name: string) => boolean): string | undefined {
  const path: string[] = [];
  let folder = root;
  for (const part of parts.slice(0, -1)) {
    const name = folder.folders.has(part) ? part : nearest(part, [...folder.folders.keys()]);
    const next = name === undefined ? undefined : folder.folders.get(name);
    if (name === undefined || next === undefined) return undefined;
    path.push(name);
    folder = next;
  }
  const last = parts.at(-1) ?? '';
  const name = folder.files.has(last) ? last : nearest(last, [...folder.files].filter(accept));
  return name === undefined ? undefined : [...path, name].join('/');
}

function indexOf(files: ReadonlySet<string>): FileIndex {
  const known = indexes.get(files);
  if (known !== undefined) return known;
  const root: Folder = { folders: new Map(), files: new Set() };
  const byName = new Map<string, string[]>();
  for (const path of files) {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let folder = root;
    for (const part of parts) {
      let next = folder.folders.get(part);
      if (next === undefined) {
        next = { folders: new Map(), files: new Set() };
        folder.folders.set(part, next);
      }
      folder = next;
    }
    if (name === '') continue;
    folder.files.add(name);
    if (!COMMON_NAMES.has(name)) byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const index = { root, byName };
  indexes.set(files, index);
  return index;
}
