import type { Inventory, Server } from '../inventory.ts';
import { servicesOn } from '../inventory.ts';
import type { InventoryExport } from './export-file.ts';
import { commentedYaml, hostOf, origin } from './export-file.ts';

/**
 * An Ansible inventory: hosts with what roles need to know, groups by lifecycle of the server and by product.
 * Group names use _, because Ansible warns about anything that is no Python identifier.
 */
export const ansibleExport: InventoryExport = (inventory, { planned }) => {
  const hosts = Object.fromEntries([...inventory.servers.values()].map((server) => [server.id, hostVars(inventory, server)]));
  const groups = new Map<string, Set<string>>();
  const join = (group: string, host: string): void => {
    groups.set(group, (groups.get(group) ?? new Set()).add(host));
  };
  for (const { id, lifecycle } of inventory.servers.values()) join(`lifecycle_${lifecycle}`, id);
  for (const { server, product, lifecycle } of inventory.services.values()) {
    if (lifecycle === 'active' || (planned && lifecycle === 'planned')) join(`product_${product.id.replaceAll('-', '_')}`, server);
  }
  const children = Object.fromEntries([...groups].map(([group, members]) => [group, { hosts: Object.fromEntries([...members].map((host) => [host, {}])) }]));
  const text = commentedYaml([origin('ansible'), 'Проверить: ansible-inventory -i inventory.yml --list'], {
    all: { vars: { tapbot_domain: inventory.networks.domain.name, tapbot_time_zone: inventory.networks.timeZone.name }, hosts, children },
  });
  return [{ path: 'inventory.yml', text }];
};

function hostVars(inventory: Inventory, server: Server): Record<string, unknown> {
  const rules = inventory.networks.firewall[server.id]?.allow ?? [];
  return {
    ansible_host: hostOf(server),
    tapbot_name: server.name,
    tapbot_lifecycle: server.lifecycle,
    tapbot_ram_gb: server.ram,
    tapbot_disk_gb: server.disk,
    ...(server.swap === undefined ? {} : { tapbot_swap_gb: server.swap.size.to, tapbot_swappiness: server.swap.swappiness }),
    tapbot_firewall_allow: rules.map(({ port, protocol, why }) => ({ port, protocol, why })),
    tapbot_services: servicesOn(inventory, server.id).map(({ id, product, lifecycle, domain }) => ({
      id,
      product: product.id,
      lifecycle,
      ...(product.image === undefined ? {} : { image: product.image }),
      ...(domain === undefined ? {} : { domain }),
    })),
  };
}
