import { z } from 'zod';
import type { InventoryFileName } from './inventory-files.ts';
import { INVENTORY_FILES, INVENTORY_FOLDER, INVENTORY_SCHEMAS } from './inventory-files.ts';

/** `servers` → `inventory/schema/servers.schema.json`, relative to the content folder. */
export function jsonSchemaPath(file: InventoryFileName): string {
  return `${INVENTORY_FOLDER}/schema/${file}.schema.json`;
}

/** JSON Schemas by path: editors complete keys, show descriptions and underline mistakes with them. Draft 7 is what the YAML extension of VS Code reads. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    INVENTORY_FILES.map((file) => [
      jsonSchemaPath(file),
      `${JSON.stringify(z.toJSONSchema(INVENTORY_SCHEMAS[file], { io: 'input', target: 'draft-7' }), null, 2)}\n`,
    ]),
  );
}
