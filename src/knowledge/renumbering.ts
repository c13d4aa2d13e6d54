import { basename, dirname, posix } from 'node:path';
import type { CatalogueEntry } from './catalogue.ts';
import type { Move } from './change-set.ts';
import { ChangeSetError, movedPath } from './change-set.ts';
import { folderOf } from './content-address.ts';
import type { KnowledgeBase } from './load-knowledge-base.ts';
import { childNumbers, levelOf, nextFreeNumber } from './number-allocation.ts';
import type { Heading, PageRecord } from './page-record.ts';
import type { BlockMove, Relocation } from './relocation.ts';
import { pagesUnder, placeOf } from './relocation.ts';
import type { Restructuring, Surroundings } from './restructure.ts';
import { numberAfter, restructure } from './restructure.ts';
import { SectionNumber } from './section-number.ts';
import { checkSlug, slugOfFolder } from './slug.ts';
import { blockOf, childHeadings, insertionOffset, isCuttable } from './topic-block.ts';
import { kbCommand } from './what-to-type.ts';

/** One number given to one existing place; the plan for several is made at once. */
interface Assignment {
  readonly entry: CatalogueEntry;
  readonly to: SectionNumber;
}

/**
 * `kb move 02.04 08.05`: a section, a document, a topic or a step gets another number and with it another place.
 * @param slug new name of the folder after the number; the old one stays when it is not given
 * @throws ChangeSetError when it cannot be done, with what to type instead
 */
export function planMove(surroundings: Surroundings, from: SectionNumber, to: SectionNumber, slug?: string): Restructuring {
  const { base } = surroundings;
  const entry = onlyClaim(base, from);
  if (slug !== undefined) checkSlug(slug);
  if (from === to && (slug === undefined || entry.heading !== undefined || slug === slugOfFolder(basename(placeOf(entry.page.path))))) {
    throw new ChangeSetError(
      `${from} уже стоит на своём месте. Назовите новый номер: ${kbCommand(`move ${from} ${nextFreeNumber(base, SectionNumber.parent(from), surroundings.git) ?? '…'}`)}`,
    );
  }
  if (slug !== undefined && entry.heading !== undefined)
    throw new ChangeSetError(`${from} — ${levelOf(from).one} внутри страницы, папки у него нет: уберите --slug`);
  if (from !== to && SectionNumber.isWithin(to, from)) throw new ChangeSetError(`${from} нельзя перенести внутрь самого себя`);
  sameKind(entry, to);
  const holder = SectionNumber.parent(to);
  if (holder !== undefined && !base.catalogue.numbers.has(holder)) {
    throw new ChangeSetError(`${levelOf(holder).of} ${holder} нет, класть некуда. Сначала создайте: ${kbCommand(`new ${holder} "Название"`)}`);
  }
  return plan(
    surroundings,
    [{ entry, to }],
    (free) => `Свободен ${free}: ${kbCommand(`move ${from} ${free}`)}. Поменять местами: ${kbCommand(`renumber --swap ${from} ${to}`)}`,
    slug,
  );
}

/**
 * `kb renumber 06.01`: children of a number become 01, 02, 03… in the order in which they stand.
 * @throws ChangeSetError when there is nothing to number or a number is taken by another branch
 */
export function planRenumber(surroundings: Surroundings, parent: SectionNumber): Restructuring {
  const { base } = surroundings;
  const holder = onlyClaim(base, parent);
  const pages = base.catalogue.pages.flatMap((page) => {
    const claim = page.number === undefined ? undefined : claimOf(base, page.number, page, undefined);
    return claim !== undefined && SectionNumber.parent(claim.number) === parent ? [claim] : [];
  });
  const headings = childHeadings(holder.page, parent).flatMap((heading) =>
    heading.number === undefined ? [] : (claimOf(base, heading.number, holder.page, heading) ?? []),
  );
  const children = pages.length > 0 ? pages : headings;
  if (children.length === 0) throw new ChangeSetError(`в ${levelOf(parent).place} ${parent} нет номеров, упорядочивать нечего`);
  if (children.length > 99) throw new ChangeSetError(`в ${levelOf(parent).place} ${parent} больше 99 номеров, двух цифр не хватит`);
  return plan(
    surroundings,
    children.map((entry, index) => ({ entry, to: SectionNumber.child(parent, index + 1) })),
    () => `Сначала перенесите его: ${kbCommand('move …')}`,
  );
}

/** `kb renumber --swap 06.01.02 06.01.03`: two places of one level exchange their numbers. */
export function planSwap(surroundings: Surroundings, a: SectionNumber, b: SectionNumber): Restructuring {
  const [first, second] = [onlyClaim(surroundings.base, a), onlyClaim(surroundings.base, b)];
  if (a === b) throw new ChangeSetError('нужны два разных номера');
  if (SectionNumber.isWithin(a, b) || SectionNumber.isWithin(b, a))
    throw new ChangeSetError(`${a} и ${b} лежат один внутри другого, поменять их местами нельзя`);
  sameKind(first, b);
  sameKind(second, a);
  if ((first.heading === undefined) !== (second.heading === undefined)) {
    throw new ChangeSetError(`один из номеров — страница, другой — заголовок внутри страницы: ${a} и ${b} местами не поменять`);
  }
  return plan(
    surroundings,
    [
      { entry: first, to: b },
      { entry: second, to: a },
    ],
    () => '',
  );
}

function plan(surroundings: Surroundings, assignments: readonly Assignment[], advice: (free: string) => string, slug?: string): Restructuring {
  const changing = assignments.filter(({ entry, to }) => entry.number !== to || slug !== undefined);
  const relocation = relocate(surroundings.base, changing, slug);
  refuseTaken(surroundings, relocation, changing, advice);
  return restructure(surroundings, relocation);
}

/** The one place of a number. */
function onlyClaim(base: KnowledgeBase, number: SectionNumber): CatalogueEntry {
  const [entry, ...others] = base.catalogue.claims.get(number) ?? [];
  if (entry === undefined) throw new ChangeSetError(`номера ${number} нет. ${whatExists(base, SectionNumber.parent(number))}`);
  if (others.length > 0) {
    const places = [entry, ...others].map(({ page }) => page.path).join(' и ');
    throw new ChangeSetError(`номер ${number} занят дважды: ${places}. Сначала исправьте один из них руками, потом повторите`);
  }
  return entry;
}

function claimOf(base: KnowledgeBase, number: SectionNumber, page: PageRecord, heading: Heading | undefined): CatalogueEntry | undefined {
  return base.catalogue.claims.get(number)?.find((entry) => entry.page === page && entry.heading === heading);
}

/** «В 06.01 есть 06.01.01–06.01.04»: so that the next attempt succeeds. */
export function whatExists(base: KnowledgeBase, parent: SectionNumber | undefined): string {
  if (parent !== undefined && !base.catalogue.numbers.has(parent)) return whatExists(base, SectionNumber.parent(parent));
  const children = childNumbers(base, parent);
  const where = parent === undefined ? 'В базе' : `В ${levelOf(parent).place} ${parent}`;
  return children.length === 0 ? `${where} номеров нет` : `${where} есть: ${children.join(', ')}`;
}

/** A page stays a page, a topic or a step stays a heading. */
function sameKind({ number, heading }: CatalogueEntry, to: SectionNumber): void {
  const insidePage = heading !== undefined;
  if (SectionNumber.depth(number) === SectionNumber.depth(to)) return;
  if (insidePage && SectionNumber.depth(number) > 2 && SectionNumber.depth(to) > 2) return;
  throw new ChangeSetError(
    `${number} — ${levelOf(number).one}, а ${to} — место, где стоит ${levelOf(to).one}. Перенести можно только на место того же уровня${insidePage ? '; тема может стать шагом и наоборот' : ''}`,
  );
}

function relocate(base: KnowledgeBase, assignments: readonly Assignment[], slug: string | undefined): Relocation {
  const pages = new Map<PageRecord, SectionNumber>();
  const headings = new Map<Heading, SectionNumber>();
  const moves: Move[] = [];
  for (const { entry, to } of assignments) {
    const { number, page, heading } = entry;
    if (heading === undefined) {
      relabelPages(base, page, number, to, pages, headings);
    } else {
      for (const inner of blockOf(page, heading).headings) {
        if (inner.number !== undefined && SectionNumber.isWithin(inner.number, number)) headings.set(inner, rebased(inner.number, number, to));
      }
    }
  }
  for (const { entry, to } of assignments) if (entry.heading === undefined) moves.push(...folderMoves(base, entry.page, entry.number, to, slug));
  const topics = assignments.filter(({ entry }) => entry.heading !== undefined);
  return { pages, headings, moves, blocks: topics.length === 0 ? [] : blockMoves(base, topics, headings) };
}

/** @throws ChangeSetError when a topic with steps would become a step */
function rebased(number: SectionNumber, from: SectionNumber, to: SectionNumber): SectionNumber {
  const result = SectionNumber.parse(SectionNumber.rebase(number, from, to));
  if (result === undefined) throw new ChangeSetError(`у ${from} есть шаги (${number}), а у шага ${to} своих шагов не бывает. Сначала перенесите их`);
  return result;
}

/** Everything numbered below the page, in the pages of its folder. */
function relabelPages(
  base: KnowledgeBase,
  page: PageRecord,
  from: SectionNumber,
  to: SectionNumber,
  pages: Map<PageRecord, SectionNumber>,
  headings: Map<Heading, SectionNumber>,
): void {
  for (const inner of pagesUnder(base.pages, page)) {
    if (inner.number !== undefined && SectionNumber.isWithin(inner.number, from)) pages.set(inner, SectionNumber.rebase(inner.number, from, to));
    for (const heading of inner.headings) {
      if (heading.number !== undefined && SectionNumber.isWithin(heading.number, from)) headings.set(heading, SectionNumber.rebase(heading.number, from, to));
    }
  }
}

/** The page's own folder goes to its new parent; numbered folders below it follow with new names. */
function folderMoves(base: KnowledgeBase, page: PageRecord, from: SectionNumber, to: SectionNumber, slug: string | undefined): Move[] {
  const place = placeOf(page.path);
  const parent = SectionNumber.parent(to);
  const parentPage = parent === undefined ? undefined : base.catalogue.numbers.get(parent)?.page;
  const home = parent === SectionNumber.parent(from) ? folderOf(place) : parentPage === undefined ? '' : folderOf(parentPage.path);
  const extension = page.path === place ? posix.extname(place) : '';
  const name = `${SectionNumber.anchor(to)}-${slug ?? slugOfFolder(basename(place, extension))}${extension}`;
  const moves: Move[] = [{ from: place, to: posix.join(home, name) }];
  const inside = [...base.files].filter((path) => path.startsWith(`${place}/`) && path !== `${place}/`).sort();
  for (const path of inside) {
    const old = path.replace(/\/$/, '');
    const number = SectionNumber.ofFolder(basename(old));
    // Of plain files only pages are named by their number; «04-01-scheme.png» is just a name.
    const named = path.endsWith('/') || (old.endsWith('.md') && base.catalogue.byPath.get(old)?.number === number);
    if (!named || number === undefined || !SectionNumber.isWithin(number, from) || from === to) continue;
    const renamed = SectionNumber.anchor(SectionNumber.rebase(number, from, to)) + basename(old).slice(number.length);
    moves.push({ from: old, to: posix.join(movedPath(moves, dirname(old)), renamed) });
  }
  return moves.filter((move) => move.from !== move.to);
}

/** Topics that no longer stand where their number belongs are carried there. */
function blockMoves(base: KnowledgeBase, topics: readonly Assignment[], headings: ReadonlyMap<Heading, SectionNumber>): BlockMove[] {
  const leaving = topics.filter((topic) => !standsRight(base, topic, headings));
  const going = new Set(leaving.map(({ entry }) => entry.heading));
  return leaving.flatMap(({ entry: { page, heading }, to }) => {
    const parent = SectionNumber.parent(to);
    const target = parent === undefined ? undefined : base.catalogue.numbers.get(parent);
    if (heading === undefined || target === undefined || parent === undefined) return [];
    if (!isCuttable(page, heading))
      throw new ChangeSetError(`заголовок ${heading.number} в ${page.path} стоит внутри цитаты или списка, перенести его можно только руками`);
    const block = blockOf(page, heading);
    if (target.page !== page) refuseSplitLabels(page, block.range.start, block.range.end);
    const neighbours = childHeadings(target.page, parent)
      .filter((neighbour) => !going.has(neighbour))
      .flatMap((neighbour) => (neighbour.number === undefined ? [] : [{ heading: neighbour, number: headings.get(neighbour) ?? neighbour.number }]));
    return [{ block, number: to, to: target.page, offset: insertionOffset(target.page, to, target.heading, neighbours) }];
  });
}

/** True when the heading's neighbours in the file have a smaller and a greater number, so it can stay where it is. */
function standsRight(base: KnowledgeBase, { entry: { number, page, heading }, to }: Assignment, headings: ReadonlyMap<Heading, SectionNumber>): boolean {
  const parent = SectionNumber.parent(to);
  if (heading === undefined || parent === undefined || parent !== SectionNumber.parent(number) || base.catalogue.numbers.get(parent)?.page !== page)
    return false;
  const siblings = childHeadings(page, parent);
  const at = siblings.indexOf(heading);
  const numberOf = (sibling: Heading | undefined): SectionNumber | undefined => (sibling === undefined ? undefined : (headings.get(sibling) ?? sibling.number));
  const before = numberOf(siblings[at - 1]);
  const after = numberOf(siblings[at + 1]);
  return (before === undefined || before < to) && (after === undefined || after > to);
}

/** `[text][label]` works only on the page that defines the label. */
function refuseSplitLabels({ path, text, links }: PageRecord, start: number, end: number): void {
  for (const { range } of links) {
    const label = /^\[(?<label>[^\]]+)\]:/.exec(text.slice(range.start, range.end))?.groups?.['label'];
    if (label === undefined) continue;
    const defined = range.start >= start && range.start < end;
    const uses = [...text.matchAll(/\[[^\]]*\]/g)].filter(
      (match) => match.index !== range.start && match[0].slice(1, -1).toLowerCase() === label.toLowerCase(),
    );
    if (uses.some(({ index }) => (index >= start && index < end) !== defined)) {
      throw new ChangeSetError(
        `в ${path} ссылка по метке [${label}], а сама метка останется на другой странице. Замените её обычной ссылкой [текст](адрес) и повторите`,
      );
    }
  }
}

/** New numbers must be free of everything that keeps its own, here and in other branches. */
function refuseTaken({ base, git }: Surroundings, relocation: Relocation, assignments: readonly Assignment[], advice: (free: string) => string): void {
  const staying = new Map<SectionNumber, CatalogueEntry>();
  for (const entry of [...base.catalogue.claims.values()].flat()) {
    const changes = entry.heading === undefined ? relocation.pages.has(entry.page) : relocation.headings.has(entry.heading);
    if (!changes) staying.set(numberAfter(entry, relocation), entry);
  }
  const free = (to: SectionNumber): string => nextFreeNumber(base, SectionNumber.parent(to), git) ?? '…';
  for (const number of [...relocation.pages.values(), ...relocation.headings.values()]) {
    const owner = staying.get(number);
    if (owner === undefined) continue;
    const root = assignments.find(({ to }) => SectionNumber.isWithin(number, to))?.to ?? number;
    throw new ChangeSetError(`номер ${number} занят: «${owner.name}» (${owner.page.path}). ${advice(free(root))}`);
  }
  for (const { entry, to } of assignments) {
    const branch = git.branches.get(to);
    if (branch !== undefined && entry.number !== to) throw new ChangeSetError(`номер ${to} уже взят веткой ${branch}. ${advice(free(to))}`);
  }
}
