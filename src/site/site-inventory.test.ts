import { describe, expect, it } from 'vitest';
import { teamValues } from '../inventory/index.ts';
import { testInventory } from '../inventory/test-inventory.ts';
import { siteInventory } from './site-inventory.ts';

const inventory = testInventory();

describe('the inventory of a public build', () => {
  const open = siteInventory({ inventory }, false);

  it('holds no value of the team’s', () => {
    const text = JSON.stringify([open?.inventory.data, [...(open?.inventory.servers ?? [])], [...(open?.inventory.services ?? [])]]);
    for (const value of teamValues(inventory)) expect(text).not.toContain(value);
  });

  it('knows which facts it hides', () => {
    expect([...(open?.hiddenFacts ?? [])]).toEqual(['alpha.ip', 'ops.privateContacts.phone']);
  });
});

it('the inventory of a team build hides nothing', () => {
  const team = siteInventory({ inventory }, true);
  expect(team?.inventory.servers.get('alpha')?.ip).toBe('192.0.2.10');
  expect(team?.hiddenFacts.size).toBe(0);
});

it('there is none where the data files cannot be read', () => {
  expect(siteInventory({ inventory: undefined }, true)).toBeUndefined();
});
