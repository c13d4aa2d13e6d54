import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knowledgeBaseFromTexts, NO_HISTORY } from '../knowledge/index.ts';
import { pageFacts, reviewDue } from './page-facts.ts';
import { buildSiteView } from './site-view.ts';

describe('the day a page must be read again', () => {
  it.each([
    ['2025-07-21', 'weekly', '2025-07-28'],
    ['2025-07-21', 'monthly', '2025-08-21'],
    ['2025-01-31', 'monthly', '2025-02-28'],
    ['2024-01-31', 'monthly', '2024-02-29'],
    ['2025-11-30', 'quarterly', '2026-02-28'],
    ['2025-12-31', 'weekly', '2026-01-07'],
    ['2024-02-29', 'yearly', '2025-02-28'],
  ] as const)('%s, %s: %s', (updated, rhythm, due) => {
    expect(reviewDue(updated, rhythm)).toBe(due);
  });

  it('is unknown without a day, without a rhythm, and for what is no day', () => {
    expect(reviewDue(undefined, 'weekly')).toBeUndefined();
    expect(reviewDue('2025-07-21', undefined)).toBeUndefined();
    expect(reviewDue('2025-99-99', 'weekly')).toBeUndefined();
  });

  it('is always later, and a longer rhythm never comes sooner', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, (updated) => {
        const due = (['weekly', 'monthly', 'quarterly', 'yearly'] as const).map((rhythm) => reviewDue(updated, rhythm) ?? '');
        expect([updated, ...due]).toEqual([updated, ...due].sort());
        expect(new Set([updated, ...due]).size).toBe(5);
      }),
    );
  });
});

describe('facts of a page', () => {
  const base = knowledgeBaseFromTexts(
    new Map([
      ['_index.md', '---\ntitle: База\n---\n'],
      ['01-a/_index.md', '---\ntitle: 01 - Раздел\n---\n'],
      [
        '01-a/01-01-b/_index.md',
        '---\ntitle: 01.01 - Документ\nstatus: draft\nprogress: 40\nversion: "1.2"\nupdated: "2025-07-21"\nreview: monthly\nowner: devops\naudience: [devops]\n---\n',
      ],
      ['01-a/01-02-c/_index.md', '---\ntitle: 01.02 - Тайный\nprivate: true\nprogress: 100\n---\n'],
    ]),
  );
  const view = buildSiteView(base, false);
  const record = (path: string) => base.pages.find((page) => page.path === path) ?? expect.unreachable();

  it('come from its front matter, the catalogue and git', () => {
    const history = { ...NO_HISTORY, lastChange: new Map([['01-a/01-01-b/_index.md', { date: '2025-07-22', author: 'Кадырхан' }]]) };
    expect(pageFacts(view, history, record('01-a/01-01-b/_index.md'))).toMatchObject({
      number: '01.01',
      name: 'Документ',
      status: 'draft',
      progress: 40,
      version: '1.2',
      updated: '2025-07-21',
      changed: { date: '2025-07-22', author: 'Кадырхан' },
      owner: 'devops',
      review: 'monthly',
      reviewDue: '2025-08-21',
      audience: ['devops'],
      permalink: '/01.01',
    });
  });

  it('of a section count its visible documents alone', () => {
    expect(pageFacts(view, NO_HISTORY, record('01-a/_index.md'))?.progress).toBe(40);
    expect(pageFacts(buildSiteView(base, true), NO_HISTORY, record('01-a/_index.md'))?.progress).toBe(70);
  });

  it('of a hidden page are not told', () => {
    expect(pageFacts(view, NO_HISTORY, record('01-a/01-02-c/_index.md'))).toBeUndefined();
  });

  it('of a page without a number have no permalink', () => {
    expect(pageFacts(view, NO_HISTORY, record('_index.md'))?.permalink).toBeUndefined();
  });
});
