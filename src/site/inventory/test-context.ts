import { join } from 'node:path';
import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { loadInventory, type View } from '../../inventory/index.ts';
import { loadKnowledgeBase } from '../../knowledge/index.ts';
import { siteInventory } from '../site-inventory.ts';
import { buildSiteView } from '../site-view.ts';
import { renderView } from './render-view.ts';
import type { ViewContext } from './view-context.ts';
import { viewContext } from './view-context.ts';

const CONTENT = join(import.meta.dirname, '../../../content');

/** The context of views over the inventory of the project. For tests. */
export function projectContext(team = false): ViewContext {
  const base = loadKnowledgeBase(CONTENT);
  const context = viewContext(buildSiteView(base, team, siteInventory(loadInventory(CONTENT), team)), 'test-');
  if (context === undefined) throw new Error('the inventory of the project cannot be read');
  return context;
}

/** HTML of a view with no-break spaces as plain ones: tests are about words. */
export async function htmlOf(context: ViewContext, view: View): Promise<string> {
  return plainHtml(await renderView(context, view));
}

export function plainHtml(nodes: ElementContent[]): string {
  return toHtml(nodes).replaceAll('\u00A0', ' ').replaceAll('&#xA0;', ' ').replaceAll('&nbsp;', ' ');
}

/** Rows of the first table as the texts of their cells. */
export function rowsOf(html: string): string[][] {
  const body = /<tbody[^>]*>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '';
  return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => textOf(cell)),
  );
}

/** What a reader sees of some HTML. */
export function textOf(html: string): string {
  return html
    .replace(/<small>/g, ' · ')
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
