import { describe, expect, it } from 'vitest';
import { listFacts } from '../../inventory/index.ts';
import { inventoryChapters } from './inventory-page.ts';
import { plainHtml, projectContext } from './test-context.ts';

const context = projectContext();
const chapters = await inventoryChapters(context);
const html = chapters.map(({ anchor, depth, title, body }) => `<h${depth} id="${anchor}">${title}</h${depth}>${plainHtml([...body])}`).join('\n');
const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);

describe('the page of the inventory', () => {
  it('has the anchor that every fact leads to', () => {
    const missing = listFacts(context.inventory).filter(({ card }) => !ids.includes(card.replace('/inventory/#', '')));
    expect(missing.map(({ key }) => key)).toEqual([]);
  });

  it('uses no anchor twice', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('shows every service with its owner and its topic', () => {
    for (const { id, document } of context.inventory.services.values()) {
      const card = new RegExp(`<article class="kb-card not-content" id="${id}">.*?</article>`, 's').exec(html)?.[0] ?? '';
      expect(card, id).toContain('Отвечает');
      expect(card, id).toContain(document);
    }
  });

  it('leads only to cards that are there', () => {
    const targets = [...html.matchAll(/href="\/inventory\/#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(100);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('tells the public nothing of addresses, and the team all', async () => {
    const team = (await inventoryChapters(projectContext(true))).map(({ body }) => plainHtml([...body])).join('');
    expect(html).not.toContain('Адрес IP');
    expect(team).toContain('Адрес IP');
  });
});
