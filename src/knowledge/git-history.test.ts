import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_HISTORY, readGitHistory } from './git-history.ts';

let repository: string;
let content: string;

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'history-'));
  content = join(repository, 'content');
  git('init', '--quiet', '--initial-branch=main');
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

function git(...args: string[]): string {
  const identity = { GIT_AUTHOR_NAME: 'Айгерим', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'Айгерим', GIT_COMMITTER_EMAIL: 'a@example.com' };
  // The user's own configuration must not change what the test sees.
  const env = { ...process.env, ...identity, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return execFileSync('git', args, { cwd: repository, env, encoding: 'utf8' });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}

function commit(date: string): void {
  git('add', '--all');
  process.env['GIT_COMMITTER_DATE'] = `${date}T12:00:00+05:00`;
  git('commit', '--quiet', '--message', 'change', '--date', `${date}T12:00:00+05:00`);
  delete process.env['GIT_COMMITTER_DATE'];
}

function move(from: string, to: string): void {
  mkdirSync(dirname(join(repository, to)), { recursive: true });
  renameSync(join(repository, from), join(repository, to));
}

const TEXT = `---\ntitle: 02.04 - Планы\n---\n\n${'Строка о планах развития.\n'.repeat(20)}`;
const OTHER = `---\ntitle: 06 - Операции\n---\n\n${'Совсем другой текст об операциях.\n'.repeat(20)}`;

describe('the history of the content folder', () => {
  it('is empty outside a repository', () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-history-'));
    expect(readGitHistory(folder)).toEqual(NO_HISTORY);
    rmSync(folder, { recursive: true });
  });

  it('is empty before the first commit', () => {
    write('content/a.md', TEXT);
    expect(readGitHistory(content)).toEqual(NO_HISTORY);
  });

  it('knows when and by whom each file was last changed, and what is published', () => {
    write('content/02-plans/_index.md', TEXT);
    write('content/06-операции/_index.md', OTHER);
    write('README.md', 'outside');
    commit('2025-07-01');
    write('content/06-операции/_index.md', `${OTHER}ещё\n`);
    commit('2025-07-14');
    write('content/draft.md', 'не закоммичено');
    const { lastChange, committed, deleted } = readGitHistory(content);
    expect(lastChange.get('02-plans/_index.md')).toEqual({ date: '2025-07-01', author: 'Айгерим' });
    expect(lastChange.get('06-операции/_index.md')).toEqual({ date: '2025-07-14', author: 'Айгерим' });
    expect([...committed].sort()).toEqual(['02-plans/_index.md', '06-операции/_index.md']);
    expect(deleted.size).toBe(0);
  });

  it('remembers a committed rename, a chain of them and a deletion', () => {
    write('content/02-plans/_index.md', TEXT);
    write('content/06-operations/_index.md', OTHER);
    write('content/picture.png', 'not a page');
    commit('2025-07-01');
    move('content/02-plans/_index.md', 'content/03-plans/_index.md');
    commit('2025-07-02');
    move('content/03-plans/_index.md', 'content/08-planning/_index.md');
    rmSync(join(content, 'picture.png'));
    commit('2025-07-03');
    rmSync(join(content, '06-operations/_index.md'));
    commit('2025-07-04');
    expect(readGitHistory(content).deleted).toEqual(
      new Map([
        ['06-operations/_index.md', undefined],
        ['03-plans/_index.md', '08-planning/_index.md'],
        ['02-plans/_index.md', '03-plans/_index.md'],
      ]),
    );
  });

  it('sees a move and a deletion that are not committed yet, staged or not', () => {
    write('content/02-plans/_index.md', TEXT);
    write('content/06-operations/_index.md', OTHER);
    commit('2025-07-01');
    git('mv', 'content/02-plans', 'content/08-planning');
    rmSync(join(content, '06-operations'), { recursive: true });
    const { deleted, committed } = readGitHistory(content);
    expect(deleted).toEqual(
      new Map([
        ['02-plans/_index.md', '08-planning/_index.md'],
        ['06-operations/_index.md', undefined],
      ]),
    );
    expect(committed.has('02-plans/_index.md')).toBe(true);
  });

  it('lets the newest story win when a path was deleted twice', () => {
    write('content/a.md', TEXT);
    commit('2025-07-01');
    move('content/a.md', 'content/b.md');
    commit('2025-07-02');
    write('content/a.md', OTHER);
    commit('2025-07-03');
    rmSync(join(content, 'a.md'));
    commit('2025-07-04');
    expect(readGitHistory(content).deleted.get('a.md')).toBeUndefined();
    expect(readGitHistory(content).deleted.has('a.md')).toBe(true);
  });

  it('keeps names with spaces, quotes and line breaks whole', () => {
    write('content/a "b"\tв.md', TEXT);
    commit('2025-07-01');
    expect([...readGitHistory(content).lastChange.keys()]).toEqual(['a "b"\tв.md']);
  });
});
