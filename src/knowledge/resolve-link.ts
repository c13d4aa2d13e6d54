import { posix } from 'node:path';
import { folderOf, INDEX_FILE } from './content-address.ts';
import type { KnowledgeBase } from './load-knowledge-base.ts';
import type { PageRecord } from './page-record.ts';
import type { Redirect } from './redirects.ts';
import { buildRedirects, normalizeAddress } from './redirects.ts';

/** What an address in a page points at. The checker and the site share this reading. */
export type LinkTarget =
  | {
      readonly kind: 'page';
      readonly page: PageRecord;
      readonly anchor: string | undefined;
      /** The path differs from the file in letter case or encoding. */
      readonly inexact: boolean;
    }
  | { readonly kind: 'file'; readonly path: string; readonly inexact: boolean }
  | { readonly kind: 'redirect'; readonly redirect: Redirect; readonly anchor: string | undefined }
  /** Made by the build, not by a file: `/status/`, `/api/…`. */
  | { readonly kind: 'generated' }
  | { readonly kind: 'external' }
  /** `fact:` and `status:`: the inventory resolves them. */
  | { readonly kind: 'special'; readonly scheme: string; readonly rest: string }
  | { readonly kind: 'no-scheme' }
  | { readonly kind: 'missing'; readonly path: string };

/** Addresses that the build makes; anything below them is accepted. */
export const GENERATED_ADDRESSES = ['/numbering-history', '/inventory', '/api', '/status', '/rules', '/404'] as const;

const SPECIAL_SCHEMES = new Set(['fact', 'status']);
const BARE_ADDRESS = /^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:kz|ru|com|org|net|io|dev|info|me)(?:[:/?#]|$)/i;

const BARE_MAIL = /^[\p{L}\d._+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u;

const redirectIndex = new WeakMap<KnowledgeBase, ReadonlyMap<string, Redirect>>();

/** Redirects of a base by address, computed once. */
export function redirectsOf(base: KnowledgeBase): ReadonlyMap<string, Redirect> {
  let index = redirectIndex.get(base);
  if (index === undefined) {
    index = new Map(buildRedirects(base.catalogue, base.legacy?.ok === true ? base.legacy.value : undefined).map((redirect) => [redirect.from, redirect]));
    redirectIndex.set(base, index);
  }
  return index;
}

/** Follows an address written in `page` to what it points at. */
export function resolveLink(base: KnowledgeBase, page: PageRecord, url: string): LinkTarget {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && SPECIAL_SCHEMES.has(scheme)) return { kind: 'special', scheme, rest: url.slice(scheme.length + 1) };
  if (url.startsWith('//') || (scheme !== undefined && !BARE_ADDRESS.test(url))) return { kind: 'external' };
  const [beforeHash = '', hash] = splitOnce(url, '#');
  const [rawPath = ''] = splitOnce(beforeHash, '?');
  const anchor = hash === undefined ? undefined : decode(hash);
  if (rawPath === '') return { kind: 'page', page, anchor, inexact: false };
  const path = decode(rawPath);
  const target = path.startsWith('/') ? resolveAbsolute(base, path, anchor) : resolveRelative(base, page, path, anchor);
  if (target.kind === 'missing' && (BARE_ADDRESS.test(url) || BARE_MAIL.test(url))) return { kind: 'no-scheme' };
  return target;
}

function resolveAbsolute(base: KnowledgeBase, path: string, anchor: string | undefined): LinkTarget {
  if (base.publicFiles.has(path.slice(1))) return { kind: 'file', path, inexact: false };
  const address = normalizeAddress(path);
  const exact = redirectsOf(base).get(path.replace(/\/$/, '') || '/');
  const page = base.catalogue.byUrl.get(address === '/' ? '/' : `${address}/`);
  if (page !== undefined && exact === undefined) return { kind: 'page', page, anchor, inexact: false };
  const redirect = exact ?? redirectsOf(base).get(address);
  if (redirect !== undefined) return { kind: 'redirect', redirect, anchor };
  if (GENERATED_ADDRESSES.some((known) => address === known || address.startsWith(`${known}/`))) return { kind: 'generated' };
  // A page that could not be read has no record, but its address is not to blame.
  const id = address.slice(1);
  const unread = [`${id}.md`, `${id}/${INDEX_FILE}`, `${id}/README.md`].find((candidate) => base.files.has(candidate));
  if (unread !== undefined) return { kind: 'file', path: unread, inexact: false };
  const other = looseUrls(base).get(loose(address)) ?? looseUrls(base).get(loose(decode(address)));
  if (other !== undefined) return { kind: 'page', page: other, anchor, inexact: true };
  const file = findLoosely(base.publicFiles, path.slice(1));
  return file === undefined ? { kind: 'missing', path } : { kind: 'file', path: `/${file}`, inexact: true };
}

const looseUrlIndex = new WeakMap<KnowledgeBase, ReadonlyMap<string, PageRecord>>();

/** Pages by address in lower case, without the trailing slash. */
function looseUrls(base: KnowledgeBase): ReadonlyMap<string, PageRecord> {
  let index = looseUrlIndex.get(base);
  if (index === undefined) {
    index = new Map([...base.catalogue.byUrl].map(([url, page]) => [loose(url.replace(/\/$/, '')), page]));
    looseUrlIndex.set(base, index);
  }
  return index;
}

function resolveRelative(base: KnowledgeBase, page: PageRecord, path: string, anchor: string | undefined): LinkTarget {
  const joined = posix.normalize(posix.join(folderOf(page.path) || '.', path)).replace(/\/$/, '');
  const wanted = joined === '.' ? '' : joined;
  for (const inexact of [false, true]) {
    for (const candidate of [wanted, `${wanted}.md`, wanted === '' ? INDEX_FILE : `${wanted}/${INDEX_FILE}`]) {
      const found = inexact ? findLoosely(base.files, candidate) : candidate;
      if (found === undefined) continue;
      const target = base.catalogue.byPath.get(found);
      if (target !== undefined) return { kind: 'page', page: target, anchor, inexact };
      if (base.files.has(found) && !found.endsWith('/')) return { kind: 'file', path: found, inexact };
    }
  }
  return { kind: 'missing', path: wanted };
}

const looseIndex = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, string>>();

/** The file whose name differs only in case, Unicode form or one round of percent-encoding: found on macOS and Windows, missing on Linux. */
function findLoosely(files: ReadonlySet<string>, path: string): string | undefined {
  let index = looseIndex.get(files);
  if (index === undefined) {
    index = new Map([...files].map((file) => [loose(file), file]));
    looseIndex.set(files, index);
  }
  return index.get(loose(path)) ?? index.get(loose(decode(path)));
}

function loose(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
