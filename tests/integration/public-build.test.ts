import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadInventory, teamValues } from '../../src/inventory/index.ts';
import type { SiteCopy } from './site-copy.ts';
import { copySite } from './site-copy.ts';

/** Words that stand nowhere but on the private page; the search index keeps their stems. */
const TITLE = 'Сейф жураплекса';
const STEMS = ['журапл', 'выхрюч', 'кряквот'];
const PRIVATE_PAGE = `---
title: 05.05 - ${TITLE}
description: Где лежит выхрючка.
private: true
searchPhrases: ["кряквотина"]
aliases: ["/guides/zhurapleks"]
---

Тут выхрючка и кряквотина. Соседний файл: [ключи](zhurapleks.txt).

## 05.05.01 - Выхрючка от сейфа

Адрес: [ip](fact:server2.ip).

\`\`\`service
id: directus
\`\`\`
`;
/** What the private page is called in addresses and files. */
const ADDRESSES = ['05-05-safe', '05.05.01', '05-05-01', 'zhurapleks'];

let site: SiteCopy;
let values: readonly string[];
const outputs = new Map<'public' | 'team', ReadonlyMap<string, string>>();

beforeAll(() => {
  site = copySite(['content']);
  const read = (path: string): string => readFileSync(join(site.folder, 'content', path), 'utf8');
  const swap = (text: string, what: string, by: string): string => {
    if (!text.includes(what)) throw new Error(`«${what}» stands nowhere`);
    return text.replace(what, by);
  };
  const security = '05-security/05-01-principles/_index.md';
  site.write({
    '05-security/05-05-safe/_index.md': PRIVATE_PAGE,
    '05-security/05-05-safe/zhurapleks.txt': 'выхрючка',
    // A public page that speaks of what it may not show.
    [security]: `${read(security)}\nАдрес второго сервера — [x](fact:server2.ip), сейф описан в 05.05.01 и [здесь](../05-05-safe/_index.md).\n`,
    // Values of every kind that is for the team alone, and a card whose procedure is on the private page.
    'inventory/people.yaml': swap(
      read('inventory/people.yaml'),
      '    email: kadyrkhan@',
      '    privateContacts: { phone: "+7 700 123 45 67" }\n    email: kadyrkhan@',
    ),
    'inventory/services.yaml': swap(
      swap(read('inventory/services.yaml'), '    domain: dir.tapbot.kz\n', '    domain: dir.tapbot.kz\n    accessNote: Через бастион жураплекса\n'),
      '    purpose: Вход на второй сервер.\n    owner: devops\n    ports:\n      ssh: { port: 22, exposure: public, purpose: вход по ключу }\n    auth: { kinds: [keys] }\n    document: "05.02.03"\n    runbook: "06.05.02"',
      '    purpose: Вход на второй сервер.\n    owner: devops\n    ports:\n      ssh: { port: 22, exposure: public, purpose: вход по ключу }\n    auth: { kinds: [keys] }\n    document: "05.02.03"\n    runbook: "05.05.01"',
    ),
  });
  const { inventory, problems } = loadInventory(join(site.folder, 'content'));
  expect(problems).toEqual([]);
  values = inventory === undefined ? [] : teamValues(inventory);
  for (const audience of ['team', 'public'] as const) {
    const { status, output } = site.build(audience);
    expect(status, output).toBe(0);
    outputs.set(audience, filesIn(join(site.folder, 'dist')));
  }
});
afterAll(() => site?.remove());

/** Every built file by path, unpacked: the search index is gzipped. */
function filesIn(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, path);
    if (!statSync(file).isFile()) continue;
    const bytes = readFileSync(file);
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
    // A space that does not break is a space: pages set them between digits.
    files.set(path, `${path}\n${text}`.replace(/&#xA0;|&nbsp;|\u00A0/gi, ' '));
  }
  return files;
}

/** Files of a build that hold a text, in any case and however it is written into an address. */
function holding(audience: 'public' | 'team', text: string): string[] {
  const spellings = [text, encodeURI(text), encodeURIComponent(text), JSON.stringify(text).slice(1, -1)].map((spelling) => spelling.toLowerCase());
  return [...(outputs.get(audience) ?? [])]
    .filter(([, content]) => spellings.some((spelling) => content.toLowerCase().includes(spelling)))
    .map(([path]) => path);
}

describe('the public build', () => {
  it('looks everywhere: pages, the search index, JSON, the sitemap, redirects', () => {
    const paths = [...(outputs.get('public')?.keys() ?? [])];
    for (const pattern of [
      /^inventory\/index\.html$/,
      /\.pf_fragment$/,
      /\.pf_index$/,
      /\.pf_meta$/,
      /^api\/v1\/inventory\.json$/,
      /^sitemap-0\.xml$/,
      /^numbers\.json$/,
      /^redirects\.json$/,
    ])
      expect(
        paths.some((path) => pattern.test(path)),
        String(pattern),
      ).toBe(true);
    // The fragments are readable here, or the silence below would prove nothing.
    expect(holding('public', 'Directus').some((path) => path.endsWith('.pf_fragment'))).toBe(true);
    expect(holding('public', 'dir.tapbot.kz').some((path) => path === 'api/v1/inventory.json')).toBe(true);
  });

  it('holds no value that only the team may see', () => {
    expect(values).toEqual(expect.arrayContaining(['+7 700 123 45 67', 'Через бастион жураплекса']));
    expect(values.filter((value) => /^\d+\.\d+\.\d+\.\d+$/.test(value)).length).toBeGreaterThanOrEqual(3);
    for (const value of values) expect(holding('public', value), value).toEqual([]);
  });

  it('holds no word, title or address of a private page', () => {
    for (const text of [TITLE, ...STEMS, ...ADDRESSES]) {
      // The page that mentions the number wrote it itself.
      const allowed = text === '05.05.01' ? (path: string) => path.startsWith('05-security/05-01-principles/') || path.includes('.pf_') : () => false;
      expect(
        holding('public', text).filter((path) => !allowed(path)),
        text,
      ).toEqual([]);
    }
  });

  it('says «скрыто» where a fact is for the team, and leads nowhere', () => {
    const page = outputs.get('public')?.get('05-security/05-01-principles/index.html') ?? '';
    expect(page).toContain('Адрес второго сервера — <span class="kb-fact kb-fact--hidden" title="Значение видит только команда">скрыто</span>');
    expect(page).toContain('<span class="kb-private" title="Страница только для команды">здесь</span>');
  });

  it('leaves a card without the line that would lead to a private page', () => {
    const page = outputs.get('public')?.get('inventory/index.html') ?? '';
    const card = /<article[^>]* id="ssh2".*?<\/article>/s.exec(page)?.[0] ?? '';
    expect(card).toContain('Описан в');
    expect(card).not.toContain('Порядок действий');
  });
});

describe('the team build', () => {
  it('has the private page, its search words and its file', () => {
    for (const text of [TITLE, ...STEMS]) {
      const found = holding('team', text);
      expect(found, text).toContain('05-security/05-05-safe/index.html');
      expect(
        found.some((path) => path.startsWith('pagefind/')),
        text,
      ).toBe(true);
    }
    expect(holding('team', 'выхрючка')).toContain('05-security/05-05-safe/zhurapleks.txt');
  });

  it('has the addresses, contacts and ways in', () => {
    const shown = values.filter((value) => /^(?:\d+\.\d+\.\d+\.\d+|\+7.*|Через бастион.*)$/.test(value));
    expect(shown.length).toBeGreaterThanOrEqual(5);
    for (const value of shown) expect(holding('team', value), value).toContain('inventory/index.html');
    expect(outputs.get('team')?.get('api/v1/inventory.json')).toContain('"audience":"team"');
  });
});
