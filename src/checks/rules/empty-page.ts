import type { Heading, PageRecord } from '../../knowledge/index.ts';
import { hasContent, sectionOf } from './section-block.ts';

/** No words, no views, no pictures: only headings at best. */
export function isEmptyPage(page: PageRecord): boolean {
  if (page.words > 0 || page.fences.length > 0) return false;
  return !hasContent(page.text, { start: bodyStart(page), end: page.text.length }, page.headings);
}

/** A heading with nothing below it, its sub-headings included. */
export function isEmptySection(page: PageRecord, heading: Heading): boolean {
  if (heading.words > 0) return false;
  const { range, inner } = sectionOf(page, heading);
  if (inner.some(({ words }) => words > 0)) return false;
  if (page.fences.some((fence) => fence.range.start >= range.start && fence.range.start < range.end)) return false;
  return !hasContent(page.text, range, [heading, ...inner]);
}

/** Where the text after the front matter begins. */
function bodyStart(page: PageRecord): number {
  return /^\uFEFF?---[ \t]*\r?\n[\s\S]*?(?<=\n)---[ \t]*(?:\r?\n|$)/.exec(page.text)?.[0].length ?? 0;
}
