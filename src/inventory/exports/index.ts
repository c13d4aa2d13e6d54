import { ansibleExport } from './ansible.ts';
import { blackboxExport } from './blackbox.ts';
import type { InventoryExport } from './export-file.ts';
import { hostsExport } from './hosts.ts';
import { prometheusExport } from './prometheus.ts';
import { ufwExport } from './ufw.ts';

export type { ExportFile, ExportOptions, InventoryExport } from './export-file.ts';
export { isExported } from './export-file.ts';

/** Exports by the name a user types, each with the words of the help. */
export const INVENTORY_EXPORTS = {
  hosts: { run: hostsExport, about: 'строки для /etc/hosts' },
  ansible: { run: ansibleExport, about: 'инвентарь Ansible' },
  prometheus: { run: prometheusExport, about: 'prometheus.yml и файлы целей' },
  blackbox: { run: blackboxExport, about: 'blackbox.yml: что считать верным ответом' },
  ufw: { run: ufwExport, about: 'команды файрвола, по скрипту на сервер' },
} as const satisfies Record<string, { readonly run: InventoryExport; readonly about: string }>;
