import { posix } from 'node:path';
import type { KnowledgeBase, LegacyNumbers, Link, PageRecord, TextEdit } from '../knowledge/index.ts';
import { folderOf, relativeLink, SectionNumber } from '../knowledge/index.ts';
import type { ImportLog } from './import-log.ts';
import { isOwnPage } from './new-places.ts';

/** Where everything of the old catalogue went, and what the base knows besides. */
export interface LinkMap {
  /** Old path of a file → its new path. */
  readonly moved: ReadonlyMap<string, string>;
  /** Number → path of its page in the new tree. */
  readonly byNumber: ReadonlyMap<SectionNumber, string>;
  /** New path → anchors that change there because headings lose pictures and marks: old → new. */
  readonly anchors: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The base the pages go into. */
  readonly base: KnowledgeBase | undefined;
  readonly legacy: LegacyNumbers | undefined;
}

/**
 * Repairs the links of one page: `_index`, `README`, folders, pages without an extension, old paths and numbers.
 * What leads nowhere, or out of the catalogue, stays as it is written and is reported.
 *
 * @param oldPath where the page was; its links are relative to that
 */
export function repairLinks(page: PageRecord, oldPath: string, map: LinkMap, log: ImportLog): TextEdit[] {
  return page.links.flatMap((link) => {
    const target = newAddress(page.path, oldPath, link, map);
    if (target === undefined) return [];
    if ('problem' in target) {
      log.undecided(`ссылка «${link.url}» ${target.problem}`, target.advice, link.url);
      return [];
    }
    if (target.note !== undefined) log.done(target.note, link.url);
    return target.url === link.url || link.urlRange.end - link.urlRange.start !== link.url.length
      ? []
      : [{ path: page.path, range: link.urlRange, text: target.url }];
  });
}

type Address = { readonly url: string; readonly note: string | undefined } | { readonly problem: string; readonly advice: string };

/** @returns undefined when the link needs nothing */
function newAddress(newPath: string, oldPath: string, link: Link, map: LinkMap): Address | undefined {
  const { url } = link;
  if (url.startsWith('#')) return { url: newAnchor(url, newPath, map), note: undefined };
  if (url === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url) || isBareAddress(url)) return undefined;
  const [, written = '', tail = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  const path = decode(written);
  // `/06.01.03` is a permalink of this base.
  if (SectionNumber.parse(path.replace(/^\//, '')) !== undefined && path.startsWith('/')) return undefined;
  const joined = path.startsWith('/') ? posix.normalize(path.slice(1)) : posix.join(folderOf(oldPath) || '.', path);
  if (joined === '..' || joined.startsWith('../')) return { problem: 'ведёт за пределы каталога', advice: 'Укажите страницу базы или уберите ссылку.' };
  const wanted = joined.replace(/\/$/, '').replace(/^\.$/, '');
  const target = findOld(wanted, map);
  // An address that is right in the new place keeps its style.
  const end = target === undefined ? tail : newAnchor(tail, target, map);
  if (target !== undefined && end === tail && !path.startsWith('/') && posix.join(folderOf(newPath) || '.', path) === target) return undefined;
  if (target !== undefined) return { url: relativeAddress(newPath, target) + end, note: undefined };
  if (isRightInBase(newPath, path, map)) return undefined;
  const present = findInBase(newPath, path, map);
  if (present !== undefined) return { url: relativeAddress(newPath, present) + tail, note: undefined };
  const elsewhere = link.kind === 'image' || /\.(?!md$)[a-z0-9]{2,5}$/i.test(wanted) ? undefined : findByNumber(wanted, link.text, map);
  if (elsewhere !== undefined)
    return { url: relativeAddress(newPath, elsewhere.path) + elsewhere.anchor, note: `ссылка «${url}» теперь ведёт на ${elsewhere.number}` };
  return { problem: 'никуда не ведёт', advice: 'Найдите нужную страницу или уберите ссылку.' };
}

/** `#-завершённые` → `#08-01-01`, when that heading has lost its picture. */
function newAnchor(tail: string, target: string, { anchors }: LinkMap): string {
  const at = tail.indexOf('#');
  const changed = at === -1 ? undefined : anchors.get(target)?.get(decode(tail.slice(at + 1)));
  return changed === undefined ? tail : `${tail.slice(0, at)}#${changed}`;
}

/** The new path of what an old address means: the file, the page of that name, the page of the folder. */
function findOld(wanted: string, { moved }: LinkMap): string | undefined {
  const folder = /(?:^|\/)(?:readme|_?index)(?:\.(?:md|markdown))?$/i.test(wanted) ? wanted.replace(/\/?[^/]+$/, '') : wanted;
  const own = (path: string): string[] => ['_index.md', 'README.md', 'index.md', 'readme.md'].map((name) => posix.join(path, name));
  for (const candidate of [wanted, `${wanted}.md`, ...own(folder), ...own(wanted)]) {
    const exact = moved.get(candidate);
    if (exact !== undefined) return exact;
  }
  const loose = wanted.toLowerCase();
  for (const [old, now] of moved) {
    const name = old.toLowerCase();
    if (name === loose || name === `${loose}.md` || (isOwnPage(old) && folderOf(old).toLowerCase() === folder.toLowerCase())) return now;
  }
  return undefined;
}

/** True when the address already is right where the page will live. */
function isRightInBase(newPath: string, path: string, { base }: LinkMap): boolean {
  if (base === undefined) return false;
  if (path.startsWith('/')) return base.publicFiles.has(path.slice(1)) || base.catalogue.byUrl.has(`${path.replace(/\/$/, '')}/`);
  return base.files.has(posix.join(folderOf(newPath) || '.', path)) && !path.endsWith('/');
}

/** A page of the base under its old address: `README`, `_index`, a folder, no extension. */
function findInBase(newPath: string, path: string, { base }: LinkMap): string | undefined {
  const joined = path.startsWith('/') ? path.slice(1) : posix.join(folderOf(newPath) || '.', path);
  const wanted = joined.replace(/\/$/, '').replace(/\/(?:readme|_?index)(?:\.md)?$/i, '');
  return [`${wanted}.md`, posix.join(wanted, '_index.md')].find((candidate) => base?.catalogue.byPath.has(candidate));
}

/** By the map of old paths and numbers, then by the number in the path or in the text of the link. */
function findByNumber(wanted: string, text: string, map: LinkMap): { path: string; anchor: string; number: SectionNumber } | undefined {
  const bare = wanted.replace(/\.md$/i, '').replace(/\/(?:readme|_?index)$/i, '');
  const legacyPath = map.legacy?.paths.find(({ path }) => path === bare || bare.endsWith(`/${path}`))?.to;
  if (legacyPath !== undefined) return pageOf(legacyPath, map);
  const number = SectionNumber.ofFolder((bare.split('/').at(-1) ?? '').replaceAll('.', '-')) ?? numberIn(text);
  if (number === undefined) return undefined;
  if (map.byNumber.has(number)) return pageOf(number, map);
  // A number that the catalogue lacks may mean another document today: the map of old numbers knows.
  return pageOf(map.legacy?.numbers.find((entry) => entry.number === number)?.to ?? number, map);
}

function pageOf(number: SectionNumber, { byNumber, base }: LinkMap): { path: string; anchor: string; number: SectionNumber } | undefined {
  for (let at: SectionNumber | undefined = number; at !== undefined; at = SectionNumber.parent(at)) {
    const path = byNumber.get(at) ?? base?.catalogue.numbers.get(at)?.page.path;
    if (path !== undefined) return { path, anchor: at === number ? '' : `#${SectionNumber.anchor(number)}`, number };
  }
  return undefined;
}

function numberIn(text: string): SectionNumber | undefined {
  return SectionNumber.parse(/^\D*(\d\d(?:\\?\.\d\d){1,3})(?!\d)/.exec(text)?.[1] ?? '');
}

/** Shortest relative address; spaces and brackets would end it. */
function relativeAddress(from: string, to: string): string {
  return relativeLink(from, to).replace(/[ ()<>]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `dir.tapbot.kz`: an address that lacks its scheme; rule L009 gives it one. */
function isBareAddress(url: string): boolean {
  return /^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:kz|ru|com|org|net|io|dev|info|me)(?:[:/?#]|$)/i.test(url) || /^[\w.+-]+@[\w-]+\.[\w.]+$/.test(url);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
