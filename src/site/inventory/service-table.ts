import type { Element } from 'hast';
import type { Service, ServiceColumn, View } from '../../inventory/index.ts';
import { dayText, plannedText, quantityText, servicesOfView } from '../../inventory/index.ts';
import { typeset } from '../markdown/typography.ts';
import type { Child } from './element.ts';
import { element, separated } from './element.ts';
import { lifecycleState } from './lifecycle.ts';
import { addressOf, authText, ownerLink, portText, serverLink, serviceLink, topicLink } from './names.ts';
import type { ViewContext } from './view-context.ts';
import { viewTable } from './view-table.ts';

interface Column {
  readonly title: string;
  readonly cell: (context: ViewContext, service: Service) => Child;
}

const COLUMNS: Readonly<Record<ServiceColumn, Column>> = {
  lifecycle: {
    title: 'Состояние',
    cell: (_context, { id, lifecycle, planned, since }) => [lifecycleState(id, lifecycle), whenText(lifecycle, since, planned)],
  },
  version: { title: 'Версия', cell: (_context, { product }) => product.versionText },
  server: { title: 'Сервер', cell: ({ inventory }, { server }) => optional(inventory.servers.get(server), serverLink) ?? server },
  address: { title: 'Адрес', cell: (_context, service) => addressOf(service) },
  ports: {
    title: 'Порты',
    cell: (_context, { ports }) =>
      separated(
        ports.map((port) => element('code', {}, portText(port))),
        ', ',
      ),
  },
  auth: { title: 'Вход', cell: (_context, service) => authText(service) },
  memory: { title: 'Память', cell: (_context, { memory }) => (memory?.limit === undefined ? undefined : quantityText(memory.limit, 'МБ')) },
  owner: { title: 'Отвечает', cell: (context, { owner }) => ownerLink(context, owner) },
  document: { title: 'Описан в', cell: (context, { document }) => topicLink(context, document) },
  runbook: { title: 'Порядок действий', cell: (context, { runbook }) => topicLink(context, runbook) },
  purpose: { title: 'Зачем', cell: (_context, { purpose }) => typeset(purpose) },
};

/** Services as a table: a row each, the columns the page asked for. */
export function serviceTable(context: ViewContext, view: Extract<View, { kind: 'services' }>): Element {
  const services = servicesOfView(view, context.inventory);
  const server = view.server === undefined ? undefined : context.inventory.servers.get(view.server);
  return viewTable({
    label: server === undefined ? 'Сервисы' : `Сервисы: ${server.name}`,
    columns: ['Сервис', ...view.columns.map((column) => COLUMNS[column].title)],
    rows: services.map((service) => [serviceLink(service), ...view.columns.map((column) => COLUMNS[column].cell(context, service))]),
  });
}

/** When it began or will begin: below the state. */
function whenText(lifecycle: Service['lifecycle'], since: string | undefined, planned: string | undefined): Child {
  if (lifecycle === 'planned' && planned !== undefined) return element('small', {}, plannedText(planned));
  return lifecycle === 'active' && since !== undefined ? element('small', {}, `с ${dayText(since)}`) : undefined;
}

function optional<Value, Result>(value: Value | undefined, build: (value: Value) => Result): Result | undefined {
  return value === undefined ? undefined : build(value);
}
