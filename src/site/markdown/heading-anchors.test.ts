import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, readPage } from '../../knowledge/index.ts';
import { renderBody, renderPage } from './test-page.ts';

describe('heading anchors', () => {
  it('gives a numbered heading its number as id and keeps the slug of the text as a second anchor', async () => {
    const { html, headings } = await renderBody('## 01.01.01 - Стратегия');
    expect(headings).toEqual([{ depth: 2, slug: '01-01-01', text: '01.01.01 Стратегия' }]);
    expect(html).toContain('<h2 id="01-01-01"><span id="010101---стратегия" class="kb-anchor"></span><span class="kb-number">01.01.01</span> Стратегия</h2>');
  });

  it('reads the number in every form people and Gramax write it', async () => {
    const { headings } = await renderBody('## 01\\.01.01 — А\n\n## 01.01.02 -- Б\n\n## 01.01.03. В\n\n## 01.01.04');
    expect(headings.map(({ slug, text }) => [slug, text])).toEqual([
      ['01-01-01', '01.01.01 А'],
      ['01-01-02', '01.01.02 Б'],
      ['01-01-03', '01.01.03 В'],
      ['01-01-04', '01.01.04'],
    ]);
  });

  it('keeps markup of the name', async () => {
    const { html } = await renderBody('## 01.01.01 - `docker` и *слово*');
    expect(html).toContain('<span class="kb-number">01.01.01</span> <code dir="auto">docker</code> и <em>слово</em></h2>');
  });

  it('leaves a heading without a number its slug, counted when it repeats', async () => {
    const { headings, html } = await renderBody('## Итог\n\n## Итог');
    expect(headings.map(({ slug }) => slug)).toEqual(['итог', 'итог-1']);
    expect(html).not.toContain('kb-number');
  });

  it('never writes one id twice, whatever the numbers', async () => {
    const { html } = await renderBody('## 01.01.01 - А\n\n## 01.01.01 - А\n\n## 01.01.01 - Б');
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows tags in a heading as text', async () => {
    const { html } = await renderBody('## 01.01.01 - <script>alert(1)</script> <img src=x onerror=alert(1)>');
    expect(html).not.toMatch(/<(?:script|img)/);
    expect(html).toContain('&#x3C;script>alert(1)&#x3C;/script>');
  });

  it('promises the anchors that the checker promises, on every page of this knowledge base', async () => {
    const folder = join(process.cwd(), 'content');
    const pages = [...listFiles(folder).files].filter((path) => path.endsWith('.md'));
    expect(pages.length).toBeGreaterThan(30);
    for (const path of pages) {
      const text = readFileSync(join(folder, path), 'utf8').replace(/```(?:mermaid|dot)/g, '```text');
      const { html } = await renderPage({ [path]: text }, path);
      for (const anchor of readPage(path, text).headings.flatMap(({ anchors }) => anchors)) expect(html, `${path}#${anchor}`).toContain(` id="${anchor}"`);
    }
  });
});
