import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import type { MarkdownParser } from './read-page.ts';
import { readPage } from './read-page.ts';

const remark = unified().use(remarkParse).use(remarkGfm);
const parseWithRemark: MarkdownParser = (source) => remark.parse(source);

const CONTENT = 'content';
const pages = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));

describe('the fast parser of the checker sees what remark, the parser of the site, sees', () => {
  it.each(pages)('in %s', (path) => {
    const text = readFileSync(join(CONTENT, path), 'utf8');
    expect(readPage(path, text)).toEqual(readPage(path, text, [], parseWithRemark));
  });

  it('in a page of awkward constructs', () => {
    const text =
      '---\ntitle: 01 - Проба\n---\r\n\r\n# A  \r\n\r\nСм. 01\\.02.03 и *06.01.01*, [06.01](a.md#б "t") `01.01.01`\\\nдальше\r\n\r\n> [!NOTE]\n>\n> 😀 08.01.03\n\n- [x] 02.01 - Пункт\n- [ ] [02.02 - Имя](b.md) — пояснение\n\n| 03.01 | [x](y.md) |\n|---|---|\n| 03.02 - Имя | 2 |\n\n```yaml title="a" file=/x#y\n## 09.09.09\n```\n\n[ref]: ./c.md "t"\n\n![рис](p.png)\n\nSetext 04.01\n---\n';
    expect(readPage('_index.md', text)).toEqual(readPage('_index.md', text, [], parseWithRemark));
  });
});
