import type { PhrasingContent, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { CatalogueEntry } from '../../knowledge/index.ts';
import { findNumberMentions } from '../../knowledge/index.ts';
import type { PageTransform } from './page-context.ts';
import { typeset } from './typography.ts';

/** Nothing inside these becomes a link: it is one already, it is code, or it names itself. */
const OPAQUE = new Set(['link', 'linkReference', 'heading', 'siteElement', 'inlineCode', 'code']);

/** Turns «см. 06.01.03» into a link to where the number lives now. Numbers that are nowhere, or only on a hidden page, stay text. */
export const linkNumberMentions: PageTransform = (tree: Root, { view }) => {
  const { numbers } = view.catalogue;
  visit(tree, (node, index, parent) => {
    if (OPAQUE.has(node.type)) return SKIP;
    if (node.type !== 'text' || parent === undefined || index === undefined) return;
    const pieces: PhrasingContent[] = [];
    let from = 0;
    for (const { number, range } of findNumberMentions(node.value)) {
      const entry = numbers.get(number);
      if (entry === undefined) continue;
      if (range.start > from) pieces.push({ type: 'text', value: node.value.slice(from, range.start) });
      pieces.push(reference(entry, node.value.slice(range.start, range.end)));
      from = range.end;
    }
    if (pieces.length === 0) return;
    if (from < node.value.length) pieces.push({ type: 'text', value: node.value.slice(from) });
    parent.children.splice(index, 1, ...pieces);
    return [SKIP, index + pieces.length];
  });
};

function reference(entry: CatalogueEntry, text: string): PhrasingContent {
  return {
    type: 'link',
    url: entry.url,
    title: entry.name === '' ? entry.number : `${entry.number} — ${typeset(entry.name)}`,
    children: [{ type: 'text', value: text }],
    data: { hProperties: { className: ['kb-ref'] } },
  };
}
