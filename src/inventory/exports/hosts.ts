import { servicesOn } from '../inventory.ts';
import type { InventoryExport } from './export-file.ts';
import { commentLines, origin } from './export-file.ts';

/** Lines for /etc/hosts: names of the servers, and their domains for the days when DNS does not know them yet. */
export const hostsExport: InventoryExport = (inventory, { planned }) => {
  const lines = [commentLines([origin('hosts'), 'Допишите эти строки в /etc/hosts.'])];
  for (const { id, name, ip } of inventory.servers.values()) {
    const domains = servicesOn(inventory, id).flatMap(({ domain, lifecycle }) =>
      domain !== undefined && (lifecycle === 'active' || (planned && lifecycle === 'planned')) ? [domain] : [],
    );
    lines.push('', `# ${name}`);
    if (ip === undefined) {
      lines.push(`# Адрес ${id} видит только команда: добавьте к команде ключ --team.`);
      continue;
    }
    lines.push(`${ip}\t${id}`);
    if (domains.length > 0) lines.push('# Пока DNS не знает домены, уберите решётку в следующей строке, потом верните её:', `# ${ip}\t${domains.join(' ')}`);
  }
  return [{ path: 'hosts', text: `${lines.join('\n')}\n` }];
};
