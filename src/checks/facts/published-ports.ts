import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Inventory, Service } from '../../inventory/index.ts';
import { sourceOf } from '../../inventory/index.ts';
import type { Fence, PageRecord, TextRange } from '../../knowledge/index.ts';
import { quoteOf } from './contradiction.ts';
import { fenceLine } from './fence-lines.ts';
import type { KnownFacts } from './known-facts.ts';
import { placeOf } from './plain-text.ts';
import type { Statement } from './statements.ts';
import { mentionsIn } from './subjects.ts';

/** A port of a host that two services want. */
export interface PortClash {
  readonly range: TextRange;
  readonly message: string;
  readonly found: string;
  readonly hint: string | undefined;
}

interface Published {
  readonly owner: string;
  readonly range: TextRange;
  readonly line: number;
}

/** Ports that a Compose file in a fence publishes twice. */
export function* clashesInCompose(page: PageRecord, fence: Fence): Iterable<PortClash> {
  if (!/^ya?ml$/i.test(fence.lang) || !fence.value.includes('ports:')) return;
  const document = parseDocument(fence.value, { prettyErrors: false, logLevel: 'silent' });
  const services = document.errors.length === 0 ? (document.get('services') ?? document.contents) : undefined;
  if (!isMap(services)) return;
  const taken = new Map<string, Published>();
  for (const { key, value } of services.items) {
    const ports = isMap(value) ? value.get('ports', true) : undefined;
    if (!isScalar(key) || !isSeq(ports)) continue;
    for (const item of ports.items) {
      const published = isScalar(item)
        ? publishedBy(String(item.value))
        : isMap(item)
          ? publishedByMap(item.get('published'), item.get('protocol'))
          : undefined;
      if (published === undefined) continue;
      const offset = isScalar(item) || isMap(item) ? (item.range?.[0] ?? 0) : 0;
      const line = fence.value.slice(0, offset).split('\n').length - 1;
      const owner = String(key.value);
      const other = taken.get(published);
      if (other === undefined) taken.set(published, { owner, range: fenceLine(page, fence, line), line });
      else
        yield {
          range: fenceLine(page, fence, line),
          message:
            other.owner === owner ? `Порт ${published} сервис ${owner} публикует дважды` : `Порт ${published} хоста занимают двое: ${other.owner} и ${owner}`,
          found: published,
          hint: undefined,
        };
    }
  }
}

/** `8080:80`, `127.0.0.1:8080:80/udp` → `8080`, `8080/udp`. A port without a host side gets a random one. */
function publishedBy(text: string): string | undefined {
  const [, host, , protocol = 'tcp'] = /^(?:(?:\[[^\]]*\]|[\d.]+):)?(\d{1,5}):(\d{1,5})(?:\/(tcp|udp))?$/.exec(text) ?? [];
  return host === undefined ? undefined : protocol === 'udp' ? `${host}/udp` : host;
}

function publishedByMap(published: unknown, protocol: unknown): string | undefined {
  return published === undefined || published === null ? undefined : protocol === 'udp' ? `${String(published)}/udp` : String(published);
}

const PORT_COLUMN = /^[\s*`]*(?:порт|порты|port|публичный порт|внешний порт|порт снаружи)[\s*`]*$/iu;
const SERVICE_COLUMN = /^[\s*`]*(?:сервис|служба|программа|зачем|что|кто|service)/iu;
const SERVER_COLUMN = /^[\s*`]*(?:сервер|где|хост|server|host)/iu;
const FROM_OUTSIDE = /(?<!\p{L})(?:публичн|снаружи|наружу|внешн|открыт|опубликован|на хосте|хоста|файрвол|firewall|UFW|из интернета)\p{L}*/iu;
const FROM_INSIDE = /(?<!\p{L})(?:внутр|контейнер|Docker)\p{L}*/iu;

/** Rows of a table of public ports: one port of one server, two services. */
export function* clashesInTable(table: readonly Statement[], { inventory, lexicon }: KnownFacts): Iterable<PortClash> {
  const [first] = table;
  if (first === undefined || first.past) return;
  const heads = new Map(table.map(({ columnIndex, column }) => [columnIndex, column]));
  const about = [first.lead, ...heads.values(), first.headings[0] ?? ''].join(' ');
  const portColumn = [...heads].find(([, head]) => PORT_COLUMN.test(head))?.[0];
  const serviceColumn = [...heads].find(([, head]) => SERVICE_COLUMN.test(head))?.[0];
  const serverColumn = [...heads].find(([, head]) => SERVER_COLUMN.test(head))?.[0];
  if (portColumn === undefined || serviceColumn === undefined || !FROM_OUTSIDE.test(about) || FROM_INSIDE.test(about)) return;
  // «Порт | Зачем | Первый | Второй»: the server is the column, and which cell means yes nobody can tell for sure.
  if ([...heads].some(([index, head]) => index !== serverColumn && mentionsIn(lexicon, head).some(({ servers }) => servers.length > 0))) return;
  const taken = new Map<string, string>();
  for (const row of Map.groupBy(table, ({ line }) => line).values()) {
    const cellAt = (index: number | undefined): Statement | undefined => row.find(({ columnIndex }) => columnIndex === index);
    const ports = cellAt(portColumn);
    const service = cellAt(serviceColumn)?.plain.text.replace(/[`*]/g, '').trim() ?? '';
    const serverText = cellAt(serverColumn)?.plain.text ?? about;
    const [server = ''] = mentionsIn(lexicon, serverText).flatMap(({ servers }) => (servers.length === 1 ? servers : []));
    if (ports === undefined || service === '') continue;
    for (const match of ports.plain.text.matchAll(/(?<![\d.:])(\d{2,5})(\/udp)?(?![\d.])/g)) {
      const port = match[0];
      const range = placeOf(ports.plain, match.index, match.index + port.length);
      const key = `${server} ${port}`;
      const other = taken.get(key);
      const known = ownerOf(inventory, server, Number(match[1]), match[2] === undefined ? 'tcp' : 'udp');
      const named = mentionsIn(lexicon, service).flatMap(({ product }) => product?.id ?? []);
      if (other !== undefined && other !== service)
        yield {
          range,
          message: `Порт ${port} занимают двое: ${other} и ${service}`,
          found: port,
          hint: known === undefined ? undefined : hintFor(inventory, known),
        };
      // A service that the inventory knows is F003's; one that it does not know must not take a port that is taken.
      else if (known !== undefined && named.length === 0 && /^[\x20-\x7e]+$/.test(service))
        yield {
          range,
          message: `Порт ${port} на ${server} уже занят: ${known.product.name}, а здесь его получает ${service}`,
          found: port,
          hint: hintFor(inventory, known),
        };
      taken.set(key, other ?? service);
    }
  }
}

function hintFor(inventory: Inventory, { id, ports }: Service): string | undefined {
  const source = sourceOf(inventory, 'services', ['services', id, 'ports', ports[0]?.name ?? '', 'port']);
  return source === undefined ? undefined : `В инвентаре ${quoteOf(inventory, source)}`;
}

/** Whoever listens on the port of the host itself. */
function ownerOf(inventory: Inventory, server: string, port: number, protocol: string): Service | undefined {
  return [...inventory.services.values()].find(
    (service) => service.server === server && service.ports.some((one) => one.port === port && one.protocol === protocol && one.exposure !== 'internal'),
  );
}
