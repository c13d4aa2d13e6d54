import type { PhrasingContent } from 'mdast';
import type { SiteElement } from './site-element.ts';
import { siteElement } from './site-element.ts';

/**
 * How links into the inventory look: [`dir.tapbot.kz`](fact:directus.domain) and [Directus](status:directus).
 * The one place to change when facts get their cards and statuses their badges; until then the text stands as written.
 */
export function inventoryLink(scheme: string, reference: string, children: PhrasingContent[]): SiteElement {
  return scheme === 'status'
    ? siteElement('span', { className: ['kb-status'], dataService: reference }, children)
    : siteElement('span', { className: ['kb-fact'], dataFact: reference }, children);
}
