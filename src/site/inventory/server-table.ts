import type { Element } from 'hast';
import type { Server, View } from '../../inventory/index.ts';
import { moneyText, quantityText } from '../../inventory/index.ts';
import type { Child } from './element.ts';
import { element } from './element.ts';
import { lifecycleState } from './lifecycle.ts';
import { serverLink } from './names.ts';
import type { ViewContext } from './view-context.ts';
import { silentColumn, viewTable } from './view-table.ts';

/** The servers side by side: a column each. */
export function serverTable({ inventory }: ViewContext, { ids }: Extract<View, { kind: 'servers' }>): Element {
  const servers = ids === undefined ? [...inventory.servers.values()] : ids.flatMap((id) => inventory.servers.get(id) ?? []);
  const row = (name: string, value: (server: Server) => Child): Child[] => [name, ...servers.map(value)];
  const rows = [
    row('Состояние', ({ id, lifecycle }) => lifecycleState(id, lifecycle)),
    row('Роль', ({ hub }) => hub),
    row('Процессор', ({ cpu, clock }) => `${quantityText(cpu, 'vCPU')}, ${clock}`),
    row('Память', ({ ram }) => quantityText(ram, 'ГБ')),
    row('Диск', ({ disk, diskKind }) => `${quantityText(disk, 'ГБ')} ${diskKind}`),
    row('Канал', ({ network }) => quantityText(network, 'Мбит/с')),
    row('Система', ({ os }) => os),
    row('Цена в месяц', ({ price }) => moneyText(price.month)),
    ...(servers.some(({ ip }) => ip !== undefined) ? [row('Адрес IP', ({ ip }) => (ip === undefined ? undefined : element('code', {}, ip)))] : []),
  ];
  const columns = [silentColumn('Параметр'), ...servers.map((server) => serverLink(server))];
  return viewTable({ label: 'Сравнение серверов', columns, rows, stays: true });
}
