import type { Element } from 'hast';
import type { Inventory, View } from '../../inventory/index.ts';
import { moneyText, plannedText, quantityText, rangeText } from '../../inventory/index.ts';
import { typeset } from '../markdown/typography.ts';
import { bar } from './bar.ts';
import { card } from './card.ts';
import type { Child } from './element.ts';
import { element, separated } from './element.ts';
import { serverLink, serviceLink } from './names.ts';
import type { ViewContext } from './view-context.ts';
import { silentColumn, viewTable } from './view-table.ts';

const MONTHS = 12;

type Upgrade = Inventory['costs']['upgrades'][string];

/** Money: today's prices, the estimate for three years, or what growing costs. */
export function costTables(context: ViewContext, { view }: Pick<Extract<View, { kind: 'costs' }>, 'view'>): Element[] {
  switch (view) {
    case 'prices':
      return prices(context);
    case 'tco':
      return estimate(context);
    case 'upgrades':
      return upgrades(context);
  }
}

function prices({ inventory: { servers, costs } }: ViewContext): Element[] {
  const cells = ({ day, month, year }: { day: number; month: number; year: number }): string[] => [moneyText(day), moneyText(month), moneyText(year)];
  return [
    viewTable({
      label: 'Цены серверов',
      columns: ['Сервер', 'В день', 'В месяц', 'В год'],
      rows: [...servers.values()].map((server) => [serverLink(server), ...cells(server.price)]),
      total: ['Вместе', ...cells(costs.total)],
      figures: [1, 2, 3],
      stays: true,
    }),
  ];
}

function estimate({ inventory: { costs } }: ViewContext): Element[] {
  const { years, total, note } = costs.estimate;
  const most = Math.max(1, ...Object.values(years));
  return [
    viewTable({
      label: 'Смета на три года',
      columns: ['Год', 'Сумма, оценка', silentColumn('Сравнение')],
      rows: Object.entries(years).map(([year, sum]) => [year, moneyText(sum), bar(sum / most)]),
      total: ['Всего', moneyText(total), ''],
      figures: [1],
      stays: true,
    }),
    ...(note === undefined ? [] : [element('p', { className: ['kb-view-note'] }, `В смете: ${typeset(note.charAt(0).toLowerCase() + note.slice(1))}`)]),
  ];
}

/** What is paid beside the servers, and what pays for them: only the page of the inventory shows it. */
export function costCard({ inventory: { costs } }: ViewContext): Element {
  return card({
    anchor: undefined,
    depth: 3,
    title: 'Сверх серверов',
    aside: ['оценки'],
    lead: undefined,
    lines: [
      ...Object.values(costs.extras).map(({ name, year }) => ({ name, value: `${rangeText(year.from, year.to, '₽')} в год` })),
      { name: 'Один проект клиента', value: rangeText(costs.project.from, costs.project.to, '₽') },
      { name: 'Он оплачивает', value: `${rangeText(costs.payback.years.from, costs.payback.years.to, 'год')} сегодняшних серверов` },
    ],
  });
}

function upgrades({ inventory }: ViewContext): Element[] {
  const rows = Object.values(inventory.costs.upgrades).map((upgrade) => [
    [upgrade.name, upgradeNotes(inventory, upgrade)],
    sizeText(upgrade),
    [upgradePrices(inventory, upgrade), upgrade.confirmed ? undefined : element('span', { className: ['kb-unconfirmed'] }, 'цену надо подтвердить')],
  ]);
  return [viewTable({ label: 'Цены расширений', columns: ['Что', 'Размер', 'Прибавка'], rows })];
}

function upgradeNotes({ services }: Inventory, { unlocks, earliest, note }: Upgrade): Child[] {
  const possible = (unlocks ?? []).flatMap((id) => services.get(id) ?? []).map((service) => serviceLink(service));
  return [
    earliest === undefined ? undefined : element('small', {}, `Не раньше: ${plannedText(earliest)}`),
    possible.length === 0 ? undefined : element('small', {}, 'Даёт место для: ', separated(possible, ', ')),
    note === undefined ? undefined : element('small', {}, typeset(note)),
  ];
}

function sizeText({ from, to, size }: Upgrade): string | undefined {
  return from === undefined || to === undefined ? size : `${from} → ${quantityText(to, 'ГБ')}`;
}

/** «+250 ₽ в месяц, 3 000 ₽ в год»; of several plans, each with its name. */
function upgradePrices({ servers }: Inventory, { server, options, price }: Upgrade): Child[] {
  const line = (month: string, year: string, note: string | undefined): Child => [
    element('span', { className: ['kb-price'] }, `${month} в месяц`),
    element('small', {}, `${year} в год${note === undefined ? '' : `, ${note}`}`),
  ];
  if (price !== undefined) {
    return [line(rangeText(price.from, price.to, '₽'), rangeText(price.from * MONTHS, price.to * MONTHS, '₽'), undefined)];
  }
  const today = servers.get(server ?? '')?.price.month ?? 0;
  return Object.values(options ?? {}).map(({ delta, month, note }) => {
    const more = delta ?? (month ?? 0) - today;
    const plan = [note, delta === undefined ? `станет ${moneyText(month ?? 0)}` : undefined].filter((part) => part !== undefined).join(', ');
    return line(`+${moneyText(more)}`, moneyText(more * MONTHS), plan === '' ? undefined : plan);
  });
}
