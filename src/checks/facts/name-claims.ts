import type { Inventory } from '../../inventory/index.ts';
import { nearest, sourceOf } from '../../inventory/index.ts';
import type { Contradiction, Reading } from './contradiction.ts';
import { factSource, rangeOf } from './contradiction.ts';

const NUMBERED_NAME = /(?<![\p{L}\d_.@/=:-])(?<stem>[a-z][a-z0-9-]*?[a-z])(?<digit>\d)(?![\p{L}\d_./:-])/giu;

/** F008: `server3`, `redis3`: a name made like those of the inventory that it does not have. */
export function* nameClaims(reading: Reading): Iterable<Contradiction> {
  const { inventory } = reading.known;
  const { text } = reading.statement.plain;
  if (!/\p{L}\d/u.test(text)) return;
  const { ids, stems } = namesOf(inventory);
  for (const match of text.matchAll(NUMBERED_NAME)) {
    const name = match[0].toLowerCase();
    if (ids.has(name) || !stems.has((match.groups?.['stem'] ?? '').toLowerCase())) continue;
    const [near = ''] = nearest(name, ids, 1);
    const server = inventory.servers.has(near);
    yield {
      rule: 'F008',
      range: rangeOf(reading, { start: match.index, end: match.index + name.length }),
      message: `${/^server/.test(name) ? 'Сервера' : 'Сервиса'} ${match[0]} в инвентаре нет`,
      expected: near || undefined,
      found: match[0],
      source: server
        ? sourceOf(inventory, 'servers', ['servers', near])
        : (sourceOf(inventory, 'services', ['services', near]) ?? factSource(inventory, `${near}.domain`)),
    };
  }
}

const names = new WeakMap<Inventory, { readonly ids: ReadonlySet<string>; readonly stems: ReadonlySet<string> }>();

/** Ids and first labels of domains; those that end in a digit have a stem that others may be made of. */
function namesOf(inventory: Inventory): { readonly ids: ReadonlySet<string>; readonly stems: ReadonlySet<string> } {
  let known = names.get(inventory);
  if (known === undefined) {
    const wrong = [...inventory.services.values()].flatMap(({ wrongNames }) => (wrongNames ?? []).map(({ value }) => value));
    const labels = [...inventory.services.values()].flatMap(({ domain, laterDomain }) => [domain, laterDomain]).flatMap((name) => name?.split('.')[0] ?? []);
    const own = [...inventory.servers.keys(), ...inventory.services.keys(), ...labels];
    // Names known as wrong are F004's when they stand in an address, and nobody's when they do not.
    const ids = new Set([...own, ...inventory.products.keys(), ...wrong.map((name) => name.split('.')[0] ?? '')]);
    known = { ids, stems: new Set(own.flatMap((id) => /^(.*[a-z])\d$/.exec(id)?.[1] ?? [])) };
    names.set(inventory, known);
  }
  return known;
}
