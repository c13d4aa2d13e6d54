import type { Inventory, Service } from '../inventory.ts';
import { isHiddenByBasicAuth } from '../inventory.ts';
import { hostOf } from './export-file.ts';

/** What an answer must be like for the blackbox exporter to call it a success; the name is the module's. */
export type ProbeModule =
  | {
      readonly name: string;
      readonly kind: 'http';
      readonly tls: boolean;
      readonly status: readonly number[] | undefined;
      readonly body: string | undefined;
    }
  | { readonly name: string; readonly kind: 'tcp'; readonly send: string | undefined; readonly expect: string | undefined };

/** One thing to ask of one service. */
export interface ProbeTarget {
  /** `health`: success is well. `locked`: success means the door is locked. `closed`: success is an alarm, the port must not answer. */
  readonly check: 'health' | 'locked' | 'closed';
  readonly target: string;
  readonly module: ProbeModule;
  readonly services: readonly string[];
  readonly server: string;
}

/** The vantage of the probes: inside its server's Docker networks, outside for everything else. */
const PROBER = 'blackbox';

/** Products that hand out their metrics at /metrics, so Prometheus must reach them even on another server. */
export const METRICS_PRODUCTS: readonly string[] = ['alertmanager', 'blackbox', 'node-exporter', 'postgres-exporter'];

/** The module that only connects: for ports that must not answer. */
const CONNECT: ProbeModule = { name: 'tcp_connect', kind: 'tcp', send: undefined, expect: undefined };

/** What the blackbox exporter on its server can ask about the services, in the order of the inventory. */
export function probeTargets(inventory: Inventory, planned: boolean): ProbeTarget[] {
  const here = inventory.services.get(PROBER)?.server;
  const targets: ProbeTarget[] = [];
  for (const service of inventory.services.values()) {
    if (service.lifecycle === 'retired' || (service.lifecycle === 'planned' && !planned)) continue;
    const health = healthTarget(inventory, service, here);
    if (health !== undefined) targets.push(health);
    targets.push(...lockedTargets(service));
  }
  return [...targets, ...closedTargets(inventory, here)];
}

function healthTarget(inventory: Inventory, service: Service, here: string | undefined): ProbeTarget | undefined {
  const { product, url, ports } = service;
  const { health, container } = product;
  const server = inventory.servers.get(service.server);
  if (health === undefined || server === undefined) return undefined;
  const about = { check: 'health', services: [service.id], server: service.server } as const;
  const inside =
    container !== undefined && service.server === here ? ports.find(({ exposure, protocol }) => exposure === 'internal' && protocol === 'tcp') : undefined;
  if (health.kind === 'http') {
    const { status, body } = health;
    // Behind BasicAuth the proxy answers 401 even while the service is down.
    if (url !== undefined && !isHiddenByBasicAuth(service))
      return { ...about, target: `${url}${health.path}`, module: { name: `health_${product.id}`, kind: 'http', tls: true, status, body } };
    if (inside !== undefined)
      return {
        ...about,
        target: `http://${container}:${inside.port}${health.path}`,
        module: { name: `health_${product.id}_inside`, kind: 'http', tls: false, status, body },
      };
  }
  const open = ports.find(({ exposure }) => exposure === 'public');
  if (health.kind === 'tcp' && open !== undefined) {
    return {
      ...about,
      target: `${hostOf(server)}:${open.port}`,
      module: { name: `health_${product.id}`, kind: 'tcp', send: undefined, expect: health.banner },
    };
  }
  // Without a password a healthy Redis refuses; PostgreSQL speaks binary, which the exporter cannot.
  if (health.kind === 'redis' && inside !== undefined) {
    return { ...about, target: `${container}:${inside.port}`, module: { name: 'health_redis_inside', kind: 'tcp', send: 'PING', expect: '-NOAUTH' } };
  }
  return undefined;
}

function* lockedTargets({ id, server, product, url }: Service): Iterable<ProbeTarget> {
  if (url === undefined) return;
  const about = { check: 'locked', services: [id], server } as const;
  const { canary, unclaimed } = product;
  if (canary?.kind === 'http') {
    yield {
      ...about,
      target: `${url}${canary.path}`,
      module: { name: `locked_${product.id}`, kind: 'http', tls: true, status: canary.secure, body: canary.body },
    };
  }
  if (unclaimed !== undefined) {
    const { status, body } = unclaimed.claimed;
    yield { ...about, target: `${url}${unclaimed.path}`, module: { name: `claimed_${product.id}`, kind: 'http', tls: true, status, body } };
  }
}

/**
 * Ports that must not answer from outside, whether the service runs or not. Left out: ports that are public on their
 * server by right, and metrics of other servers, which have to answer to the neighbour the probe comes from.
 */
function closedTargets(inventory: Inventory, here: string | undefined): ProbeTarget[] {
  const closed = new Map<string, ProbeTarget>();
  const services = [...inventory.services.values()].filter(({ lifecycle }) => lifecycle !== 'retired');
  const open = new Set(services.flatMap(({ server, ports }) => ports.filter(({ exposure }) => exposure === 'public').map(({ port }) => `${server}:${port}`)));
  for (const { id, server: serverId, product, ports, wrongPorts } of services) {
    const server = inventory.servers.get(serverId);
    if (server === undefined || (serverId !== here && METRICS_PRODUCTS.includes(product.id))) continue;
    const inside = ports.filter(({ exposure, protocol }) => exposure !== 'public' && protocol === 'tcp').map(({ port }) => port);
    for (const port of [...inside, ...(wrongPorts ?? []).map(({ value }) => value)]) {
      if (open.has(`${serverId}:${port}`)) continue;
      const target = `${hostOf(server)}:${port}`;
      closed.set(target, { check: 'closed', target, module: CONNECT, services: [...(closed.get(target)?.services ?? []), id], server: serverId });
    }
  }
  return [...closed.values()];
}
