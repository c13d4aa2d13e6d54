import type { Element } from 'hast';
import type { Inventory, MemoryBudget, MemoryShare, Server } from '../../inventory/index.ts';
import { memoryBudget, quantityText } from '../../inventory/index.ts';
import { bar } from './bar.ts';
import type { Child } from './element.ts';
import { element } from './element.ts';
import { atStart, serverLink, serviceLink } from './names.ts';
import type { ViewContext } from './view-context.ts';
import { silentColumn, viewTable } from './view-table.ts';

const MB_IN_GB = 1024;

type Budget = MemoryShare['budget'];

/** From the left of the bar: what is always there, then what comes and goes. */
const BUDGETS: ReadonlyArray<readonly [Budget, string]> = [
  ['reserved', 'система'],
  ['always', 'всегда'],
  ['on-demand', 'по нужде'],
  ['extension', 'расширение'],
];

/** What the memory of one server, or of each, is promised to: a bar as wide as its RAM, and the shares by size. */
export function memoryBars({ inventory }: ViewContext, { server: only }: { readonly server?: string | undefined }): Element[] {
  return [...inventory.servers.values()]
    .filter(({ id }) => only === undefined || id === only)
    .flatMap((server) => {
      const budget = memoryBudget(inventory, server.id);
      return budget === undefined ? [] : [serverMemory(inventory, server, budget)];
    });
}

function serverMemory(inventory: Inventory, server: Server, budget: MemoryBudget): Element {
  const shares = [...budget.shares].sort((a, b) => order(a) - order(b) || b.limit - a.limit);
  const largest = Math.max(1, ...shares.map(({ limit }) => limit));
  const words = new Map(BUDGETS);
  const nameOf = ({ id, name }: MemoryShare): Child => {
    const service = inventory.services.get(id);
    return service === undefined ? atStart(name) : serviceLink(service);
  };
  return element(
    'section',
    { className: ['kb-memory'] },
    element('p', { className: ['kb-view-title'] }, serverLink(server), ' ', element('span', { className: ['kb-figure'] }, summary(budget))),
    ramBar(server, shares, budget),
    legend(shares),
    viewTable({
      label: `Бюджет памяти: ${server.name}`,
      columns: ['Кому', 'Когда', 'Предел', silentColumn('Сравнение')],
      rows: shares.map((share) => [nameOf(share), words.get(share.budget), quantityText(share.limit, 'МБ'), bar(share.limit / largest)]),
      total: ['Всего без расширений', '', quantityText(budget.used, 'МБ'), ''],
      figures: [2],
      stays: true,
    }),
    shares.some(({ budget: kind }) => kind === 'extension')
      ? element(
          'p',
          { className: ['kb-view-note'] },
          `Если включить расширения и остановить то, что работает по нужде, получится ${quantityText(budget.extended, 'МБ')} из ${quantityText(budget.usable, 'МБ')}.`,
        )
      : undefined,
  );
}

function summary({ used, usable }: MemoryBudget): string {
  return used <= usable
    ? `${quantityText(used, 'МБ')} из ${quantityText(usable, 'МБ')}, свободно ${quantityText(usable - used, 'МБ')}`
    : `${quantityText(used, 'МБ')} из ${quantityText(usable, 'МБ')}, не хватает ${quantityText(used - usable, 'МБ')}`;
}

function order({ budget }: MemoryShare): number {
  return BUDGETS.findIndex(([kind]) => kind === budget);
}

/** One bar, as wide as the RAM; a mark stands where the usable part ends. */
function ramBar({ ram, name }: Server, shares: readonly MemoryShare[], { usable, used }: MemoryBudget): Element {
  const whole = Math.max(
    ram * MB_IN_GB,
    shares.reduce((sum, { limit }) => sum + limit, 0),
  );
  let at = 0;
  const parts = shares.map(({ budget, limit }) => {
    const x = at;
    at += limit;
    // A gap between the shares, so that each can be seen.
    return element('rect', { className: [`kb-ram--${budget}`], x, width: Math.max(limit - whole / 400, 1), height: 20 });
  });
  const label = `${name}: пределы ${quantityText(used, 'МБ')} из ${quantityText(usable, 'МБ')}, всего памяти ${quantityText(ram, 'ГБ')}`;
  return element(
    'svg',
    { className: ['kb-ram'], viewBox: `0 0 ${whole} 20`, preserveAspectRatio: 'none', role: 'img', ariaLabel: label },
    element('rect', { className: ['kb-ram-track'], width: whole, height: 20 }),
    parts,
    element('rect', { className: ['kb-ram-end'], x: usable, width: whole / 250, height: 20 }),
  );
}

function legend(shares: readonly MemoryShare[]): Element {
  const sums = BUDGETS.map(([kind, word]) => ({ kind, word, sum: shares.reduce((sum, { budget, limit }) => sum + (budget === kind ? limit : 0), 0) }));
  return element(
    'ul',
    { className: ['kb-ram-legend', 'not-content'] },
    sums
      .filter(({ sum }) => sum > 0)
      .map(({ kind, word, sum }) =>
        element(
          'li',
          {},
          element('svg', { viewBox: '0 0 10 10', ariaHidden: 'true' }, element('rect', { className: [`kb-ram--${kind}`], width: 10, height: 10, rx: 2 })),
          ` ${word} `,
          element('span', { className: ['kb-figure'] }, quantityText(sum, 'МБ')),
        ),
      ),
    element(
      'li',
      {},
      element('svg', { viewBox: '0 0 10 10', ariaHidden: 'true' }, element('rect', { className: ['kb-ram-end'], x: 4, width: 2, height: 10 })),
      ' здесь кончается доступная память',
    ),
  );
}
