import { describe, expect, it } from 'vitest';
import { cardsByHeading, splitHome, withoutOpening } from './home-chapters.ts';

const heading = (level: number, text: string) =>
  `<div class="sl-heading-wrapper level-h${level}"><h${level} id="x">${text}</h${level}><a class="sl-anchor-link" href="#x"><span>Заголовок</span></a></div>`;
const home = `<p>О чём.</p><p>Как.</p>${heading(2, 'Разделы')}<ul><li>01</li></ul>${heading(2, 'Готовность <em>компонентов</em>')}<table></table><p>Сноска.</p>`;

describe('splitHome', () => {
  it('cuts at every second-level heading and loses nothing', () => {
    const { intro, chapters } = splitHome(home);
    expect(chapters.map((chapter) => chapter.title)).toEqual(['Разделы', 'Готовность компонентов']);
    expect(intro + chapters.map((chapter) => chapter.heading + chapter.body).join('')).toBe(home);
    expect(chapters[0]?.body).toBe('<ul><li>01</li></ul>');
  });

  it('leaves a page without headings as its intro', () => {
    expect(splitHome('<p>Одно.</p>')).toEqual({ intro: '<p>Одно.</p>', chapters: [] });
  });
});

it('makes a card of every third-level heading', () => {
  const { before, cards } = cardsByHeading(`<p>До.</p>${heading(3, 'Новичок')}<ol></ol>${heading(3, 'DevOps')}<ol></ol>`, 'card');
  expect(before).toBe('<p>До.</p>');
  expect(cards).toEqual([
    `<section class="card">${heading(3, 'Новичок')}<ol></ol></section>`,
    `<section class="card">${heading(3, 'DevOps')}<ol></ol></section>`,
  ]);
});

describe('withoutOpening', () => {
  it('takes away the first sentence and keeps the rest of its paragraph', () => {
    expect(withoutOpening('\n<p>О чём. Для кого.</p><p>Как.</p>', 'О чём.')).toBe('<p>Для кого.</p><p>Как.</p>');
  });

  it('takes away a paragraph that holds nothing else', () => {
    expect(withoutOpening('<p>О чём.</p><p>Как.</p>', 'О чём.')).toBe('<p>Как.</p>');
  });

  it('leaves a text that begins with something else', () => {
    expect(withoutOpening('<p><em>О</em> чём.</p>', 'О чём.')).toBe('<p><em>О</em> чём.</p>');
  });
});
