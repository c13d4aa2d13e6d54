import type { KnowledgeBase } from './load-knowledge-base.ts';
import { findNumberMentions } from './number-mentions.ts';
import type { Heading, IndexEntry, Link, PageRecord } from './page-record.ts';
import { splitNumberedText } from './read-page.ts';
import type { Relocation } from './relocation.ts';
import { resolveLink } from './resolve-link.ts';
import { SectionNumber } from './section-number.ts';
import type { TextEdit, TextRange } from './text-range.ts';
import { headingDepth } from './topic-block.ts';

/** Writes a number the way another one is written: `02\.04` → `08\.05`. */
export function writtenLike(written: string, number: SectionNumber): string {
  const dots = written.match(/\\?\./g) ?? [];
  const [first = '', ...rest] = number.split('.');
  return first + rest.map((part, index) => (dots[index] ?? dots.at(-1) ?? '.') + part).join('');
}

/** Titles, `order` and headings of everything that gets another number. */
export function* ownNumberEdits({ pages, headings }: Relocation, all: readonly PageRecord[]): Iterable<TextEdit> {
  for (const [page, number] of pages) {
    yield* rewrite(page, page.numberRange, number);
    const order = page.keys['order']?.value;
    const { frontMatter, number: old } = page;
    if (order === undefined || old === undefined || frontMatter.order !== SectionNumber.last(old) || SectionNumber.last(number) === 0) continue;
    if (SectionNumber.last(number) !== frontMatter.order) yield { path: page.path, range: order, text: String(SectionNumber.last(number)) };
  }
  for (const page of all) {
    for (const heading of page.headings) {
      const number = headings.get(heading);
      if (number !== undefined) yield* rewrite(page, heading.numberRange, number);
    }
  }
}

/** Makes every heading of a moved block as deep as its new place wants. */
export function* depthEdits({ blocks }: Relocation): Iterable<TextEdit> {
  for (const { block, number } of blocks) {
    const shift = headingDepth(number) - block.heading.depth;
    if (shift !== 0) for (const heading of block.headings) yield depthEdit(block.page, heading, heading.depth + shift);
  }
}

function depthEdit({ path, text }: PageRecord, heading: Heading, depth: number): TextEdit {
  const { range, textRange } = heading;
  const marks = '#'.repeat(depth);
  if (text[range.start] === '#') return { path, range: { start: range.start, end: range.start + heading.depth }, text: marks };
  // A heading underlined with === or --- knows only two depths.
  return { path, range, text: `${marks} ${text.slice(textRange.start, textRange.end)}` };
}

function* rewrite(page: PageRecord, range: TextRange | undefined, number: SectionNumber): Iterable<TextEdit> {
  if (range === undefined) return;
  const written = page.text.slice(range.start, range.end);
  const text = writtenLike(written, number);
  if (SectionNumber.parse(written) !== undefined && text !== written) yield { path: page.path, range, text };
}

/** A number in running text that is to be rewritten. */
export interface MentionEdit extends TextEdit {
  /** False when the words around leave it open whether this is a section number or, say, a date. */
  readonly certain: boolean;
}

/**
 * Mentions of renumbered places: in prose, in link texts, in front matter texts, in mermaid diagrams
 * (readers see those as prose) and as entries of indexes.
 *
 * @param numbers old number → new number, only of places that exist
 */
export function mentionEdits(base: KnowledgeBase, numbers: ReadonlyMap<SectionNumber, SectionNumber>): MentionEdit[] {
  return base.pages.flatMap((page) => {
    const edits = new Map<number, MentionEdit>();
    for (const { range, certain } of mentionsIn(base, page)) {
      const written = page.text.slice(range.start, range.end);
      const old = SectionNumber.parse(written);
      const number = old === undefined ? undefined : numbers.get(old);
      if (number === undefined || (edits.get(range.start)?.certain ?? false)) continue;
      edits.set(range.start, { path: page.path, range, text: writtenLike(written, number), certain: certain || isCellOfNumbers(page.text, range) });
    }
    return [...edits.values()].filter(({ range, text }) => page.text.slice(range.start, range.end) !== text);
  });
}

/** «| 02.01, 04.02 |»: a table cell with nothing but numbers. */
function isCellOfNumbers(text: string, { start, end }: TextRange): boolean {
  const before = /\|(?<cell>[^|\n]*)$/.exec(text.slice(0, start))?.groups?.['cell'];
  const after = /^(?<cell>[^|\n]*)\|/.exec(text.slice(end))?.groups?.['cell'];
  return before !== undefined && after !== undefined && /^(?:[\s,;]|\d\d(?:\\?\.\d\d)*)*$/.test(before + after);
}

function* mentionsIn(base: KnowledgeBase, page: PageRecord): Iterable<{ range: TextRange; certain: boolean }> {
  yield* page.mentions;
  for (const link of page.links) yield* linkTextMentions(base, page, link);
  for (const entry of page.indexEntries) yield* entryMentions(base, page, entry);
  for (const fence of page.fences)
    if (fence.lang === 'mermaid') yield* findNumberMentions(page.text.slice(fence.range.start, fence.range.end), fence.range.start);
  for (const key of ['description', 'searchPhrases']) {
    const value = page.keys[key]?.value;
    if (value !== undefined) yield* findNumberMentions(page.text.slice(value.start, value.end), value.start);
  }
}

/** `[см. 06.01](…)`, `[06.01 - Название](…)`, and `[06 - Название](…)` when the link leads to section 06. */
function* linkTextMentions(base: KnowledgeBase, page: PageRecord, { kind, range, url }: Link): Iterable<{ range: TextRange; certain: boolean }> {
  const source = page.text.slice(range.start, range.end);
  const end = source.lastIndexOf('](');
  if (kind !== 'link' || end === -1) return;
  // Inline code and the address of a picture inside the link are no prose.
  const text = source.slice(1, end).replace(/`[^`]*`|\]\([^)]*\)/g, (hidden) => 'x'.repeat(hidden.length));
  yield* findNumberMentions(text, range.start + 1);
  const { number, numberLength } = splitNumberedText(text.trimStart());
  const target = number === undefined || SectionNumber.depth(number) > 1 ? undefined : resolveLink(base, page, url);
  if (number === undefined || target?.kind !== 'page' || target.page.number !== number) return;
  const start = range.start + 1 + text.length - text.trimStart().length;
  yield { range: { start, end: start + numberLength }, certain: true };
}

/** «- 04 - Сеть»: two digits at the head of an item are a section only when its name or its link says so. */
function* entryMentions(base: KnowledgeBase, page: PageRecord, { number, range, url }: IndexEntry): Iterable<{ range: TextRange; certain: boolean }> {
  const source = page.text.slice(range.start, range.end);
  const match = /^(?<lead>[\s|*_[]*)(?<written>\d\d(?:\\?\.\d\d){0,3})/.exec(source)?.groups;
  if (match?.['lead'] === undefined || match['written'] === undefined || SectionNumber.parse(match['written']) !== number) return;
  if (SectionNumber.depth(number) === 1) {
    const section = base.catalogue.numbers.get(number);
    const target = url === undefined ? undefined : resolveLink(base, page, url);
    const named = section !== undefined && section.name !== '' && source.toLowerCase().includes(section.name.toLowerCase());
    if (!named && !(target?.kind === 'page' && target.page === section?.page)) return;
  }
  const start = range.start + match['lead'].length;
  yield { range: { start, end: start + match['written'].length }, certain: true };
}
