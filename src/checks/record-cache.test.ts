import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKnowledgeBase, NO_HISTORY } from '../knowledge/index.ts';
import { check } from './check.ts';
import { withUnchangedPages } from './check-watch.ts';
import type { CheckReport } from './diagnostic.ts';
import type { RecordCache } from './record-cache.ts';
import { openRecordCache } from './record-cache.ts';
import { loadRules } from './registry.ts';

const rules = await loadRules();
const PAGES = {
  '_index.md': '---\ntitle: Дом\n---\n\nСм. 06.01.07 и [копии](06-operations/06-01-backup/_index.md).\n',
  '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n\nЗдесь следят за серверами.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n',
  '06-operations/06-01-backup/_index.md':
    '---\ntitle: 06.01 - Копии\nchecks: {N007: "так исторически сложилось"}\n---\n\n## 06.01.02 - Куда копируем.\n\n```yaml\na: 1\n```\n\n[x](y.md) Маршrутизация\n',
};

let root: string;
let content: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kb-cache-'));
  content = join(root, 'content');
  file = join(root, '.cache/kb/content.jsonl');
  for (const [path, text] of Object.entries(PAGES)) write(path, text);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(content, path)), { recursive: true });
  writeFileSync(join(content, path), text);
}

function checkWith(cache: RecordCache | undefined): CheckReport {
  const base = loadKnowledgeBase(content, undefined, cache?.source);
  const report = check({ base, history: NO_HISTORY, today: '2025-07-21', knownRules: rules, pageFindings: cache?.pageFindings }, rules);
  cache?.save();
  return report;
}

describe('the memory of the check', () => {
  it('makes no difference to what is found', () => {
    const fresh = checkWith(undefined);
    expect(fresh.diagnostics.length).toBeGreaterThan(3);
    expect(checkWith(openRecordCache(file))).toEqual(fresh);
    expect(checkWith(openRecordCache(file))).toEqual(fresh);
    expect(loadKnowledgeBase(content, undefined, openRecordCache(file).source)).toEqual(loadKnowledgeBase(content));
  });

  it('reads only pages that changed, and sees what they break elsewhere', () => {
    checkWith(openRecordCache(file));
    write('06-operations/_index.md', '---\ntitle: 07 - Операции\n---\n\nЗдесь следят за серверами, см. 06.01.09.\n');
    const cache = openRecordCache(file);
    expect(checkWith(cache)).toEqual(checkWith(undefined));
    expect(cache.counts).toEqual({ remembered: 2, parsed: 1 });
  });

  it('forgets pages that are gone and follows those that moved', () => {
    checkWith(openRecordCache(file));
    rmSync(join(content, '06-operations/06-01-backup'), { recursive: true });
    write('06-operations/06-02-backup/_index.md', PAGES['06-operations/06-01-backup/_index.md']);
    expect(checkWith(openRecordCache(file))).toEqual(checkWith(undefined));
    expect(readFileSync(file, 'utf8')).not.toContain('{"path":"06-operations/06-01-backup/_index.md"');
  });

  it('is not written again when nothing changed', () => {
    checkWith(openRecordCache(file));
    const { ino } = statSync(file);
    checkWith(openRecordCache(file));
    expect(statSync(file).ino).toBe(ino);
  });

  it('keeps what it knows of rules that do not run this time', () => {
    checkWith(openRecordCache(file));
    const { ino } = statSync(file);
    const cache = openRecordCache(file);
    check(
      { base: loadKnowledgeBase(content, undefined, cache.source), history: NO_HISTORY, today: '2025-07-21', pageFindings: cache.pageFindings },
      rules.slice(0, 3),
    );
    cache.save();
    expect(statSync(file).ino).toBe(ino);
  });

  it.each([
    ['empty', () => ''],
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['changed in one byte', (text: string) => text.replace('Операции', 'Операцию')],
    ['of another version', (text: string) => text.replace(/"reader":"./, '"reader":"x')],
    ['no JSON', () => 'привет\nмир\n'],
    ['JSON of another kind', () => '[]\n[]\n[]'],
  ])('is as good as none when it is %s, and is made anew', (_name, damage) => {
    const fresh = checkWith(openRecordCache(file));
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    const cache = openRecordCache(file);
    expect(checkWith(cache)).toEqual(fresh);
    expect(cache.counts).toEqual({ remembered: 0, parsed: 3 });
    const again = openRecordCache(file);
    checkWith(again);
    expect(again.counts).toEqual({ remembered: 3, parsed: 0 });
  });

  it('remembers pages but looks again when the rules have changed', () => {
    checkWith(openRecordCache(file));
    writeFileSync(
      file,
      withFreshSum(
        readFileSync(file, 'utf8')
          .replace(/"rules":"./, '"rules":"x')
          .replaceAll(/"findings":\{.*\}\}$/gm, '"findings":{"T001":[]}}'),
      ),
    );
    const cache = openRecordCache(file);
    expect(checkWith(cache)).toEqual(checkWith(undefined));
    expect(cache.counts.remembered).toBe(3);
  });

  it('is not kept when it would grow beyond its limit', () => {
    checkWith(openRecordCache(file));
    write('_index.md', `${PAGES['_index.md']}\n`);
    checkWith(openRecordCache(file, 1000));
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  it('does without a disk that takes nothing', () => {
    writeFileSync(join(root, '.cache'), 'здесь файл, а не папка');
    expect(checkWith(openRecordCache(file))).toEqual(checkWith(undefined));
  });
});

describe('in a process that goes on', () => {
  it('files that did not change are not opened again', () => {
    const cache = openRecordCache(undefined);
    const source = withUnchangedPages(cache.source, content);
    const load = (): unknown => loadKnowledgeBase(content, undefined, source);
    expect(load()).toEqual(loadKnowledgeBase(content));
    load();
    expect(cache.counts.remembered + cache.counts.parsed).toBe(3);
    write('_index.md', `${PAGES['_index.md']}Ещё.\n`);
    expect(load()).toEqual(loadKnowledgeBase(content));
    expect(cache.counts.parsed).toBe(4);
    expect(cache.counts.remembered).toBe(0);
  });

  it('a file of the same size and time is opened when it is another one', () => {
    const source = withUnchangedPages(openRecordCache(undefined).source, content);
    const load = (): unknown => loadKnowledgeBase(content, undefined, source);
    load();
    const path = join(content, '_index.md');
    const { atime, mtime } = statSync(path);
    rmSync(path);
    write('_index.md', PAGES['_index.md'].replace('06.01.07', '06.01.08'));
    utimesSync(path, atime, mtime);
    expect(load()).toEqual(loadKnowledgeBase(content));
  });
});

function withFreshSum(text: string): string {
  const body = text.slice(0, text.lastIndexOf('\n') + 1);
  return `${body}{"sha1":"${hash('sha1', body)}"}`;
}
