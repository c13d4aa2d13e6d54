import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BODY_PATH, renderPage, SMALL_BASE } from './test-page.ts';

const PAGE = readFileSync(new URL('./fixtures/everything.md', import.meta.url), 'utf8');

it('one page with everything on it comes out as it should, step after step', async () => {
  const { html, headings, problems } = await renderPage({ ...SMALL_BASE, [BODY_PATH]: PAGE }, BODY_PATH, { publicFiles: ['stack/compose.yaml'] });
  expect(problems).toEqual([]);
  await expect(`${headings.map(({ depth, slug, text }) => `${'#'.repeat(depth)} ${text} (#${slug})`).join('\n')}\n\n${html}\n`).toMatchFileSnapshot(
    './fixtures/everything.html',
  );
});
