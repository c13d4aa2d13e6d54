import { hash } from 'node:crypto';
import type { Inventory, InventoryReading } from '../../inventory/index.ts';
import { INVENTORY_FILES, inventoryPath, readInventory } from '../../inventory/index.ts';
import type { GitHistory, KnowledgeBase } from '../../knowledge/index.ts';
import type { Lexicon } from './lexicon.ts';
import { buildLexicon } from './lexicon.ts';

/** What pages are compared with. */
export interface KnownFacts {
  readonly inventory: Inventory;
  /** What the inventory said in earlier commits, newest first: pages that still say it are merely late. */
  readonly former: () => readonly Inventory[];
  /** The words by which pages speak of it. */
  readonly lexicon: Lexicon;
  /** Changes when any of it does. */
  readonly digest: string;
}

const PATHS = INVENTORY_FILES.map(inventoryPath);
const readings = new WeakMap<KnowledgeBase, InventoryReading>();
let last: { readonly basis: readonly (string | undefined)[]; readonly reading: InventoryReading } | undefined;

/**
 * The inventory of a base, read from its data files: a plan that is not written yet has the inventory that it would write.
 * A base without any inventory file has none, and no problem.
 */
export function inventoryOf(base: KnowledgeBase): InventoryReading {
  let reading = readings.get(base);
  if (reading === undefined) {
    reading = PATHS.some((path) => base.dataFiles.has(path)) ? readOnce(base) : { inventory: undefined, problems: [] };
    readings.set(base, reading);
  }
  return reading;
}

/** Bases that differ in their prose only share one inventory, and all that is computed from it. */
function readOnce(base: KnowledgeBase): InventoryReading {
  const { dataFiles, catalogue, fileProblems } = base;
  // A number on a page that could not be read may exist all the same; without any numbers the pages are somewhere else.
  const complete = catalogue.numbers.size > 0 && fileProblems.every(({ path }) => !path.endsWith('.md') && !path.endsWith('/'));
  const basis = [...PATHS.map((path) => dataFiles.get(path)), complete ? [...catalogue.numbers.keys()].join(' ') : undefined];
  if (last?.basis.every((text, index) => text === basis[index]) !== true) last = { basis, reading: readInventory(dataFiles, complete ? { catalogue } : {}) };
  return last.reading;
}

const facts = new WeakMap<Inventory, KnownFacts & { readonly history: GitHistory['former'] }>();

/** Everything pages are compared with; undefined without an inventory that can be read. */
export function knownFacts(base: KnowledgeBase, { former: history }: GitHistory): KnownFacts | undefined {
  const { inventory } = inventoryOf(base);
  if (inventory === undefined) return undefined;
  let known = facts.get(inventory);
  if (known?.history !== history) {
    let former: readonly Inventory[] | undefined;
    known = {
      inventory,
      history,
      lexicon: buildLexicon(inventory),
      former: () => (former ??= formerInventories(inventory, history)),
      digest: hash('sha1', [...inventory.texts.values(), history.key].join('\0')),
    };
    facts.set(inventory, known);
  }
  return known;
}

function formerInventories(inventory: Inventory, history: GitHistory['former']): Inventory[] {
  const seen = new Set([PATHS.map((path) => inventory.texts.get(path)).join('\0')]);
  return history.texts(PATHS).flatMap((texts) => {
    const all = PATHS.map((path) => texts.get(path)).join('\0');
    if (seen.has(all)) return [];
    seen.add(all);
    return readInventory(texts).inventory ?? [];
  });
}
