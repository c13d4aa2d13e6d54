import type { Inventory, Server, Service } from '../../inventory/index.ts';
import { nearest, sourceOf } from '../../inventory/index.ts';
import type { Contradiction, Reading } from './contradiction.ts';
import { factSource, rangeOf } from './contradiction.ts';
import type { HostToken, PlainToken } from './lexicon.ts';
import { isMention, mentionsIn, serversAt } from './subjects.ts';

/** F001, F004 and F008 about addresses: IP, names under the domain of the project, mail. */
export function* addressClaims(reading: Reading): Iterable<Contradiction> {
  for (const token of reading.tokens) {
    if (token.kind === 'address') yield* ipClaim(reading, token);
    if (token.kind === 'mail') yield* mailClaim(reading, token);
    if (token.kind === 'host') yield* hostClaim(reading, token);
  }
}

/** Addresses that belong to nobody on the internet, or to everybody: private, documentation, loopback, multicast. */
const NOT_OURS =
  /^(?:0|10|127|22[4-9]|23\d|24\d|25[0-5])\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^192\.168\.|^192\.0\.[02]\.|^198\.(?:18|19|51)\.|^203\.0\.113\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
/** Public resolvers and their like stand in commands: `dig @1.1.1.1`. */
const WELL_KNOWN = new Set(['1.1.1.1', '1.0.0.1', '8.8.8.8', '8.8.4.4', '9.9.9.9', '77.88.8.8', '77.88.8.1']);
const VPN_WORDS = /(?<!\p{L})(?:VPN|WireGuard)(?!\p{L})/iu;

function* ipClaim(reading: Reading, token: PlainToken): Iterable<Contradiction> {
  const { inventory, former } = reading.known;
  const [ip = '', mask] = token.text.split('/');
  const servers = [...inventory.servers.values()].filter((server) => server.ip !== undefined);
  const claim = (message: string, server: Server | undefined): Contradiction => ({
    rule: 'F001',
    range: rangeOf(reading, token),
    message,
    found: token.text,
    source: server === undefined ? undefined : factSource(inventory, `${server.id}.ip`),
  });
  const said = serversAt(reading, token.start, token.end).flatMap((id) => inventory.servers.get(id) ?? []);
  const owner = servers.find((server) => server.ip === ip);
  if (owner !== undefined) {
    // The address of the second server beside the name of the first: only when the same sentence or row says so.
    const [other] = said;
    if (other !== undefined && !said.includes(owner) && namesServer(reading, other.id))
      yield claim(`${ip} — адрес ${owner.id}, а здесь он назван адресом ${other.id}`, owner);
    return;
  }
  const wrong = servers.find(({ wrongIps }) => wrongIps?.some(({ value }) => value === ip) === true);
  if (wrong !== undefined) yield claim(`${ip} — не адрес ${wrong.id}: в инвентаре другой`, wrong);
  else if (NOT_OURS.test(ip)) yield* subnetClaim(reading, token, mask);
  else if (!WELL_KNOWN.has(ip)) {
    const late = former().some((earlier) => [...earlier.servers.values()].some((server) => server.ip === ip));
    const named = said.find(({ id }) => namesServer(reading, id));
    if (late || named !== undefined) yield claim(`Адрес ${(named ?? servers[0])?.id ?? 'сервера'} здесь ${ip}, а в инвентаре другой`, named ?? servers[0]);
    else if (/(?<!\p{L})(?:сервер\p{L}*|наш\p{L}* адрес|IP)(?!\p{L})/iu.test(reading.statement.plain.text))
      yield claim(`Адреса ${ip} нет ни у одного сервера в инвентаре`, servers[0]);
  }
}

function* subnetClaim(reading: Reading, token: PlainToken, mask: string | undefined): Iterable<Contradiction> {
  const { inventory } = reading.known;
  const { subnet } = inventory.networks.vpn;
  const { statement } = reading;
  if (mask === undefined || Number(mask) < 16 || token.text === subnet || !VPN_WORDS.test(`${statement.plain.text} ${statement.row}`)) return;
  yield {
    rule: 'F001',
    range: rangeOf(reading, token),
    message: `Подсеть VPN здесь ${token.text}, а в инвентаре — ${subnet}`,
    expected: subnet,
    found: token.text,
    source: factSource(inventory, 'networks.vpn.subnet'),
  };
}

/** True when the statement, its row or its column names the server itself. */
function namesServer({ statement, tokens, known: { lexicon } }: Reading, server: string): boolean {
  const around = [statement.row, statement.column, ...statement.cells].flatMap((text) => mentionsIn(lexicon, text));
  return [...tokens.filter(isMention), ...around].some(({ servers }) => servers.length === 1 && servers.includes(server));
}

function* mailClaim(reading: Reading, token: PlainToken): Iterable<Contradiction> {
  const { inventory } = reading.known;
  const { support } = inventory.project;
  const people = [...inventory.people.values()];
  const owner = people.find(({ wrongContacts }) => wrongContacts?.some(({ value }) => value === token.text) === true);
  if (owner !== undefined) {
    yield {
      rule: 'F004',
      range: rangeOf(reading, token),
      message: `${token.text} — неверный контакт: ${owner.name}${owner.email === undefined ? '' : `, верный ${owner.email}`}`,
      expected: owner.email,
      found: token.text,
      source: factSource(inventory, `${owner.id}.email`) ?? sourceOf(inventory, 'people', ['people', owner.id]),
      replacement: owner.email,
    };
    return;
  }
  const domain = inventory.networks.domain.name;
  const known = [support.email, ...people.flatMap(({ email }) => email ?? [])];
  if (!token.text.toLowerCase().endsWith(`@${domain}`) || known.includes(token.text.toLowerCase())) return;
  const [near] = nearest(token.text, known, 1);
  yield {
    rule: 'F008',
    range: rangeOf(reading, token),
    message: `Почты ${token.text} в инвентаре нет`,
    expected: near ?? known.join(', '),
    found: token.text,
    source:
      near === undefined || near === support.email
        ? factSource(inventory, 'project.support.email')
        : factSource(inventory, `${people.find(({ email }) => email === near)?.id}.email`),
  };
}

function* hostClaim(reading: Reading, token: HostToken): Iterable<Contradiction> {
  const { inventory, former } = reading.known;
  const root = inventory.networks.domain.name;
  const { host } = token;
  if (host !== root && !host.endsWith(`.${root}`)) return;
  const services = [...inventory.services.values()];
  const place = { start: token.start, end: token.start + host.length };
  const owner = services.find(({ domain, laterDomain }) => domain === host || laterDomain === host);
  if (owner !== undefined) {
    yield* misplaced(reading, token, owner);
    return;
  }
  if (host === root) return;
  const meant =
    services.find(({ wrongNames }) => wrongNames?.some(({ value }) => value === host) === true) ??
    services.find(({ id }) => former().some((earlier) => earlier.services.get(id)?.domain === host));
  if (meant?.domain !== undefined) {
    // Of two servers' consoles the inventory names one; which one is meant the text must say.
    const twins = services.filter(({ product, domain }) => product.id === meant.product.id && domain !== undefined);
    const said = serversAt(reading, token.start, token.end);
    const own = twins.length === 1 ? twins : twins.filter(({ server }) => said.includes(server));
    const [right] = own.length === 1 ? own : [meant];
    const certain = own.length === 1 || !/^[a-z]+\./.test(host) || twins.length === 1;
    yield {
      rule: 'F004',
      range: rangeOf(reading, place),
      message: `${host} — неверный адрес ${meant.product.name}: верный ${right?.domain ?? meant.domain}`,
      expected: right?.domain ?? meant.domain,
      found: host,
      source: factSource(inventory, `${(right ?? meant).id}.domain`),
      replacement: certain ? (right?.domain ?? meant.domain) : undefined,
    };
    return;
  }
  const [near] = nearest(
    host,
    services.flatMap(({ domain }) => domain ?? []),
    1,
  );
  const close = services.find(({ domain }) => domain === near);
  yield {
    rule: 'F008',
    range: rangeOf(reading, place),
    message: `Домена ${host} в инвентаре нет`,
    expected: near,
    found: host,
    source: close === undefined ? factSource(inventory, 'networks.domain.name') : factSource(inventory, `${close.id}.domain`),
  };
}

/** Between a name and its address: «Directus — `dir.tapbot.kz`», «Directus по адресу `dir.tapbot.kz`». */
const ADDRESS_JOINT =
  /^[`»)\s]*(?:[—:(,]\s*)?(?:(?:теперь|сейчас|отвечает|доступ(?:ен|на)|открывается|живёт|работает|стоит|находится|админка|панель|адрес|домен)\s+)*(?:(?:по адресу|на|:|—)\s*)?`?(?:https?:\/\/)?$/iu;

/** A right address under a wrong name, or on a wrong server. */
function* misplaced(reading: Reading, token: HostToken, owner: Service): Iterable<Contradiction> {
  const { statement, tokens, known } = reading;
  const { inventory } = known;
  const wrongOwner = ownerSaid(reading, token, owner);
  if (wrongOwner !== undefined) {
    const right = servicesWith(inventory, wrongOwner).map(({ domain }) => domain ?? '');
    yield {
      rule: 'F004',
      range: rangeOf(reading, { start: token.start, end: token.start + token.host.length }),
      message: `${token.host} — адрес ${owner.product.name}, а здесь он назван адресом ${inventory.products.get(wrongOwner)?.name ?? wrongOwner}`,
      expected: right.join(' или ') || undefined,
      found: token.host,
      source: factSource(inventory, `${owner.id}.domain`) ?? factSource(inventory, `${owner.id}.laterDomain`),
    };
    return;
  }
  if (statement.kind !== 'cell' || tokens.filter(({ kind }) => kind === 'host').length !== 1) return;
  // A row of a table of services: the column «Сервер» says where each one lives.
  const servers = statement.cells
    .filter((cell) => cell !== statement.row || statement.columnIndex !== 0)
    .flatMap((cell) => (SERVER_CELL.test(cell) ? mentionsIn(known.lexicon, cell) : []));
  const named = [...new Set(servers.flatMap((mention) => mention.servers))];
  const [said] = named;
  if (named.length !== 1 || said === undefined || said === owner.server) return;
  yield {
    rule: 'F004',
    range: rangeOf(reading, { start: token.start, end: token.start + token.host.length }),
    message: `${token.host} здесь отнесён к ${said}, а в инвентаре он на ${owner.server}`,
    expected: owner.server,
    found: said,
    source: factSource(inventory, `${owner.id}.server`),
  };
}

const SERVER_CELL = /^[`*\s]*(?:отведён\s+)?(?:server\d+|(?:перв|втор)\p{L}+(?: сервер\p{L}*)?)[`*\s]*$/iu;

/** The product that the text gives the address to, when it is not the owner's. */
function ownerSaid({ statement, tokens, known: { lexicon, inventory } }: Reading, token: HostToken, owner: Service): string | undefined {
  const { text } = statement.plain;
  const named = tokens.filter(isMention).filter(({ product, text: name }) => product !== undefined && !name.includes('.') && !name.includes(':'));
  if (named.some(({ product }) => product?.id === owner.product.id)) return undefined;
  const proxies = new Set([owner.via, ...(owner.via === undefined ? [] : [inventory.services.get(owner.via)?.product.id])]);
  const before = named.findLast(({ end }) => end <= token.start);
  if (before?.product !== undefined) {
    const joined = ADDRESS_JOINT.test(text.slice(before.end, token.start));
    return joined && !proxies.has(before.product.id) && servicesWith(inventory, before.product.id).length > 0 ? before.product.id : undefined;
  }
  if (statement.kind !== 'cell' || named.length > 0 || !/^[`\s]*$/.test(text.slice(0, token.start).replace(/https?:\/\//, ''))) return undefined;
  if (!/^[`\s]*$/.test(text.slice(token.end).replace(/^[/:][^\s`]*/, ''))) return undefined;
  const row = new Set([statement.row, ...statement.cells].flatMap((cell) => mentionsIn(lexicon, cell)).flatMap(({ product }) => product?.id ?? []));
  const [only] = row;
  if (row.size !== 1 || only === undefined || only === owner.product.id || proxies.has(only) || servicesWith(inventory, only).length === 0) return undefined;
  // The row must be about the product: its cell is its name, and little more.
  const cell = [statement.row, ...statement.cells].find((one) => mentionsIn(lexicon, one).some(({ product }) => product?.id === only)) ?? '';
  return cell.replace(/[`*]/g, '').trim().length <= (inventory.products.get(only)?.name.length ?? 0) + 8 ? only : undefined;
}

function servicesWith(inventory: Inventory, product: string): Service[] {
  return [...inventory.services.values()].filter((service) => service.product.id === product && service.domain !== undefined);
}
