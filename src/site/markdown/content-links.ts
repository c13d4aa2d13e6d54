import type { Definition, Image, Link, PhrasingContent, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { inventoryLink } from './inventory-links.ts';
import { siteAddress } from './link-address.ts';
import type { PageContext, PageTransform } from './page-context.ts';
import { siteElement } from './site-element.ts';

/** Picture formats that Astro measures and copies. Anything else is offered as a link. */
const PICTURE = /\.(?:avif|gif|jpe?g|png|svg|tiff?|webp)$/i;

/** Leads links and pictures of a page to addresses of the site; what must not or cannot be followed becomes text. */
export const resolveContentLinks: PageTransform = (tree: Root, context) => {
  inlineReferences(tree);
  visit(tree, (node, index, parent) => {
    if ((node.type !== 'link' && node.type !== 'image') || parent === undefined || index === undefined) return;
    const replacement = node.type === 'link' ? resolvedLink(node, context) : resolvedImage(node, context);
    if (parent.type === 'link' && replacement.type === 'link') {
      // A link inside a link is no HTML: only its text stays.
      parent.children.splice(index, 1, ...replacement.children);
      return SKIP;
    }
    parent.children[index] = replacement;
    // Pictures inside a link are resolved too; a link made here is not resolved again.
    return replacement === node || replacement.type === 'siteElement' ? undefined : SKIP;
  });
};

function resolvedLink(link: Link, context: PageContext): PhrasingContent {
  const { page, view } = context;
  const address = siteAddress(view, page, link.url);
  switch (address.kind) {
    case 'internal':
    case 'file':
      link.url = address.url;
      return link;
    case 'external':
      link.url = address.url;
      link.data = { ...link.data, hProperties: { ...link.data?.hProperties, className: ['kb-external'], rel: ['noopener'] } };
      return link;
    case 'inventory':
      return inventoryLink(link, address.scheme, address.reference, context);
    case 'private':
      return siteElement('span', { className: ['kb-private'], title: 'Страница только для команды' }, link.children);
    case 'missing':
      return siteElement('span', { className: ['kb-missing'], title: `Страница не найдена: ${link.url}` }, link.children);
    case 'unsafe':
      return siteElement('span', { className: ['kb-unsafe'], title: 'Такой адрес открывать нельзя' }, link.children);
  }
}

/** A page asks nothing of other hosts, so a picture from elsewhere is a link to it. */
function resolvedImage(image: Image, context: PageContext): PhrasingContent {
  const address = siteAddress(context.view, context.page, image.url);
  const asLink = (): PhrasingContent => resolvedLink({ type: 'link', url: image.url, children: [{ type: 'text', value: image.alt || image.url }] }, context);
  switch (address.kind) {
    case 'internal':
      image.url = address.url;
      return image;
    case 'file':
      if (!PICTURE.test(address.url)) return asLink();
      image.url = address.relative;
      return image;
    default:
      return asLink();
  }
}

/** `[text][id]` becomes `[text](address)`: one kind of link to resolve. The first definition of a name counts, as everywhere in Markdown. */
function inlineReferences(tree: Root): void {
  const definitions = new Map<string, Definition>();
  visit(tree, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  if (definitions.size === 0) return;
  visit(tree, (node, index, parent) => {
    if ((node.type !== 'linkReference' && node.type !== 'imageReference') || parent === undefined || index === undefined) return;
    const definition = definitions.get(node.identifier);
    if (definition === undefined) return;
    const { url, title } = definition;
    parent.children[index] =
      node.type === 'linkReference'
        ? { type: 'link', url, title: title ?? null, children: node.children }
        : { type: 'image', url, title: title ?? null, alt: node.alt ?? textOf(node) };
  });
}
