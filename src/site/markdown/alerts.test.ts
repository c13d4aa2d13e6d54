import { describe, expect, it } from 'vitest';
import { renderBody } from './test-page.ts';

const KINDS = [
  ['NOTE', 'note', 'Примечание'],
  ['TIP', 'tip', 'Совет'],
  ['IMPORTANT', 'note', 'Важно'],
  ['WARNING', 'caution', 'Внимание'],
  ['CAUTION', 'danger', 'Осторожно'],
] as const;

describe('GitHub alerts', () => {
  it.each(KINDS)('[!%s] is an aside of Starlight (%s) titled «%s»', async (kind, variant, title) => {
    for (const gap of ['\n> ', '\n>\n> ', ' \n> ']) {
      const { html } = await renderBody(`> [!${kind}]${gap}Текст.`);
      expect(html).toMatch(new RegExp(`^<aside aria-label="${title}" class="starlight-aside starlight-aside--${variant}"><p class="starlight-aside__title"`));
      expect(html).toContain('<div class="starlight-aside__content"><p>Текст.</p></div></aside>');
    }
  });

  it('keep everything inside', async () => {
    const { html } = await renderBody('> [!note]\n> Первый *абзац*.\n>\n> - пункт\n>\n> ```bash\n> ls\n> ```');
    expect(html).toContain('<p>Первый <em>абзац</em>.</p><ul>');
    expect(html).toContain('<code class="language-bash">ls');
  });

  it.each(['> Просто цитата', '> [!UNKNOWN]\n> Текст', '> Текст [!NOTE]', '> [!NOTE] в одну строку'])(
    'a quote that is no alert stays a quote: %s',
    async (body) => {
      expect((await renderBody(body)).html).toMatch(/^<blockquote>/);
    },
  );

  it('an alert with nothing inside does not break the page', async () => {
    expect((await renderBody('> [!NOTE]')).html).toContain('<div class="starlight-aside__content"></div></aside>');
  });
});
