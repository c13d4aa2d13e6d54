import type { Element, ElementContent } from 'hast';
import type { Inventory, View } from '../../inventory/index.ts';
import { quantityText } from '../../inventory/index.ts';
import { pageSvg } from '../markdown/diagram-svg.ts';
import { drawGraphviz, GRAPHVIZ_PAINT } from '../markdown/graphviz-diagram.ts';
import type { Child } from './element.ts';
import { element, separated } from './element.ts';
import { LIFECYCLE_WORDS } from './lifecycle.ts';
import { serverLink, serviceLink } from './names.ts';
import type { Connection, ServerTopology } from './topology.ts';
import { INTERNET, portsText, portsThatAnswer, serverConnections, serverTopology } from './topology.ts';
import type { DrawingScale } from './topology-dot.ts';
import { NARROW, serversDot, servicesDot, WIDE } from './topology-dot.ts';
import type { ViewContext } from './view-context.ts';

/** Size of the letters in the drawing, CSS pixels. Those of a phone are narrower than what Graphviz left room for. */
const LETTERS: ReadonlyMap<DrawingScale, number> = new Map([
  [WIDE, 13.5],
  [NARROW, 11.2],
]);

/** The topology as a figure: a wide drawing, a narrow one for phones (a server below the other), and the connections as text. */
export async function topologyFigure(
  { inventory, idPrefix }: ViewContext,
  { level, server: only }: Omit<Extract<View, { kind: 'topology' }>, 'kind'>,
): Promise<Element> {
  const servers = [...inventory.servers.values()].filter(({ id, lifecycle }) => lifecycle !== 'retired' && (only === undefined || id === only));
  if (level === 'servers') {
    const connections = serverConnections(inventory);
    const label = `Схема: ${servers.map(({ name }) => name).join(', ')} и интернет`;
    const drawings = await Promise.all(
      [WIDE, NARROW].map(async (scale) => drawing(await drawGraphviz(serversDot(inventory, connections, scale)), label, `${idPrefix}${nameOf(scale)}-`, scale)),
    );
    return figure(drawings, LEGEND, serversInWords(inventory, connections));
  }
  const topologies = servers.map((server) => serverTopology(inventory, server));
  const label = `Схема: ${servers.map(({ name }) => name).join(', ')}, их сервисы и связи`;
  const wide = drawing(await drawGraphviz(servicesDot(topologies, WIDE)), label, `${idPrefix}wide-`, WIDE);
  const narrow = await Promise.all(
    topologies.map(async (topology, index) =>
      drawing(
        await drawGraphviz(servicesDot([topology], NARROW)),
        `Схема: ${topology.server.name}, сервисы и связи`,
        `${idPrefix}narrow-${index + 1}-`,
        NARROW,
      ),
    ),
  );
  return figure([wide, ...narrow], LEGEND, topologies.flatMap(servicesInWords));
}

const LEGEND = 'Сплошная рамка — действует, пунктир — ещё нет. Имя ведёт к карточке в инвентаре.';

function nameOf(scale: DrawingScale): 'wide' | 'narrow' {
  return scale === WIDE ? 'wide' : 'narrow';
}

function figure(drawings: readonly Element[], legend: string, words: readonly Element[]): Element {
  return element(
    'figure',
    { className: ['kb-diagram', 'kb-topology'] },
    drawings,
    element('figcaption', { dataPagefindIgnore: '' }, legend),
    element('details', {}, element('summary', {}, 'Связи текстом'), words),
  );
}

function drawing(markup: string, label: string, prefix: string, scale: DrawingScale): Element {
  const { svg } = pageSvg(markup, prefix, GRAPHVIZ_PAINT, { links: true });
  svg.properties['ariaLabel'] = label;
  enlargeLetters(svg, (LETTERS.get(scale) ?? scale.font) / scale.font);
  return element('div', { className: ['kb-diagram-scroll', `kb-topology--${nameOf(scale)}`], dataPagefindIgnore: '' }, svg);
}

function enlargeLetters(node: ElementContent, factor: number): void {
  if (node.type !== 'element') return;
  const size = Number(node.properties['fontSize']);
  if (node.tagName === 'text' && size > 0) node.properties['fontSize'] = (size * factor).toFixed(1);
  for (const child of node.children) enlargeLetters(child, factor);
}

/** The connections of one server as a list: for those who do not see the drawing, and for the search. */
function servicesInWords({ server, connections, apart, shown }: ServerTopology): Element[] {
  const services = new Map(shown.map((service) => [service.id, service]));
  const name = (id: string): Child => {
    const service = services.get(id);
    return service === undefined ? (id === INTERNET ? 'Интернет' : id) : serviceLink(service);
  };
  const groups = Map.groupBy(connections, ({ from }) => from);
  return [
    element('p', {}, serverLink(server), ` — ${LIFECYCLE_WORDS[server.lifecycle]}:`),
    element(
      'ul',
      {},
      [...groups].map(([from, list]) =>
        element(
          'li',
          {},
          name(from),
          ' → ',
          separated(
            list.map(({ to, by, planned }): Child => [name(to), details(from, by, planned)]),
            ', ',
          ),
        ),
      ),
    ),
    ...(apart.length === 0
      ? []
      : [
          element(
            'p',
            {},
            'На схеме нет того, к чему запрос из интернета не доходит: ',
            separated(
              apart.map((service) => serviceLink(service)),
              ', ',
            ),
            '.',
          ),
        ]),
  ];
}

/** « (порты 80, 443; ещё нет)». */
function details(from: string, by: string, planned: boolean): Child {
  const words = [from === INTERNET ? `${by.includes(',') ? 'порты' : 'порт'} ${by}` : by, planned ? 'ещё нет' : ''].filter((word) => word !== '');
  return words.length === 0 ? undefined : ` (${words.join('; ')})`;
}

function serversInWords({ servers, services, networks }: Inventory, connections: readonly Connection[]): Element[] {
  return [
    element(
      'ul',
      {},
      connections.map(({ to, by, planned }) => {
        const server = servers.get(to);
        const answering = portsText(portsThatAnswer({ services }, to));
        const state = planned ? '; отвечать пока некому' : answering === by ? '' : `; сегодня отвечают ${answering}`;
        return element('li', {}, 'Интернет → ', server === undefined ? to : serverLink(server), ` (открыты порты ${by}${state})`);
      }),
      element('li', {}, `Между серверами меньше ${quantityText(networks.link.latency, 'мс')}, трафик ${networks.link.traffic}`),
    ),
  ];
}
