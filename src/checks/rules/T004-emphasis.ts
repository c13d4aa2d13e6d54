import type { Nodes } from 'mdast';
import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { bodyStart, codeRanges, inlineBlocks, isWithinRanges, parseWithSatteri } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { isMarkedWrong } from './place.ts';

const START = '---\ntitle: 06 - Операции\n---\n\n';
const MARKS = /(?<!\\)(?:\*\*|__)/g;

export const rule = defineRule({
  id: 'T004',
  severity: 'warning',
  title: 'Каждое выделение жирным закрыто',
  why: 'Непарные звёздочки видны читателю как мусор, а выделенного слова он не видит.',
  remedy: 'Закройте выделение вплотную к слову: «**важно**». Звёздочку как знак пишите с обратной чертой: «\\*».',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/_index.md': `${START}Это **важно, и ** это ** тоже.\n` } },
    good: { files: { '06-operations/_index.md': `${START}Это **важно**, а \`**\` и src/**/*.ts — нет.\n` } },
  },
  *page(page) {
    if (!isSuspicious(page)) return;
    for (const range of literalMarks(page)) {
      if (isMarkedWrong(page, range.start)) continue;
      const mark = page.text.slice(range.start, range.end);
      yield { path: page.path, range, message: `Знаки «${mark}» видны читателю: ${reason(page.text, range)}`, found: around(page.text, range) };
    }
  },
});

/**
 * A cheap look before the exact one: marks that do not come in pairs, or do not stand close to their words.
 * Only then is the page parsed once more.
 */
function isSuspicious(page: PageRecord): boolean {
  if (!page.text.includes('**') && !page.text.includes('__')) return false;
  const code = codeRanges(page);
  for (const { start, end } of inlineBlocks(page)) {
    const block = page.text.slice(start, end);
    let opening = true;
    for (const { index, 0: mark } of block.matchAll(MARKS)) {
      if (isWithinRanges(code, start + index)) continue;
      const before = block[index - 1] ?? ' ';
      const after = block[index + mark.length] ?? ' ';
      const [outside, inside] = opening ? [before, after] : [after, before];
      if (/\s/.test(inside) || (isSign(inside) && !/\s/.test(outside) && !isSign(outside))) return true;
      opening = !opening;
    }
    if (!opening) return true;
  }
  return false;
}

/** Marks that the parser left in the text. */
function literalMarks(page: PageRecord): TextRange[] {
  const start = bodyStart(page);
  const found: TextRange[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'text' && /\*\*|__/.test(node.value)) {
      const from = start + (node.position?.start.offset ?? 0);
      const source = page.text.slice(from, start + (node.position?.end.offset ?? 0));
      for (const { index, 0: mark } of source.matchAll(MARKS)) {
        const range = { start: from + index, end: from + index + mark.length };
        if (!isPlain(page.text, range)) found.push(range);
      }
    }
    if ('children' in node) node.children.forEach(visit);
  };
  visit(parseWithSatteri(page.text.slice(start)));
  return found;
}

/** «src/**\/x», «2**8», «________»: nobody meant emphasis. */
function isPlain(text: string, { start, end }: TextRange): boolean {
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  if ([before, after].some((sign) => sign === '/' || sign === '_' || sign === '*')) return true;
  return /\d/.test(before) && /\d/.test(after);
}

function reason(text: string, { start, end }: TextRange): string {
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  if (/\s/.test(after) && !/\s/.test(before)) return 'они закрывают выделение, которое не открыто';
  if (/\s/.test(after)) return 'между ними и словом пробел';
  if (isSign(before) && !isSign(after) && !/\s/.test(after)) return `слово после них стоит вплотную к знаку «${before}»`;
  if (isSign(after) && !isSign(before) && !/\s/.test(before)) return `слово перед ними стоит вплотную к знаку «${after}»`;
  return 'выделение не закрыто';
}

function around(text: string, { start, end }: TextRange): string {
  const before = /[^\s]*[ ]?[^\s]*$/.exec(text.slice(Math.max(0, start - 24), start))?.[0] ?? '';
  const after = /^[^\s]*[ ]?[^\s]*/.exec(text.slice(end, end + 24))?.[0] ?? '';
  return before + text.slice(start, end) + after;
}

/** Punctuation as CommonMark counts it for emphasis: https://spec.commonmark.org/0.31.2/#delimiter-run */
function isSign(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}
