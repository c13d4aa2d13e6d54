import { expect, it } from 'vitest';
import { testInventory } from '../../inventory/test-inventory.ts';
import { SectionNumber } from '../../knowledge/index.ts';
import { servicesOfPage } from './page-services.ts';

it.each([
  ['03.02', ['proxy1', 'app']],
  ['03.01', ['base']],
  ['03.0', []],
  ['04.01', []],
])('document %s describes %j', (number, ids) => {
  expect(servicesOfPage(testInventory(), { number: SectionNumber.parse(number) }).map(({ id }) => id)).toEqual(ids);
});
