import type { KnowledgeBase, Link, LinkTarget, PageRecord, TextRange } from '../../knowledge/index.ts';
import { relativeLink, resolveLink } from '../../knowledge/index.ts';

/** A link with what it points at. */
export interface ResolvedLink {
  readonly page: PageRecord;
  readonly link: Link;
  readonly target: LinkTarget;
}

const resolved = new WeakMap<KnowledgeBase, readonly ResolvedLink[]>();

/** All links and pictures of the base, resolved once for all rules. */
export function resolvedLinks(base: KnowledgeBase): readonly ResolvedLink[] {
  let links = resolved.get(base);
  if (links === undefined) {
    links = base.catalogue.pages.flatMap((page) => page.links.map((link) => ({ page, link, target: resolveLink(base, page, link.url) })));
    resolved.set(base, links);
  }
  return links;
}

/** The page a link leads to, through a redirect too; undefined for everything else. */
export function targetPage(base: KnowledgeBase, target: LinkTarget): PageRecord | undefined {
  if (target.kind === 'page') return target.page;
  return target.kind === 'redirect' ? base.catalogue.byUrl.get(target.redirect.to.replace(/#.*$/, '')) : undefined;
}

/** The place of the address when the source spells it as it is read (no escapes): only then it may be replaced. */
export function writtenAddress(page: PageRecord, link: Link): TextRange | undefined {
  return page.text.slice(link.urlRange.start, link.urlRange.end) === link.url ? link.urlRange : undefined;
}

/** The part of an address from `#` on, empty when there is none. */
export function anchorPart(url: string): string {
  const at = url.indexOf('#');
  return at === -1 ? '' : url.slice(at);
}

/** Address of a page in the style of the old one: from the root stays from the root, relative stays relative. */
export function addressLike(oldUrl: string, from: PageRecord, to: PageRecord): string {
  return oldUrl.startsWith('/') ? to.url : escapeAddress(relativeLink(from.path, to.path));
}

/** Spaces and brackets end an address in Markdown. */
export function escapeAddress(path: string): string {
  return path.replace(/[ ()<>]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
