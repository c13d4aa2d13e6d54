import { expect, it } from 'vitest';
import { knowledgeBaseFromTexts } from '../knowledge/index.ts';
import { attachmentAt, linkedAttachments } from './attachments.ts';
import { buildSiteView } from './site-view.ts';

const base = knowledgeBaseFromTexts(
  new Map([
    [
      '_index.md',
      '---\ntitle: База\n---\n\n[план](01-a/план работ.xlsx) [план](<01-a/план работ.xlsx>) [тайна](02-b/keys.zip) [серверы](inventory/servers.yaml) [стек](/stack/a.yaml)\n',
    ],
    ['01-a/_index.md', '---\ntitle: 01 - А\n---\n'],
    ['01-a/план работ.xlsx', ''],
    ['01-a/unlinked.xlsx', ''],
    ['02-b/_index.md', '---\ntitle: 02 - Б\nprivate: true\n---\n\n[ещё](more.zip)\n'],
    ['02-b/keys.zip', ''],
    ['02-b/more.zip', ''],
    ['inventory/servers.yaml', ''],
  ]),
  ['stack/a.yaml'],
);

it('only files that visible pages link to are published', () => {
  expect(linkedAttachments(buildSiteView(base, false))).toEqual(['01-a/план работ.xlsx']);
  expect(linkedAttachments(buildSiteView(base, true))).toEqual(['01-a/план работ.xlsx', '02-b/keys.zip', '02-b/more.zip', 'inventory/servers.yaml']);
});

it('the development server serves the same files', () => {
  const view = buildSiteView(base, false);
  expect(attachmentAt(view, `/${encodeURI('01-a/план работ.xlsx')}?download`)).toBe('01-a/план работ.xlsx');
  for (const url of ['/02-b/keys.zip', '/inventory/servers.yaml', '/01-a/unlinked.xlsx', '/../package.json', '/%E0%A4%A'])
    expect(attachmentAt(view, url)).toBeUndefined();
});
