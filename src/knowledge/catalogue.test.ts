import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from './catalogue.ts';
import { buildCatalogue, enclosingNumber, isIndexPage, neighbours, placeNumber, writtenProgress } from './catalogue.ts';
import { readPage } from './read-page.ts';
import { SectionNumber } from './section-number.ts';

const FILES: Readonly<Record<string, string>> = {
  '_index.md': 'База|## 01 - Основы\n',
  '01-basis/_index.md': '01 - Основы|## 01.01 - Видение\n\n- 01.02 - Команда\n',
  '01-basis/01-01-vision/_index.md': '01.01 - Видение|## 01.01.01 - Контекст\n\n### 01.01.01.01 - Рынок\n',
  '01-basis/01-01-vision/z.md': 'Первая|Текст',
  '01-basis/01-01-vision/a.md': 'Вторая|## 01.01.02 - Тема на дочерней странице\n',
  '01-basis/01-02-team/_index.md': '01.02 - Команда|## 01.01.01 - Чужой номер\n',
  '02-servers/_index.md': '07 - Не свой номер|Текст',
  'about.md': 'О базе|## 03 - Ничей заголовок\n',
};
const ORDERS: Readonly<Record<string, number>> = { '01-basis/01-01-vision/z.md': 1, '01-basis/01-01-vision/a.md': 2 };

function catalogueOf(paths: readonly string[]): Catalogue {
  return buildCatalogue(
    paths.map((path) => {
      const [title, body] = (FILES[path] ?? '|').split('|');
      const order = ORDERS[path] === undefined ? '' : `order: ${ORDERS[path]}\n`;
      return readPage(path, `---\ntitle: ${title}\n${order}---\n\n${body}`);
    }),
  );
}

const catalogue = catalogueOf(Object.keys(FILES));

describe('the catalogue', () => {
  it('is the same whatever the order of the files', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(FILES), { minLength: Object.keys(FILES).length }), (paths) => {
        const shuffled = catalogueOf(paths);
        expect(shuffled.order.map(({ path }) => path)).toEqual(catalogue.order.map(({ path }) => path));
        expect([...shuffled.numbers].map(([number, { url }]) => [number, url])).toEqual([...catalogue.numbers].map(([number, { url }]) => [number, url]));
      }),
    );
  });

  it('reads from home through sections and documents, child pages by their order', () => {
    expect(catalogue.order.map(({ path }) => path)).toEqual([
      '_index.md',
      '01-basis/_index.md',
      '01-basis/01-01-vision/_index.md',
      '01-basis/01-01-vision/z.md',
      '01-basis/01-01-vision/a.md',
      '01-basis/01-02-team/_index.md',
      '02-servers/_index.md',
      'about.md',
    ]);
    const [home, section] = catalogue.order;
    if (home === undefined || section === undefined) throw new Error('unreachable');
    expect(neighbours(catalogue, home)).toEqual({ previous: undefined, next: section });
    expect(neighbours(catalogue, section).previous).toBe(home);
  });

  it('finds a number at its page or heading, with an address', () => {
    const urls = Object.fromEntries([...catalogue.numbers].map(([number, { url }]) => [number, url]));
    expect(urls).toEqual({
      '01': '/01-basis/',
      '01.01': '/01-basis/01-01-vision/',
      '01.01.01': '/01-basis/01-01-vision/#01-01-01',
      '01.01.01.01': '/01-basis/01-01-vision/#01-01-01-01',
      '01.01.02': '/01-basis/01-01-vision/a/#01-01-02',
      '01.02': '/01-basis/01-02-team/',
      '02': '/02-servers/',
      '03': '/about/#03',
    });
  });

  it('lets the document that owns a number win over a stray heading, and remembers both', () => {
    const number = SectionNumber.parse('01.01.01');
    const claims = number === undefined ? [] : (catalogue.claims.get(number) ?? []);
    expect(claims.map(({ page }) => page.path)).toEqual(['01-basis/01-01-vision/_index.md', '01-basis/01-02-team/_index.md']);
  });

  it('trusts the folder, not the title; headings of indexes claim nothing', () => {
    const servers = catalogue.byPath.get('02-servers/_index.md');
    if (servers === undefined) throw new Error('unreachable');
    expect(servers.number).toBe('07');
    expect(placeNumber(servers)).toBe('02');
    expect([...catalogue.claims.values()].filter((claims) => claims.length > 1)).toHaveLength(1);
    expect(catalogue.pages.filter(isIndexPage).map(({ path }) => path)).toEqual(['_index.md', '01-basis/_index.md', '02-servers/_index.md']);
  });

  it('knows the number around a page without one', () => {
    const numbers = catalogue.pages.map((page) => [page.path, enclosingNumber(page)]);
    expect(Object.fromEntries(numbers)).toMatchObject({ '01-basis/01-01-vision/a.md': '01.01', 'about.md': undefined, '_index.md': undefined });
  });

  it('counts progress from the bottom up', () => {
    const node = catalogue.nodes.get('01-basis/_index.md');
    expect(node && writtenProgress(node)).toBe(0);
  });
});
