import { resolveLink } from '../knowledge/index.ts';
import type { SiteView } from './site-view.ts';
import { isHiddenFile } from './site-view.ts';

/**
 * Files of the content folder that visible pages link to (tables, archives, pictures offered as links): they are published
 * under their own path. Pictures shown in a page are Astro's business.
 */
export function linkedAttachments(view: SiteView): string[] {
  const found = new Set<string>();
  for (const page of view.catalogue.pages) {
    for (const { url } of page.links) {
      const target = resolveLink(view.base, page, url);
      if (target.kind === 'file' && !target.path.startsWith('/') && !isHiddenFile(view, target.path)) found.add(target.path);
    }
  }
  return [...found].sort();
}

const indexes = new WeakMap<SiteView, ReadonlySet<string>>();

/** The attachment an address of the development server asks for, relative to the content folder. */
export function attachmentAt(view: SiteView, url: string): string | undefined {
  let index = indexes.get(view);
  if (index === undefined) {
    index = new Set(linkedAttachments(view));
    indexes.set(view, index);
  }
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/, '').slice(1));
    return index.has(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
