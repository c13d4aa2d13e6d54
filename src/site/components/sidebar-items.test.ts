import { expect, it } from 'vitest';
import { knowledgeBaseFromTexts } from '../../knowledge/index.ts';
import { sidebarEntries } from '../sidebar.ts';
import { buildSiteView } from '../site-view.ts';
import { sidebarItems } from './sidebar-items.ts';

const page = (title: string, matter = '') => `---\ntitle: ${title}\n${matter}---\n`;
const view = buildSiteView(
  knowledgeBaseFromTexts(
    new Map([
      ['_index.md', page('Дом')],
      ['06-operations/_index.md', page('06 - Операции')],
      ['06-operations/06-01-backup/_index.md', page('06.01 - Копии', 'status: draft\n')],
      ['06-operations/06-02-deployment/_index.md', page('06.02 - Развёртывание')],
      ['07-development/_index.md', page('07 - Разработка')],
    ]),
  ),
  true,
);
const current = view.catalogue.byPath.get('06-operations/06-01-backup/_index.md');

it('makes a section one row: its own link, and an arrow with its documents', () => {
  const [operations, development] = sidebarItems(sidebarEntries(view, current));
  expect(operations).toMatchObject({ href: '/06-operations/', number: '06', name: 'Операции', open: true, isCurrent: false });
  expect(sidebarItems(operations?.entries ?? [])).toMatchObject([
    { number: '06.01', name: 'Копии', status: 'draft', isCurrent: true },
    { number: '06.02', name: 'Развёртывание', status: undefined, isCurrent: false },
  ]);
  expect(development).toMatchObject({ number: '07', name: 'Разработка', entries: [] });
});

it('keeps sections folded away from the current page', () => {
  expect(sidebarItems(sidebarEntries(view, undefined)).map(({ open }) => open)).toEqual([false, false]);
});
