import type { GitHistory, KnowledgeBase, PageRecord } from '../../knowledge/index.ts';

/** The page that an old path has become, through any number of renames; undefined when git does not know. */
export function formerPage(base: KnowledgeBase, history: GitHistory, oldPath: string): PageRecord | undefined {
  const seen = new Set<string>();
  for (let path = history.deleted.get(oldPath); path !== undefined && !seen.has(path); path = history.deleted.get(path)) {
    seen.add(path);
    const page = base.catalogue.byPath.get(path);
    if (page !== undefined) return page;
  }
  return undefined;
}
