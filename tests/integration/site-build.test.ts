import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteCopy } from './site-copy.ts';
import { copySite } from './site-copy.ts';

const SECRET = 'Хранилище ключей';

let site: SiteCopy;
beforeAll(() => {
  site = copySite();
});
afterAll(() => site.remove());

const write = (files: Readonly<Record<string, string>>): void => site.write(files);
const build = (audience?: 'public' | 'team'): ReturnType<SiteCopy['build']> => site.build(audience);
const built = (path: string): string => site.built(path);
const page = (title: string, body: string, more = ''): string => `---\ntitle: ${title}\n${more}---\n\n${body}\n`;

describe('a built site', () => {
  beforeAll(() => {
    write({
      '_index.md': page('База', 'Главная: 01.01.01 и 01.02. Образ n8n:latest.\n\n[тайна](01-a/01-02-keys/_index.md) [план](01-a/01-01-b/plan.txt)'),
      '01-a/_index.md': page('01 - Раздел', 'Раздел.'),
      '01-a/01-01-b/_index.md': page(
        '01.01 - </title><script>alert(1)</script>',
        '## 01.01.01 - Тема\n\n> [!NOTE]\n> Примечание.\n\n```mermaid\nflowchart LR\n  a --> b\n```',
        'updated: "2025-07-21"\n',
      ),
      '01-a/01-01-b/README.md': 'Не страница <script>alert(2)</script>',
      '01-a/01-01-b/plan.txt': 'план',
      '01-a/01-02-keys/_index.md': page(`01.02 - ${SECRET}`, '## 01.02.01 - Ключи', 'private: true\n'),
    });
    const { status, output } = build();
    expect(status, output).toBe(0);
  });

  it('shows pages with their numbers, links, asides, diagrams and attachments', () => {
    expect(built('index.html')).toContain('<a href="/01-a/01-01-b/#01-01-01" title="01.01.01 — Тема" class="kb-ref">01.01.01</a> и 01.02. Образ n8n:latest.');
    expect(built('01-a/01-01-b/index.html')).toMatch(/<aside aria-label="Примечание" class="starlight-aside starlight-aside--note">/);
    expect(built('01-a/01-01-b/index.html')).toMatch(/<figure class="kb-diagram">[\s\S]*<svg/);
    expect(built('01-a/01-01-b/plan.txt')).toBe('план');
  });

  it('never lets a title out of its tag', () => {
    expect(built('01-a/01-01-b/index.html')).toContain('<title>01.01 — &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; | tapbot.kz</title>');
    const scripts: string[] = [];
    visit(fromHtml(built('01-a/01-01-b/index.html')), { type: 'element', tagName: 'script' }, (script) => scripts.push(JSON.stringify(script.children)));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => script.includes('alert'))).toEqual([]);
  });

  it('answers permalinks and file names with stubs that neither the sitemap nor the search index know', () => {
    expect(built('01.01.01/index.html')).toContain('url=/01-a/01-01-b/#01-01-01"');
    expect(built('01-a/01-01-b/README/index.html')).toContain('url=/01-a/01-01-b/"');
    expect(built('sitemap-0.xml')).not.toMatch(/01\.01|README/);
    const entry: { languages: Record<string, { page_count: number }> } = JSON.parse(built('pagefind/pagefind-entry.json'));
    const pages = readdirSync(join(site.folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('index.html') && built(file).includes('data-pagefind-body'),
    );
    expect(entry.languages['ru']?.page_count).toBe(pages.length);
  });

  it('says nothing of private pages', () => {
    const files = readdirSync(join(site.folder, 'dist'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /01-02|01\.02/.test(file))).toEqual([]);
    for (const file of files.filter((name) => /\.(?:html|json|xml|js|txt)$/.test(name))) expect(built(file), file).not.toContain(SECRET);
  });

  it('follows a renamed heading on pages that only mention it, although they are cached', () => {
    const path = '01-a/01-01-b/_index.md';
    write({ [path]: readFileSync(join(site.folder, 'content', path), 'utf8').replace('Тема', 'Новая тема') });
    expect(build()).toMatchObject({ status: 0 });
    expect(built('index.html')).toContain('title="01.01.01 — Новая тема"');
  });

  it('for the team has the private page, and a public build after it forgets that again', () => {
    expect(build('team')).toMatchObject({ status: 0 });
    expect(built('01-a/01-02-keys/index.html')).toContain(SECRET);
    expect(built('index.html')).toContain('href="/01-a/01-02-keys/"');
    rmSync(join(site.folder, 'dist'), { recursive: true });
    expect(build()).toMatchObject({ status: 0 });
    expect(existsSync(join(site.folder, 'dist/01-a/01-02-keys'))).toBe(false);
    expect(built('index.html')).not.toContain('01-02-keys');
  });

  it('is refused when a diagram is broken, every time, with the place of each', () => {
    write({ '01-a/_index.md': page('01 - Раздел', '```mermaid\nflowchart LR\n  a["x --> b\n```\n\n```dot\ndigraph { a -> }\n```') });
    for (const { status, output } of [build(), build()]) {
      expect(status).toBe(1);
      expect(output).toMatch(/01-a\/_index\.md:7: схема не нарисована: не закрыта кавычка/);
      expect(output).toMatch(/01-a\/_index\.md:\d+: схема не нарисована: ошибка в записи схемы/);
      expect(output).toContain('Сайт не собран. Ошибок на страницах: 2');
    }
  });
});
