import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { todayInAlmaty } from './terminal.ts';
import { kb } from './test-terminal.ts';

function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'kb-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const CLEAN = {
  'content/_index.md': '---\ntitle: Дом\nowner: kadyrkhan\n---\n\nВсё начинается с раздела 06 и его людей.\n\n- [06 - Операции](06-operations/_index.md)\n',
  'content/06-operations/_index.md': '---\ntitle: 06 - Операции\nowner: kadyrkhan\n---\n\nЗдесь следят за серверами и чинят их.\n',
};

describe('kb check', () => {
  it('ends with 0 and says what it looked at when all is well', async () => {
    const { exitCode, out } = await kb(project(CLEAN), 'check');
    expect(out).toMatch(/^Проверено: 2 страницы/m);
    expect(exitCode).toBe(0);
  });

  it('ends with 1 and shows the place when a number is wrong', async () => {
    const broken = { ...CLEAN, 'content/06-operations/_index.md': CLEAN['content/06-operations/_index.md'].replace('06 -', '05 -') };
    const { exitCode, out } = await kb(project(broken), 'check', '--rule', 'N002');
    expect(out).toContain('content/06-operations/_index.md:2:8');
    expect(exitCode).toBe(1);
  });

  it('ends with 2 when there is nothing to check: silence must not look like success', async () => {
    const { exitCode, err } = await kb(project({ 'content/picture.png': '' }), 'check');
    expect(err).toContain('проверять нечего');
    expect(exitCode).toBe(2);
  });

  it('says what to type when the folder is missing', async () => {
    const { exitCode, err } = await kb(project({}), 'check', 'docs');
    expect(err).toContain('папки «docs» нет');
    expect(exitCode).toBe(2);
  });

  it('names the rules there are when an unknown one is asked for', async () => {
    const { exitCode, err } = await kb(project(CLEAN), 'check', '--rule', 'Q9');
    expect(err).toContain('Правила Q9 нет');
    expect(err).toContain('N002');
    expect(exitCode).toBe(2);
  });
});

describe('kb itself', () => {
  it('explains its commands in Russian', async () => {
    const { exitCode, out } = await kb(project(CLEAN), '--help');
    expect(out).toContain('Команды:');
    expect(out).not.toMatch(/Options:|Usage:|Commands:|default:|choices:/);
    expect(exitCode).toBe(0);
  });

  it('explains the keys of a command in Russian', async () => {
    const { out } = await kb(project(CLEAN), 'check', '--help');
    expect(out).toContain('Код выхода');
    expect(out).not.toMatch(/Options:|Usage:|default:|choices:/);
  });

  it('suggests the nearest command for a typo', async () => {
    const { exitCode, err } = await kb(project(CLEAN), 'chek');
    expect(err).toContain('Нет такой команды: chek');
    expect(err).toContain('check');
    expect(exitCode).toBe(2);
  });
});

it('knows the day in Almaty, five hours ahead of UTC', () => {
  expect(todayInAlmaty(new Date('2025-07-21T18:59:00Z'))).toBe('2025-07-21');
  expect(todayInAlmaty(new Date('2025-07-21T19:00:00Z'))).toBe('2025-07-22');
});
