import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asOrdinaryUser } from '../../tests/as-ordinary-user.ts';
import { applyEdits, loadKnowledgeBase, NO_HISTORY } from '../knowledge/index.ts';
import { check } from './check.ts';
import type { CheckReport, Diagnostic } from './diagnostic.ts';
import { loadRules } from './registry.ts';
import { reporters } from './reporters/index.ts';

const rules = await loadRules();
let content: string;

beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'bad-input-'));
  for (const [path, text] of Object.entries(SOUND)) write(path, text);
});
afterEach(() => rmSync(content, { recursive: true, force: true }));

const BACKUP = '01-operations/01-01-backup/_index.md';
/** Everything leads to the page that breaks, so that one broken file could raise many alarms. */
const SOUND: Readonly<Record<string, string>> = {
  '_index.md':
    '---\ntitle: База\n---\n\n- [01 - Операции](01-operations/_index.md)\n- [01.01 - Копии](01-operations/01-01-backup/_index.md)\n\nСм. 01.01.02 и раздел 01.\n',
  '01-operations/_index.md': '---\ntitle: 01 - Операции\norder: 1\n---\n\n- 01.01 - Копии\n- 01.02 — как заметить сбой\n- 01.01.02 - Куда копируем\n',
  [BACKUP]:
    '---\ntitle: 01.01 - Копии\norder: 1\n---\n\nЧто и куда копируем. Подробно: [учения](drill.md).\n\n## 01.01.01 - Что копируем\n\nБазу и файлы.\n\n## 01.01.02 - Куда копируем\n\nВ облако.\n',
  '01-operations/01-01-backup/drill.md': '---\ntitle: Учения\n---\n\nРаз в квартал мы возвращаем данные из копии.\n',
  '01-operations/01-02-monitoring/_index.md':
    '---\ntitle: 01.02 - Мониторинг\norder: 2\n---\n\nСбой копирования: [расписание](../01-01-backup/_index.md#01-01-02), /01.01.01 и [адрес](/01-operations/01-01-backup/).\n\n## 01.02.01 - Пороги\n\nКопии старше суток — тревога, см. 01.01.01.\n',
  'inventory/legacy-numbers.yaml':
    'version: "2.0"\ndate: "2025-07-14"\nnumbers:\n  "05.01": { title: Бэкапы, to: "01.01.02" }\npaths:\n  guides/backup: "01.01"\n',
};

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(content, path)), { recursive: true });
  writeFileSync(join(content, path), text);
}

function look(): CheckReport {
  const report = check({ base: loadKnowledgeBase(content), history: NO_HISTORY, today: '2025-07-21' }, rules);
  expect(report.failures).toEqual([]);
  return report;
}

/** The only diagnostic there may be. */
function theOnly(report: CheckReport): Diagnostic {
  expect(report.diagnostics.map(({ rule, path, message }) => `${rule} ${path} ${message}`)).toHaveLength(1);
  const [diagnostic] = report.diagnostics;
  if (diagnostic === undefined) throw new Error('unreachable');
  expect(diagnostic.message).toMatch(/\p{Script=Cyrillic}/u);
  expect(diagnostic.remedy).toMatch(/\p{Script=Cyrillic}/u);
  return diagnostic;
}

it('has nothing to say before anything is broken', () => {
  expect(look().diagnostics).toEqual([]);
});

describe('one broken file gives one diagnostic', () => {
  it('no front matter', () => {
    write(BACKUP, SOUND[BACKUP]?.replace(/^---[\s\S]*?\n---\n\n/, '') ?? '');
    expect(theOnly(look())).toMatchObject({ rule: 'M001', path: BACKUP, start: { line: 1 } });
  });

  it('front matter that is never closed', () => {
    write(BACKUP, SOUND[BACKUP]?.replace('\n---\n', '\n') ?? '');
    expect(theOnly(look())).toMatchObject({ rule: 'M001', path: BACKUP, start: { line: 1, column: 1 } });
  });

  it('an empty file', () => {
    write('01-operations/01-02-monitoring/_index.md', '');
    expect(theOnly(look())).toMatchObject({ rule: 'M001', message: 'Файл пуст' });
  });

  it.each([
    ['an unclosed quote', 'order: "1', 4],
    ['a tab', '\torder: 1', 3],
    ['a colon in a value', 'owner: кто: я', 3],
    ['a key twice', 'title: 01.01 - Копии', 3],
    ['an alias', 'owner: *devops', 3],
    ['an unclosed bracket', 'audience: [devops', 4],
  ])('broken YAML: %s', (_name, line, at) => {
    write(BACKUP, SOUND[BACKUP]?.replace('order: 1', line) ?? '');
    const diagnostic = theOnly(look());
    expect(diagnostic).toMatchObject({ rule: 'M001', path: BACKUP });
    expect(diagnostic.message).toMatch(/^Front matter не читается: \p{Script=Cyrillic}/u);
    expect([at - 1, at, at + 1]).toContain(diagnostic.start.line);
  });

  it('an unknown key, at the key, with the key that was meant', () => {
    write(BACKUP, SOUND[BACKUP]?.replace('order: 1', 'order: 1\nstatuss: done') ?? '');
    expect(theOnly(look())).toMatchObject({ rule: 'M001', start: { line: 4, column: 1 }, end: { line: 4, column: 8 }, expected: 'status' });
  });

  it('a value of a wrong type, at the value', () => {
    write(BACKUP, SOUND[BACKUP]?.replace('order: 1', 'order: первый') ?? '');
    expect(theOnly(look())).toMatchObject({ rule: 'M001', start: { line: 3, column: 8 }, found: 'первый' });
  });

  it('a missing title', () => {
    write(BACKUP, SOUND[BACKUP]?.replace('title: 01.01 - Копии\n', '') ?? '');
    expect(theOnly(look())).toMatchObject({ rule: 'M001', message: 'Во front matter нет обязательного ключа title' });
  });

  it('a number twice', () => {
    write(BACKUP, `${SOUND[BACKUP]}\n## 01.01.02 - И ещё раз\n\nНа диск.\n`);
    const diagnostic = theOnly(look());
    expect(diagnostic).toMatchObject({ rule: 'N005', start: { line: 16 } });
    expect(diagnostic.message).toContain(`${BACKUP}:12`);
  });

  it('a title that disagrees with its folder', () => {
    write(BACKUP, SOUND[BACKUP]?.replace('title: 01.01', 'title: 01.02') ?? '');
    expect(theOnly(look())).toMatchObject({ rule: 'N002', start: { line: 2, column: 8 }, fix: { title: 'заменить 01.02 на 01.01' } });
  });

  it('README.md beside _index.md', () => {
    write('01-operations/01-01-backup/README.md', '# Копии\n\n## 01.01.01 - Что копируем\n');
    expect(theOnly(look())).toMatchObject({ rule: 'D004', path: '01-operations/01-01-backup/README.md' });
  });

  it('a page and a folder with one address', () => {
    write('01-operations/01-01-backup/drill/_index.md', SOUND['01-operations/01-01-backup/drill.md'] ?? '');
    const report = look();
    expect(report.diagnostics.map(({ rule }) => rule)).toContain('D004');
  });

  it('a page of 5 MB', () => {
    write(BACKUP, `${SOUND[BACKUP]}${'Строка журнала, которую кто-то вставил целиком.\n'.repeat(60_000)}`);
    const diagnostic = theOnly(look());
    expect(diagnostic).toMatchObject({ rule: 'D003', path: BACKUP });
    expect(diagnostic.message).toMatch(/5,\d МБ/);
  });

  it.each([
    ['Windows-1251', Buffer.from([...Buffer.from('---\ntitle: 01.01 - '), 0xca, 0xee, 0xef, 0xe8, 0xe8, ...Buffer.from('\n---\n')]), { line: 2, column: 16 }],
    ['one bad byte far below', Buffer.concat([Buffer.from(SOUND[BACKUP] ?? ''), Buffer.from([0xff])]), { line: 15, column: 1 }],
    ['a character cut in half', Buffer.from(SOUND[BACKUP] ?? '').subarray(0, -3), { line: 14, column: 8 }],
    ['UTF-16', Buffer.from(`\uFEFF${SOUND[BACKUP]}`, 'utf16le'), { line: 1, column: 1 }],
    ['UTF-16 without a mark', Buffer.from('---\ntitle: x\n---\n', 'utf16le'), { line: 1, column: 2 }],
  ])('not UTF-8: %s', (_name, bytes, start) => {
    write(BACKUP, bytes);
    expect(theOnly(look())).toMatchObject({ rule: 'D002', path: BACKUP, start });
  });

  it('a real replacement character is not taken for a bad byte', () => {
    write(BACKUP, `${SOUND[BACKUP]}\nЗнак \uFFFD стоит здесь нарочно.\n`);
    expect(look().diagnostics.map(({ rule }) => rule)).not.toContain('D002');
  });

  it('CR LF, and the repair changes nothing else', () => {
    const text = SOUND[BACKUP] ?? '';
    write(BACKUP, text.replaceAll('\n', '\r\n'));
    const diagnostic = theOnly(look());
    expect(diagnostic).toMatchObject({ rule: 'D006', severity: 'warning' });
    expect(applyEdits(text.replaceAll('\n', '\r\n'), diagnostic.fix?.edits ?? [])).toBe(text);
  });

  it('a BOM, and the repair changes nothing else', () => {
    const text = SOUND[BACKUP] ?? '';
    write(BACKUP, `\uFEFF${text}`);
    const diagnostic = theOnly(look());
    expect(diagnostic).toMatchObject({ rule: 'T003', severity: 'warning' });
    expect(applyEdits(`\uFEFF${text}`, diagnostic.fix?.edits ?? [])).toBe(text);
  });

  it.each([
    ['a folder linked into itself', 'loop', '.'],
    ['a folder linked above itself', 'up', '../..'],
    ['two links in a ring', 'a', 'b'],
    ['a link to nowhere', 'lost.md', 'nowhere.md'],
  ])('a symbolic link: %s', (_name, name, target) => {
    symlinkSync(target, join(content, '01-operations/01-01-backup', name));
    if (name === 'a') {
      symlinkSync('a', join(content, '01-operations/01-01-backup/b'));
      // Both ends of the ring are links to remove.
      expect(look().diagnostics.map(({ rule, path }) => `${rule} ${path}`)).toEqual(['a', 'b'].map((end) => `D005 01-operations/01-01-backup/${end}`));
    } else expect(theOnly(look())).toMatchObject({ rule: 'D005', path: `01-operations/01-01-backup/${name}` });
  });

  it('a page replaced by a link to nowhere', () => {
    rmSync(join(content, BACKUP));
    symlinkSync('nowhere.md', join(content, BACKUP));
    expect(theOnly(look())).toMatchObject({ rule: 'D005', path: BACKUP });
  });

  it('a picture replaced by a link to nowhere', () => {
    write(BACKUP, `${SOUND[BACKUP]}\n![Схема](scheme.png)\n`);
    symlinkSync('nowhere.png', join(content, '01-operations/01-01-backup/scheme.png'));
    expect(theOnly(look())).toMatchObject({ rule: 'D005', path: '01-operations/01-01-backup/scheme.png' });
  });

  it('a folder named like a page', () => {
    write('01-operations/notes.md/part.txt', 'часть');
    expect(theOnly(look())).toMatchObject({ rule: 'D001', path: '01-operations/notes.md' });
  });

  it('a pipe named like a page does not hang the run', () => {
    rmSync(join(content, BACKUP));
    execFileSync('mkfifo', [join(content, BACKUP)]);
    expect(theOnly(look())).toMatchObject({ rule: 'D001', path: BACKUP });
  });

  it('a page without the right to read it', () => {
    chmodSync(content, 0o755);
    chmodSync(join(content, BACKUP), 0o000);
    expect(theOnly(asOrdinaryUser(look))).toMatchObject({ rule: 'D001', path: BACKUP });
  });

  it.each([
    ['broken YAML', 'numbers: {\n', /не читается/],
    ['a wrong shape', 'version: "2.0"\ndate: "2025-07-14"\nnumbers:\n  "05.01": { title: Бэкапы }\n', /нужно ровно одно из двух/],
    ['not a map', '- 05.01\n', /не читается/],
  ])('a map of old numbers with %s', (_name, text, message) => {
    write('inventory/legacy-numbers.yaml', text);
    const diagnostic = theOnly(look());
    expect(diagnostic).toMatchObject({ rule: 'N016', path: 'inventory/legacy-numbers.yaml' });
    expect(diagnostic.message).toMatch(message);
  });

  it('a map of old numbers that is not UTF-8', () => {
    write('inventory/legacy-numbers.yaml', Buffer.from([0xca, 0xee]));
    expect(theOnly(look())).toMatchObject({ rule: 'D002', path: 'inventory/legacy-numbers.yaml' });
  });
});

it('reports everything at once: one broken file does not hide another', () => {
  write('01-operations/01-01-backup/a.md', 'Без начала. Назад к [копиям](_index.md).\n');
  write('01-operations/01-01-backup/b.md', Buffer.from([0x2d, 0xff]));
  write('01-operations/01-01-backup/c.md', 'x'.repeat(1_000_001));
  symlinkSync('nowhere', join(content, '01-operations/01-01-backup/d.md'));
  write('01-operations/01-01-backup/README.md', '# Копии\n');
  write('01-operations/01-02-monitoring/_index.md', SOUND['01-operations/01-02-monitoring/_index.md']?.replace('01.02 -', '01.07 -') ?? '');
  const report = look();
  expect(report.diagnostics.map(({ rule }) => rule).sort()).toEqual(['D002', 'D003', 'D004', 'D005', 'M001', 'N002']);
  for (const print of Object.values(reporters)) {
    const text = print(report, { folder: 'content', color: false, rules, today: '2025-07-21' });
    for (const { path } of report.diagnostics) expect(text).toContain(path);
  }
});

it('survives hostile front matter and Markdown', () => {
  const hostile = [
    '---\n---\n',
    '---\n? [a]\n: b\n---\n',
    '---\ntitle: !!binary x\n---\n',
    '---\n__proto__: {x: 1}\ntitle: x\n---\n',
    '---\ntitle: "\\ud800"\n---\n',
    `---\ntitle: x\n---\n${'['.repeat(5000)}`,
    `---\ntitle: x\n---\n${'> '.repeat(500)}x`,
    `---\ntitle: x\n---\n${'#'.repeat(50)} x\n# \n##\n`,
    '---\ntitle: x\n---\n[x](<>) ![]() []() [x](%) [x](%E0%A4%A) [x](#%) [x](//) [x](/..) [x](../../../..)\n',
    '---\ntitle: x\n---\n| 01.01 |\n| - |\n| | |\n-\n- \n1.\n',
  ];
  for (const [index, text] of hostile.entries()) write(`01-operations/01-01-backup/x${index}.md`, text);
  look();
});
