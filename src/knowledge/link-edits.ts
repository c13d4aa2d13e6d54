import { posix } from 'node:path';
import { movedPath } from './change-set.ts';
import { folderOf, INDEX_FILE, pageId, relativeLink } from './content-address.ts';
import type { KnowledgeBase } from './load-knowledge-base.ts';
import type { Heading, Link, PageRecord } from './page-record.ts';
import type { Relocation } from './relocation.ts';
import { newPathOf } from './relocation.ts';
import { resolveLink } from './resolve-link.ts';
import { SectionNumber } from './section-number.ts';
import type { TextEdit, TextRange } from './text-range.ts';

/** What links need to know of a relocation. */
export interface NewPlaces {
  readonly relocation: Relocation;
  readonly numbers: ReadonlyMap<SectionNumber, SectionNumber>;
  readonly anchors: ReadonlyMap<Heading, readonly string[]>;
}

/** Links whose address must change so that each leads where it led, written the way it was written. */
export function linkEdits(base: KnowledgeBase, places: NewPlaces): TextEdit[] {
  return base.pages.flatMap((page) =>
    page.links.flatMap((link) => {
      const range = addressRange(page, link);
      if (range === undefined) return [];
      const written = page.text.slice(range.start, range.end);
      const url = newUrl(base, page, link, places);
      // An address that only lost Markdown's backslashes has not changed.
      return url === link.url || url === written ? [] : [{ path: page.path, range, text: url }];
    }),
  );
}

/** Where the address stands in the source, even when Markdown escapes hide it (`\_index.md`). */
function addressRange({ text }: PageRecord, { range, url }: Link): TextRange | undefined {
  const source = text.slice(range.start, range.end);
  const inline = source.lastIndexOf('](');
  const from = (inline === -1 ? source.indexOf(']:') : inline) + 2;
  if (from === 1) return undefined;
  const literal = [...url].map((character) => `\\\\?${character.replace(/[.*+?^${}()|[\]\\]/, '\\$&')}`).join('');
  const match = new RegExp(literal, 'u').exec(source.slice(from));
  return match === null ? undefined : { start: range.start + from + match.index, end: range.start + from + match.index + match[0].length };
}

function newUrl(base: KnowledgeBase, page: PageRecord, link: Link, places: NewPlaces): string {
  const { url } = link;
  const { moves } = places.relocation;
  const target = resolveLink(base, page, url);
  const { path, query, hash } = partsOf(url);
  const to = (newPathPart: string, newHash: string | undefined): string => newPathPart + query + (newHash === undefined ? '' : `#${newHash}`);
  switch (target.kind) {
    case 'page': {
      const { newTarget, newHash } = follow(target.page, target.anchor, hash, places);
      return to(newPath(page, link, target.page.path, newTarget, path, hash !== undefined, places), newHash);
    }
    case 'redirect': {
      const aim = base.catalogue.byUrl.get(target.redirect.to.replace(/#.*$/, ''));
      if (target.redirect.source === 'permalink') return to(newPermalink(path, target.redirect.from, places.numbers), hash);
      if (aim === undefined) return url;
      const { newTarget, newHash } = follow(aim, target.anchor, hash, places);
      // Old addresses go on leading to the page, but a topic may have left it.
      if (target.redirect.source !== 'index-file' && newTarget === movedPath(moves, aim.path)) return to(path, newHash);
      return to(newAbsolutePath(aim.path, newTarget, path), newHash);
    }
    case 'file':
    case 'missing':
      // What is missing stays missing in the same way; what moves with its folder keeps its address.
      return path.startsWith('/') ? url : to(newPath(page, link, target.path, movedPath(moves, target.path), path, false, places), hash);
    default:
      return url;
  }
}

/** Where a page, or the heading an anchor names, will be. */
function follow(
  page: PageRecord,
  anchor: string | undefined,
  hash: string | undefined,
  { relocation, anchors }: NewPlaces,
): { newTarget: string; newHash: string | undefined } {
  const heading = anchor === undefined ? undefined : page.headings.find((candidate) => candidate.anchors.includes(anchor));
  if (heading === undefined || hash === undefined) return { newTarget: newPathOf(relocation, page, 0), newHash: hash };
  return { newTarget: newPathOf(relocation, page, heading.range.start), newHash: newHashOf(hash, heading, anchors) };
}

function partsOf(url: string): { path: string; query: string; hash: string | undefined } {
  const match = /^(?<path>[^?#]*)(?<query>\?[^#]*)?(?:#(?<hash>.*))?$/su.exec(url)?.groups;
  return { path: match?.['path'] ?? url, query: match?.['query'] ?? '', hash: match?.['hash'] };
}

/** The anchor of the same kind as before: number for number, slug for slug, encoded if it was. */
function newHashOf(hash: string, heading: Heading, anchors: NewPlaces['anchors']): string {
  const after = anchors.get(heading);
  const decoded = decode(hash);
  const anchor = after?.[heading.anchors.indexOf(decoded)] ?? decoded;
  if (anchor === decoded) return hash;
  return hash === decoded ? anchor : encodeURIComponent(anchor);
}

/** The path part in the same form: absolute or relative, with or without `_index.md`, `.md`, a slash at the end. */
function newPath(page: PageRecord, link: Link, oldTarget: string, newTarget: string, path: string, anchored: boolean, { relocation }: NewPlaces): string {
  const newSource = newPathOf(relocation, page, link.range.start);
  if (newSource === page.path && newTarget === oldTarget) return path;
  if (path === '') return newSource === newTarget ? '' : relativeLink(newSource, newTarget);
  if (path.startsWith('/')) return newAbsolutePath(oldTarget, newTarget, path);
  if (newSource === newTarget && page.path !== oldTarget && anchored) return '';
  const decoded = decode(path);
  const tail = tailOf(page, decoded, oldTarget);
  if (tail === undefined) return path;
  const withoutTail = (target: string): string => target.slice(0, target.length - tail.hidden.length);
  const dots = decoded.startsWith('./') ? './' : '';
  const isShortest = decoded === shortest(page.path, withoutTail(oldTarget), dots) + tail.slash;
  // A roundabout way that still leads there is someone's choice; the shortest one stays the shortest.
  if (!isShortest && join(newSource, decoded) === withoutTail(newTarget)) return path;
  return encodedLike(path, shortest(newSource, withoutTail(newTarget), dots) + tail.slash);
}

function shortest(source: string, target: string, dots: string): string {
  const relative = posix.relative(folderOf(source) || '.', target) || '.';
  return relative.startsWith('.') ? relative : dots + relative;
}

function newAbsolutePath(oldTarget: string, newTarget: string, path: string): string {
  const old = `/${pageId(oldTarget)}`;
  const decoded = decode(path);
  return oldTarget === newTarget || !decoded.startsWith(old) ? path : encodedLike(path, `/${pageId(newTarget)}${decoded.slice(old.length)}`);
}

function newPermalink(path: string, from: string, numbers: NewPlaces['numbers']): string {
  const old = SectionNumber.parse(from.slice(1));
  const number = old === undefined ? undefined : numbers.get(old);
  return number === undefined ? path : path.replace(/\d\d(?:\.\d\d)*/, number);
}

/** Percent-encoded when the address was. */
function encodedLike(written: string, path: string): string {
  return decode(written) === written ? path : encodeURI(path);
}

/** Which end of the target's path the link leaves unwritten, and whether it ends with a slash. */
function tailOf(page: PageRecord, path: string, target: string): { hidden: string; slash: string } | undefined {
  const joined = join(page.path, path);
  const slash = path.endsWith('/') ? '/' : '';
  for (const hidden of ['', '.md', `/${INDEX_FILE}`, INDEX_FILE]) {
    // Letter case may differ: such a link opens on macOS and Windows, and rule L008 reports it.
    if (target.endsWith(hidden) && target.slice(0, target.length - hidden.length).toLowerCase() === joined.toLowerCase()) return { hidden, slash };
  }
  return undefined;
}

function join(source: string, path: string): string {
  const joined = posix.normalize(posix.join(folderOf(source) || '.', path)).replace(/\/$/, '');
  return joined === '.' ? '' : joined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
