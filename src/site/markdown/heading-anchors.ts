import GithubSlugger from 'github-slugger';
import type { Heading, Root, Text } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { SectionNumber, splitNumberedText } from '../../knowledge/index.ts';
import type { PageTransform } from './page-context.ts';
import { siteElement } from './site-element.ts';

/**
 * Gives headings the anchors that `PageRecord.headings[].anchors` promises.
 *
 * `## 06.01.03 - Название` gets the id `06-01-03` and the text «06.01.03 Название»; the slug of the original text
 * (`060103---название`) stays as an empty element inside, because old links and GitHub use it. The table of contents
 * and the search index read the same id and text. A heading without a number gets its slug.
 */
export const addHeadingAnchors: PageTransform = (tree: Root, { source }) => {
  const slugger = new GithubSlugger();
  const used = new Set<string>();
  visit(tree, 'heading', (heading) => {
    const slug = slugger.slug(textOf(heading));
    const { number } = splitNumberedText(rawText(heading, source));
    const anchor = number === undefined ? slug : SectionNumber.anchor(number);
    // A number used twice is an error of the checker (N005); ids must stay unique all the same.
    const id = used.has(anchor) ? slug : anchor;
    used.add(id);
    heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, id } };
    const first = heading.children[0];
    if (number === undefined || first?.type !== 'text') return;
    const name: Text = { ...first, value: withoutNumber(first.value) };
    const extra = slug === id || used.has(slug) ? [] : [siteElement('span', { id: slug, className: ['kb-anchor'] }, [])];
    used.add(slug);
    const numberMark = siteElement('span', { className: ['kb-number'] }, [{ type: 'text', value: number }]);
    const rest = [name, ...heading.children.slice(1)].filter((child) => child.type !== 'text' || child.value !== '');
    heading.children = [...extra, numberMark, ...(rest.length === 0 ? [] : [{ type: 'text', value: ' ' } as const]), ...rest];
  });
};

/** The heading as written, escapes included: what the checker reads numbers from. */
function rawText(heading: Heading, source: string): string {
  const start = heading.children[0]?.position?.start.offset;
  const end = heading.children.at(-1)?.position?.end.offset;
  return start === undefined || end === undefined ? '' : source.slice(start, end);
}

/** The first piece of the heading's text without «06.01.03 - ». */
function withoutNumber(text: string): string {
  const { number, name } = splitNumberedText(text);
  return number === undefined ? text : name;
}
