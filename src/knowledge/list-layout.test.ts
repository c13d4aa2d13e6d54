import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ListStyle } from './list-layout.ts';
import { layOutLists } from './list-layout.ts';
import { readPage } from './read-page.ts';
import { applyEdits } from './text-range.ts';

function laidOut(text: string, style: ListStyle): string {
  return applyEdits(text, layOutLists(readPage('_index.md', text), style).edits);
}

const PAIRS: ReadonlyArray<readonly [string, string, string]> = [
  ['a list', '- а\n- б\n', '-  а\n\n-  б\n'],
  ['a nested list', '- а\n  - б\n    - в\n  - г\n- д\n', '-  а\n\n   -  б\n\n      -  в\n\n   -  г\n\n-  д\n'],
  ['a numbered list', '1. а\n2. б\n', '1. а\n\n2. б\n'],
  ['a list in a numbered one', '1. а\n   - б\n10. в\n    - г\n', '1. а\n\n   -  б\n\n10. в\n\n    -  г\n'],
  ['check boxes', '- [ ] а\n- [x] б\n', '* [ ] а\n\n* [x] б\n'],
  ['items of two paragraphs', '- а\n\n  продолжение\n\n- б\n', '-  а\n\n   продолжение\n\n-  б\n'],
  ['items with code', '- а\n\n  ```bash\n  ls\n    cd\n  ```\n\n- б\n', '-  а\n\n   ```bash\n   ls\n     cd\n   ```\n\n-  б\n'],
  ['text of two lines', '- а\n  дальше\n- б\n', '-  а\n   дальше\n\n-  б\n'],
  ['a list between paragraphs', 'До:\n\n- а\n- б\n\nПосле.\n', 'До:\n\n-  а\n\n-  б\n\nПосле.\n'],
  ['a list under front matter', '---\ntitle: x\n---\n\n- а\n- б\n', '---\ntitle: x\n---\n\n-  а\n\n-  б\n'],
  ['a list at the very end', '- а\n- б', '-  а\n\n-  б'],
  ['Windows line breaks', '- а\r\n- б\r\n', '-  а\r\n\r\n-  б\r\n'],
];

describe('our style and that of Gramax turn into each other', () => {
  it.each(PAIRS)('%s', (_what, ours, gramax) => {
    expect(laidOut(gramax, 'ours')).toBe(ours);
    expect(laidOut(ours, 'gramax')).toBe(gramax);
    expect(laidOut(ours, 'ours')).toBe(ours);
    expect(laidOut(gramax, 'gramax')).toBe(gramax);
  });
});

it.each([
  ['neighbours that would grow together', '* а\n+ б\n', '- а\n+ б\n'],
  ['check boxes below a list', '-  а\n\n*  [ ] б\n\n*  [x] в\n', '- а\n\n* [ ] б\n* [x] в\n'],
  ['one star', '*  а\n\n*  б\n', '- а\n- б\n'],
  ['a lazy line', '- а\nдальше\n- б\n', '- а\n  дальше\n- б\n'],
  ['a list in a quote', '> -  а\n>\n> -  б\n', '> -  а\n>\n> -  б\n'],
  ['a tab', '-\tа\n-\tб\n', '-\tа\n-\tб\n'],
  ['a dash in code', '```\n-  а\n\n-  б\n```\n', '```\n-  а\n\n-  б\n```\n'],
  ['an empty item', '-\n- б\n', '-\n- б\n'],
  ['a list in the line of an item', '- - а\n', '- - а\n'],
])('%s', (_what, text, expected) => {
  expect(laidOut(text, 'ours')).toBe(expected);
});

const CONTENT = 'content';
describe('the pages of the base survive the editor', () => {
  it.each(readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md')))('%s', (path) => {
    const text = readFileSync(join(CONTENT, path), 'utf8');
    expect(laidOut(text, 'ours')).toBe(text);
    expect(laidOut(laidOut(text, 'gramax'), 'ours')).toBe(text);
  });
});
