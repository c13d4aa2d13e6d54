import { spawnSync } from 'node:child_process';
import { isDataFile } from './content-address.ts';

/** What git knows about the content folder. Paths are relative to it. */
export interface GitHistory {
  /** Pages that once were committed and are gone → where git saw them move, if it did. */
  readonly deleted: ReadonlyMap<string, string | undefined>;
  /** Last change of every file. */
  readonly lastChange: ReadonlyMap<string, { readonly date: string; readonly author: string }>;
  /** Pages of the last commit: their addresses are published. */
  readonly committed: ReadonlySet<string>;
  /** Data files as earlier commits had them. */
  readonly former: FormerData;
}

/** What the data files said in the commits that changed them, newest first. Read from git only when asked for. */
export interface FormerData {
  /** Changes when the commits do: what was computed from them can be remembered under it. */
  readonly key: string;
  /** Texts by path, commit by commit; a file that a commit did not have is left out. */
  readonly texts: (paths: readonly string[]) => ReadonlyArray<ReadonlyMap<string, string>>;
}

/** So many commits of the data files are looked at: whoever is later than that is not merely late. */
const FORMER_COMMITS = 12;

export const NO_FORMER_DATA: FormerData = { key: '', texts: () => [] };

export const NO_HISTORY: GitHistory = { deleted: new Map(), lastChange: new Map(), committed: new Set(), former: NO_FORMER_DATA };

/**
 * Reads the history of a folder with one `git log`. Outside a repository, or without git, the history is empty:
 * nothing depends on it for correctness.
 *
 * @param folder the content folder
 */
export function readGitHistory(folder: string): GitHistory {
  const log = git(folder, ['log', '--format=%x01%cs%x02%an%x02%H', '--name-status', '--find-renames=40%', '--relative', '-z', '--', '.']);
  if (log === undefined) return NO_HISTORY;
  const committed = new Set((git(folder, ['ls-tree', '-r', '--name-only', '-z', 'HEAD', '.']) ?? '').split('\0').filter(Boolean));
  const lastChange = new Map<string, { date: string; author: string }>();
  const gone = new Map<string, string | undefined>();
  const dataCommits = new Set<string>();
  for (const commit of log.split('\x01').slice(1)) {
    const [head = '', ...fields] = commit.split('\0');
    const [date = '', author = '', commitHash = ''] = head.trim().split('\x02');
    const cells = fields.map((field) => field.replace(/^\n/, '')).filter((field) => field !== '');
    for (let i = 0; i < cells.length; ) {
      const status = cells[i++] ?? '';
      const path = cells[i++] ?? '';
      const target = /^[RC]/.test(status) ? cells[i++] : undefined;
      const changed = target ?? path;
      if (isDataFile(changed)) dataCommits.add(commitHash);
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
  return {
    deleted: new Map([...gone].filter(([path]) => path.endsWith('.md'))),
    lastChange,
    committed,
    former: formerData(folder, [...dataCommits].slice(0, FORMER_COMMITS)),
  };
}

function formerData(folder: string, commits: readonly string[]): FormerData {
  return {
    key: commits.join(' '),
    texts: (paths) => {
      const asked = commits.flatMap((commit) => paths.map((path) => ({ commit, path })));
      const answers = git(folder, ['cat-file', '--batch'], asked.map(({ commit, path }) => `${commit}:./${path}\n`).join(''));
      if (answers === undefined) return [];
      const texts = new Map(commits.map((commit) => [commit, new Map<string, string>()]));
      const bytes = Buffer.from(answers, 'latin1');
      let at = 0;
      for (const { commit, path } of asked) {
        const lineEnd = bytes.indexOf('\n', at);
        if (lineEnd === -1) break;
        const size = / blob (\d+)$/.exec(bytes.toString('latin1', at, lineEnd))?.[1];
        at = lineEnd + 1;
        if (size === undefined) continue;
        texts.get(commit)?.set(path, bytes.toString('utf8', at, at + Number(size)));
        at += Number(size) + 1;
      }
      return [...texts.values()].filter((files) => files.size > 0);
    },
  };
}

/** @param input given to the command; its output is then taken as bytes */
function git(folder: string, args: readonly string[], input?: string): string | undefined {
  const result = spawnSync('git', ['-c', 'core.quotepath=off', ...args], {
    cwd: folder,
    encoding: input === undefined ? 'utf8' : 'latin1',
    ...(input === undefined ? {} : { input }),
    maxBuffer: 256 * 1024 * 1024,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
  });
  return result.status === 0 ? result.stdout : undefined;
}
