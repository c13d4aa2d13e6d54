import type { PageRecord } from '../../knowledge/index.ts';
import type { KnownFacts } from '../facts/known-facts.ts';
import type { PortClash } from '../facts/published-ports.ts';
import { clashesInCompose, clashesInTable } from '../facts/published-ports.ts';
import { statementsOf } from '../facts/statements.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';
import { isMarkedWrong } from './place.ts';

const START = '---\ntitle: 04.02 - Порты\n---\n\n';
const table = (rows: string): string => `Порты, открытые снаружи:\n\n| Порт | Сервис | Сервер |\n| --- | --- | --- |\n${rows}`;

export const rule = defineRule({
  id: 'F009',
  severity: 'error',
  title: 'Порт сервера занимает один сервис',
  why: 'Второй сервис на том же порту не запустится, и выяснится это в ночь развёртывания.',
  remedy: 'Дайте одному из сервисов другой порт хоста. Внутри Docker порты могут повторяться.',
  fixable: false,
  examples: {
    bad: {
      data: EXAMPLE_INVENTORY,
      files: { '04-network/04-02-ports/_index.md': `${START}${table('| `8442` | Webmin | server2 |\n| `8442` | Cockpit | server2 |\n')}` },
    },
    good: {
      data: EXAMPLE_INVENTORY,
      files: {
        '04-network/04-02-ports/_index.md': `${START}${table('| `8442` | Webmin | server2 |\n| `9442` | Cockpit | server2 |\n')}\nВнутри Docker на 8080 слушают и Dozzle, и панель Traefik.\n`,
      },
    },
  },
  *facts(page, known) {
    for (const { range, message, found, hint } of clashes(page, known)) {
      if (!isMarkedWrong(page, range.start)) yield { path: page.path, range, message, found, hint };
    }
  },
});

function* clashes(page: PageRecord, known: KnownFacts): Iterable<PortClash> {
  for (const fence of page.fences) yield* clashesInCompose(page, fence);
  for (const [block, cells] of Map.groupBy(statementsOf(page), (statement) => (statement.kind === 'cell' ? statement.block : -1))) {
    if (block !== -1) yield* clashesInTable(cells, known);
  }
}
