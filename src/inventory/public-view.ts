import type { Inventory } from './inventory.ts';
import { assembleInventory } from './inventory.ts';
import type { InventoryData, InventoryFileName } from './schema/inventory-files.ts';
import { INVENTORY_FILES, INVENTORY_SCHEMAS } from './schema/inventory-files.ts';
import { childrenOf, fieldOf, isRecord } from './schema/schema-walk.ts';
import type { FieldPlace } from './yaml-places.ts';
import { pathKey } from './yaml-places.ts';

/** A team-only text shorter than this could stand anywhere by chance, so it proves no leak. */
const TELLING_LENGTH = 4;

type Schema = Parameters<typeof fieldOf>[0];

/**
 * The inventory as everyone may see it: a deep copy without team-only fields. The texts of the files are not in it,
 * and neither are the places of the removed fields.
 */
export function publicView(inventory: Inventory): Inventory {
  const data = mapFiles((file) => withoutTeamFields(INVENTORY_SCHEMAS[file], inventory.data[file]));
  const places = mapFiles((file) => {
    const kept = new Map<string, FieldPlace>();
    for (const path of pathsOf(data[file], [])) {
      const place = inventory.places[file].get(pathKey(path));
      if (place !== undefined) kept.set(pathKey(path), place);
    }
    return kept;
  });
  // A boundary: team-only fields are optional in the schemas (`teamOnly`), so what is left has the same type; a test parses it.
  return assembleInventory(data as unknown as InventoryData, places, new Map(), 'public');
}

/** Every team-only text of the inventory: none of them may stand in a public build. */
export function teamValues(inventory: Inventory): string[] {
  const found = new Set<string>();
  for (const file of INVENTORY_FILES) {
    for (const value of teamParts(INVENTORY_SCHEMAS[file], inventory.data[file])) {
      for (const text of textsIn(value)) if (text.length >= TELLING_LENGTH) found.add(text);
    }
  }
  return [...found];
}

function mapFiles<Value>(build: (file: InventoryFileName) => Value): Record<InventoryFileName, Value> {
  return { servers: build('servers'), services: build('services'), networks: build('networks'), people: build('people'), costs: build('costs') };
}

function isTeamOnly(schema: Schema): boolean {
  return fieldOf(schema).meta.audience === 'team';
}

function withoutTeamFields(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value))
    return [...childrenOf(schema, value)].filter((child) => !isTeamOnly(child.schema)).map((child) => withoutTeamFields(child.schema, child.value));
  if (!isRecord(value)) return value;
  const kept = [...childrenOf(schema, value)].filter((child) => !isTeamOnly(child.schema));
  return Object.fromEntries(kept.map((child) => [child.key, withoutTeamFields(child.schema, child.value)]));
}

function* teamParts(schema: Schema, value: unknown): Iterable<unknown> {
  for (const child of childrenOf(schema, value)) {
    if (isTeamOnly(child.schema)) yield child.value;
    else yield* teamParts(child.schema, child.value);
  }
}

function* textsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string' || typeof value === 'number') yield String(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}

function* pathsOf(value: unknown, path: readonly string[]): Iterable<readonly string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* pathsOf(part, [...path, key]);
}
