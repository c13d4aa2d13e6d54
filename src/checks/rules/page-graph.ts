import type { KnowledgeBase, PageRecord } from '../../knowledge/index.ts';
import { resolvedLinks, targetPage } from './page-links.ts';

const graphs = new WeakMap<KnowledgeBase, ReadonlyMap<PageRecord, ReadonlySet<PageRecord>>>();

/** Which pages a reader can open from each page: by links, by entries of indexes, and by numbers in the text, which become links. */
export function pageGraph(base: KnowledgeBase): ReadonlyMap<PageRecord, ReadonlySet<PageRecord>> {
  const known = graphs.get(base);
  if (known !== undefined) return known;
  const { pages, numbers } = base.catalogue;
  const graph = new Map(pages.map((page) => [page, new Set<PageRecord>()]));
  const connect = (from: PageRecord, to: PageRecord | undefined): void => {
    if (to !== undefined && to !== from) graph.get(from)?.add(to);
  };
  for (const page of pages) {
    for (const { number } of [...page.mentions, ...page.indexEntries]) connect(page, numbers.get(number)?.page);
    for (const { number } of page.headings) if (number !== undefined) connect(page, numbers.get(number)?.page);
  }
  for (const { page, link, target } of resolvedLinks(base)) if (link.kind === 'link') connect(page, targetPage(base, target));
  graphs.set(base, graph);
  return graph;
}

/** All pages that can be reached from `start`, itself included. */
export function reachableFrom(graph: ReadonlyMap<PageRecord, ReadonlySet<PageRecord>>, start: PageRecord, seen = new Set<PageRecord>()): Set<PageRecord> {
  const queue = [start];
  for (let page = queue.pop(); page !== undefined; page = queue.pop()) {
    if (seen.has(page)) continue;
    seen.add(page);
    for (const next of graph.get(page) ?? []) if (!seen.has(next)) queue.push(next);
  }
  return seen;
}
