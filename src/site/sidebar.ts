import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import type { CatalogueNode, PageRecord } from '../knowledge/index.ts';
import { typeset } from './markdown/typography.ts';
import { progressOf } from './page-facts.ts';
import type { SiteView } from './site-view.ts';

export type SidebarEntry = StarlightRouteData['sidebar'][number];
export type SidebarLink = Extract<SidebarEntry, { type: 'link' }>;

/** With more pages than this the sidebar lists the documents of the current section alone: a list of thousands helps nobody. */
export const LARGE_BASE_PAGES = 300;

/**
 * The sidebar of one page: a group per section, with its documents; the current document's child pages below it.
 *
 * A link carries `data-number`, `data-status`, `data-progress` (0–100), and its label begins with the number.
 * The first entry of a group is the group's own page, marked `data-section` («06 Эксплуатация» for a section) or
 * `data-document` (a document with child pages): a component makes it the group's clickable label, Starlight's own shows it
 * as the first link. A group is collapsed unless the current page is inside.
 */
export function sidebarEntries(view: SiteView, current: PageRecord | undefined): SidebarEntry[] {
  const { catalogue } = view;
  const large = catalogue.pages.length > LARGE_BASE_PAGES;
  const trail = new Set<CatalogueNode>();
  for (let node = current === undefined ? undefined : catalogue.nodes.get(current.path); node !== undefined; node = node.parent) trail.add(node);
  return catalogue.roots.map((root) => {
    const inside = trail.has(root);
    const children = large && !inside ? [] : root.children;
    if (root.children.length === 0) return link(root.page, root, current, {});
    return group(root, inside, [link(root.page, root, current, { 'data-section': '' }), ...children.map((child) => document(child, trail, current))]);
  });
}

/** A document; unfolded when the current page is it or is below it. */
function document(node: CatalogueNode, trail: ReadonlySet<CatalogueNode>, current: PageRecord | undefined): SidebarEntry {
  if (node.children.length === 0 || !trail.has(node)) return link(node.page, node, current, {});
  return group(node, true, [link(node.page, node, current, { 'data-document': '' }), ...node.children.map((child) => document(child, trail, current))]);
}

function group(node: CatalogueNode, open: boolean, entries: SidebarEntry[]): SidebarEntry {
  return { type: 'group', label: pageLabel(node.page), entries, collapsed: !open, badge: undefined };
}

function link(page: PageRecord, node: CatalogueNode, current: PageRecord | undefined, attrs: Record<string, string>): SidebarLink {
  return {
    type: 'link',
    label: pageLabel(page),
    href: page.url,
    isCurrent: page === current,
    badge: undefined,
    attrs: {
      ...attrs,
      ...(page.number === undefined ? {} : { 'data-number': page.number }),
      ...(page.frontMatter.status === undefined ? {} : { 'data-status': page.frontMatter.status }),
      'data-progress': String(progressOf(node)),
    },
  };
}

/** Pages before and after this one in reading order. */
export function paginationLinks(view: SiteView, current: PageRecord): StarlightRouteData['pagination'] {
  const place = view.places.get(current.path);
  const at = (index: number): SidebarLink | undefined => {
    const page = view.catalogue.order[index];
    return page === undefined ? undefined : { type: 'link', label: pageLabel(page), href: page.url, isCurrent: false, badge: undefined, attrs: {} };
  };
  return place === undefined ? { prev: undefined, next: undefined } : { prev: at(place - 1), next: at(place + 1) };
}

/** «06.01 Резервное копирование»: number, space, name. */
export function pageLabel(page: PageRecord): string {
  return [page.number, typeset(page.name)].filter((part) => part !== undefined && part !== '').join(' ');
}

/** «06.01 — Резервное копирование»: for the title of the browser's tab and of the page. */
export function pageTitle(page: PageRecord): string {
  return [page.number, typeset(page.name)].filter((part) => part !== undefined && part !== '').join(' — ');
}
