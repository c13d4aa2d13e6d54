import { posix } from 'node:path';
import { folderOf, INDEX_FILE, pageId } from './content-address.ts';
import type { Heading, PageRecord } from './page-record.ts';
import { SectionNumber } from './section-number.ts';

/** Where a number lives: a whole page, or a heading of a page. */
export interface CatalogueEntry {
  readonly number: SectionNumber;
  readonly name: string;
  readonly page: PageRecord;
  /** Undefined when the number is the page's own. */
  readonly heading: Heading | undefined;
  /** Address with the anchor: `/06-operations/06-01-backup/#06-01-03`. */
  readonly url: string;
}

/** A page with its place in the tree. */
export interface CatalogueNode {
  readonly page: PageRecord;
  readonly parent: CatalogueNode | undefined;
  readonly children: readonly CatalogueNode[];
}

/**
 * The tree and the indexes over all pages: number → place, url → page, order of reading.
 * Built from files alone, so it cannot drift from them.
 */
export interface Catalogue {
  readonly pages: readonly PageRecord[];
  readonly home: PageRecord | undefined;
  /** First claimant of every number, one that stands in its own document before strays; `claims` has all of them. */
  readonly numbers: ReadonlyMap<SectionNumber, CatalogueEntry>;
  readonly claims: ReadonlyMap<SectionNumber, readonly CatalogueEntry[]>;
  readonly byPath: ReadonlyMap<string, PageRecord>;
  readonly byUrl: ReadonlyMap<string, PageRecord>;
  /** Top of the tree: pages right under home. */
  readonly roots: readonly CatalogueNode[];
  readonly nodes: ReadonlyMap<string, CatalogueNode>;
  /** All pages in reading order: home, section, its documents, their child pages. */
  readonly order: readonly PageRecord[];
}

type GrowingNode = { page: PageRecord; parent: GrowingNode | undefined; children: GrowingNode[] };

/** Builds the catalogue. Pure; the order of `pages` does not matter. */
export function buildCatalogue(pages: readonly PageRecord[]): Catalogue {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const home = byPath.get(INDEX_FILE);
  const { roots, nodes } = growTree(pages, byPath, home);
  const order: PageRecord[] = home === undefined ? [] : [home];
  const walk = (node: GrowingNode): void => {
    order.push(node.page);
    node.children.forEach(walk);
  };
  roots.forEach(walk);
  const claims = collectClaims(order);
  const numbers = new Map([...claims].flatMap(([number, entries]) => (entries[0] === undefined ? [] : [[number, entries[0]] as const])));
  return { pages: order, home, numbers, claims, byPath, byUrl: new Map(order.map((page) => [page.url, page])), roots, nodes, order };
}

/**
 * The number of the place where a page lies: of its folder, or of its file name; the title's when neither has one.
 * The place decides, because links and permalinks follow it: a wrong title must not move the page (rule N002 reports it).
 */
export function placeNumber(page: PageRecord): SectionNumber | undefined {
  const own = pageId(page.path).split('/').at(-1) ?? '';
  return SectionNumber.ofFolder(own) ?? page.number;
}

/** The number of the page's place, or else of the nearest numbered folder around it. */
export function enclosingNumber(page: PageRecord): SectionNumber | undefined {
  const own = placeNumber(page);
  if (own !== undefined) return own;
  for (let folder = folderOf(page.path); folder !== ''; folder = folderOf(folder)) {
    const number = SectionNumber.ofFolder(folder.split('/').at(-1) ?? '');
    if (number !== undefined) return number;
  }
  return undefined;
}

/** The home page and section pages list what lies below them: their numbered lines and headings are entries of an index. */
export function isIndexPage(page: PageRecord): boolean {
  const number = placeNumber(page);
  return page.path === INDEX_FILE || (number !== undefined && SectionNumber.depth(number) === 1);
}

/** Every number with everyone who carries it. A heading of an index page only repeats a number, so it claims none. */
function collectClaims(pages: readonly PageRecord[]): Map<SectionNumber, CatalogueEntry[]> {
  const claims = new Map<SectionNumber, CatalogueEntry[]>();
  const strays: CatalogueEntry[] = [];
  const claim = (entry: CatalogueEntry): void => {
    const list = claims.get(entry.number);
    if (list === undefined) claims.set(entry.number, [entry]);
    else list.push(entry);
  };
  for (const page of pages) {
    const number = placeNumber(page);
    if (number !== undefined) claim({ number, name: page.name, page, heading: undefined, url: page.url });
    if (isIndexPage(page)) continue;
    const enclosing = enclosingNumber(page);
    for (const heading of page.headings) {
      if (heading.number === undefined) continue;
      const entry = { number: heading.number, name: heading.name, page, heading, url: `${page.url}#${heading.anchors[0]}` };
      if (enclosing === undefined || SectionNumber.isWithin(heading.number, enclosing)) claim(entry);
      else strays.push(entry);
    }
  }
  strays.forEach(claim);
  return claims;
}

function growTree(
  pages: readonly PageRecord[],
  byPath: ReadonlyMap<string, PageRecord>,
  home: PageRecord | undefined,
): { roots: GrowingNode[]; nodes: Map<string, GrowingNode> } {
  const nodes = new Map<string, GrowingNode>(pages.map((page) => [page.path, { page, parent: undefined, children: [] }]));
  const roots: GrowingNode[] = [];
  for (const node of nodes.values()) {
    if (node.page === home) continue;
    const parent = nodes.get(parentPath(node.page.path, byPath) ?? '');
    node.parent = parent;
    (parent?.children ?? roots).push(node);
  }
  for (const siblings of [roots, ...[...nodes.values()].map((node) => node.children)]) siblings.sort(byPlaceAmongSiblings);
  return { roots, nodes };
}

/** The index page of the nearest folder above, home excluded: sections are roots. */
function parentPath(path: string, byPath: ReadonlyMap<string, PageRecord>): string | undefined {
  let folder = path.endsWith(`/${INDEX_FILE}`) ? folderOf(folderOf(path)) : folderOf(path);
  for (; folder !== ''; folder = folderOf(folder)) {
    const candidate = posix.join(folder, INDEX_FILE);
    if (candidate !== path && byPath.has(candidate)) return candidate;
  }
  return undefined;
}

/** Numbered pages first, by number; then the others by `order`, then by path. */
function byPlaceAmongSiblings({ page: a }: GrowingNode, { page: b }: GrowingNode): number {
  const left = placeNumber(a);
  const right = placeNumber(b);
  if (left !== undefined && right !== undefined && left !== right) return SectionNumber.compare(left, right);
  if ((left === undefined) !== (right === undefined)) return left === undefined ? 1 : -1;
  const byOrder = left === undefined ? (a.frontMatter.order ?? Number.MAX_SAFE_INTEGER) - (b.frontMatter.order ?? Number.MAX_SAFE_INTEGER) : 0;
  return byOrder || (a.path < b.path ? -1 : 1);
}

/** Address of any number, permalink style: `/08.01.03`. */
export function permalink(number: SectionNumber): string {
  return `/${number}`;
}

/** Pages before and after in reading order. */
export function neighbours(catalogue: Catalogue, page: PageRecord): { previous: PageRecord | undefined; next: PageRecord | undefined } {
  const at = catalogue.order.indexOf(page);
  return { previous: at > 0 ? catalogue.order[at - 1] : undefined, next: at === -1 ? undefined : catalogue.order[at + 1] };
}

/**
 * How far the writing of a page and everything below it is, 0–100.
 * A page says so itself (`progress`) or by its status; a parent is the mean of its children.
 */
export function writtenProgress(node: CatalogueNode): number {
  const { progress, status } = node.page.frontMatter;
  if (node.children.length > 0) return Math.round(node.children.reduce((sum, child) => sum + writtenProgress(child), 0) / node.children.length);
  if (progress !== undefined) return progress;
  return status === 'done' || status === 'active' || status === 'archived' ? 100 : status === 'draft' ? 25 : 0;
}
