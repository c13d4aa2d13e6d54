import type { FactSource, Inventory, InventoryProblem, Port, Server, Service } from '../../inventory/index.ts';
import {
  AUTH_KINDS,
  EXPOSURES,
  listFacts,
  memoryBudget,
  plannedText,
  quantityText,
  SERVER_LIFECYCLES,
  SERVICE_LIFECYCLES,
  servicesOn,
  sourceOf,
} from '../../inventory/index.ts';
import { lineStarts, positionAt } from '../../knowledge/index.ts';
import type { Terminal } from '../terminal.ts';
import { paint } from '../terminal.ts';

type Screen = Pick<Terminal, 'color'>;

/** The whole inventory on one screen: servers with their services, then people. */
export function inventoryList(inventory: Inventory, screen: Screen): string {
  const blocks = [...inventory.servers.values()].map((server) => {
    const services = servicesOn(inventory, server.id);
    const rows = services.map((service) => [service.id, productText(service), lifecycleText(service), portsText(service.ports), addressText(service)]);
    return `${paint(screen, 'bold', `${server.id} — ${server.name}`)}, ${serverLine(server)}\n${table(rows)}`;
  });
  const people = [...inventory.people.values()].map(({ id, name, role, email }) => [id, name, role, email ?? '']);
  return [...blocks, `${paint(screen, 'bold', 'Люди')}\n${table(people)}`, 'Подробно: kb inventory show ID. Что можно цитировать: kb inventory facts.'].join(
    '\n\n',
  );
}

/** Everything about one id; undefined when nothing has it. `texts` are the data files, for the line where it is written. */
export function subjectCard(inventory: Inventory, id: string, texts: Inventory['texts'], screen: Screen): string | undefined {
  const server = inventory.servers.get(id);
  if (server !== undefined)
    return card(screen, `${server.id} — ${server.name}`, serverRows(inventory, server), sourceText(texts, sourceOf(inventory, 'servers', ['servers', id])));
  const service = inventory.services.get(id);
  if (service !== undefined)
    return card(
      screen,
      `${service.id} — ${productText(service)}`,
      serviceRows(inventory, service),
      sourceText(texts, sourceOf(inventory, 'services', ['services', id])),
    );
  const facts = listFacts(inventory).filter(({ key }) => key.startsWith(`${id}.`));
  const [first] = facts;
  if (first === undefined) return undefined;
  return card(
    screen,
    id,
    facts.map(({ key, value }) => [key.slice(id.length + 1), value]),
    sourceText(texts, first.source),
  );
}

/** A problem of a data file: what, where, the line, what to do. */
export function inventoryProblem({ file, range, message, expected, found, hint }: InventoryProblem, text: string, folder: string, screen: Screen): string {
  const starts = lineStarts(text);
  const { line, column } = positionAt(starts, range.start);
  const source = text.slice(starts[line - 1] ?? 0, starts[line] ?? text.length).trimEnd();
  const carets = '^'.repeat(Math.max(1, Math.min(range.end - range.start, source.length - column + 1)));
  const gutter = String(line);
  return [
    `${paint(screen, ['red', 'bold'], 'ошибка')}  ${paint(screen, 'bold', message)}`,
    `  ${paint(screen, 'cyan', `${folder}/${file}:${line}:${column}`)}`,
    ...(source.trim() === '' ? [] : [`  ${gutter} │ ${source}`, `  ${' '.repeat(gutter.length)} │ ${' '.repeat(column - 1)}${paint(screen, 'red', carets)}`]),
    ...(expected === undefined ? [] : [`  ожидалось: ${expected}`]),
    ...(found === undefined ? [] : [`  найдено:   ${found}`]),
    `  исправить: ${hint}`,
  ].join('\n');
}

function serverRows(inventory: Inventory, server: Server): Array<[string, string]> {
  const budget = memoryBudget(inventory, server.id);
  const firewall = inventory.networks.firewall[server.id];
  return [
    ['зачем', server.purpose],
    ['состояние', `${SERVER_LIFECYCLES[server.lifecycle]}, готовность ${server.readiness} %`],
    ...optional('адрес', server.ip),
    ['размер', serverLine(server)],
    ['система', server.os],
    ['цена', `${server.price.month.toLocaleString('ru')} ₽ в месяц`],
    ...(budget === undefined
      ? []
      : [['память', `${quantityText(budget.used, 'МБ')} из ${quantityText(budget.usable, 'МБ')} обещано сервисам`] as [string, string]]),
    ...(firewall === undefined
      ? []
      : [['открыто', firewall.allow.map(({ port, protocol, why }) => `${port}/${protocol} (${why})`).join(', ')] as [string, string]]),
    [
      'сервисы',
      servicesOn(inventory, server.id)
        .map(({ id }) => id)
        .join(', '),
    ],
    ['документ', server.document],
  ];
}

function serviceRows(inventory: Inventory, service: Service): Array<[string, string]> {
  const { product, auth, memory } = service;
  const owner = inventory.people.get(service.owner);
  return [
    ['зачем', service.purpose],
    ['состояние', lifecycleText(service)],
    ...optional('сейчас', service.interim),
    ['сервер', service.server],
    ...optional('адрес', service.url),
    ...service.ports.map((port): [string, string] => ['порт', `${port.port}/${port.protocol}, ${EXPOSURES[port.exposure]}: ${port.purpose}`]),
    ...optional('вход', auth === undefined ? undefined : auth.kinds.map((kind) => AUTH_KINDS[kind]).join(auth.mode === 'all' ? ' и ' : ' или ')),
    ...optional('как войти', service.accessNote),
    ...optional('ставим', product.image ?? product.exactVersion),
    ...optional('здоровье', healthText(service)),
    ...optional(
      'закрыто',
      product.canary?.kind === 'http' ? `${product.canary.path} отвечает ${product.canary.secure.join(' или ')}` : product.canary && 'порт молчит снаружи',
    ),
    ...optional('память', memory?.limit === undefined ? memory?.sharedWith && `вместе с ${memory.sharedWith}` : quantityText(memory.limit, 'МБ')),
    ...optional('нужны', service.dependsOn?.join(', ')),
    ...optional('отвечает', owner?.name),
    ['документ', service.document],
    ...optional('порядок', service.runbook),
    ...optional('важно', service.note),
    ...(service.wrongNames ?? []).map(({ value, why }): [string, string] => ['неверно', `${value}: ${why}`]),
    ...(service.wrongPorts ?? []).map(({ value, why }): [string, string] => ['неверно', `порт ${value}: ${why}`]),
    ...(product.wrongVersions ?? []).map(({ value, why }): [string, string] => ['неверно', `версия ${value}: ${why}`]),
  ];
}

function healthText({ product: { health } }: Service): string | undefined {
  switch (health?.kind) {
    case undefined:
      return undefined;
    case 'http':
      return `${health.path} отвечает ${health.status.join(' или ')}${health.body === undefined ? '' : ` и «${health.body}»`}`;
    case 'tcp':
      return 'соединение по TCP';
    case 'postgres':
    case 'redis':
      return 'ответ по своему протоколу';
    case 'heartbeat':
      return 'сигнал с хоста';
  }
}

function optional(name: string, value: string | undefined): Array<[string, string]> {
  return value === undefined ? [] : [[name, value]];
}

function serverLine({ cpu, ram, disk, diskKind, network, ip }: Server): string {
  return `${cpu} vCPU, ${ram} ГБ, ${disk} ГБ ${diskKind}, ${network} Мбит/с${ip === undefined ? '' : `, ${ip}`}`;
}

/** The exact version is what we install, not what runs: only the version that pages name stands here. */
function productText({ product }: Service): string {
  return product.version === undefined ? product.name : `${product.name} ${product.version}`;
}

function lifecycleText({ lifecycle, planned }: Service): string {
  return planned === undefined ? SERVICE_LIFECYCLES[lifecycle] : `${SERVICE_LIFECYCLES[lifecycle]}, ${plannedText(planned)}`;
}

function portsText(ports: readonly Port[]): string {
  return ports.map(({ port, protocol }) => (protocol === 'tcp' ? port : `${port}/${protocol}`)).join(', ');
}

function addressText({ url }: Service): string {
  return url?.replace('https://', '') ?? '';
}

function sourceText(texts: Inventory['texts'], source: FactSource | undefined): string {
  if (source === undefined) return '';
  const text = texts.get(source.file);
  return text === undefined ? `content/${source.file}` : `content/${source.file}:${positionAt(lineStarts(text), source.range.start).line}`;
}

function card(screen: Screen, title: string, rows: ReadonlyArray<readonly [string, string]>, source: string): string {
  return `${paint(screen, 'bold', title)}\n${table(rows)}\n\nЗаписано: ${source}`;
}

/** Columns as wide as their widest cell; the last one runs free. */
function table(rows: ReadonlyArray<readonly string[]>): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, index) => Math.max(all[index] ?? 0, cell.length)), []);
  return rows
    .map((row) => `  ${row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  ')}`.trimEnd())
    .join('\n');
}
