import { expect, it } from 'vitest';
import { readPage } from '../../knowledge/index.ts';
import { firstParagraph, pageSummary } from './opening-words.ts';

const page = (body: string, matter = '') => readPage('06-operations/_index.md', `---\ntitle: 06 - Операции\n${matter}---\n\n${body}`);

it('reads the first paragraph without its markup', () => {
  expect(firstParagraph(page('Здесь **развёртывание** -- и [ремонт](x.md).\nНочью тоже.\n\nДальше.'))).toBe('Здесь развёртывание\u00A0— и ремонт. Ночью тоже.');
});

it('finds no paragraph on a page that has only headings', () => {
  expect(firstParagraph(page('## 06.01 - Копии'))).toBeUndefined();
});

it('summarises a page by its description before its text', () => {
  expect(pageSummary(page('Первая фраза. Вторая.', 'description: Как починить.\n'))).toBe('Как починить.');
  expect(pageSummary(page('Версия `24.04` стоит везде. Вторая.'))).toBe('Версия 24.04 стоит везде.');
  expect(pageSummary(page(''))).toBeUndefined();
});
