import { describe, expect, it } from 'vitest';
import { knowledgeBaseFromTexts } from '../knowledge/index.ts';
import type { SidebarEntry } from './sidebar.ts';
import { LARGE_BASE_PAGES, pageTitle, paginationLinks, sidebarEntries } from './sidebar.ts';
import type { SiteView } from './site-view.ts';
import { buildSiteView } from './site-view.ts';

const page = (title: string, more = ''): string => `---\ntitle: ${title}\n${more}---\n`;
const viewOf = (texts: ReadonlyArray<readonly [string, string]>): SiteView => buildSiteView(knowledgeBaseFromTexts(new Map(texts)), false);

/** The sidebar as an indented list: `+` open group, `-` folded group, `*` the current page. */
function drawn(entries: readonly SidebarEntry[], indent = ''): string {
  return entries
    .map((entry) =>
      entry.type === 'group'
        ? `${indent}${entry.collapsed ? '-' : '+'} ${entry.label}\n${drawn(entry.entries, `${indent}  `)}`
        : `${indent}${entry.label}${entry.isCurrent ? ' *' : ''}`,
    )
    .join('\n');
}

const SMALL = viewOf([
  ['_index.md', page('База')],
  ['01-a/_index.md', page('01 - Первый', 'status: active\n')],
  ['01-a/01-01-b/_index.md', page('01.01 - Документ', 'status: draft\nprogress: 30\n')],
  ['01-a/01-01-b/child.md', page('Приложение', 'progress: 60\n')],
  ['01-a/01-02-c/_index.md', page('01.02 - Другой -- и всё')],
  ['01-a/01-03-d/_index.md', page('01.03 - Тайный', 'private: true\n')],
  ['02-z/_index.md', page('02 - Второй')],
]);
const at = (url: string) => SMALL.catalogue.byUrl.get(url) ?? expect.unreachable();

describe('the sidebar', () => {
  it('folds all sections on the home page', () => {
    expect(drawn(sidebarEntries(SMALL, at('/')))).toBe('- 01 Первый\n  01 Первый\n  01.01 Документ\n  01.02 Другой\u00A0— и всё\n02 Второй');
  });

  it('opens the section of the current page, and the child pages of the current document alone', () => {
    const open = '+ 01 Первый\n  01 Первый\n  + 01.01 Документ\n    01.01 Документ *\n    Приложение\n  01.02 Другой\u00A0— и всё\n02 Второй';
    expect(drawn(sidebarEntries(SMALL, at('/01-a/01-01-b/')))).toBe(open);
    expect(drawn(sidebarEntries(SMALL, at('/01-a/01-01-b/child/')))).toBe(open.replace(' *', '').replace('Приложение', 'Приложение *'));
    expect(drawn(sidebarEntries(SMALL, at('/01-a/01-02-c/')))).toContain('  01.01 Документ\n  01.02');
  });

  it('marks the own page of a group and carries number, status and progress', () => {
    const [section] = sidebarEntries(SMALL, at('/01-a/01-01-b/'));
    const links = section?.type === 'group' ? section.entries : [];
    expect(links[0]).toMatchObject({ href: '/01-a/', attrs: { 'data-section': '', 'data-number': '01', 'data-status': 'active', 'data-progress': '30' } });
    const document = links[1]?.type === 'group' ? links[1].entries[0] : undefined;
    expect(document).toMatchObject({ href: '/01-a/01-01-b/', attrs: { 'data-document': '', 'data-status': 'draft', 'data-number': '01.01' } });
  });

  it('is there on pages outside the knowledge base too', () => {
    expect(sidebarEntries(SMALL, undefined)).toHaveLength(2);
  });

  it('of a large base lists every section, but the documents of the current one alone', () => {
    const texts: Array<readonly [string, string]> = [['_index.md', page('База')]];
    for (const section of ['01', '02', '03', '04']) {
      texts.push([`${section}-s/_index.md`, page(`${section} - Раздел`)]);
      for (let n = 1; n <= 90; n++) {
        const document = String(n).padStart(2, '0');
        texts.push([`${section}-s/${section}-${document}-d/_index.md`, page(`${section}.${document} - Документ`)]);
      }
    }
    const large = viewOf(texts);
    expect(large.catalogue.pages.length).toBeGreaterThan(LARGE_BASE_PAGES);
    const sizes = sidebarEntries(large, large.catalogue.byUrl.get('/02-s/02-05-d/')).map((entry) => (entry.type === 'group' ? entry.entries.length : 0));
    expect(sizes).toEqual([1, 91, 1, 1]);
  });
});

describe('neighbours', () => {
  it('follow the order of reading and step over hidden pages', () => {
    const walk: string[] = [];
    for (let url: string | undefined = '/'; url !== undefined; url = paginationLinks(SMALL, at(url)).next?.href) walk.push(url);
    expect(walk).toEqual(['/', '/01-a/', '/01-a/01-01-b/', '/01-a/01-01-b/child/', '/01-a/01-02-c/', '/02-z/']);
    expect(paginationLinks(SMALL, at('/02-z/')).prev).toMatchObject({ href: '/01-a/01-02-c/', label: '01.02 Другой\u00A0— и всё' });
  });
});

it('a title reads «number — name»', () => {
  expect(pageTitle(at('/01-a/01-01-b/'))).toBe('01.01 — Документ');
  expect(pageTitle(at('/'))).toBe('База');
});
