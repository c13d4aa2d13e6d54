import { posix } from 'node:path';
import type { Rule } from '../checks/index.ts';
import type { KnowledgeBase } from '../knowledge/index.ts';
import {
  folderOf,
  INDEX_FILE,
  knowledgeBaseFromTexts,
  LEGACY_NUMBERS_FILE,
  readPage,
  resolveLink,
  SectionNumber,
  splitNumberedText,
  textsOf,
} from '../knowledge/index.ts';
import { anchorChanges, cleanTitle, formStages } from './body-stages.ts';
import { cleanText } from './clean-text.ts';
import type { People } from './header-lines.ts';
import type { Remark } from './import-log.ts';
import { logFor } from './import-log.ts';
import type { Neighbourhood, OldPage } from './import-page.ts';
import { importPage } from './import-page.ts';
import { isOwnPage, newPlace } from './new-places.ts';
import type { OldCatalogue } from './old-catalogue.ts';
import type { LinkMap } from './old-links.ts';

/** What becomes of a file: a new one, the same as is there already, or one that people have written meanwhile. */
export type Outcome = 'new' | 'same' | 'replaced' | 'conflict';

export interface ImportedPage {
  readonly path: string;
  readonly sources: readonly string[];
  readonly text: string;
  /** What stands there now. */
  readonly before: string | undefined;
  readonly outcome: Outcome;
}

export interface ImportedFile {
  readonly from: string;
  readonly path: string;
  readonly outcome: Outcome;
}

export interface GramaxImport {
  readonly pages: readonly ImportedPage[];
  readonly files: readonly ImportedFile[];
  readonly remarks: readonly Remark[];
}

/** What the pages go into. */
export interface ImportTarget {
  readonly base: KnowledgeBase | undefined;
  readonly people: People;
  /** Compares the bytes of an attachment with those in the base. */
  readonly sameBytes: (from: string, path: string) => boolean;
  /** Pages that differ are written over instead of being kept. */
  readonly replace: boolean;
}

/**
 * Plans the import of an old catalogue. Pure: reads nothing, writes nothing. A page that people have changed in the base
 * since is a conflict and stays as it is, unless asked otherwise.
 *
 * @param rules all rules: the certain repairs of T001, T003 and T008 are made on the way
 */
export function planGramaxImport(old: OldCatalogue, target: ImportTarget, rules: readonly Rule[]): GramaxImport {
  const remarks: Remark[] = [...old.remarks];
  const pages = placePages(old, remarks);
  const files = placeFiles(old, target, remarks);
  const links: LinkMap = {
    moved: new Map([
      ...pages.flatMap(({ newPath, sources }) => sources.map(({ path }) => [path, newPath] as const)),
      ...files.map(({ from, path }) => [from, path] as const),
    ]),
    byNumber: numbersOf(pages),
    anchors: new Map(pages.map(({ newPath, sources }) => [newPath, new Map(sources.flatMap(({ text }) => anchorChanges(newPath, text)))])),
    base: target.base,
    legacy: target.base?.legacy?.ok === true ? target.base.legacy.value : undefined,
  };
  const settledLinks: LinkMap = { ...links, moved: new Map([...links.moved.values()].map((path) => [path, path])), anchors: new Map() };
  const names = namesIn(pages);
  const titles = new Map(pages.map((page) => [page.newPath, titleBefore(page, names)]));
  const form = formStages(rules.filter(({ id }) => ['T001', 'T003', 'T008'].includes(id)));
  const present = target.base === undefined ? new Map<string, string>() : textsOf(target.base);
  const imported = pages.map((page): ImportedPage => {
    const around: Neighbourhood = {
      links,
      settledLinks,
      people: target.people,
      children: childrenOf(page.newPath, titles),
      nameOf: (number) => names.get(number),
      form,
    };
    const text = importPage(page, around, remarks);
    const before = present.get(page.newPath);
    const outcome = before === undefined ? 'new' : before === text ? 'same' : target.replace ? 'replaced' : 'conflict';
    if (outcome === 'conflict') {
      remarks.push({
        path: page.sources[0]?.path ?? '',
        line: 0,
        message: `в базе уже есть другая ${page.newPath}, она не тронута`,
        advice: 'Сравните и перенесите нужное сами или повторите с ключом --replace.',
      });
    }
    return { path: page.newPath, sources: page.sources.map(({ path }) => path), text, before, outcome };
  });
  checkLinks(imported, files, target, remarks);
  return { pages: imported, files, remarks: remarks.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line)) };
}

/** Old files by the page they become; a third file for one page cannot be. */
function placePages(old: OldCatalogue, remarks: Remark[]): OldPage[] {
  const folders = new Set([...old.pages.keys(), ...old.attachments].map(folderOf));
  const byPlace = new Map<string, Array<OldPage['sources'][number]>>();
  for (const [path, original] of old.pages) {
    const text = cleanText(original, logFor([{ path, text: original }], remarks));
    const place = newPlace(path, (folder) => folders.has(folder));
    const others = byPlace.get(place);
    if (others === undefined) byPlace.set(place, [{ path, original, text }]);
    else if (others.length < 2 && isOwnPage(path)) others.push({ path, original, text });
    else
      remarks.push({
        path,
        line: 0,
        message: `место ${place} уже занято страницей ${others[0]?.path}, эта не перенесена`,
        advice: 'Переименуйте одну из них и повторите.',
      });
  }
  return [...byPlace]
    .map(([newPath, sources]) => ({ newPath, sources: sources.toSorted((a, b) => rank(a.path) - rank(b.path)) }))
    .sort((a, b) => (a.newPath < b.newPath ? -1 : 1));
}

/** README first: there people wrote; `_index` was what Gramax made. */
function rank(path: string): number {
  return /(?:^|\/)readme\./i.test(path) ? 0 : isOwnPage(path) ? 1 : 2;
}

function placeFiles(old: OldCatalogue, target: ImportTarget, remarks: Remark[]): ImportedFile[] {
  return [...old.attachments].map((from) => {
    const path = newPlace(from, () => false);
    const outcome = target.base?.files.has(path) !== true ? 'new' : target.sameBytes(from, path) ? 'same' : 'conflict';
    if (outcome === 'conflict')
      remarks.push({ path: from, line: 0, message: `в базе уже есть другой файл ${path}, он не тронут`, advice: 'Сравните файлы и замените нужный сами.' });
    return { from, path, outcome };
  });
}

function numbersOf(pages: readonly OldPage[]): Map<SectionNumber, string> {
  const result = new Map<SectionNumber, string>();
  for (const { newPath } of pages) {
    const number = newPath.endsWith(`/${INDEX_FILE}`) ? SectionNumber.ofFolder(folderOf(newPath).split('/').at(-1) ?? '') : undefined;
    if (number !== undefined && !result.has(number)) result.set(number, newPath);
  }
  return result;
}

/** What headings and entries of the old pages call the sections and documents. */
function namesIn(pages: readonly OldPage[]): Map<SectionNumber, string> {
  const names = new Map<SectionNumber, string>();
  for (const { path, text } of pages.flatMap(({ sources }) => sources)) {
    const page = readPage(path, text);
    for (const { number, name } of [...page.headings, ...page.indexEntries]) {
      const plain = cleanTitle(name).text.trim();
      if (number !== undefined && SectionNumber.depth(number) <= 2 && plain !== '' && !names.has(number)) names.set(number, plain);
    }
  }
  return names;
}

/** The title as it will be, near enough for a list of pages. */
function titleBefore({ newPath, sources }: OldPage, names: ReadonlyMap<SectionNumber, string>): string {
  const number = newPath.endsWith(`/${INDEX_FILE}`) ? SectionNumber.ofFolder(folderOf(newPath).split('/').at(-1) ?? '') : undefined;
  const written = sources
    .map(({ path, text }) => readPage(path, text))
    .map((page) => page.frontMatter.title ?? page.headings.find(({ depth }) => depth === 1)?.name);
  const plain = splitNumberedText(cleanTitle(written.find((title) => title !== undefined) ?? '').text).name.trim();
  const name = plain !== '' ? plain : ((number === undefined ? undefined : names.get(number)) ?? folderOf(newPath).split('/').at(-1) ?? newPath);
  return number === undefined ? name : `${number} - ${name}`;
}

/** Pages right below a page, by number, then by path. */
function childrenOf(path: string, titles: ReadonlyMap<string, string>): Array<{ path: string; title: string }> {
  if (!path.endsWith(INDEX_FILE)) return [];
  const folder = folderOf(path);
  return [...titles]
    .filter(([other]) => other !== path && (folderOf(other) === folder || (other.endsWith(`/${INDEX_FILE}`) && folderOf(folderOf(other)) === folder)))
    .map(([other, title]) => ({ path: other, title }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Links that end nowhere and anchors that are not there, in the tree as it will be. */
function checkLinks(pages: readonly ImportedPage[], files: readonly ImportedFile[], { base }: ImportTarget, remarks: Remark[]): void {
  const texts = new Map(base === undefined ? [] : textsOf(base));
  for (const { path, text, outcome } of pages) if (outcome !== 'conflict') texts.set(path, text);
  const legacy = base?.dataFiles.get(LEGACY_NUMBERS_FILE);
  if (legacy !== undefined) texts.set(LEGACY_NUMBERS_FILE, legacy);
  for (const { path } of files) texts.set(path, '');
  for (const path of base?.files ?? []) if (!path.endsWith('/') && !texts.has(path)) texts.set(path, '');
  const after = knowledgeBaseFromTexts(texts, base?.publicFiles ?? []);
  for (const { path, sources, outcome } of pages) {
    const page = outcome === 'conflict' ? undefined : after.catalogue.byPath.get(path);
    for (const link of page?.links ?? []) {
      const target = page === undefined ? undefined : resolveLink(after, page, link.url);
      if (target?.kind !== 'page' || target.anchor === undefined || target.anchor === '') continue;
      const { anchor } = target;
      if (target.page.headings.some(({ anchors }) => anchors.includes(anchor))) continue;
      remarks.push({
        path: sources[0] ?? path,
        line: 0,
        message: `якоря #${anchor} на странице ${posix.join('.', target.page.path)} нет`,
        advice: 'Укажите номер темы: #06-01-03. kb check покажет место.',
      });
    }
  }
}
