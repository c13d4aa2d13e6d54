import type { Inventory, Service } from './inventory.ts';
import { servicesOn } from './inventory.ts';

/** One line of a server's memory budget, in MB. */
export interface MemoryShare {
  /** Id of the service, or of what the server itself reserves. */
  readonly id: string;
  readonly name: string;
  readonly limit: number;
  readonly budget: 'reserved' | NonNullable<Service['memory']>['budget'];
}

/** What a server's memory is promised to. All numbers are MB. */
export interface MemoryBudget {
  readonly server: string;
  readonly usable: number;
  readonly shares: readonly MemoryShare[];
  /** Everything but extensions: the number the pages call «бюджет». */
  readonly used: number;
  /** With the extensions on and everything on-demand stopped. */
  readonly extended: number;
}

/** The memory budget of a server; undefined for an unknown server. Services without a known limit count as nothing. */
export function memoryBudget(inventory: Pick<Inventory, 'servers' | 'services'>, serverId: string): MemoryBudget | undefined {
  const server = inventory.servers.get(serverId);
  if (server === undefined) return undefined;
  const shares: MemoryShare[] = Object.entries(server.memory.reserved).map(([id, { name, limit }]) => ({ id, name, limit, budget: 'reserved' }));
  for (const { id, product, memory } of servicesOn(inventory, serverId)) {
    if (memory?.limit !== undefined) shares.push({ id, name: product.name, limit: memory.limit, budget: memory.budget });
  }
  const sum = (without: MemoryShare['budget']): number => shares.reduce((total, { limit, budget }) => total + (budget === without ? 0 : limit), 0);
  return { server: serverId, usable: server.memory.usable, shares, used: sum('extension'), extended: sum('on-demand') };
}
