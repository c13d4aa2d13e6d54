import type { Blockquote, Root } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { visit } from 'unist-util-visit';
import type { PageTransform } from './page-context.ts';

/** GitHub's five alerts, and the aside of Starlight that looks closest. */
const ALERTS: Readonly<Record<string, { readonly variant: 'note' | 'tip' | 'caution' | 'danger'; readonly title: string; readonly icon?: string }>> = {
  NOTE: { variant: 'note', title: 'Примечание' },
  TIP: { variant: 'tip', title: 'Совет' },
  IMPORTANT: { variant: 'note', title: 'Важно', icon: 'star' },
  WARNING: { variant: 'caution', title: 'Внимание' },
  CAUTION: { variant: 'danger', title: 'Осторожно' },
};

const MARKER = /^\[!(?<kind>[a-z]+)\][ \t]*(?:\r?\n|$)/i;

/**
 * `> [!NOTE]` becomes an aside. The tree gets the node that Starlight's own `:::note` would make, and Starlight's plugin,
 * which runs later, renders it: one markup, one style sheet.
 */
export const turnAlertsIntoAsides: PageTransform = (tree: Root) => {
  visit(tree, 'blockquote', (quote, index, parent) => {
    if (parent === undefined || index === undefined) return;
    const aside = toAside(quote);
    if (aside !== undefined) parent.children[index] = aside;
  });
};

function toAside(quote: Blockquote): ContainerDirective | undefined {
  const [lead, ...rest] = quote.children;
  const marker = lead?.type === 'paragraph' ? lead.children[0] : undefined;
  if (lead?.type !== 'paragraph' || marker?.type !== 'text') return undefined;
  const match = MARKER.exec(marker.value);
  const alert = ALERTS[match?.groups?.['kind']?.toUpperCase() ?? ''];
  if (match === null || alert === undefined) return undefined;
  const remaining = marker.value.slice(match[0].length);
  let children = remaining === '' ? lead.children.slice(1) : [{ ...marker, value: remaining }, ...lead.children.slice(1)];
  if (children[0]?.type === 'break') children = children.slice(1);
  return {
    type: 'containerDirective',
    name: alert.variant,
    attributes: alert.icon === undefined ? {} : { icon: alert.icon },
    children: [
      { type: 'paragraph', data: { directiveLabel: true }, children: [{ type: 'text', value: alert.title }] },
      ...(children.length === 0 ? [] : [{ ...lead, children }]),
      ...rest,
    ],
  };
}
