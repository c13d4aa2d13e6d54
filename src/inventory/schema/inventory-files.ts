import type { z } from 'zod';
import type { CostsFile } from './costs.ts';
import { costsFileSchema } from './costs.ts';
import type { NetworksFile } from './networks.ts';
import { networksFileSchema } from './networks.ts';
import type { PeopleFile } from './people.ts';
import { peopleFileSchema } from './people.ts';
import type { ServersFile } from './servers.ts';
import { serversFileSchema } from './servers.ts';
import type { ServicesFile } from './services.ts';
import { servicesFileSchema } from './services.ts';

/** The folder of the data files, relative to the content folder. */
export const INVENTORY_FOLDER = 'inventory';

/** The data files by name, in the order in which people read about them. */
export const INVENTORY_SCHEMAS = {
  servers: serversFileSchema,
  services: servicesFileSchema,
  networks: networksFileSchema,
  people: peopleFileSchema,
  costs: costsFileSchema,
} as const satisfies Record<string, z.ZodType>;

export type InventoryFileName = keyof typeof INVENTORY_SCHEMAS;
export const INVENTORY_FILES = Object.keys(INVENTORY_SCHEMAS) as InventoryFileName[];

/** Everything the data files say, by file. */
export interface InventoryData {
  readonly servers: ServersFile;
  readonly services: ServicesFile;
  readonly networks: NetworksFile;
  readonly people: PeopleFile;
  readonly costs: CostsFile;
}

/** `servers` → `inventory/servers.yaml`, relative to the content folder. */
export function inventoryPath(file: InventoryFileName): string {
  return `${INVENTORY_FOLDER}/${file}.yaml`;
}
