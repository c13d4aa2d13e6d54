import type { Inventory, Port, Server, Service } from '../../inventory/index.ts';
import { servicesOn } from '../../inventory/index.ts';

/** Where requests come from; no service has this id, ids have no upper case. */
export const INTERNET = 'Internet';

/** Who may open a connection to whom. */
export interface Connection {
  /** Id of a service or server, or `INTERNET`. */
  readonly from: string;
  readonly to: string;
  /** By which ports or name; empty inside a server. */
  readonly by: string;
  /** True when one of the two ends does not work yet. */
  readonly planned: boolean;
}

/** Services of a server that a request from the internet can reach, directly or through others. */
export interface ServerTopology {
  readonly server: Server;
  readonly shown: readonly Service[];
  /** What no request from the internet reaches: they keep the server going. */
  readonly apart: readonly Service[];
  readonly connections: readonly Connection[];
}

/** The way of requests through one server: internet → what opens a port → what stands behind it → what that needs. */
export function serverTopology(inventory: Pick<Inventory, 'services'>, server: Server): ServerTopology {
  const services = servicesOn(inventory, server.id).filter(({ lifecycle }) => lifecycle !== 'retired');
  const works = new Map(services.map((service) => [service.id, worksHere(service)]));
  const connections: Connection[] = [];
  const connect = (from: string, to: string, by: string): void => {
    if (!works.has(to) || (from !== INTERNET && !works.has(from))) return;
    connections.push({ from, to, by, planned: !works.get(to) || (from !== INTERNET && !works.get(from)) });
  };
  for (const { id, ports } of services) {
    const open = ports.filter(({ exposure }) => exposure === 'public');
    if (open.length > 0) connect(INTERNET, id, portsText(open));
  }
  for (const { id, via, domain } of services) if (via !== undefined && via !== id && domain !== undefined) connect(via, id, domain);
  for (const { id, dependsOn } of services) for (const needed of dependsOn ?? []) connect(id, needed, '');
  const reached = reachable(connections);
  return {
    server,
    shown: services.filter(({ id }) => reached.has(id)),
    apart: services.filter(({ id }) => !reached.has(id)),
    connections: connections.filter(({ from }) => from === INTERNET || reached.has(from)),
  };
}

/** True for a service that runs, and runs on its own server already. */
export function worksHere({ lifecycle, interim }: Pick<Service, 'lifecycle' | 'interim'>): boolean {
  return lifecycle === 'active' && interim === undefined;
}

/** What the internet can talk to on each server, as its firewall says. */
export function serverConnections({ servers, networks, services }: Pick<Inventory, 'servers' | 'networks' | 'services'>): Connection[] {
  return [...servers.values()]
    .filter(({ lifecycle }) => lifecycle !== 'retired')
    .map(({ id }) => ({
      from: INTERNET,
      to: id,
      by: portsText(networks.firewall[id]?.allow ?? []),
      planned: portsThatAnswer({ services }, id).length === 0,
    }));
}

/** Ports of a server that somebody answers on from the internet. */
export function portsThatAnswer(inventory: Pick<Inventory, 'services'>, serverId: string): Port[] {
  return servicesOn(inventory, serverId)
    .filter(worksHere)
    .flatMap(({ ports }) => ports.filter(({ exposure }) => exposure === 'public'));
}

/** «80, 443», «51820/udp». */
export function portsText(ports: ReadonlyArray<Pick<Port, 'port' | 'protocol'>>): string {
  return ports.map(({ port, protocol }) => (protocol === 'tcp' ? String(port) : `${port}/${protocol}`)).join(', ');
}

function reachable(connections: readonly Connection[]): ReadonlySet<string> {
  const reached = new Set<string>([INTERNET]);
  // Grows until nothing is added: a few dozen services need no cleverness.
  for (let before = 0; before !== reached.size; ) {
    before = reached.size;
    for (const { from, to } of connections) if (reached.has(from)) reached.add(to);
  }
  return reached;
}
