import type { Inventory, Product, Service } from '../../inventory/index.ts';
import { sourceOf } from '../../inventory/index.ts';
import type { Contradiction, Reading } from './contradiction.ts';
import { factSource, rangeOf } from './contradiction.ts';
import type { HostToken, NumberToken } from './lexicon.ts';
import type { Statement } from './statements.ts';
import { isMention, mentionsIn, productsAround, serversAt } from './subjects.ts';

/** What a proxy listens on for all its sites. */
const PROXY_PORTS = [80, 443];
/** «порт 5432», «порту внутри — `8055`», «портами `6333` и `6334`». */
const PORT_WORD =
  /(?<!\p{L})(?:порт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|ports?)(?!\p{L})\s*(?:[\p{L}()-]+\s*){0,2}[—:=№]?\s*`?(?:\d{2,5}(?:\/(?:tcp|udp))?`?(?:,| и| или| и на|,\s*и)\s*`?)*$/iu;
/** «внутри слушает `8055`», «открыт на `8442`». */
const LISTENS =
  /(?<!\p{L})(?:слуша(?:ет|ют|ал)|отвеча(?:ет|ют)(?: снаружи)?(?: на)?|доступ(?:ен|на|но)(?: снаружи)?(?: на| по)?|открыт(?:а|о|ы)?(?: на)?|снаружи работает(?: на)?|работает на|listen(?:s|ing)?(?: on)?|сидит на)\s*`?$/iu;
const PORT_COLUMN = /порт|(?<![\p{L}])port/iu;
/** Whoever opens ports for others. */
const FIREWALL = 'ufw';
const OPENS = /(?<!\p{L})(?:откры(?:ты|вает|т|то)|разреш(?:ены|ает)|пропуска(?:ет|ют)|allow|кроме)(?!\p{L})/iu;
const NOT = /(?<!\p{L})(?:не|нет|никогда|нельзя|закрыт\p{L}*|запрещ\p{L}*)(?!\p{L})/iu;

/** F003: a port that the service does not have. */
export function* portClaims(reading: Reading): Iterable<Contradiction> {
  for (const token of reading.tokens) {
    if (token.kind === 'host' && token.port !== undefined) yield* hostPort(reading, token, token.port);
    if (token.kind === 'number' && isPortNumber(token)) yield* numberPort(reading, token);
  }
}

function isPortNumber({ digits, unit, from, to, text }: NumberToken): boolean {
  return unit === undefined && from === to && /^[1-9]\d{1,4}$/.test(digits) && from <= 65_535 && !/^v/i.test(text);
}

/** `webmin2.tapbot.kz:8442`, `postgres:5432`: the name says whose port it is. */
function* hostPort(reading: Reading, token: HostToken, port: number): Iterable<Contradiction> {
  const mention = reading.tokens.filter(isMention).find(({ start }) => start === token.start);
  if (mention?.product === undefined) return;
  const services = servicesOf(reading.known.inventory, mention.product).filter(({ id }) => mention.service === undefined || id === mention.service);
  const digits = String(port);
  yield* compare(reading, services, { start: token.end - digits.length, end: token.end }, port, new Set());
}

/**
 * What makes a number a port: the head of its column, the word «порт», a verb, the place in a diagram or in a configuration,
 * or being alone between backticks.
 */
type Cue = 'column' | 'word' | 'verb' | 'edge' | 'configuration' | 'alone';

/** A cell that holds ports and nothing else: «`9090`, `9093`», «80, 443», «`51820/udp`». */
const ONLY_PORTS = /^[\s`*]*(?:\d{1,5}(?:\/(?:tcp|udp))?[\s`*]*(?:[,/и]|и|или|→)?[\s`*]*)+(?:\([^)]*\)|у каждого|план|на \p{L}+)?[\s`*]*$/iu;
/** A port of somebody else, or of nobody in particular. */
const NOT_THE_PORT =
  /(?<!\p{L})(?:друг(?:ой|ом|ого)|свободн\p{L}*|например|любо(?:й|м|го)|чуж(?:ой|ом|ого)|проброс\p{L}*|туннел\p{L}*|локальн\p{L}*|ноутбук\p{L}*)(?!\p{L})/iu;
const CONFIGURED = /(?:ufw (?:allow|deny|delete allow) (?:proto \w+ )?|server\.port=|--port[= ]|(?:localhost|127\.0\.0\.1|0\.0\.0\.0|(?<![\d.])\d{2,5}):)$/i;

function cueOf({ statement }: Reading, token: NumberToken): Cue | undefined {
  const { text } = statement.plain;
  const before = text.slice(0, token.start);
  const after = text.slice(token.end);
  if (/(?<!\p{L})(?:не|с порта|стандартн\p{L}* порт\p{L}*)\s+`?$/iu.test(before) || /^`?\s*→/.test(after)) return undefined;
  if (statement.kind === 'code' && statement.lang === 'mermaid' && /\|[\s\d,/]*$/.test(before) && /^[\s\d,/udptcp]*\|/.test(after)) return 'edge';
  // Of «8443:8055» the left one is the host's and free to choose.
  if (statement.kind === 'code' && CONFIGURED.test(before) && !/^[.:]\d/.test(after)) return 'configuration';
  if (PORT_WORD.test(before)) return 'word';
  if (statement.kind === 'cell' && PORT_COLUMN.test(statement.column) && ONLY_PORTS.test(text)) return 'column';
  if (LISTENS.test(before) && (token.code || token.from >= 1024)) return 'verb';
  return token.code && (token.from >= 1024 || PROXY_PORTS.includes(token.from)) ? 'alone' : undefined;
}

function* numberPort(reading: Reading, token: NumberToken): Iterable<Contradiction> {
  const { statement, known } = reading;
  const firewall = firewallServers(reading, token);
  if (firewall !== undefined) {
    yield* compareFirewall(reading, token, firewall);
    return;
  }
  const cue = cueOf(reading, token);
  if (cue === undefined) return;
  const found = ownerOf(reading, token, cue);
  if (found === undefined || (found.far && NOT_THE_PORT.test(statement.plain.text))) return;
  const services = onServers(servicesOf(known.inventory, found.owner), serversAt(reading, token.start, token.end));
  const others = new Set([...productsAround(reading), ...found.passed].filter(({ id }) => id !== found.owner.id));
  yield* compare(reading, services, token, token.from, others);
}

interface Owner {
  readonly owner: Product;
  /** Products of which nobody knows which one is meant: a port of theirs is no mistake. */
  readonly passed: readonly Product[];
  /** True when the sentence itself names no product. */
  readonly far: boolean;
}

/** The product a port belongs to: named last before it in its clause, else right after, else around it; of «порт 5432» also the sentences and headings above speak. */
function ownerOf(reading: Reading, token: NumberToken, cue: Cue): Owner | undefined {
  const { statement, tokens, known } = reading;
  const { start, end } = token;
  const { text } = statement.plain;
  const clauseStart = Math.max(text.lastIndexOf(';', start), text.lastIndexOf('. ', start)) + 1;
  const products = tokens.filter(isMention).filter(({ product }) => product !== undefined);
  const before = products.findLast((mention) => mention.end <= start && mention.start >= clauseStart);
  const after = products.find((mention) => mention.start >= end && mention.start - end < 40 && !text.slice(end, mention.start).includes(';'));
  const own = before?.product ?? after?.product;
  if (own !== undefined) return { owner: own, passed: [], far: false };
  const passed: Product[] = [];
  for (const context of contextsOf(statement, cue)) {
    const named = [...new Set(mentionsIn(known.lexicon, context).flatMap(({ product }) => product ?? []))];
    const [only] = named;
    if (named.length === 1 && only !== undefined) return { owner: only, passed, far: true };
    // «Prometheus, Alertmanager, Grafana | `9090`, `9093`, `3000`»: as many names as numbers stand in one order.
    const numbers = tokens.filter(({ kind }) => kind === 'number');
    const paired = cue === 'column' && numbers.length === named.length ? named[numbers.indexOf(token)] : undefined;
    if (paired !== undefined) return { owner: paired, passed: named, far: false };
    passed.push(...named);
  }
  return undefined;
}

function contextsOf(statement: Statement, cue: Cue): readonly string[] {
  if (statement.kind === 'cell') return [statement.row, ...statement.cells];
  if (statement.kind === 'code') return cue === 'configuration' ? [statement.before] : [];
  return cue === 'word' || cue === 'verb' ? [statement.before, statement.lead, ...statement.headings] : [];
}

function servicesOf(inventory: Inventory, { id }: Product): Service[] {
  return [...inventory.services.values()].filter(({ product }) => product.id === id);
}

/** Those on the named servers; all when none is there: the text speaks of something else. */
function onServers(services: readonly Service[], servers: readonly string[]): readonly Service[] {
  const own = services.filter(({ server }) => servers.includes(server));
  return own.length > 0 ? own : services;
}

/** Ports at which a service may be reached: its own, and its proxy's when it has a domain. */
function portsOf({ ports, via }: Service): number[] {
  return [...ports.map(({ port }) => port), ...(via === undefined ? [] : PROXY_PORTS)];
}

function* compare(
  reading: Reading,
  services: readonly Service[],
  place: { readonly start: number; readonly end: number },
  port: number,
  others: ReadonlySet<Product>,
): Iterable<Contradiction> {
  const { inventory } = reading.known;
  const [first] = services.filter(({ ports }) => ports.length > 0);
  if (first === undefined || services.some((service) => portsOf(service).includes(port))) return;
  for (const other of others) if (servicesOf(inventory, other).some((service) => portsOf(service).includes(port))) return;
  const own = [...new Set(services.flatMap(({ ports }) => ports.map((one) => one.port)))];
  const [only] = own;
  yield {
    rule: 'F003',
    range: rangeOf(reading, place),
    message: `Порта ${port} у ${first.product.name} нет: в инвентаре ${own.length === 1 ? 'записан' : 'записаны'} ${own.join(', ')}`,
    expected: own.join(' или '),
    found: String(port),
    source: sourceOf(inventory, 'services', ['services', first.id, 'ports', first.ports[0]?.name ?? '', 'port']),
    replacement: own.length === 1 && only !== undefined && isFormer(reading, services, port) ? String(only) : undefined,
  };
}

/** True when the port is known as wrong, or was right in an earlier inventory. */
function isFormer({ known: { former } }: Reading, services: readonly Service[], port: number): boolean {
  return services.some(
    ({ id, wrongPorts }) =>
      wrongPorts?.some(({ value }) => value === port) === true ||
      former().some((earlier) => earlier.services.get(id)?.ports.some((one) => one.port === port) === true),
  );
}

/** The servers whose firewall the number is about; undefined when it is not about a firewall. */
function firewallServers(reading: Reading, token: NumberToken): readonly string[] | undefined {
  const { statement, tokens, known } = reading;
  const { text } = statement.plain;
  const { firewall } = known.inventory.networks;
  if (!known.inventory.products.has(FIREWALL) || (!token.code && statement.kind !== 'code')) return undefined;
  const nearest = tokens.filter(isMention).findLast(({ end, product }) => end <= token.start && product !== undefined)?.product;
  const own = nearest === undefined ? mentionsIn(known.lexicon, statement.row).find(({ product }) => product !== undefined)?.product : nearest;
  if (own?.id !== FIREWALL || !OPENS.test(text) || (NOT.test(text.slice(text.search(OPENS))) && !/кроме/i.test(text))) return undefined;
  const servers = serversAt(reading, token.start, token.end).filter((server) => firewall[server] !== undefined);
  return servers.length > 0 ? servers : Object.keys(firewall);
}

function* compareFirewall(reading: Reading, token: NumberToken, servers: readonly string[]): Iterable<Contradiction> {
  const { inventory } = reading.known;
  const rules = servers.flatMap((server) => inventory.networks.firewall[server]?.allow ?? []);
  if (rules.some(({ port }) => port === token.from)) return;
  for (const other of productsAround(reading))
    if (servicesOf(inventory, other).some((service) => service.ports.some(({ port }) => port === token.from))) return;
  yield {
    rule: 'F003',
    range: rangeOf(reading, token),
    message: `Порт ${token.from} файрвол не открывает: в инвентаре ${[...new Set(rules.map(({ port }) => port))].join(', ')}`,
    expected: [...new Set(rules.map(({ port }) => port))].join(', '),
    found: String(token.from),
    source: sourceOf(inventory, 'networks', ['firewall', servers[0] ?? '', 'allow']) ?? factSource(inventory, 'networks.firewall'),
  };
}
