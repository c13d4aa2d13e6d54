import { describe, expect, it } from 'vitest';
import { knowledgeBaseFromTexts } from '../knowledge/index.ts';
import type { SiteView } from './site-view.ts';
import { buildSiteView, isHiddenFile } from './site-view.ts';

const page = (title: string, more = ''): string => `---\ntitle: ${title}\n${more}---\n\nТекст.\n`;
const view = (team: boolean): SiteView =>
  buildSiteView(
    knowledgeBaseFromTexts(
      new Map([
        ['_index.md', page('База')],
        ['01-open/_index.md', page('01 - Открытое')],
        ['01-open/map.png', ''],
        ['02-team/_index.md', page('02 - Для команды', 'private: true\naliases: ["09"]\n')],
        ['02-team/02-01-keys/_index.md', page('02.01 - Ключи')],
        ['02-team/02-01-keys/keys.png', ''],
        ['02-team/02-01-keys/files/deep.png', ''],
        ['inventory/servers.yaml', ''],
      ]),
    ),
    team,
  );

describe('what a public build shows', () => {
  const open = view(false);

  it('has no private page, and nothing below one', () => {
    expect([...open.hidden]).toEqual(['02-team/_index.md', '02-team/02-01-keys/_index.md']);
    expect(open.catalogue.order.map(({ path }) => path)).toEqual(['_index.md', '01-open/_index.md']);
    expect([...open.catalogue.numbers.keys()]).toEqual(['01']);
  });

  it('has no redirect to a private page', () => {
    expect(open.redirects.filter(({ from, to }) => /02|09/.test(from + to))).toEqual([]);
  });

  it('still knows the private pages, to tell a private link from a dead one', () => {
    expect(open.base.catalogue.byPath.has('02-team/_index.md')).toBe(true);
  });

  it.each(['inventory/servers.yaml', '02-team/02-01-keys/keys.png', '02-team/02-01-keys/files/deep.png', '02-team/_index.md'])('keeps %s to itself', (path) => {
    expect(isHiddenFile(open, path)).toBe(true);
    expect(isHiddenFile(view(true), path)).toBe(false);
  });

  it('publishes the files of open pages', () => {
    expect(isHiddenFile(open, '01-open/map.png')).toBe(false);
  });
});

it('a team build shows everything', () => {
  const team = view(true);
  expect(team.hidden.size).toBe(0);
  expect(team.catalogue.order).toHaveLength(4);
  expect([...team.places.values()]).toEqual([0, 1, 2, 3]);
});
