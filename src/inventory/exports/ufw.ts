import type { Inventory } from '../inventory.ts';
import { servicesOn } from '../inventory.ts';
import type { ExportFile, InventoryExport } from './export-file.ts';
import { commentLines, origin } from './export-file.ts';

/** A port to open and what for. */
interface Rule {
  readonly port: number;
  readonly protocol: string;
  readonly why: string;
}

/** One script of ufw commands for every server that has rules. With `planned`, also the ports of services that are still to come. */
export const ufwExport: InventoryExport = (inventory, { planned }) =>
  Object.entries(inventory.networks.firewall).map(([server, { incoming, outgoing, allow }]): ExportFile => {
    const rules: readonly Rule[] = planned ? [...allow, ...plannedRules(inventory, server, allow)] : allow;
    // The door of whoever runs the script is opened before anything is closed.
    const sorted = [...rules].sort((a, b) => Number(b.port === 22) - Number(a.port === 22));
    const lines = [
      '#!/usr/bin/env bash',
      commentLines([
        origin('ufw'),
        `Сначала посмотрите, что изменится: sudo bash ufw-${server}.sh --dry-run, потом запустите без ключа.`,
        'Прежние правила скрипт не удаляет: лишние покажет ufw status numbered.',
        'Порты, опубликованные Docker, обходят UFW: публиковать их должен только Traefik.',
      ]),
      'set -euo pipefail',
      '',
      ...sorted.map(({ port, protocol, why }) => `ufw "$@" allow ${port}/${protocol} comment ${quoted(why)}`),
      `ufw "$@" default ${incoming} incoming`,
      `ufw "$@" default ${outgoing} outgoing`,
      'ufw "$@" --force enable',
    ];
    return { path: `ufw-${server}.sh`, text: `${lines.join('\n')}\n` };
  });

function plannedRules(inventory: Inventory, server: string, allow: readonly Rule[]): Rule[] {
  return servicesOn(inventory, server).flatMap(({ lifecycle, product, ports }) =>
    lifecycle !== 'planned'
      ? []
      : ports
          .filter(({ exposure, port, protocol }) => exposure === 'public' && !allow.some((rule) => rule.port === port && rule.protocol === protocol))
          .map(({ port, protocol, purpose }) => ({ port, protocol, why: `${product.name}: ${purpose}` })),
  );
}

/** A word of the shell. ufw itself takes no apostrophes in comments. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}
