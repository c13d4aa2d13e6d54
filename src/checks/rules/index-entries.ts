import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { isIndexPage, SectionNumber } from '../../knowledge/index.ts';

/** A line or a heading of an index page that names a number. */
export interface NamedNumber {
  readonly number: SectionNumber;
  readonly name: string;
  /** Where the number is written. */
  readonly numberRange: TextRange;
  /** The whole entry. */
  readonly range: TextRange;
  readonly url: string | undefined;
}

const entries = new WeakMap<PageRecord, readonly NamedNumber[]>();

/** Entries of an index page; other pages have none. */
export function namedNumbers(page: PageRecord): readonly NamedNumber[] {
  let known = entries.get(page);
  if (known === undefined) {
    known = isIndexPage(page) ? collect(page) : [];
    entries.set(page, known);
  }
  return known;
}

function collect(page: PageRecord): NamedNumber[] {
  const lines = page.indexEntries.map(({ number, name, url, range }) => ({ number, name, url, range, numberRange: findNumber(page.text, range, number) }));
  const headings = page.headings.flatMap(({ number, numberRange, name, range }) => {
    if (number === undefined || numberRange === undefined) return [];
    const link = page.links.find((candidate) => candidate.kind === 'link' && candidate.range.start >= range.start && candidate.range.end <= range.end);
    return [{ number, name, numberRange, range, url: link?.url }];
  });
  return [...lines, ...headings];
}

function findNumber(text: string, range: TextRange, number: SectionNumber): TextRange {
  for (const match of text.slice(range.start, range.end).matchAll(/\d\d(?:\\?\.\d\d){0,3}/g)) {
    if (SectionNumber.parse(match[0]) === number) return { start: range.start + match.index, end: range.start + match.index + match[0].length };
  }
  return range;
}
