import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { INVENTORY_FILES, inventoryPath } from '../inventory/index.ts';
import { knowledgeBaseFromTexts, NO_HISTORY } from '../knowledge/index.ts';
import { check } from './check.ts';
import { rule } from './rules/M010-view-fence.ts';

const CONTENT = join(import.meta.dirname, '../../content');
const PATH = '04-network/04-02-ports/_index.md';

/** «line: message, found» of what the rule says about a page beside the inventory of the project. */
function findings(body: string): string[] {
  const text = `---\ntitle: 04.02 - Порты\n---\n\n${body}\n`;
  const base = knowledgeBaseFromTexts(new Map([[PATH, text]]));
  const dataFiles = new Map(INVENTORY_FILES.map(inventoryPath).map((path) => [path, readFileSync(join(CONTENT, path), 'utf8')]));
  const { diagnostics, failures } = check({ base: { ...base, dataFiles }, history: NO_HISTORY, today: '2025-07-21' }, [rule]);
  return [...diagnostics.map(({ start, message, line }) => `${start.line}: ${message} | ${line}`), ...failures.map(({ error }) => error)];
}

it('knows the ids of the inventory and points at the line', () => {
  expect(findings('Абзац.\n\n```service\n# кто\nid: direktus\n```')).toEqual(['9: Сервиса «direktus» в инвентаре нет | id: direktus']);
  expect(findings('- пункт:\n\n  > ```ports\n  > server: server3\n  > ```')).toEqual(['8: Сервера «server3» в инвентаре нет |   > server: server3']);
});

it('points at the fence when it is empty', () => {
  expect(findings('```costs\n```')).toEqual(['5: В блоке costs нет обязательного поля «view» | ```costs']);
});

it('leaves other fences and right ones alone', () => {
  expect(findings('```yaml\nsever: server2\n```\n\n```topology\nlevel: servers\n```\n\n```services\nids: [directus, n8n]\n```')).toEqual([]);
});
