import type { Element } from 'hast';
import type { Link } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { resolveFact } from '../../inventory/index.ts';
import { factChip, hiddenFact, statusChip } from '../inventory/chips.ts';
import { fileLine } from './file-line.ts';
import type { PageContext } from './page-context.ts';
import type { SiteElement } from './site-element.ts';
import { htmlElement, siteElement } from './site-element.ts';

/**
 * Links into the inventory: [`dir.tapbot.kz`](fact:directus.domain) shows the value of today, whatever the text says,
 * and [Directus](status:directus) the state of a service or server. Both lead to the card.
 */
export function inventoryLink(link: Link, scheme: string, reference: string, context: PageContext): SiteElement {
  const shown = context.view.inventory;
  const inCode = link.children.length === 1 && link.children[0]?.type === 'inlineCode';
  const refuse = (message: string): SiteElement => {
    context.report({ line: fileLine(context, link), message });
    return siteElement('span', { className: ['kb-missing'] }, link.children);
  };
  if (shown === undefined) return refuse(`ссылка ${scheme}:${reference} ни к чему не ведёт: инвентарь не читается. Исправьте файлы content/inventory.`);
  if (scheme === 'status') {
    const subject = shown.inventory.services.get(reference) ?? shown.inventory.servers.get(reference);
    if (subject === undefined) return refuse(`сервиса или сервера «${reference}» в инвентаре нет. Имена покажет npm run kb -- inventory list`);
    return asNode(statusChip(subject, textOf(link)));
  }
  const resolution = resolveFact(shown.inventory, reference);
  if (resolution.ok) return asNode(factChip(resolution.fact, inCode));
  if (shown.hiddenFacts.has(reference)) return asNode(hiddenFact());
  const near = resolution.nearest.length === 0 ? 'Ключи покажет npm run kb -- inventory facts' : `Может быть, ${resolution.nearest.join(' или ')}?`;
  return refuse(`факта «${reference}» в инвентаре нет. ${near}`);
}

function asNode({ tagName, properties, children }: Element): SiteElement {
  return htmlElement(tagName, properties, children);
}
