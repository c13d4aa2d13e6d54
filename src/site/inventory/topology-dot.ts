import type { Inventory, Server, Service } from '../../inventory/index.ts';
import { cardUrl, quantityText } from '../../inventory/index.ts';
import { LIFECYCLE_WORDS } from './lifecycle.ts';
import { atStart } from './names.ts';
import type { Connection, ServerTopology } from './topology.ts';
import { INTERNET, worksHere } from './topology.ts';

/** How large a drawing is meant. All lengths are inches, as Graphviz has them; font sizes are points. */
export interface DrawingScale {
  readonly font: number;
  readonly nodeGap: number;
  readonly rankGap: number;
  readonly height: number;
  /** Between a label and the border of its box. */
  readonly padding: number;
  readonly clusterMargin: number;
  readonly arrow: number;
  /** Labels longer than this break at a space. Characters. */
  readonly lineLength: number;
}

export const WIDE: DrawingScale = { font: 12.2, nodeGap: 0.13, rankGap: 0.55, height: 0.37, padding: 0.1, clusterMargin: 12, arrow: 0.65, lineLength: 24 };
/** Labels are drawn larger than Graphviz is told: the site's letters are narrower than those it measures with. */
export const NARROW: DrawingScale = { font: 10.3, nodeGap: 0.1, rankGap: 0.18, height: 0.42, padding: 0.06, clusterMargin: 5, arrow: 0.55, lineLength: 13 };

/** Graphviz writes the label of such an edge across the line; spaces that stay push the words off it. */
const BESIDE = '\u00A0'.repeat(14);

/** Width of an average letter, as part of the font size, in the font that Graphviz measures with. */
const LETTER = 0.6;
const POINTS_IN_INCH = 72;

const DASHED = 'style="filled,rounded,dashed", fillcolor=white';
const STORES = new Set(['postgres', 'redis']);

/** Services and their connections, a cluster for each server. */
export function servicesDot(topologies: readonly ServerTopology[], scale: DrawingScale): string {
  const doors = new Map(topologies.flatMap(({ connections }) => connections.filter(({ from }) => from === INTERNET).map(({ to, by }) => [to, by])));
  const labels = new Map(topologies.flatMap(({ shown }) => shown.map(({ id, product }) => [id, label(atStart(product.name), doors.get(id))])));
  // Boxes of a column are as wide as its longest label.
  const behindDoors = topologies.flatMap(({ connections }) => connections.filter(({ from }) => doors.has(from)).map(({ to }) => to));
  const needed = [...labels.keys()].filter((id) => !doors.has(id) && !behindDoors.includes(id));
  const widths = [[...doors.keys()], behindDoors, needed].map((ids) => ({
    ids: new Set(ids),
    width: Math.max(...ids.map((id) => widthOf(labels.get(id) ?? ''))),
  }));
  return graph(scale, [node(INTERNET, 'Интернет', []), ...topologies.map(cluster), ...topologies.flatMap(({ connections }) => connections.map(edge))]);

  function label(name: string, ports: string | undefined): string {
    const lines = name.length <= scale.lineLength ? name : name.replace(/ (?=\S*$)/, '\n');
    return ports === undefined ? lines : `${lines}\n${ports}`;
  }

  function widthOf(text: string): number {
    const letters = Math.max(...text.split('\n').map((line) => line.length));
    return (letters * scale.font * LETTER) / POINTS_IN_INCH + 2 * scale.padding;
  }

  function cluster({ server, shown }: ServerTopology): string {
    return [
      `subgraph cluster_${server.id.replaceAll('-', '_')} {`,
      `label=${quoted(`${server.name} · ${LIFECYCLE_WORDS[server.lifecycle]}`)}; URL=${quoted(cardUrl(server.id))}; style="filled,rounded"; margin=${scale.clusterMargin};`,
      ...shown.map(serviceNode),
      '}',
    ].join('\n');
  }

  function serviceNode(service: Service): string {
    const { id, product } = service;
    const store = product.health !== undefined && STORES.has(product.health.kind);
    const column = widths.find(({ ids }) => ids.has(id));
    return node(id, labels.get(id) ?? id, [
      `URL=${quoted(cardUrl(id))}`,
      ...(column === undefined ? [] : [`width=${column.width.toFixed(2)}`]),
      ...(store ? ['shape=cylinder'] : []),
      ...(worksHere(service) ? [] : [store ? 'style="filled,dashed", fillcolor=white' : DASHED]),
    ]);
  }
}

/** The servers alone, with the ports their firewalls leave open. */
export function serversDot({ servers, networks }: Pick<Inventory, 'servers' | 'networks'>, connections: readonly Connection[], scale: DrawingScale): string {
  const drawn = connections.flatMap(({ to }) => servers.get(to) ?? []);
  const links = drawn
    .slice(1)
    .map(
      (server, index) =>
        `${quoted(drawn[index]?.id ?? '')} -> ${quoted(server.id)} [dir=none, constraint=false, label=${quoted(`${BESIDE}до ${quantityText(networks.link.latency, 'мс')}`)}]`,
    );
  return graph(scale, [
    node(INTERNET, 'Интернет', []),
    ...drawn.map(serverNode),
    ...connections.map(
      (connection) => `${quoted(connection.from)} -> ${quoted(connection.to)} [label=${quoted(connection.by)}${connection.planned ? ', style=dashed' : ''}]`,
    ),
    ...links,
  ]);

  function serverNode({ id, name, hub, cpu, ram, disk, lifecycle }: Server): string {
    const label = [name, hub, `${quantityText(cpu, 'vCPU')}, ${quantityText(ram, 'ГБ')}, диск ${quantityText(disk, 'ГБ')}`].join('\n');
    return node(id, label, [`URL=${quoted(cardUrl(id))}`, 'height=0.8', ...(lifecycle === 'active' ? [] : [DASHED])]);
  }
}

function graph({ font, nodeGap, rankGap, height, padding, arrow }: DrawingScale, lines: readonly string[]): string {
  return [
    'digraph {',
    `rankdir=LR; nodesep=${nodeGap}; ranksep=${rankGap}; pad=0.03; fontsize=${font};`,
    `node [fontsize=${font}, height=${height}, margin="${padding},0.04"];`,
    `edge [fontsize=${font - 1}, arrowsize=${arrow}];`,
    ...lines,
    '}',
  ].join('\n');
}

function node(id: string, label: string, attributes: readonly string[]): string {
  return `${quoted(id)} [${[`label=${quoted(label)}`, ...attributes].join(', ')}];`;
}

function edge({ from, to, planned }: Connection): string {
  return `${quoted(from)} -> ${quoted(to)}${planned ? ' [style=dashed]' : ''};`;
}

/** A string of the DOT language. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
