import { posix } from 'node:path';
import type { Catalogue, KnowledgeBase, PageRecord, Redirect } from '../knowledge/index.ts';
import { buildCatalogue, buildRedirects, folderOf, INDEX_FILE } from '../knowledge/index.ts';
import type { SiteInventory } from './site-inventory.ts';

/** Folder of data files. They hold facts meant for the team alone, so links never publish them in the public build. */
const DATA_FOLDER = 'inventory/';

/**
 * What one build may show. `base` knows every page, so a link to a private one can be told from a dead one;
 * `catalogue` and `redirects` are made of visible pages only: what is drawn from them cannot leak the rest.
 */
export interface SiteView {
  readonly base: KnowledgeBase;
  readonly team: boolean;
  /** Paths of the pages this build must not contain. */
  readonly hidden: ReadonlySet<string>;
  readonly catalogue: Catalogue;
  readonly redirects: readonly Redirect[];
  /** Place of every visible page in reading order. */
  readonly places: ReadonlyMap<string, number>;
  /** What this build may show of the inventory; undefined without readable data files. */
  readonly inventory: SiteInventory | undefined;
}

/** Splits a knowledge base into what this build shows and what it hides. Pure. */
export function buildSiteView(base: KnowledgeBase, team: boolean, inventory?: SiteInventory): SiteView {
  const hidden = new Set(team ? [] : base.pages.filter((page) => isPrivate(base.catalogue, page)).map((page) => page.path));
  const catalogue = hidden.size === 0 ? base.catalogue : buildCatalogue(base.pages.filter((page) => !hidden.has(page.path)));
  return {
    base,
    team,
    hidden,
    catalogue,
    redirects: buildRedirects(catalogue, base.legacy?.ok === true ? base.legacy.value : undefined),
    places: new Map(catalogue.order.map((page, place) => [page.path, place])),
    inventory,
  };
}

/** `private: true` covers the page and everything below it: a child must not show what its parent hides. */
export function isPrivate(catalogue: Catalogue, page: PageRecord): boolean {
  for (let node = catalogue.nodes.get(page.path); node !== undefined; node = node.parent) {
    if (node.page.frontMatter.private === true) return true;
  }
  return false;
}

/** True for a file that this build must not publish: data for the team, or a file that belongs to a hidden page. */
export function isHiddenFile(view: SiteView, path: string): boolean {
  if (view.team) return false;
  if (path.startsWith(DATA_FOLDER) || view.hidden.has(path)) return true;
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    const owner = posix.join(folder, INDEX_FILE);
    if (view.base.catalogue.byPath.has(owner)) return view.hidden.has(owner);
  }
  return false;
}
