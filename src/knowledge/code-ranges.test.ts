import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes } from 'mdast';
import { markdownToMdast } from 'satteri';
import { describe, expect, it } from 'vitest';
import { bodyStart, codeRanges, isWithinRanges, proseRanges } from './code-ranges.ts';
import { readPage } from './read-page.ts';

const CONTENT = 'content';
const pages = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));

function codeOf(text: string): string[] {
  return codeRanges(readPage('_index.md', text)).map(({ start, end }) => text.slice(start, end));
}

/** The same as the parser sees it. */
function parsedCode(text: string): string[] {
  const found: string[] = [];
  const source = text.slice(0, bodyStart({ text })).replace(/[^\r\n]/g, ' ') + text.slice(bodyStart({ text }));
  const visit = (node: Nodes): void => {
    if (node.type === 'inlineCode' || node.type === 'code') found.push(text.slice(node.position?.start.offset, node.position?.end.offset));
    if ('children' in node) node.children.forEach(visit);
  };
  visit(markdownToMdast(source, { features: { gfm: true, frontmatter: false }, position: true }));
  return found;
}

describe('code is found where the parser finds it', () => {
  it.each(pages)('in %s', (path) => {
    const text = readFileSync(join(CONTENT, path), 'utf8');
    expect(codeOf(text)).toEqual(parsedCode(text));
  });

  it.each([
    'Пара `a` и ``b ` c``, одинокий ` знак.',
    '- первый `a\n- второй` пункт',
    '| `a` | b` |\n| --- | --- |\n| `c | d` |\n| `e\\|f` | `g` |',
    'Экранированный \\`не код\\` и `код`.',
    '## Заголовок `a\n\nАбзац` и `b`.',
    '> Цитата `a`\n> и `b\n> c`.\n\nДальше `d`.',
    'Абзац `a\nпродолжение` его.',
    '```yaml\nkey: `a`\n```\n\nтекст `b`\n\n    отступ `c`\n',
    '---\ntitle: "`не код`"\n---\n\n`код`\n',
    '````md\n```\n`a`\n```\n````\n',
    'Нет пары ```` и `a` есть.',
  ])('in %j', (text) => {
    expect(codeOf(text)).toEqual(parsedCode(text));
  });
});

it('prose is all the rest of the body', () => {
  const text = '---\ntitle: x\n---\nДо `a` после\n\n```\nb\n```\nконец\n';
  const page = readPage('_index.md', text);
  expect(proseRanges(page).map(({ start, end }) => text.slice(start, end))).toEqual(['До ', ' после\n\n', '\nконец\n']);
  expect(isWithinRanges(codeRanges(page), text.indexOf('a`'))).toBe(true);
  expect(isWithinRanges(codeRanges(page), text.indexOf('после'))).toBe(false);
});

it('a hundred thousand backticks are read in time', () => {
  const page = readPage('_index.md', 'слово');
  const before = performance.now();
  codeRanges({ ...page, text: '` `` ``` '.repeat(30_000) });
  codeRanges({ ...page, text: '`a\n\n'.repeat(30_000) });
  expect(performance.now() - before).toBeLessThan(1_500);
});
