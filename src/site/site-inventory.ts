import { createHash } from 'node:crypto';
import type { Inventory, InventoryReading } from '../inventory/index.ts';
import { listFacts, publicView } from '../inventory/index.ts';

/** The inventory as one build may show it. Values for the team alone are not in the public one at all: what is drawn from it cannot leak them. */
export interface SiteInventory {
  readonly inventory: Inventory;
  /** Keys of facts that exist and that this build must not show. */
  readonly hiddenFacts: ReadonlySet<string>;
  /** Changes whenever a data file does: pages are drawn from them. */
  readonly fingerprint: string;
}

/** What a build shows of an inventory; undefined when the data files could not be read. Pure. */
export function siteInventory({ inventory }: Pick<InventoryReading, 'inventory'>, team: boolean): SiteInventory | undefined {
  if (inventory === undefined) return undefined;
  const shown = team ? inventory : publicView(inventory);
  const keys = new Set(listFacts(shown).map(({ key }) => key));
  return {
    inventory: shown,
    hiddenFacts: new Set(
      listFacts(inventory)
        .map(({ key }) => key)
        .filter((key) => !keys.has(key)),
    ),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([...inventory.texts]))
      .digest('hex'),
  };
}
