import { toString as textOf } from 'mdast-util-to-string';
import type { PageRecord } from '../../knowledge/index.ts';
import { parseWithSatteri } from '../../knowledge/index.ts';
import { typeset } from '../markdown/typography.ts';

/** Text of the first paragraph, markup and front matter gone; undefined when the page has none. */
export function firstParagraph(page: PageRecord): string | undefined {
  const tree = parseWithSatteri(page.text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/u, ''));
  if (!('children' in tree)) return undefined;
  const paragraph = tree.children.find((node) => node.type === 'paragraph');
  return paragraph === undefined ? undefined : typeset(textOf(paragraph).replace(/\s+/gu, ' ').trim()) || undefined;
}

/** The sentence a page begins with. */
export function openingSentence(page: PageRecord): string | undefined {
  return firstParagraph(page)?.match(/^.+?[.!?…](?=\s|$)|^.+$/u)?.[0];
}

/** One sentence that says what the page answers: its description, or the sentence it begins with. */
export function pageSummary(page: PageRecord): string | undefined {
  return page.frontMatter.description ?? openingSentence(page);
}
