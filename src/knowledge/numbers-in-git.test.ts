import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { NO_GIT_NUMBERS } from './number-allocation.ts';
import { readNumbersInGit } from './numbers-in-git.ts';

function repository(): { root: string; content: string; git: (...args: string[]) => void; write: (path: string, text: string) => void } {
  const root = mkdtempSync(join(tmpdir(), 'kb-git-'));
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root, stdio: 'pipe' });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  git('init', '-q', '-b', 'main');
  return { root, content: join(root, 'content'), git, write };
}

it('tells which numbers are published: titles and headings of the last commit', () => {
  const { content, git, write } = repository();
  write('content/06-ops/06-01-backup/_index.md', '---\r\ntitle: "06.01 - Копии"\r\n---\r\n\r\n## 06\\.01.01 - Что\r\n');
  write('elsewhere/_index.md', '## 07.01.01 - Не здесь\n');
  git('add', '-A');
  git('commit', '-qm', 'one');
  write('content/06-ops/06-01-backup/_index.md', '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.02 - Ещё не опубликовано\n');
  expect([...readNumbersInGit(content).published].sort()).toEqual(['06.01', '06.01.01']);
});

it('tells which numbers other branches have added, not those they only kept', () => {
  const { root, content, git, write } = repository();
  write('content/06-ops/_index.md', '');
  write('content/06-ops/06-01-backup/_index.md', '');
  git('add', '-A');
  git('commit', '-qm', 'one');
  git('checkout', '-qb', 'feature/keys');
  write('content/06-ops/06-02-keys/_index.md', '');
  write('content/06-ops/06-01-backup/scheme.png', '');
  git('add', '-A');
  git('commit', '-qm', 'two');
  git('checkout', '-q', 'main');
  // The branch still has 06.01, which leaves this one: going back to it must stay possible.
  renameSync(join(root, 'content/06-ops/06-01-backup'), join(root, 'content/06-ops/06-05-backup'));
  git('add', '-A');
  git('commit', '-qm', 'three');
  expect([...readNumbersInGit(content).branches]).toEqual([['06.02', 'feature/keys']]);
});

it('forgets a branch that has been merged', () => {
  const { content, git, write } = repository();
  write('content/_index.md', '');
  git('add', '-A');
  git('commit', '-qm', 'one');
  git('checkout', '-qb', 'feature/keys');
  write('content/06-ops/_index.md', '');
  git('add', '-A');
  git('commit', '-qm', 'two');
  git('checkout', '-q', 'main');
  git('merge', '-q', 'feature/keys');
  expect(readNumbersInGit(content).branches.size).toBe(0);
});

it('knows nothing before the first commit and outside a repository', () => {
  const { content, write } = repository();
  write('content/_index.md', '');
  expect(readNumbersInGit(content)).toEqual(NO_GIT_NUMBERS);
  expect(readNumbersInGit(mkdtempSync(join(tmpdir(), 'kb-plain-')))).toEqual(NO_GIT_NUMBERS);
});
