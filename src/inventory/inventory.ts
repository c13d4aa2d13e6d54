import type { z } from 'zod';
import type { TextRange } from '../knowledge/index.ts';
import type { Audience } from './schema/field.ts';
import type { InventoryData, InventoryFileName } from './schema/inventory-files.ts';
import { inventoryPath } from './schema/inventory-files.ts';
import type { NetworksFile } from './schema/networks.ts';
import type { PeopleFile, personSchema } from './schema/people.ts';
import type { ServersFile, serverSchema } from './schema/servers.ts';
import type { portSchema, productSchema, serviceSchema } from './schema/services.ts';
import type { FieldPath, FieldPlace } from './yaml-places.ts';
import { pathKey } from './yaml-places.ts';

export interface Server extends Readonly<z.output<typeof serverSchema>> {
  readonly id: string;
}

export interface Product extends Readonly<z.output<typeof productSchema>> {
  readonly id: string;
  /** The exact version: of the image tag, or as the file says for programs of the host. `10.10.7`, no leading v. */
  readonly exactVersion: string | undefined;
  /** The version as prose writes it: `version` of the file, else the exact one. */
  readonly versionText: string | undefined;
}

export interface Port extends Readonly<z.output<typeof portSchema>> {
  readonly name: string;
}

/** A product on a server, its references looked up. */
export interface Service extends Readonly<Omit<z.output<typeof serviceSchema>, 'product' | 'ports'>> {
  readonly id: string;
  readonly product: Product;
  readonly ports: readonly Port[];
  /** Where a browser opens it: `https://webmin2.tapbot.kz:8442`. Undefined without a domain. */
  readonly url: string | undefined;
}

export interface Person extends Readonly<z.output<typeof personSchema>> {
  readonly id: string;
}

/** A place in a data file. */
export interface FactSource {
  /** Relative to the content folder: `inventory/servers.yaml`. */
  readonly file: string;
  readonly range: TextRange;
}

/** The inventory in memory: what facts, rules, views, the collector and exports work on. */
export interface Inventory {
  /** `public`: team-only values are not in here at all. */
  readonly audience: Audience;
  /** The files as they are, defaults filled in. */
  readonly data: InventoryData;
  /** Servers, products, services and people in the order of the files. */
  readonly servers: ReadonlyMap<string, Server>;
  readonly products: ReadonlyMap<string, Product>;
  readonly services: ReadonlyMap<string, Service>;
  readonly people: ReadonlyMap<string, Person>;
  readonly networks: NetworksFile;
  readonly costs: InventoryData['costs'];
  readonly project: PeopleFile['project'];
  readonly provider: ServersFile['provider'];
  /** Where fields stand, by file and path; use `sourceOf`. */
  readonly places: Readonly<Record<InventoryFileName, ReadonlyMap<string, FieldPlace>>>;
  /** Texts of the data files by path, for quoting a line. Empty in the public view. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Looks up references and puts the inventory together. Services whose product is unknown are left out: a cross-check reports them. */
export function assembleInventory(data: InventoryData, places: Inventory['places'], texts: Inventory['texts'], audience: Audience): Inventory {
  const products = withIds(data.services.products, (product, id): Product => {
    const exactVersion = product.image === undefined ? product.release?.replace(/^v/, '') : versionOfImage(product.image);
    return { ...product, id, exactVersion, versionText: product.version ?? exactVersion };
  });
  const services = new Map<string, Service>();
  for (const [id, { product: productId, ports, ...service }] of Object.entries(data.services.services)) {
    const product = products.get(productId);
    if (product === undefined) continue;
    const list = Object.entries(ports ?? {}).map(([name, port]): Port => ({ ...port, name }));
    services.set(id, { ...service, id, product, ports: list, url: urlOf(service.domain, service.via, list) });
  }
  return {
    audience,
    data,
    servers: withIds(data.servers.servers, (server, id): Server => ({ ...server, id })),
    products,
    services,
    people: withIds(data.people.people, (person, id): Person => ({ ...person, id })),
    networks: data.networks,
    costs: data.costs,
    project: data.people.project,
    provider: data.servers.provider,
    places,
    texts,
  };
}

function withIds<Value, Result>(values: Readonly<Record<string, Value>>, build: (value: Value, id: string) => Result): Map<string, Result> {
  return new Map(Object.entries(values).map(([id, value]) => [id, build(value, id)]));
}

/** `postgres:16.15-bookworm` → `16.15`; undefined when the tag names no version. */
export function versionOfImage(image: string): string | undefined {
  return /^v?(\d+(?:\.\d+)*)/.exec(tagOfImage(image) ?? '')?.[1];
}

/** `quay.io/x/y:v1` → `v1`; a port of the registry is no tag. */
export function tagOfImage(image: string): string | undefined {
  return /:([\w.-]+)$/.exec(image.replace(/@.*$/, ''))?.[1];
}

/** A domain behind a proxy is on 443; a service that opens a port itself is on that port. */
function urlOf(domain: string | undefined, via: string | undefined, ports: readonly Port[]): string | undefined {
  if (domain === undefined) return undefined;
  const own = via === undefined ? ports.find(({ exposure, protocol }) => exposure === 'public' && protocol === 'tcp')?.port : undefined;
  return `https://${domain}${own === undefined || own === 443 ? '' : `:${own}`}`;
}

/** Where a field stands: `sourceOf(inventory, 'services', ['services', 'directus', 'domain'])`. The range is the value's; of a map or list, its key's. */
export function sourceOf(inventory: Pick<Inventory, 'places'>, file: InventoryFileName, path: FieldPath): FactSource | undefined {
  const place = inventory.places[file].get(pathKey(path));
  return place === undefined ? undefined : { file: inventoryPath(file), range: place.value };
}

/** Services of a server in the order of the file. */
export function servicesOn(inventory: Pick<Inventory, 'services'>, server: string): Service[] {
  return [...inventory.services.values()].filter((service) => service.server === server);
}

/** True when the interface stands behind BasicAuth whatever else it has: from outside it answers 401 even while it is down. */
export function isHiddenByBasicAuth({ auth }: Pick<Service, 'auth'>): boolean {
  return auth?.kinds.includes('basic-auth') === true && (auth.mode === 'all' || auth.kinds.length === 1);
}

/** True when the internet can talk to the service: by its domain or by a port of its own. */
export function isReachableFromInternet({ domain, ports }: Pick<Service, 'domain' | 'ports'>): boolean {
  return domain !== undefined || ports.some(({ exposure }) => exposure === 'public');
}
