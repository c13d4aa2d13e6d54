import { aliasEdits } from './alias-edits.ts';
import { baseAfter } from './base-after.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { ChangeSet } from './change-set.ts';
import { ChangeSetError, movedPath } from './change-set.ts';
import { pageUrl } from './content-address.ts';
import { dataNumberEdits, isDataWithNumbers } from './data-number-edits.ts';
import type { GitHistory } from './git-history.ts';
import type { FreedNumber } from './legacy-number-edits.ts';
import { legacyNumberEdits } from './legacy-number-edits.ts';
import { LEGACY_NUMBERS_FILE } from './legacy-numbers.ts';
import { linkEdits } from './link-edits.ts';
import type { KnowledgeBase } from './load-knowledge-base.ts';
import type { NumbersInGit } from './number-allocation.ts';
import { depthEdits, mentionEdits, ownNumberEdits } from './number-edits.ts';
import type { Relocation } from './relocation.ts';
import { carryBlocks, newAnchors } from './relocation.ts';
import { SectionNumber } from './section-number.ts';
import type { TextEdit } from './text-range.ts';
import { lineStarts, positionAt } from './text-range.ts';

/** What a plan is made from. All of it is data: planning reads no files and asks no git. */
export interface Surroundings {
  readonly base: KnowledgeBase;
  readonly history: GitHistory;
  readonly git: NumbersInGit;
  /** `2025-07-21` */
  readonly today: string;
}

/** How much of a line is quoted on each side of a place, in characters. */
const QUOTED = 45;

/** A place in a file as people name it. */
export interface Spot {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** A renumbering with everything that follows from it, ready to be shown and written. */
export interface Restructuring {
  readonly change: ChangeSet;
  /** Old number → new number, in order. */
  readonly numbers: ReadonlyMap<SectionNumber, SectionNumber>;
  readonly names: ReadonlyMap<SectionNumber, string>;
  readonly links: number;
  readonly mentions: number;
  /** Old addresses that go on working. */
  readonly kept: readonly string[];
  /** Published numbers that now mean something else. */
  readonly reused: readonly SectionNumber[];
  /** Lines of contents that stayed on the page the number has left. Places of the new files. */
  readonly strayEntries: readonly Spot[];
  /** Rewritten, but a reader may have meant a date or an amount. Places of the old files. */
  readonly doubtful: readonly Spot[];
  /** Old numbers still written where the program does not dare to touch. Places of the new files. */
  readonly leftovers: readonly Spot[];
}

/**
 * Works out everything that follows when pages and headings get other numbers and places: titles, headings, links in both
 * directions, mentions, aliases, the map of old numbers. No file is re-serialised.
 *
 * @throws ChangeSetError when it cannot be done; the message says what to do instead
 */
export function restructure(surroundings: Surroundings, relocation: Relocation): Restructuring {
  const { base, git, today } = surroundings;
  if (base.legacy?.ok === false) throw new ChangeSetError(`файл ${LEGACY_NUMBERS_FILE} не читается. Что с ним не так, скажет npm run check`);
  const numbers = renumbered(base, relocation);
  const own = [...ownNumberEdits(relocation, base.pages), ...depthEdits(relocation)];
  const mentions = mentionEdits(base, numbers);
  const numberEdits = distinct([...own, ...mentions]);
  const links = linkEdits(base, { relocation, numbers, anchors: newAnchors(base.pages, numberEdits, relocation) });
  const data = dataNumberEdits(base.dataFiles, numbers);
  const aliases = publishedAliases(surroundings, relocation);
  const freed = freedNumbers(surroundings, relocation, numbers);
  const legacy = legacyNumberEdits(base.dataFiles.get(LEGACY_NUMBERS_FILE), numbers, freed, today);
  const change: ChangeSet = {
    edits: [...carryBlocks([...numberEdits, ...links, ...aliases.edits], relocation.blocks), ...data, ...legacy.edits],
    moves: relocation.moves,
    creates: legacy.creates,
  };
  const after = baseAfter(base, change);
  if (after.legacy?.ok === false)
    throw new ChangeSetError(`не получилось дописать ${LEGACY_NUMBERS_FILE}: запишите новые номера в нём по одному на строке и повторите`);
  return {
    change,
    numbers: new Map([...numbers].sort(([a], [b]) => SectionNumber.compare(a, b))),
    names: new Map([...numbers].map(([old, now]) => [now, base.catalogue.numbers.get(old)?.name ?? ''])),
    links: links.length,
    mentions: mentions.length + data.length,
    kept: [...aliases.kept.sort(), ...freed.map(({ old }) => `/${old}`)],
    reused: [...numbers.keys()].filter((old) => git.published.has(old) && after.catalogue.numbers.has(old)),
    strayEntries: strayEntries(base, after, numbers, relocation),
    doubtful: oncePerLine(
      mentions.filter(({ certain }) => !certain).map(({ path, range }) => spotAt(path, base.catalogue.byPath.get(path)?.text ?? '', range.start)),
    ),
    leftovers: leftovers(after, numbers),
  };
}

/** Old addresses of published pages become aliases; an alias that says where the page is now goes. */
function publishedAliases({ base, history }: Surroundings, { moves, pages }: Relocation): { edits: TextEdit[]; kept: string[] } {
  const kept: string[] = [];
  const edits = base.pages.flatMap((page) => {
    const path = movedPath(moves, page.path);
    if (path === page.path && !pages.has(page)) return [];
    const published = path !== page.path && history.committed.has(page.path);
    if (published) kept.push(page.url);
    return aliasEdits(page, { url: pageUrl(path), number: pages.get(page) ?? page.number }, published ? page.url : undefined);
  });
  return { edits, kept };
}

/** Old → new for numbers whose first claimant is renumbered: links and mentions lead to the first. */
function renumbered({ catalogue }: KnowledgeBase, { pages, headings }: Relocation): Map<SectionNumber, SectionNumber> {
  const numbers = new Map<SectionNumber, SectionNumber>();
  for (const [old, { page, heading }] of catalogue.numbers) {
    const now = heading === undefined ? pages.get(page) : headings.get(heading);
    if (now !== undefined && now !== old) numbers.set(old, now);
  }
  return numbers;
}

/** Published topics whose number nobody has afterwards. Topics of a page that moves are covered by the page's alias. */
function freedNumbers({ base, git }: Surroundings, relocation: Relocation, numbers: ReadonlyMap<SectionNumber, SectionNumber>): FreedNumber[] {
  const taken = new Set([...base.catalogue.claims.values()].flat().map((entry) => numberAfter(entry, relocation)));
  return [...numbers].flatMap(([old, now]) => {
    const entry = base.catalogue.numbers.get(old);
    if (entry?.heading === undefined || movedPath(relocation.moves, entry.page.path) !== entry.page.path) return [];
    return git.published.has(old) && !taken.has(old) ? [{ old, now, title: entry.name }] : [];
  });
}

export function numberAfter({ number, page, heading }: CatalogueEntry, { pages, headings }: Relocation): SectionNumber {
  return (heading === undefined ? pages.get(page) : headings.get(heading)) ?? number;
}

/** One edit a range: a number may be found as a heading's own and as a mention. */
function distinct(edits: readonly TextEdit[]): TextEdit[] {
  return [...new Map(edits.toReversed().map((edit) => [`${edit.path}\n${edit.range.start}`, edit])).values()];
}

function oncePerLine(spots: readonly Spot[]): Spot[] {
  return [...new Map(spots.map((spot) => [`${spot.path}:${spot.line}`, spot])).values()];
}

/** The place with enough of its line to recognise it: paragraphs here are one long line. */
function spotAt(path: string, text: string, offset: number): Spot {
  const starts = lineStarts(text);
  const { line } = positionAt(starts, offset);
  const lineStart = starts[line - 1] ?? 0;
  const lineEnd = (starts[line] ?? text.length + 1) - 1;
  const from = offset - lineStart > QUOTED ? offset - QUOTED : lineStart;
  const to = lineEnd - offset > QUOTED ? offset + QUOTED : lineEnd;
  return { path, line, text: `${from > lineStart ? '…' : ''}${text.slice(from, to).trim()}${to < lineEnd ? '…' : ''}` };
}

/** A number that leaves its parent is still listed among its former neighbours: only a person knows where the line belongs. */
function strayEntries(base: KnowledgeBase, after: KnowledgeBase, numbers: ReadonlyMap<SectionNumber, SectionNumber>, { moves }: Relocation): Spot[] {
  return [...numbers].flatMap(([old, now]) => {
    const parent = SectionNumber.parent(old);
    if (parent === undefined || (numbers.get(parent) ?? parent) === SectionNumber.parent(now)) return [];
    const left = base.catalogue.numbers.get(parent)?.page;
    const formerParent = left === undefined ? undefined : after.catalogue.byPath.get(movedPath(moves, left.path));
    return [formerParent, after.catalogue.home].flatMap((page) => {
      if (page === undefined) return [];
      const places = page === formerParent ? [...page.indexEntries, ...page.mentions] : page.indexEntries;
      return oncePerLine(places.filter(({ number }) => number === now).map(({ range }) => spotAt(page.path, page.text, range.start)));
    });
  });
}

/** Two digits alone are everywhere; from two parts on a number is worth looking at. */
function leftovers(after: KnowledgeBase, numbers: ReadonlyMap<SectionNumber, SectionNumber>): Spot[] {
  const gone = [...numbers.keys()].filter((old) => SectionNumber.depth(old) > 1 && !after.catalogue.numbers.has(old));
  if (gone.length === 0) return [];
  const pattern = new RegExp(`(?<![\\d.\\\\])(?:${gone.map((number) => number.replaceAll('.', '\\\\?\\.')).join('|')})(?!\\d|\\\\?\\.\\d)`, 'g');
  const places = [
    ...after.pages.map(({ path, text, keys }) => ({ path, text, aliases: keys['aliases']?.value })),
    ...[...after.dataFiles].filter(([path]) => isDataWithNumbers(path)).map(([path, text]) => ({ path, text, aliases: undefined })),
  ];
  return places.flatMap(({ path, text, aliases }) => {
    const found = [...text.matchAll(pattern)].filter(({ index }) => aliases === undefined || index < aliases.start || index >= aliases.end);
    return oncePerLine(found.map(({ index }) => spotAt(path, text, index)));
  });
}
