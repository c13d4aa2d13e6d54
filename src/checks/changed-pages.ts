import { spawnSync } from 'node:child_process';

/** Branches to compare with when none is named, the first that exists. */
const MAIN_BRANCHES = ['origin/main', 'main'];

/**
 * Pages that differ from a git base: committed since, staged, edited and new ones. Deleted pages are gone and have no findings.
 *
 * @param folder the content folder; paths are relative to it
 * @param base a commit or a branch; the changes are those since it parted from HEAD. By default the main branch
 * @throws RangeError in Russian when git or the base is missing
 */
export function readChangedPages(folder: string, base?: string): Set<string> {
  if (git(folder, ['rev-parse', '--git-dir']) === undefined) throw new RangeError('папка с базой не в репозитории git, сравнить не с чем');
  const candidates = base === undefined ? MAIN_BRANCHES : [base];
  const name = candidates.find((candidate) => git(folder, ['rev-parse', '--verify', '--quiet', `${candidate}^{commit}`]) !== undefined);
  if (name === undefined) {
    throw new RangeError(
      base === undefined
        ? 'ветки main нет ни здесь, ни на origin. Назовите, с чем сравнить: --changed ВЕТКА'
        : `git не знает «${base}». Назовите ветку или коммит: --changed main`,
    );
  }
  const parting = git(folder, ['merge-base', name, 'HEAD'])?.trim();
  if (parting === undefined) throw new RangeError(`у HEAD и «${name}» нет общего коммита. Если история урезана, дозагрузите её: git fetch --unshallow`);
  const changed = git(folder, ['diff', '--name-only', '--no-renames', '--diff-filter=d', '--relative', '-z', parting, '--', '.']) ?? '';
  const untracked = git(folder, ['ls-files', '--others', '--exclude-standard', '-z', '--', '.']) ?? '';
  return new Set([...changed.split('\0'), ...untracked.split('\0')].filter(Boolean));
}

function git(folder: string, args: readonly string[]): string | undefined {
  const result = spawnSync('git', ['-c', 'core.quotepath=off', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return result.status === 0 ? result.stdout : undefined;
}
