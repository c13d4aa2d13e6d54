import type { Element } from 'hast';
import type { Inventory, Port, Server, Service, View } from '../../inventory/index.ts';
import { servicesOn } from '../../inventory/index.ts';
import type { Child } from './element.ts';
import { element } from './element.ts';
import { LIFECYCLE_WORDS } from './lifecycle.ts';
import { serviceLink } from './names.ts';
import type { ViewContext } from './view-context.ts';
import { viewTable } from './view-table.ts';

/** How far a port can be reached, widest first. */
const EXPOSURE_ORDER: ReadonlyArray<Port['exposure']> = ['public', 'host', 'internal'];

const EXPOSURE_WORDS: Readonly<Record<Port['exposure'], string>> = { public: 'интернет', host: 'сам сервер', internal: 'сеть Docker' };

/** What the firewall does about a port. */
export type FirewallState = 'open' | 'closed' | 'unneeded';

const FIREWALL_WORDS: Readonly<Record<FirewallState, string>> = { open: 'открыт', closed: 'закрыт', unneeded: 'не участвует' };

/** One line of the map: a port of a service, or a port that is open with nobody behind it. */
export interface MappedPort {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly service: Service | undefined;
  readonly exposure: Port['exposure'];
  readonly firewall: FirewallState;
  readonly purpose: string;
}

/** Every port of a server: those the internet sees first, then by number. */
export function portMap(inventory: Pick<Inventory, 'services' | 'networks'>, serverId: string): MappedPort[] {
  const allowed = inventory.networks.firewall[serverId]?.allow ?? [];
  const isAllowed = ({ port, protocol }: { port: number; protocol: string }): boolean =>
    allowed.some((rule) => rule.port === port && rule.protocol === protocol);
  const used = servicesOn(inventory, serverId)
    .filter(({ lifecycle }) => lifecycle !== 'retired')
    .flatMap((service) =>
      service.ports.map(
        (port): MappedPort => ({
          port: port.port,
          protocol: port.protocol,
          service,
          exposure: port.exposure,
          // Inside Docker networks nobody passes the firewall.
          firewall: port.exposure === 'internal' ? 'unneeded' : isAllowed(port) ? 'open' : 'closed',
          purpose: port.purpose,
        }),
      ),
    );
  const idle = allowed
    .filter((rule) => !used.some(({ port, protocol, exposure }) => port === rule.port && protocol === rule.protocol && exposure !== 'internal'))
    .map(({ port, protocol, why }): MappedPort => ({ port, protocol, service: undefined, exposure: 'public', firewall: 'open', purpose: why }));
  const rank = ({ exposure }: MappedPort): number => EXPOSURE_ORDER.indexOf(exposure);
  return [...used, ...idle].sort((a, b) => rank(a) - rank(b) || a.port - b.port);
}

/** The port map of one server, or of each. */
export function portMaps({ inventory }: ViewContext, { server: only, exposure }: Omit<Extract<View, { kind: 'ports' }>, 'kind'>): Element[] {
  const servers = [...inventory.servers.values()].filter(({ id }) => only === undefined || id === only);
  return servers.flatMap((server) => {
    const ports = portMap(inventory, server.id).filter((port) => exposure === undefined || exposure.includes(port.exposure));
    const title = only === undefined ? [tableTitle(server)] : [];
    return [...title, ports.length === 0 ? element('p', {}, 'Таких портов нет.') : table(server, ports, exposure?.length !== 1)];
  });
}

function tableTitle({ name }: Server): Element {
  return element('p', { className: ['kb-view-title'] }, name);
}

function table({ name }: Server, ports: readonly MappedPort[], mixed: boolean): Element {
  // A column that says the same in every row says nothing.
  const guarded = ports.some(({ firewall }) => firewall !== 'unneeded');
  const columns: ReadonlyArray<readonly [string, (port: MappedPort) => Child]> = [
    ['Порт', ({ port, protocol }) => element('code', {}, `${port}/${protocol}`)],
    ['Сервис', serviceCell],
    ...(mixed ? [['Откуда доступен', exposureCell] as const] : []),
    ...(guarded ? [['Файрвол', firewallCell] as const] : []),
    ['Для чего', ({ purpose }) => purpose],
  ];
  return viewTable({
    label: `Порты: ${name}`,
    columns: columns.map(([title]) => title),
    rows: ports.map((port) => columns.map(([, cell]) => cell(port))),
  });
}

function serviceCell({ service }: MappedPort): Child {
  if (service === undefined) return undefined;
  return [serviceLink(service), service.lifecycle === 'active' ? undefined : element('small', {}, LIFECYCLE_WORDS[service.lifecycle])];
}

function exposureCell({ exposure }: MappedPort): Element {
  return element('span', { className: ['kb-exposure', `kb-exposure--${exposure}`] }, EXPOSURE_WORDS[exposure]);
}

function firewallCell({ firewall }: MappedPort): Child {
  return firewall === 'unneeded' ? undefined : FIREWALL_WORDS[firewall];
}
