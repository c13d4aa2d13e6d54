import { describe, expect, it } from 'vitest';
import { BODY_PATH, renderBody, renderPage, SMALL_BASE } from './test-page.ts';

const html = async (body: string, options: Parameters<typeof renderBody>[1] = {}): Promise<string> => (await renderBody(body, options)).html;

describe('links of a page', () => {
  it.each([
    ['../01-03-restore/_index.md', '/01-basics/01-03-restore/'],
    ['../01-03-restore/', '/01-basics/01-03-restore/'],
    ['../01-03-restore', '/01-basics/01-03-restore/'],
    ['../01-03-restore/_index.md#01-03-02', '/01-basics/01-03-restore/#01-03-02'],
    ['../01-03-restore/_index.md#010302---сроки', '/01-basics/01-03-restore/#01-03-02'],
    ['../01-03-restore/_index.md#просто-так', '/01-basics/01-03-restore/#%D0%BF%D1%80%D0%BE%D1%81%D1%82%D0%BE-%D1%82%D0%B0%D0%BA'],
    ['/01.03.02', '/01-basics/01-03-restore/#01-03-02'],
    ['/01.03', '/01-basics/01-03-restore/'],
    ['/01-basics/01-03-restore/README', '/01-basics/01-03-restore/'],
    ['/09.09', '/01-basics/01-03-restore/'],
    ['../../_index.md', '/'],
    ['plan.xlsx', '/01-basics/01-01-backup/plan.xlsx'],
  ])('%s leads to %s', async (written, expected) => {
    expect(await html(`[текст](${written})`)).toBe(`<p><a href="${expected}">текст</a></p>`);
  });

  it('within the page stay within the page', async () => {
    expect(await html('[ниже](#010101---тема)\n\n## 01.01.01 - Тема')).toContain('<a href="#01-01-01">ниже</a>');
  });

  it('lead to files that are served as they are', async () => {
    expect(await html('[файл](/stack/compose.yaml)', { publicFiles: ['stack/compose.yaml'] })).toContain('<a href="/stack/compose.yaml">файл</a>');
  });

  it('to other hosts are marked and cannot reach back', async () => {
    expect(await html('[там](https://example.com/?a=1&b=2)')).toBe(
      '<p><a href="https://example.com/?a=1&#x26;b=2" class="kb-external" rel="noopener">там</a></p>',
    );
    expect(await html('[там](//example.com)')).toContain('href="https://example.com"');
    expect(await html('[там](example.com/x)')).toContain('href="https://example.com/x"');
    expect(await html('<kadyrkhan@tapbot.kz>')).toContain('href="mailto:kadyrkhan@tapbot.kz"');
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '<java\tscript:alert(1)>',
    'java&#10;script:alert(1)',
    '&#1;javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
  ])('that run code or open local files become text: %s', async (url) => {
    const result = await html(`[текст](${url}) ![картинка](${url}) [ещё][r]\n\n[r]: ${url.startsWith('<') ? url : `<${url}>`}`);
    expect(result).not.toMatch(/ (?:href|src)=/);
    expect(result).toContain('текст');
  });

  it('to a hidden page become text; in the team build they are links', async () => {
    for (const url of ['../01-02-secrets/_index.md', '/01.02', '/01.02.01', '/01-basics/01-02-secrets/', '../01-02-secrets/keys.png']) {
      expect(await html(`[тайна](${url})`)).toBe('<p><span class="kb-private" title="Страница только для команды">тайна</span></p>');
      expect(await html(`[тайна](${url})`, { team: true })).toContain('<a href=');
    }
  });

  it('to data files of the inventory are never published', async () => {
    expect(await html('[серверы](../../inventory/servers.yaml)')).toContain('class="kb-private"');
  });

  it('to nowhere are shown as text that says so', async () => {
    expect(await html('[никуда](../01-04-none/_index.md)')).toBe(
      '<p><span class="kb-missing" title="Страница не найдена: ../01-04-none/_index.md">никуда</span></p>',
    );
  });

  it('by reference are links too', async () => {
    expect(await html('[текст][а]\n\n[а]: ../01-03-restore/_index.md "Подсказка"')).toBe(
      '<p><a href="/01-basics/01-03-restore/" title="Подсказка">текст</a></p>',
    );
  });

  it('of other Markdown files are not touched', async () => {
    expect((await renderPage({ ...SMALL_BASE, [BODY_PATH]: '---\ntitle: x\n---\n' }, '../elsewhere/page.md')).html).toBe('');
  });
});

describe('pictures', () => {
  it('next to the page go through Astro', async () => {
    expect(await html('![Схема](scheme.png)')).toContain('&#x22;src&#x22;:&#x22;./scheme.png&#x22;');
  });

  it('of other hosts are links, since a page asks nothing of other hosts', async () => {
    expect(await html('![Чужая](https://example.com/x.png)')).toBe('<p><a href="https://example.com/x.png" class="kb-external" rel="noopener">Чужая</a></p>');
    expect(await html('[![Значок](https://example.com/x.png)](https://example.com)')).toBe(
      '<p><a href="https://example.com" class="kb-external" rel="noopener">Значок</a></p>',
    );
  });

  it('of a hidden page are not shown', async () => {
    expect(await html('![Ключи](../01-02-secrets/keys.png)')).toBe('<p><span class="kb-private" title="Страница только для команды">Ключи</span></p>');
  });
});
