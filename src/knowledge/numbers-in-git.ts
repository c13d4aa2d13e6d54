import { spawnSync } from 'node:child_process';
import { INDEX_FILE } from './content-address.ts';
import type { NumbersInGit } from './number-allocation.ts';
import { NO_GIT_NUMBERS } from './number-allocation.ts';
import { splitNumberedText } from './read-page.ts';
import { SectionNumber } from './section-number.ts';

/**
 * Asks git which numbers the last commit has and which ones other branches have added since they parted from it.
 * Outside a repository, or before the first commit, there are none.
 *
 * @param folder the content folder
 */
export function readNumbersInGit(folder: string): NumbersInGit {
  if (git(folder, ['rev-parse', '--verify', '-q', 'HEAD']) === undefined) return NO_GIT_NUMBERS;
  return { published: publishedNumbers(folder), branches: branchNumbers(folder) };
}

function publishedNumbers(folder: string): Set<SectionNumber> {
  const numbers = new Set<SectionNumber>();
  for (const line of lines(git(folder, ['grep', '-hIE', '^(title:|#{1,6} )', 'HEAD', '--', '*.md']))) {
    const { number } = splitNumberedText(line.replace(/^(?:title:|#+)\s*["']?/, ''));
    if (number !== undefined) numbers.add(number);
  }
  return numbers;
}

function branchNumbers(folder: string): Map<SectionNumber, string> {
  const numbers = new Map<SectionNumber, string>();
  const seen = new Set<string>();
  for (const line of lines(git(folder, ['for-each-ref', '--no-merged=HEAD', '--format=%(objectname) %(refname:short)', 'refs/heads', 'refs/remotes']))) {
    const [commit = '', branch = ''] = line.split(' ');
    if (seen.has(commit)) continue;
    seen.add(commit);
    // Three dots: what the branch has added since it parted. Branches without a common commit are taken as they are.
    const paths =
      git(folder, ['diff', '--name-only', '--no-renames', '--diff-filter=A', '--relative', '-z', `HEAD...${commit}`, '--', '.']) ??
      git(folder, ['ls-tree', '-r', '--name-only', '-z', commit, '.']);
    for (const path of (paths ?? '').split('\0')) {
      // A picture added to a document that exists takes no number; a new index page does.
      const number = path.endsWith(`/${INDEX_FILE}`) ? SectionNumber.ofFolder(path.split('/').at(-2) ?? '') : undefined;
      if (number !== undefined && !numbers.has(number)) numbers.set(number, branch);
    }
  }
  return numbers;
}

function lines(text: string | undefined): string[] {
  return (text ?? '').split('\n').filter(Boolean);
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
