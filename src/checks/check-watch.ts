import type { FSWatcher } from 'node:fs';
import { statSync, watch } from 'node:fs';
import { basename, join } from 'node:path';
import type { PageRecord, PageSource } from '../knowledge/index.ts';

/** Editors save in several steps within a few milliseconds (write, rename, touch): they are one change. Milliseconds. */
const SETTLE = 10;

/** What to look after: a folder, and which of its entries matter (all by default). */
export interface WatchedFolder {
  /** Without a slash at the end. */
  readonly path: string;
  readonly matters?: (name: string) => boolean;
}

/** Watches folders until it is closed. */
export interface FolderWatch {
  /** Sets the folders to watch; those no longer named are left. Call it before reading them, so that no change falls in between. */
  readonly follow: (folders: readonly WatchedFolder[]) => void;
  readonly close: () => void;
}

/**
 * Announces changes in folders, each folder with a watcher of its own: the recursive watcher of Node loses files of folders made after it.
 *
 * @param onChange called once for changes that come together
 */
export function watchFolders(onChange: () => void): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const announce = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, SETTLE);
  };
  const leave = (path: string): void => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  const enter = ({ path, matters }: WatchedFolder): void => {
    try {
      const watcher = watch(path, (_event, name) => {
        // A folder that is deleted or moved tells so by its own name, and a folder made anew in its place needs a new watcher.
        if (name === basename(path)) leave(path);
        if (name === null || name === basename(path) || (matters?.(name) ?? true)) announce();
      });
      watcher.on('error', () => {
        leave(path);
        announce();
      });
      watchers.set(path, watcher);
    } catch {
      // The folder is gone again: the watcher of its parent tells.
    }
  };
  return {
    follow: (folders) => {
      const wanted = new Set(folders.map(({ path }) => path));
      for (const path of watchers.keys()) if (!wanted.has(path)) leave(path);
      for (const folder of folders) if (!watchers.has(folder.path)) enter(folder);
    },
    close: () => {
      clearTimeout(timer);
      for (const path of [...watchers.keys()]) leave(path);
    },
  };
}

/** A source that does not open files again whose size, inode and times are as they were. */
export function withUnchangedPages(source: PageSource, contentFolder: string): PageSource {
  const known = new Map<string, { readonly stamp: string; record?: PageRecord }>();
  return {
    ...source,
    read: (path, text) => {
      const record = source.read(path, text);
      const entry = known.get(path);
      if (entry !== undefined) entry.record = record;
      return record;
    },
    // The stamp is taken before the file is read: a change in between makes it look old, never new.
    unchanged: (path) => {
      const stat = statSync(join(contentFolder, path), { bigint: true, throwIfNoEntry: false });
      const stamp = stat === undefined ? '' : [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
      const entry = known.get(path);
      if (entry?.stamp === stamp) return entry.record;
      known.set(path, { stamp });
      return undefined;
    },
  };
}
