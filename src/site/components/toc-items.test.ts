import { expect, it } from 'vitest';
import { sectionsFirst } from './toc-items.ts';

const item = (text: string) => ({ text, slug: text, children: [] });
const texts = (names: string[]): string[] => sectionsFirst(names.map(item)).map(({ text }) => text);

it('puts the sections right after the overview, as the home page does', () => {
  expect(texts(['Обзор', 'С чего начать', 'Разделы', 'Контакты'])).toEqual(['Обзор', 'Разделы', 'С чего начать', 'Контакты']);
});

it('leaves a table of contents without sections as it is', () => {
  expect(texts(['Обзор', 'Контакты'])).toEqual(['Обзор', 'Контакты']);
  expect(texts([])).toEqual([]);
});
