import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnyFrontMatter, readFrontMatter } from './front-matter.ts';
import { readPlainFrontMatter } from './plain-front-matter.ts';

const CONTENT = 'content';
const MATTER = /^---\n(?<yaml>[\s\S]*?)(?<=\n)---\n/;

describe('the fast reader of front matter', () => {
  it('reads most pages of the knowledge base by itself', () => {
    const texts = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => MATTER.exec(readFileSync(join(CONTENT, path), 'utf8'))?.groups?.['yaml'] ?? '');
    const plain = texts.filter((yaml) => readPlainFrontMatter(yaml, 0) !== undefined);
    expect(plain.length).toBeGreaterThan(texts.length * 0.9);
    for (const yaml of plain) expect(readFrontMatter(yaml, 4)).toEqual(readAnyFrontMatter(yaml, 4));
  });

  it.each([
    'title: 06.01',
    'title: 06.01 - Копии',
    'order: 007',
    'order: 1e3',
    'order: 12345678901234567890',
    'private: True',
    'private: true',
    'owner: null',
    'owner: "null"',
    "owner: ''",
    'owner: a: b',
    'owner: a:',
    'owner: a:b',
    'owner: a #b',
    'owner: a#b',
    'owner: a, b',
    'owner: "a" b',
    'owner: "a"b: c',
    'owner: - a',
    'owner: a\n  b',
    'owner: a\n\n',
    'owner:',
    'owner: ',
    'audience: []',
    'audience: [devops]',
    'audience: [ devops]',
    'audience: [devops ]',
    'audience: [devops, ]',
    'audience: [devops,manager]',
    'audience: [devops, true]',
    'audience: [devops, a - b]',
    'audience: ["a, b", c]',
    'audience: [a: b]',
    'audience: [a]\n  b',
    'title: a\ntitle: b',
    'toString: a',
    '"title": a',
    'title: a\n# b',
    'title: a\n...',
    '1a: b',
    'title: 2024-07-21',
    'title: 1 000',
    'title: 0x1F',
    'title: 0o17 a',
    'title: Да',
    'title: yes',
    'title: a   ',
    'title: a\u00A0',
    'title: a\u2028b',
    'title: a\uFEFFb',
    'title:\u00A0a',
  ])('agrees with the library on %j', (yaml) => {
    expect(readFrontMatter(yaml, 7)).toEqual(readAnyFrontMatter(yaml, 7));
    expect(readFrontMatter(`${yaml}\n`, 7)).toEqual(readAnyFrontMatter(`${yaml}\n`, 7));
  });

  it('agrees with the library on any text made of what YAML is made of', () => {
    const key = fc.constantFrom('title', 'order', 'private', 'owner', 'audience', 'version', 'x', 'True');
    const token = fc.constantFrom(
      'а',
      'b',
      'Слово',
      '1',
      '06.01',
      ' ',
      '  ',
      ':',
      ': ',
      ' #',
      '-',
      '- ',
      '"',
      "'",
      '\\',
      '[',
      ']',
      ',',
      ', ',
      '{',
      '&',
      '*',
      '!',
      '|',
      '>',
      '%',
      '@',
      '`',
      '~',
      'null',
      'true',
      '\t',
      '\n  ',
      '\u00A0',
      '😀',
    );
    const line = fc.tuple(key, fc.array(token, { maxLength: 6 })).map(([name, tokens]) => `${name}: ${tokens.join('')}`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const yaml = `${lines.join('\n')}\n`;
        // The full reader refuses aliases by throwing; the fast one must then not have read them.
        const full = (): unknown => readAnyFrontMatter(yaml, 3);
        if (readPlainFrontMatter(yaml, 3) !== undefined) expect(readFrontMatter(yaml, 3)).toEqual(full());
      }),
      { numRuns: 5000 },
    );
  });
});
