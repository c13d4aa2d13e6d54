import { dayText, moneyText, plannedText, quantityText, rangeText } from './fact-text.ts';
import type { FactSource, Inventory, Product, Service } from './inventory.ts';
import { sourceOf, tagOfImage } from './inventory.ts';
import { memoryBudget } from './memory-budget.ts';
import { nearest } from './nearest.ts';
import type { Audience, FieldMeta, Unit } from './schema/field.ts';
import { UNITS } from './schema/field.ts';
import type { InventoryFileName } from './schema/inventory-files.ts';
import { INVENTORY_FILES, INVENTORY_SCHEMAS } from './schema/inventory-files.ts';
import { childrenOf, fieldOf, isRecord } from './schema/schema-walk.ts';
import { SERVER_LIFECYCLES } from './schema/servers.ts';
import { AUTH_KINDS, SERVICE_LIFECYCLES } from './schema/services.ts';
import type { FieldPath } from './yaml-places.ts';

/**
 * One value that prose may quote as ``[`dir.tapbot.kz`](fact:directus.domain)``.
 *
 * Grammar of a key: `<subject>.<field>[.<field>…]`.
 * The subject is the id of a server, service, product or person, or `provider`, `project`, `networks`, `costs`.
 * The fields are the path in the data file, with four comforts: a service answers for its product
 * (`traefik2.version`), a port is `directus.port` or, of several, `qdrant.port.grpc`; `.value` of a measure
 * and `.limit` of the memory may be left out; and values that follow from others have keys of their own
 * (`url`, `exactVersion`, `tag`, `auth`, `memory.used`, `memory.extended`).
 */
export interface Fact {
  readonly key: string;
  /** As it must stand in prose: «4 ГБ», «1 268 ₽», «16». */
  readonly value: string;
  readonly audience: Audience;
  readonly source: FactSource;
  /** Address of the card that shows it. */
  readonly card: string;
  /** What the value is, from the schema. */
  readonly description: string;
}

export type FactResolution = { readonly ok: true; readonly fact: Fact } | { readonly ok: false; readonly nearest: readonly string[] };

/** Page of the inventory cards; the site makes it. */
export const INVENTORY_PAGE = '/inventory/';

/** Address of the card of a server, service, person or section. */
export function cardUrl(subject: string): string {
  return `${INVENTORY_PAGE}#${subject}`;
}

/** Resolves the part of a `fact:` link after the colon. A miss names the nearest keys. */
export function resolveFact(inventory: Inventory, key: string): FactResolution {
  const facts = factIndex(inventory);
  const fact = facts.get(key);
  return fact === undefined ? { ok: false, nearest: nearestKeys(key, [...facts.keys()]) } : { ok: true, fact };
}

/** All facts, in the order of the files. */
export function listFacts(inventory: Inventory): Fact[] {
  return [...factIndex(inventory).values()];
}

const indexes = new WeakMap<Inventory, ReadonlyMap<string, Fact>>();

function factIndex(inventory: Inventory): ReadonlyMap<string, Fact> {
  let index = indexes.get(inventory);
  if (index === undefined) {
    index = buildFacts(inventory);
    indexes.set(inventory, index);
  }
  return index;
}

/** What the key begins, then the same subject: «directus.domian» means a field of Directus, not the domain of something else. */
function nearestKeys(key: string, keys: readonly string[]): string[] {
  const subject = `${key.split('.')[0]}.`;
  const own = keys.filter((candidate) => candidate.startsWith(subject));
  const within = own.filter((candidate) => candidate.startsWith(`${key}.`));
  if (within.length > 0) return within;
  const near = nearest(key, own);
  if (near.length > 0) return near;
  return own.length > 0 ? own.slice(0, 3) : nearest(key, keys);
}

/** A value of a data file that may be quoted, with its path. */
interface Leaf {
  readonly file: InventoryFileName;
  readonly path: readonly string[];
  readonly text: string;
  readonly meta: FieldMeta;
  readonly audience: Audience;
}

function buildFacts(inventory: Inventory): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  const add = (key: string, leaf: Leaf): void => {
    if (facts.has(key)) return;
    const source = sourceOf(inventory, leaf.file, leaf.path) ?? { file: '', range: { start: 0, end: 0 } };
    facts.set(key, { key, value: leaf.text, audience: leaf.audience, source, card: cardUrl(cardOf(inventory, key)), description: leaf.meta.description ?? '' });
  };
  const leaves = INVENTORY_FILES.flatMap((file) => [...leavesOf(file, INVENTORY_SCHEMAS[file], inventory.data[file], [], undefined, 'public')]);
  for (const leaf of leaves) for (const key of keysOf(inventory, leaf)) add(key, leaf);
  for (const { key, leaf } of derived(inventory)) add(key, leaf);
  // Services speak for their products, unless they say it themselves.
  for (const { id, product } of inventory.services.values()) {
    for (const leaf of leaves) {
      if (leaf.file === 'services' && leaf.path[0] === 'products' && leaf.path[1] === product.id) add([id, ...leaf.path.slice(2)].join('.'), leaf);
    }
    for (const { key, leaf } of productFacts(product, id)) add(key, leaf);
  }
  return bySubject(facts);
}

/** Everything about one subject stands together; subjects keep the order of the files. */
function bySubject(facts: ReadonlyMap<string, Fact>): Map<string, Fact> {
  const groups = Map.groupBy(facts, ([key]) => key.split('.')[0]);
  return new Map([...groups.values()].flat());
}

function* leavesOf(
  file: InventoryFileName,
  schema: Parameters<typeof fieldOf>[0],
  value: unknown,
  path: readonly string[],
  parent: unknown,
  above: Audience,
): Iterable<Leaf> {
  const { meta } = fieldOf(schema);
  const audience = meta.audience === 'team' ? 'team' : above;
  if (meta.form === 'none' || value === undefined) return;
  const text = textOf(value, meta, parent);
  if (text !== undefined) yield { file, path, text, meta, audience };
  if (Array.isArray(value)) return;
  for (const child of childrenOf(schema, value)) yield* leavesOf(file, child.schema, child.value, [...path, String(child.key)], value, audience);
}

function textOf(value: unknown, { form, unit, enumDescriptions }: FieldMeta, parent: unknown): string | undefined {
  if (typeof value === 'string')
    return form === 'day' ? dayText(value) : form === 'planned' ? plannedText(value) : enumDescriptions === undefined ? value : undefined;
  const shown = unit === 'sibling' ? siblingUnit(parent) : unit;
  if (typeof value === 'number') return form === 'money' ? moneyText(value) : shown === undefined ? String(value) : quantityText(value, shown);
  if (form === 'range' && shown !== undefined && isRecord(value)) return rangeText(Number(value['from']), Number(value['to']), shown);
  return undefined;
}

function siblingUnit(parent: unknown): Unit | undefined {
  const name = isRecord(parent) ? parent['unit'] : undefined;
  return typeof name === 'string' && isUnit(name) ? name : undefined;
}

function isUnit(name: string): name is Unit {
  return Object.hasOwn(UNITS, name);
}

/** Keys under which a leaf answers; fields that show an id are named by `derived` instead. */
function* keysOf(inventory: Inventory, { file, path }: Leaf): Iterable<string> {
  const [section = '', id = '', ...rest] = path;
  if (file === 'servers' && section === 'servers') yield* withShortcuts(id, rest);
  else if (file === 'servers') yield path.join('.');
  else if (file === 'people' && section === 'people') yield* withShortcuts(id, rest);
  else if (file === 'people') yield* withShortcuts('project', path.slice(1));
  else if (file === 'services' && section === 'products') yield* withShortcuts(id, rest);
  else if (file === 'services') {
    const [field, name, part] = rest;
    if (field === 'owner') return;
    if (field !== 'ports') yield* withShortcuts(id, rest);
    else if (part === 'port') {
      yield `${id}.port.${name}`;
      if (inventory.services.get(id)?.ports.length === 1) yield `${id}.port`;
    }
  } else yield* withShortcuts(file, path);
}

function* withShortcuts(subject: string, path: readonly string[]): Iterable<string> {
  const full = [subject, ...path];
  if (full.length > 2 && full.at(-1) === 'value') yield full.slice(0, -1).join('.');
  if (full.at(-2) === 'memory' && full.at(-1) === 'limit') yield full.slice(0, -1).join('.');
  yield full.join('.');
}

type Derived = { readonly key: string; readonly leaf: Leaf };

const derivedLeaf = (file: InventoryFileName, path: FieldPath, text: string, description: string): Leaf => ({
  file,
  path: path.map(String),
  text,
  meta: { description },
  audience: 'public',
});

function* derived(inventory: Inventory): Iterable<Derived> {
  for (const { id, lifecycle } of inventory.servers.values()) {
    yield { key: `${id}.lifecycle`, leaf: derivedLeaf('servers', ['servers', id, 'lifecycle'], SERVER_LIFECYCLES[lifecycle], 'Состояние сервера') };
    const budget = memoryBudget(inventory, id);
    if (budget === undefined) continue;
    const at = ['servers', id, 'memory', 'usable'];
    yield { key: `${id}.memory.used`, leaf: derivedLeaf('servers', at, quantityText(budget.used, 'МБ'), 'Сумма пределов памяти, МБ') };
    yield { key: `${id}.memory.extended`, leaf: derivedLeaf('servers', at, quantityText(budget.extended, 'МБ'), 'Сумма пределов с расширениями, МБ') };
  }
  for (const service of inventory.services.values()) yield* serviceFacts(inventory, service);
  for (const product of inventory.products.values()) yield* productFacts(product, product.id);
}

function* serviceFacts(inventory: Inventory, { id, lifecycle, owner, auth, url }: Service): Iterable<Derived> {
  const leaf = (field: string, text: string, description: string): Leaf => derivedLeaf('services', ['services', id, field], text, description);
  yield { key: `${id}.lifecycle`, leaf: leaf('lifecycle', SERVICE_LIFECYCLES[lifecycle], 'Состояние сервиса') };
  const person = inventory.people.get(owner);
  if (person !== undefined) yield { key: `${id}.owner`, leaf: leaf('owner', person.name, 'Кто отвечает') };
  if (auth !== undefined) {
    const names = auth.kinds.map((kind) => AUTH_KINDS[kind]);
    yield { key: `${id}.auth`, leaf: leaf('auth', names.join(auth.mode === 'all' ? ' и ' : ' или '), 'Чем закрыт вход') };
  }
  if (url !== undefined) yield { key: `${id}.url`, leaf: leaf('domain', url, 'Адрес для браузера') };
}

/** Version facts under the name of the product or of a service that runs it. */
function* productFacts({ id, image, version, exactVersion, versionText }: Product, subject: string): Iterable<Derived> {
  const exactField = image === undefined ? 'release' : 'image';
  const leaf = (field: string, text: string, description: string): Leaf => derivedLeaf('services', ['products', id, field], text, description);
  if (versionText !== undefined)
    yield { key: `${subject}.version`, leaf: leaf(version === undefined ? exactField : 'version', versionText, 'Версия, как её пишут в тексте') };
  if (exactVersion !== undefined) yield { key: `${subject}.exactVersion`, leaf: leaf(exactField, exactVersion, 'Точная версия, выбранная для установки') };
  const tag = image === undefined ? undefined : tagOfImage(image);
  if (tag !== undefined) yield { key: `${subject}.tag`, leaf: leaf('image', tag, 'Тег образа') };
}

/** A product has no card of its own: its first service shows it. */
function cardOf(inventory: Inventory, key: string): string {
  const subject = key.split('.')[0] ?? key;
  if (inventory.services.has(subject) || !inventory.products.has(subject)) return subject;
  return [...inventory.services.values()].find(({ product }) => product.id === subject)?.id ?? subject;
}
