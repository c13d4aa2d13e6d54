import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Replacement } from '../../inventory/test-inventory.ts';
import { testInventoryTexts } from '../../inventory/test-inventory.ts';
import { kb } from '../test-terminal.ts';

/** Documents with the topics that the test inventory names. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  '02-01-servers': ['02.01.01', '02.01.02'],
  '03-01-data': ['03.01.01'],
  '03-02-web': ['03.02.01', '03.02.02'],
};

/** A project folder with the test inventory and the pages it names. */
function project(...replacements: Replacement[]): string {
  const root = mkdtempSync(join(tmpdir(), 'kb-inventory-'));
  const files = testInventoryTexts(...replacements);
  for (const [folder, topics] of Object.entries(PAGES)) {
    const headings = topics.map((number) => `## ${number} - Тема\n\nТекст.\n`).join('\n');
    files.set(`${folder.slice(0, 2)}-section/${folder}/_index.md`, `---\ntitle: ${folder.slice(0, 5).replace('-', '.')} - Документ\n---\n\n${headings}`);
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, 'content', path)), { recursive: true });
    writeFileSync(join(root, 'content', path), text);
  }
  return root;
}

describe('kb inventory', () => {
  it('lists what runs where, without addresses unless the team asks', async () => {
    const root = project();
    const { exitCode, out } = await kb(root, 'inventory', 'list');
    expect(out).toMatch(/^ {2}app {5}App 10\.10 {2}работает {2}8055 +app\.example\.kz$/m);
    expect(out).not.toContain('192.0.2.10');
    expect(exitCode).toBe(0);
    expect((await kb(root, 'inventory', 'list', '--team')).out).toContain('192.0.2.10');
  });

  it('shows everything about one id and the line where it is written', async () => {
    const root = project();
    const { out } = await kb(root, 'inventory', 'show', 'app');
    expect(out).toContain('https://app.example.kz');
    expect(out).toContain('app2.example.kz: верный адрес app.example.kz');
    expect(out).toMatch(/content\/inventory\/services\.yaml:\d+/);
    expect(out).not.toContain('вход через бастион команды');
    expect((await kb(root, 'inventory', 'show', 'app', '--team')).out).toContain('вход через бастион команды');
    expect((await kb(root, 'inventory', 'show', 'costs')).out).toContain('599 ₽');
  });

  it('suggests the id that was meant', async () => {
    const { exitCode, err } = await kb(project(), 'inventory', 'show', 'alfa');
    expect(err).toContain('Может быть, alpha?');
    expect(exitCode).toBe(2);
  });

  it('lists the facts that begin with what was typed', async () => {
    const { out } = await kb(project(), 'inventory', 'facts', 'alpha.price');
    expect(out.split('\n')).toEqual(['alpha.price.day    18,48 ₽', 'alpha.price.month  554 ₽', 'alpha.price.year   6 645 ₽']);
  });

  it('prints one file alone, so that it can be sent into a file', async () => {
    const { out, err } = await kb(project(), 'inventory', 'export', 'ufw');
    expect(out).toMatch(/^#!\/usr\/bin\/env bash\n/);
    expect(err).toBe('');
  });

  it('names the files when there are several', async () => {
    const { err } = await kb(project(), 'inventory', 'export', 'prometheus');
    expect(err).toContain('targets/health.yml');
    const { out } = await kb(project(), 'inventory', 'export', 'prometheus', '--file', 'targets/health.yml');
    expect(out).toContain('https://app.example.kz/ping');
  });

  it('writes files into a folder, again and again, but never over a file of somebody else', async () => {
    const root = project();
    expect((await kb(root, 'inventory', 'export', 'hosts', '--team', '--out', 'out')).exitCode).toBe(0);
    expect((await kb(root, 'inventory', 'export', 'hosts', '--team', '--out', 'out')).exitCode).toBe(0);
    expect(readFileSync(join(root, 'out/hosts'), 'utf8')).toContain('192.0.2.10\talpha');
    writeFileSync(join(root, 'out/hosts'), '127.0.0.1 localhost\n');
    const { exitCode, err } = await kb(root, 'inventory', 'export', 'hosts', '--out', 'out');
    expect(err).toContain('сделан он не этой командой');
    expect(exitCode).toBe(2);
    expect(readFileSync(join(root, 'out/hosts'), 'utf8')).toBe('127.0.0.1 localhost\n');
  });

  it('names the exports there are', async () => {
    expect((await kb(project(), 'inventory', 'export', 'nagios')).err).toContain('hosts, ansible, prometheus, blackbox, ufw');
  });

  it('ends with 1 and shows the line when a file is broken', async () => {
    const { exitCode, err } = await kb(project(['owner: ops\n    domain: app', 'ownr: ops\n    domain: app']), 'inventory', 'list');
    expect(err).toContain('У «app» неизвестное поле «ownr»');
    expect(err).toMatch(/content\/inventory\/services\.yaml:\d+:5\n {2}\d+ │ {5}ownr: ops\n {2}\s+│ {5}\^{4}$/m);
    expect(err).toContain('Может быть, owner?');
    expect(exitCode).toBe(1);
  });

  it('says what does not fit and still shows the rest', async () => {
    const { exitCode, out, err } = await kb(project(['month: 554', 'month: 555']), 'inventory', 'list');
    expect(err).toContain('Сумма цен серверов — 600');
    expect(out).toContain('app.example.kz');
    expect(exitCode).toBe(1);
  });

  it('writes the schemas, and with --check only says that they are stale', async () => {
    const root = project();
    expect((await kb(root, 'inventory', 'schema', '--check')).exitCode).toBe(1);
    expect((await kb(root, 'inventory', 'schema')).out).toContain('inventory/schema/servers.schema.json');
    expect((await kb(root, 'inventory', 'schema', '--check')).exitCode).toBe(0);
  });

  it('teaches in Russian', async () => {
    for (const command of ['list', 'show', 'facts', 'export', 'schema']) {
      const { out } = await kb(project(), 'inventory', command, '--help');
      expect(out).toContain('Как вызвать: kb inventory');
      expect(out).not.toMatch(/Options:|Usage:|Arguments:|default:/);
    }
  });
});
