import { describe, expect, it } from 'vitest';
import { renderBody } from './test-page.ts';

const LINK = '<a href="/01-basics/01-03-restore/#01-03-02" title="01.03.02 — Сроки" class="kb-ref">01.03.02</a>';

describe('numbers in prose', () => {
  it('lead to where the number lives', async () => {
    expect((await renderBody('Смотрите 01.03.02.')).html).toBe(`<p>Смотрите ${LINK}.</p>`);
  });

  it('are found several at once, in lists, tables, quotes and emphasis', async () => {
    const { html } = await renderBody('- 01.03.02 и **01.03.02**\n\n> 01.03.02\n\n| а |\n| - |\n| 01.03.02 |');
    expect(html.split(LINK)).toHaveLength(5);
  });

  it('keep the form they are written in', async () => {
    expect((await renderBody('Тема 01\\.03\\.02')).html).toContain('>01.03.02</a>');
  });

  it('become links only after a cue word when they are one part long', async () => {
    expect((await renderBody('В разделе 01 всё, в 01 году ничего')).html).toBe(
      '<p>В разделе <a href="/01-basics/" title="01 — Основы" class="kb-ref">01</a> всё, в 01 году ничего</p>',
    );
  });

  it.each(['`01.03.02`', '[к 01.03.02](https://example.com)', '[к 01.03.02][x]\n\n[x]: https://example.com', '```\n01.03.02\n```', '## О 01.03.02'])(
    'stay as they are in %s',
    async (body) => {
      expect((await renderBody(body)).html).not.toContain('kb-ref');
    },
  );

  it.each(['07.07.07', 'см. 99.99', '99999999.99.99.99', '01.03.02.01.05', '192.168.01.03', '1.01.03', '01.03.2025', 'v01.03'])(
    'stay text when they are no number of the base: %s',
    async (text) => {
      expect((await renderBody(text)).html).toBe(`<p>${text}</p>`);
    },
  );

  it('of a hidden page stay text, and its name is not told', async () => {
    const { html } = await renderBody('Ключи в 01.02.01 и 01.02');
    expect(html).toBe('<p>Ключи в 01.02.01 и 01.02</p>');
    expect((await renderBody('Ключи в 01.02.01', { team: true })).html).toContain('title="01.02.01 — Где ключи"');
  });

  it('carry names with quotes safely', async () => {
    expect((await renderBody('Тема 01.03.01')).html).toContain('title="01.03.01 — Цена &#x22;ошибки&#x22;\u00A0— и срок"');
  });
});
