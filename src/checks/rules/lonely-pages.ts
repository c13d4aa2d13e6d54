import type { KnowledgeBase, PageRecord } from '../../knowledge/index.ts';
import { reachableFrom } from './page-graph.ts';

type Graph = ReadonlyMap<PageRecord, ReadonlySet<PageRecord>>;

/** Pages that no other page leads to, home excepted. */
export function orphans(base: KnowledgeBase, graph: Graph): PageRecord[] {
  const linked = new Set([...graph.values()].flatMap((targets) => [...targets]));
  return base.catalogue.pages.filter((page) => page !== base.catalogue.home && !linked.has(page));
}

/**
 * Pages that lead to each other but not from home: one for each such island, with its size.
 * What hangs on an orphan is that orphan's trouble.
 */
export function islands(base: KnowledgeBase, graph: Graph): { page: PageRecord; size: number }[] {
  const { home, pages } = base.catalogue;
  if (home === undefined) return [];
  const seen = reachableFrom(graph, home);
  for (const page of orphans(base, graph)) reachableFrom(graph, page, seen);
  const found: { page: PageRecord; size: number }[] = [];
  for (const page of pages) {
    if (seen.has(page)) continue;
    const before = seen.size;
    reachableFrom(graph, page, seen);
    found.push({ page, size: seen.size - before });
  }
  return found;
}
