import { describe, expect, it } from 'vitest';
import { listFacts } from './facts.ts';
import { publicView, teamValues } from './public-view.ts';
import { INVENTORY_FILES, INVENTORY_SCHEMAS } from './schema/inventory-files.ts';
import { testInventory } from './test-inventory.ts';

const inventory = testInventory();
const view = publicView(inventory);

/** Everything that anybody could print of an inventory. */
function everythingIn(of: typeof inventory): string {
  const maps = [of.servers, of.products, of.services, of.people, of.texts].map((map) => [...map]);
  return JSON.stringify([of.data, maps, of.networks, of.costs, of.project, of.provider, listFacts(of)]);
}

describe('the public view', () => {
  it('holds none of the team’s values, wherever one looks', () => {
    const values = teamValues(inventory);
    expect(values).toEqual(expect.arrayContaining(['192.0.2.10', '192.0.2.99', '+7 700 000 00 00', 'вход через бастион команды']));
    for (const value of values) {
      expect(everythingIn(inventory)).toContain(value);
      expect(everythingIn(view)).not.toContain(value);
    }
  });

  it('holds everything else', () => {
    expect(view.servers.get('alpha')).toEqual({ ...inventory.servers.get('alpha'), ip: undefined, wrongIps: undefined });
    expect(view.services.get('base')).toEqual(inventory.services.get('base'));
    expect(view.costs).toEqual(inventory.costs);
    expect(view.networks).toEqual(inventory.networks);
  });

  it('still fits the schemas', () => {
    for (const name of INVENTORY_FILES) expect(INVENTORY_SCHEMAS[name].safeParse(view.data[name]).error).toBeUndefined();
  });

  it('knows no place of what it does not hold', () => {
    const kept = new Set([...view.places.servers.keys()].map((key) => key.split('\u0000').at(-1)));
    expect(kept).toContain('ram');
    expect(kept).not.toContain('ip');
    expect(kept).not.toContain('wrongIps');
  });

  it('leaves the inventory it was made of as it was', () => {
    expect(inventory.servers.get('alpha')?.ip).toBe('192.0.2.10');
    expect(inventory.audience).toBe('team');
    expect(view.audience).toBe('public');
  });
});
