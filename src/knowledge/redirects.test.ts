import { describe, expect, it } from 'vitest';
import { knowledgeBaseFromTexts } from './load-knowledge-base.ts';
import { normalizeAddress } from './redirects.ts';
import { redirectsOf, resolveLink } from './resolve-link.ts';

const base = knowledgeBaseFromTexts(
  new Map([
    ['_index.md', '---\ntitle: База\n---\n'],
    ['02-servers/_index.md', '---\ntitle: 02 - Серверы\n---\n'],
    ['08-planning/_index.md', '---\ntitle: 08 - Планы\n---\n'],
    [
      '08-planning/08-05-scaling/_index.md',
      '---\ntitle: 08.05 - Масштабирование\naliases: ["02.04", /02-servers/02-04-scaling/, /guides/grow.html, /08-planning/]\n---\n\n## 08.05.01 - Память\n\nТекст.\n\n### 08.05.01.02 - Порог\n\nТекст.\n',
    ],
    ['08-planning/08-05-scaling/costs.md', '---\ntitle: Цены\n---\n\n## Итог\n\nТекст.\n'],
    [
      'inventory/legacy-numbers.yaml',
      'version: "2.0"\ndate: "2025-07-14"\nnumbers:\n  "05.07": { title: Рост, to: "08.05.01" }\n  "05.08": { title: Лишнее, retired: "не наше" }\n  "08.05": { title: Другое, to: "02" }\npaths:\n  /infrastructure/growth/: "08.05"\n  lost: "09.09"\n',
    ],
    ['08-planning/08-05-scaling/Схема 1.png', ''],
  ]),
  ['img/logo.png'],
);

describe('every old address leads to its page', () => {
  const SCALING = '/08-planning/08-05-scaling/';
  it.each([
    ['permalink of a page', '/08.05', SCALING],
    ['permalink of a topic', '/08.05.01', `${SCALING}#08-05-01`],
    ['permalink of a step', '/08.05.01.02', `${SCALING}#08-05-01-02`],
    ['README of the old tree', '/08-planning/08-05-scaling/README', SCALING],
    ['_index of Gramax', '/08-planning/_index', '/08-planning/'],
    ['README of the home page', '/README', '/'],
    ['alias: old number', '/02.04', SCALING],
    ['alias: topic below the old number', '/02.04.01', `${SCALING}#08-05-01`],
    ['alias: step below the old number', '/02.04.01.02', `${SCALING}#08-05-01-02`],
    ['alias: old address', '/02-servers/02-04-scaling', SCALING],
    ['alias: old address with README', '/02-servers/02-04-scaling/README', SCALING],
    ['alias: address with an extension', '/guides/grow', SCALING],
    ['map: old number', '/05.07', `${SCALING}#08-05-01`],
    ['map: retired number', '/05.08', '/numbering-history/'],
    ['map: old path', '/infrastructure/growth', SCALING],
    ['map: old path with README', '/infrastructure/growth/README', SCALING],
  ])('%s: %s → %s', (_name, from, to) => {
    expect(redirectsOf(base).get(from)?.to).toBe(to);
  });

  it.each([
    ['a page is not overridden by an alias', '/08-planning'],
    ['a path that leads nowhere is no redirect', '/lost'],
  ])('%s: %s', (_name, from) => {
    expect(redirectsOf(base).has(from)).toBe(false);
  });

  it('a number in use keeps its present meaning', () => {
    expect(redirectsOf(base).get('/08.05')).toMatchObject({ to: SCALING, source: 'permalink' });
  });

  it('no redirect leads to another redirect or to itself', () => {
    for (const { from, to } of redirectsOf(base).values()) {
      const target = to.replace(/#.*$/, '').replace(/(?<=.)\/$/, '');
      expect(target).not.toBe(from);
      expect(redirectsOf(base).has(target)).toBe(false);
    }
  });
});

it.each([
  ['/a/b/', '/a/b'],
  ['a/b', '/a/b'],
  ['./a/b.md', '/a/b'],
  ['/a/README.md', '/a'],
  ['/a/_index', '/a'],
  ['/a/index.html', '/a'],
  ['/a/b?x=1#y', '/a/b'],
  ['06.01', '/06.01'],
  ['/', '/'],
  ['', '/'],
])('the address «%s» is %s', (address, normal) => {
  expect(normalizeAddress(address)).toBe(normal);
});

describe('an address in a page points at', () => {
  const page = base.catalogue.byPath.get('08-planning/08-05-scaling/_index.md');
  if (page === undefined) throw new Error('unreachable');
  it.each([
    ['#08-05-01', 'page 08-planning/08-05-scaling/_index.md #08-05-01'],
    ['costs.md', 'page 08-planning/08-05-scaling/costs.md'],
    ['./costs#Итог', 'page 08-planning/08-05-scaling/costs.md #Итог'],
    ['./costs.md#%D0%B8%D1%82%D0%BE%D0%B3', 'page 08-planning/08-05-scaling/costs.md #итог'],
    ['..', 'page 08-planning/_index.md'],
    ['../_index', 'page 08-planning/_index.md'],
    ['../../02-servers/', 'page 02-servers/_index.md'],
    ['../../', 'page _index.md'],
    ['/', 'page _index.md'],
    ['/02-servers/', 'page 02-servers/_index.md'],
    ['/02-servers', 'page 02-servers/_index.md'],
    ['/08.05.01', 'redirect /08-planning/08-05-scaling/#08-05-01'],
    ['/infrastructure/growth/README.md', 'redirect /08-planning/08-05-scaling/'],
    ['Схема%201.png', 'file 08-planning/08-05-scaling/Схема 1.png'],
    ['схема%201.PNG', 'file 08-planning/08-05-scaling/Схема 1.png inexact'],
    ['Схема%25201.png', 'file 08-planning/08-05-scaling/Схема 1.png inexact'],
    ['Costs.md', 'page 08-planning/08-05-scaling/costs.md inexact'],
    ['/02-Servers/', 'page 02-servers/_index.md inexact'],
    ['/img/logo.png', 'file /img/logo.png'],
    ['/img/Logo.png', 'file /img/logo.png inexact'],
    ['https://example.com', 'external'],
    ['mailto:a@example.com', 'external'],
    ['//example.com/a', 'external'],
    ['dir.tapbot.kz', 'no-scheme'],
    ['dir.tapbot.kz:8055/admin', 'no-scheme'],
    ['a@tapbot.kz', 'no-scheme'],
    ['fact:directus.domain', 'special'],
    ['status:directus', 'special'],
    ['/numbering-history/', 'generated'],
    ['/api/v1/documents.json', 'generated'],
    ['/apiary/', 'missing'],
    ['../nowhere.md', 'missing'],
    ['../../../outside.md', 'missing'],
    ['/09.09', 'missing'],
    ['%E0%A4%A', 'missing'],
  ])('%s → %s', (url, expected) => {
    const target = resolveLink(base, page, url);
    const shown = [
      target.kind,
      target.kind === 'page' ? target.page.path : target.kind === 'file' ? target.path : target.kind === 'redirect' ? target.redirect.to : '',
      target.kind === 'page' && target.anchor !== undefined ? `#${target.anchor}` : '',
      'inexact' in target && target.inexact ? 'inexact' : '',
    ];
    expect(shown.filter(Boolean).join(' ')).toBe(expected);
  });
});
