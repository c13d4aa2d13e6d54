import { describe, expect, it } from 'vitest';
import { renderBody } from './test-page.ts';

describe('HTML in a page', () => {
  it.each([
    '<script>alert(1)</script>',
    'а <img src=x onerror=alert(1)> б',
    '<div onclick="x()">\n\nтекст\n\n</div>',
    '> <iframe src="https://example.com"></iframe>',
    '- <style>*{display:none}</style>',
  ])('is shown as text: %s', async (body) => {
    expect((await renderBody(body)).html).not.toMatch(/<(?:script|img|div|iframe|style)/);
  });

  it('breaks a line where it says so, and its comments are gone', async () => {
    expect((await renderBody('а<br>б<!-- в -->')).html).toMatch(/^<p>а<br>\n?б<\/p>$/);
    expect((await renderBody('а\n\n<!-- тайна -->\n\nб')).html).not.toContain('тайна');
  });
});
