import { describe, expect, it } from 'vitest';
import { renderBody } from './test-page.ts';

const WIDE = '| Сервис | Адрес | Примечание |\n| --- | --- | --- |\n| Directus | directus.tapbot.kz/admin | описан |';
const NARROW = '| А | Б |\n| - | - |\n| слово | длинный текст, который переносится по словам |';

describe('tables', () => {
  it('too wide for a phone scroll in a box that takes the focus', async () => {
    expect((await renderBody(WIDE)).html).toMatch(/^<div class="kb-table" tabindex="0" role="region" aria-label="Таблица"><table>/);
  });

  it('that fit stay as they are', async () => {
    expect((await renderBody(NARROW)).html).toMatch(/^<table>/);
  });

  it('of one page have different names', async () => {
    const { html } = await renderBody(`${WIDE}\n\n${NARROW}\n\n${WIDE}`);
    expect([...html.matchAll(/aria-label="([^"]*)"/g)].map(([, name]) => name)).toEqual(['Таблица 1', 'Таблица 2']);
  });
});
