import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { loadInventory } from './load-inventory.ts';
import { testInventoryTexts } from './test-inventory.ts';

function contentFolder(texts: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'inventory-'));
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

it('reads the files of a content folder', () => {
  const { inventory, problems } = loadInventory(contentFolder(testInventoryTexts()));
  expect(problems).toEqual([]);
  expect(inventory?.servers.get('alpha')?.ip).toBe('192.0.2.10');
});

it('names every file that is missing, when there is no inventory at all', () => {
  const { inventory, problems } = loadInventory(mkdtempSync(join(tmpdir(), 'empty-')));
  expect(inventory).toBeUndefined();
  expect(problems.map(({ file }) => file)).toEqual(['servers', 'services', 'networks', 'people', 'costs'].map((name) => `inventory/${name}.yaml`));
});

it('says once that a file cannot be read', () => {
  const texts = testInventoryTexts();
  texts.delete('inventory/people.yaml');
  const folder = contentFolder(texts);
  mkdirSync(join(folder, 'inventory/people.yaml'));
  expect(loadInventory(folder).problems.map(({ message }) => message)).toEqual(['Файл inventory/people.yaml не читается (EISDIR)']);
});
