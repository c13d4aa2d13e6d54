import type { PageRecord } from '../../knowledge/index.ts';
import { relativeLink, resolveLink, SectionNumber } from '../../knowledge/index.ts';
import type { SiteView } from '../site-view.ts';
import { isHiddenFile } from '../site-view.ts';

/** What an address written in a page becomes on the site. */
export type SiteAddress =
  | { readonly kind: 'internal'; readonly url: string }
  /** A file of the content folder: `relative` leads from the page to it, for pictures that Astro processes. */
  | { readonly kind: 'file'; readonly url: string; readonly relative: string }
  | { readonly kind: 'external'; readonly url: string }
  | { readonly kind: 'inventory'; readonly scheme: string; readonly reference: string }
  /** Exists, but this build must not show it. */
  | { readonly kind: 'private' }
  | { readonly kind: 'missing' }
  /** A scheme that runs code or opens local files: never a link. */
  | { readonly kind: 'unsafe' };

/** Schemes a reader may follow. Everything else (`javascript:`, `data:`, `file:`) is shown as text. */
const SAFE_SCHEMES = new Set(['http', 'https', 'mailto', 'tel', 'tg', 'ssh', 'sftp', 'ftp', 'git']);

/** Translates an address of a content file into one of the site. The checker reads the same addresses through the same `resolveLink`. */
export function siteAddress(view: SiteView, page: PageRecord, written: string): SiteAddress {
  // Browsers drop these characters from an address, so `java\nscript:` runs; no honest address has them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  const url = written.replace(/[\u0000-\u001F\u007F]/g, '').trim();
  const target = resolveLink(view.base, page, url);
  switch (target.kind) {
    case 'page':
      return view.hidden.has(target.page.path) ? { kind: 'private' } : { kind: 'internal', url: pageAddress(page, target.page, target.anchor, url) };
    case 'redirect': {
      const [path = '', hash] = target.redirect.to.split('#');
      const destination = view.base.catalogue.byUrl.get(path);
      if (destination === undefined) return { kind: 'internal', url: target.redirect.to };
      if (view.hidden.has(destination.path)) return { kind: 'private' };
      return { kind: 'internal', url: pageAddress(page, destination, hash ?? target.anchor, url) };
    }
    case 'file':
      if (target.path.startsWith('/')) return { kind: 'internal', url: target.path };
      if (isHiddenFile(view, target.path)) return { kind: 'private' };
      return { kind: 'file', url: `/${target.path}`, relative: dotted(relativeLink(page.path, target.path)) };
    case 'generated':
      return { kind: 'internal', url };
    case 'special':
      return { kind: 'inventory', scheme: target.scheme, reference: target.rest };
    case 'no-scheme':
      return { kind: 'external', url: `https://${url}` };
    case 'external': {
      const scheme = /^(?<scheme>[a-z][a-z0-9+.-]*):/i.exec(url)?.groups?.['scheme']?.toLowerCase();
      if (scheme === undefined) return { kind: 'external', url: `https:${url}` };
      return SAFE_SCHEMES.has(scheme) ? { kind: 'external', url } : { kind: 'unsafe' };
    }
    case 'missing':
      return { kind: 'missing' };
  }
}

/** Address of a page with the anchor in its lasting form: the number of the heading, when it has one. */
function pageAddress(from: PageRecord, to: PageRecord, anchor: string | undefined, written: string): string {
  if (anchor === undefined || anchor === '') return to.url;
  const number = SectionNumber.parse(anchor);
  const heading =
    to.headings.find(({ anchors }) => anchors.includes(anchor)) ?? to.headings.find((candidate) => number !== undefined && candidate.number === number);
  const hash = `#${heading?.anchors[0] ?? anchor}`;
  return from === to && written.startsWith('#') ? hash : `${to.url}${hash}`;
}

function dotted(path: string): string {
  return path.startsWith('.') ? path : `./${path}`;
}
