import type { Heading, PageRecord, TextRange } from '../../knowledge/index.ts';

/** A heading with everything below it, up to the next heading of the same or a higher level. */
export interface Section {
  readonly range: TextRange;
  /** Headings below it, without itself. */
  readonly inner: readonly Heading[];
}

const sections = new WeakMap<PageRecord, ReadonlyMap<Heading, Section>>();

/** The section that a heading opens. @throws Error when the heading is of another page */
export function sectionOf(page: PageRecord, heading: Heading): Section {
  let known = sections.get(page);
  if (known === undefined) {
    known = cut(page);
    sections.set(page, known);
  }
  const section = known.get(heading);
  if (section === undefined) throw new Error(`«${heading.name}» is no heading of ${page.path}`);
  return section;
}

/** One pass from the end: a section ends where the nearest heading of its level or above begins. */
function cut({ headings, text }: PageRecord): Map<Heading, Section> {
  const result = new Map<Heading, Section>();
  const following: { index: number; depth: number }[] = [];
  for (let index = headings.length - 1; index >= 0; index--) {
    const heading = headings[index];
    if (heading === undefined) continue;
    while ((following.at(-1)?.depth ?? 0) > heading.depth) following.pop();
    const next = following.at(-1)?.index ?? headings.length;
    const end = headings[next]?.range.start ?? text.length;
    result.set(heading, { range: { start: heading.range.start, end }, inner: headings.slice(index + 1, next) });
    following.push({ index, depth: heading.depth });
  }
  return result;
}

/**
 * True when text has something to show besides headings and comments: words, pictures, code.
 *
 * @param headings the headings inside the range
 */
export function hasContent(text: string, { start, end }: TextRange, headings: readonly Heading[]): boolean {
  let body = '';
  let from = start;
  for (const { range } of headings) {
    body += text.slice(from, range.start);
    from = range.end;
  }
  body += text.slice(from, end);
  return /[\p{L}\d]/u.test(body.replace(/<!--[\s\S]*?(?:-->|$)/g, ''));
}
