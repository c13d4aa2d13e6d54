import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InventoryProblem } from './inventory-problem.ts';
import type { InventoryReading, ReadOptions } from './read-inventory.ts';
import { readInventory } from './read-inventory.ts';
import { INVENTORY_FILES, inventoryPath } from './schema/inventory-files.ts';

/** Reads the data files of a content folder. A file that is missing or unreadable becomes a problem, never an exception. */
export function loadInventory(contentFolder: string, options: ReadOptions = {}): InventoryReading {
  const texts = new Map<string, string>();
  const unreadable: InventoryProblem[] = [];
  for (const path of INVENTORY_FILES.map(inventoryPath)) {
    try {
      texts.set(path, readFileSync(join(contentFolder, path), 'utf8'));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      if (code !== 'ENOENT')
        unreadable.push({ file: path, range: { start: 0, end: 0 }, message: `Файл ${path} не читается (${code})`, hint: 'Проверьте права на файл.' });
    }
  }
  const { inventory, problems } = readInventory(texts, options);
  const reported = new Set(unreadable.map(({ file }) => file));
  return { inventory, problems: [...unreadable, ...problems.filter(({ file }) => !reported.has(file))] };
}
