import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knowledgeBaseFromTexts } from '../knowledge/index.ts';
import { writeRedirectFiles } from './redirect-files.ts';
import { redirectTarget } from './redirect-middleware.ts';
import type { SiteView } from './site-view.ts';
import { buildSiteView } from './site-view.ts';

const SITE = new URL('https://docs.tapbot.kz');
const view: SiteView = buildSiteView(
  knowledgeBaseFromTexts(
    new Map([
      ['_index.md', '---\ntitle: База\n---\n'],
      ['01-a/_index.md', '---\ntitle: 01 - Раздел\n---\n'],
      [
        '01-a/01-01-b/_index.md',
        '---\ntitle: 01.01 - Документ -- новый\naliases: ["/старый адрес", "/../../outside", "/01-a/taken"]\n---\n\n## 01.01.01 - Тема\n',
      ],
      ['01-a/01-02-c/_index.md', '---\ntitle: 01.02 - Тайный\nprivate: true\naliases: ["/secret"]\n---\n'],
    ]),
  ),
  false,
);

let output: string;
const built = (path: string): string => join(output, path, 'index.html');
beforeEach(() => {
  output = mkdtempSync(join(tmpdir(), 'site-'));
  for (const path of ['', '01-a', '01-a/01-01-b', '01-a/taken']) {
    mkdirSync(join(output, path), { recursive: true });
    writeFileSync(built(path), 'страница');
  }
});
afterEach(() => rmSync(output, { recursive: true, force: true }));

describe('redirects of a built site', () => {
  it('lead from permalinks, from file names of GitHub, home included, and from old addresses', async () => {
    await writeRedirectFiles(view, output, SITE);
    for (const from of ['01.01.01', '01.01', '01', 'README', '_index', '01-a/01-01-b/README', 'старый адрес']) expect(existsSync(built(from)), from).toBe(true);
    expect(readFileSync(built('01.01.01'), 'utf8')).toContain('url=/01-a/01-01-b/#01-01-01"');
    expect(readFileSync(built('README'), 'utf8')).toContain('url=/"');
  });

  it('never overwrite a page and never leave the folder', async () => {
    const { dropped } = await writeRedirectFiles(view, output, SITE);
    expect(dropped).toEqual(expect.arrayContaining(['/01-a/taken']));
    expect(readFileSync(built('01-a/taken'), 'utf8')).toBe('страница');
    expect(existsSync(join(output, '../outside'))).toBe(false);
  });

  it('are not written when the build lacks the target', async () => {
    rmSync(join(output, '01-a/01-01-b'), { recursive: true });
    const { dropped } = await writeRedirectFiles(view, output, SITE);
    expect(dropped).toContain('/01.01.01');
    expect(existsSync(built('01.01.01'))).toBe(false);
  });

  it('are listed for servers, and numbers for the page 404', async () => {
    await writeRedirectFiles(view, output, SITE);
    const redirects: unknown = JSON.parse(readFileSync(join(output, 'redirects.json'), 'utf8'));
    expect(redirects).toMatchObject({ '/01.01.01': '/01-a/01-01-b/#01-01-01', '/README': '/' });
    expect(JSON.parse(readFileSync(join(output, 'numbers.json'), 'utf8'))).toEqual({
      '01': { name: 'Раздел', url: '/01-a/' },
      '01.01': { name: 'Документ\u00A0— новый', url: '/01-a/01-01-b/' },
      '01.01.01': { name: 'Тема', url: '/01-a/01-01-b/#01-01-01' },
    });
  });

  it('tell nothing of hidden pages', async () => {
    await writeRedirectFiles(view, output, SITE);
    for (const file of ['redirects.json', 'numbers.json']) expect(readFileSync(join(output, file), 'utf8')).not.toMatch(/01\.02|01-02|secret|Тайный/);
    expect(existsSync(built('secret'))).toBe(false);
  });
});

describe('redirects of the development server', () => {
  it.each([
    ['/01.01.01', '/01-a/01-01-b/#01-01-01'],
    ['/01.01/?x=1', '/01-a/01-01-b/'],
    ['/%D1%81%D1%82%D0%B0%D1%80%D1%8B%D0%B9%20%D0%B0%D0%B4%D1%80%D0%B5%D1%81', '/01-a/01-01-b/'],
    ['/01-a/01-01-b/', undefined],
    ['/', undefined],
    ['/secret', undefined],
    ['/%E0%A4%A', undefined],
  ])('%s leads to %s', (url, target) => {
    expect(redirectTarget(view, url)).toBe(target);
  });
});
