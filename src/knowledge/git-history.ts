import { spawnSync } from 'node:child_process';

/** What git knows about the content folder. Paths are relative to it. */
export interface GitHistory {
  /** Pages that once were committed and are gone → where git saw them move, if it did. */
  readonly deleted: ReadonlyMap<string, string | undefined>;
  /** Last change of every file. */
  readonly lastChange: ReadonlyMap<string, { readonly date: string; readonly author: string }>;
  /** Pages of the last commit: their addresses are published. */
  readonly committed: ReadonlySet<string>;
}

export const NO_HISTORY: GitHistory = { deleted: new Map(), lastChange: new Map(), committed: new Set() };

/**
 * Reads the history of a folder with one `git log`. Outside a repository, or without git, the history is empty:
 * nothing depends on it for correctness.
 *
 * @param folder the content folder
 */
export function readGitHistory(folder: string): GitHistory {
  const log = git(folder, ['log', '--format=%x01%cs%x02%an', '--name-status', '--find-renames=40%', '--relative', '-z', '--', '.']);
  if (log === undefined) return NO_HISTORY;
  const committed = new Set((git(folder, ['ls-tree', '-r', '--name-only', '-z', 'HEAD', '.']) ?? '').split('\0').filter(Boolean));
  const lastChange = new Map<string, { date: string; author: string }>();
  const gone = new Map<string, string | undefined>();
  for (const commit of log.split('\x01').slice(1)) {
    const [head = '', ...fields] = commit.split('\0');
    const [date = '', author = ''] = head.trim().split('\x02');
    const cells = fields.map((field) => field.replace(/^\n/, '')).filter((field) => field !== '');
    for (let i = 0; i < cells.length; ) {
      const status = cells[i++] ?? '';
      const path = cells[i++] ?? '';
      const target = /^[RC]/.test(status) ? cells[i++] : undefined;
      const changed = target ?? path;
      if (!lastChange.has(changed)) lastChange.set(changed, { date, author });
      if (status.startsWith('R') && !gone.has(path)) gone.set(path, target);
      if (status === 'D' && !gone.has(path)) gone.set(path, undefined);
    }
  }
  // Moves that are not committed yet.
  const pending = git(folder, ['diff', 'HEAD', '--name-status', '--find-renames=40%', '--relative', '-z', '--', '.']) ?? '';
  const cells = pending.split('\0');
  for (let i = 0; i + 1 < cells.length; ) {
    const status = cells[i++] ?? '';
    const path = cells[i++] ?? '';
    const target = /^[RC]/.test(status) ? cells[i++] : undefined;
    if (status.startsWith('R')) gone.set(path, target);
    if (status === 'D') gone.set(path, undefined);
  }
  return { deleted: new Map([...gone].filter(([path]) => path.endsWith('.md'))), lastChange, committed };
}

function git(folder: string, args: readonly string[]): string | undefined {
  const result = spawnSync('git', ['-c', 'core.quotepath=off', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return result.status === 0 ? result.stdout : undefined;
}
