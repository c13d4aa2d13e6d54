import type { Element } from 'hast';
import type { Inventory, Port, Service } from '../../inventory/index.ts';
import { cardUrl, dayText, EXPOSURES, plannedText, quantityText } from '../../inventory/index.ts';
import { typeset } from '../markdown/typography.ts';
import { card, lineList } from './card.ts';
import type { Child } from './element.ts';
import { element, separated } from './element.ts';
import { lifecycleState } from './lifecycle.ts';
import { addressOf, atStart, authText, ownerLink, portText, serverLink, serviceLink, topicNameLink } from './names.ts';
import { thresholdText } from './thresholds.ts';
import type { ViewContext } from './view-context.ts';

type Threshold = NonNullable<Service['thresholds']>[string];

/** Everything the inventory knows of a service. On the inventory page it carries its anchor; elsewhere its title leads there. */
export function serviceCard(context: ViewContext, service: Service, { anchored }: { readonly anchored: boolean }): Element {
  const { id, product, auth } = service;
  const server = context.inventory.servers.get(service.server);
  const title = [atStart(product.name), ...(product.version === undefined ? [] : [` ${product.version}`])];
  return card({
    anchor: anchored ? id : undefined,
    depth: anchored ? 4 : undefined,
    title: anchored ? title : element('a', { href: cardUrl(id) }, title),
    aside: [element('code', {}, id), ' ', lifecycleState(id, service.lifecycle)],
    lead: typeset(service.purpose),
    lines: [
      { name: 'Где', value: [server === undefined ? service.server : serverLink(server), product.runs === 'host' ? ', прямо на хосте' : undefined] },
      { name: 'Адрес', value: addressOf(service) },
      service.since === undefined ? undefined : { name: 'Работает с', value: dayText(service.since) },
      service.planned === undefined ? undefined : { name: 'Срок', value: plannedText(service.planned) },
      { name: 'Вход', value: withNote(authText(service), auth?.note) },
      { name: 'Отвечает', value: ownerLink(context, service.owner) },
      { name: 'Описан в', value: topicNameLink(context, service.document) },
      { name: 'Порядок действий', value: topicNameLink(context, service.runbook) },
      // Not what runs: what was chosen to be installed.
      { name: 'Для установки', value: installed(service) },
      { name: 'Память', value: memoryLine(context.inventory, service) },
      { name: 'Порты', value: lineList(service.ports.map(portLine)), wide: true },
      { name: 'Пороги', value: lineList(Object.values(service.thresholds ?? {}).map((threshold: Threshold) => thresholdText(threshold))), wide: true },
      { name: 'Как попасть внутрь', value: service.accessNote === undefined ? undefined : typeset(service.accessNote), wide: true },
      { name: 'Сейчас', value: service.interim === undefined ? undefined : typeset(service.interim), wide: true },
      { name: 'Важно', value: service.note === undefined ? undefined : typeset(service.note), wide: true },
    ],
    more: {
      title: 'Проверки, связи, ошибки',
      lines: [
        { name: 'Без чего не работает', value: links(context.inventory, service.dependsOn ?? []) },
        { name: 'Кому нужен', value: links(context.inventory, dependents(context.inventory, id)) },
        {
          name: 'Сети Docker',
          value: separated(
            (service.networks ?? []).map((name) => element('code', {}, name)),
            ', ',
          ),
        },
        service.diskLimit === undefined ? undefined : { name: 'Диск не больше', value: quantityText(service.diskLimit, 'МБ') },
        { name: 'Как проверить, что жив', value: healthText(service), wide: true },
        { name: 'Что обязано быть закрыто', value: canaryText(service), wide: true },
        { name: 'Неверно', value: lineList(mistakes(service)), wide: true },
      ],
    },
  });
}

function withNote(text: string | undefined, note: string | undefined): Child {
  if (text === undefined) return undefined;
  return note === undefined ? text : [text, element('small', {}, typeset(note))];
}

function installed({ product: { image, exactVersion } }: Service): Child {
  return image === undefined ? exactVersion : element('code', {}, image);
}

function memoryLine({ services }: Inventory, { memory }: Service): Child {
  if (memory === undefined) return undefined;
  if (memory.limit === undefined) return `общая с сервисом ${services.get(memory.sharedWith ?? '')?.product.name ?? memory.sharedWith ?? ''}`;
  const budgets = { always: '', 'on-demand': 'по нужде, ', extension: 'расширение, ' };
  return withNote(`${budgets[memory.budget]}до ${quantityText(memory.limit, 'МБ')}`, memory.note);
}

function portLine(port: Port): Child {
  return [element('code', {}, portText(port)), ` ${EXPOSURES[port.exposure]}: ${port.purpose}`];
}

function links({ services }: Inventory, ids: readonly string[]): Child[] {
  return separated(
    ids.flatMap((id) => services.get(id) ?? []).map((service) => serviceLink(service)),
    ', ',
  );
}

function dependents({ services }: Inventory, id: string): string[] {
  return [...services.values()].filter(({ dependsOn }) => dependsOn?.includes(id)).map((service) => service.id);
}

function healthText({ product: { health } }: Service): Child {
  if (health === undefined) return undefined;
  const note = health.note === undefined ? undefined : element('small', {}, typeset(health.note));
  switch (health.kind) {
    case 'http':
      return [
        element('code', {}, health.path),
        ` отвечает ${health.status.join(' или ')}`,
        health.body === undefined ? undefined : [', в теле ', element('code', {}, health.body)],
        note,
      ];
    case 'tcp':
      return ['соединение по TCP', health.banner === undefined ? undefined : [', сервер здоровается ', element('code', {}, health.banner)], note];
    case 'postgres':
      return ['рукопожатие PostgreSQL', note];
    case 'redis':
      return [element('code', {}, 'PING'), ' по протоколу Redis', note];
    case 'heartbeat':
      return ['сигнал с хоста', note];
  }
}

function canaryText({ product: { canary } }: Service): Child {
  if (canary === undefined) return undefined;
  const note = canary.note === undefined ? undefined : element('small', {}, typeset(canary.note));
  if (canary.kind === 'closed') return ['порт снаружи не отвечает', note];
  const body = canary.body === undefined ? undefined : [', в теле ', element('code', {}, canary.body)];
  return [element('code', {}, canary.path), ` без пароля отвечает ${canary.secure.join(' или ')}`, body, note];
}

function mistakes({ wrongNames, wrongPorts, product: { wrongVersions } }: Service): Child[] {
  const line = (what: string, { value, why }: { readonly value: string | number; readonly why: string }): Child => [
    what,
    element('code', {}, String(value)),
    ` — ${typeset(why)}`,
  ];
  return [
    ...(wrongNames ?? []).map((wrong) => line('', wrong)),
    ...(wrongPorts ?? []).map((wrong) => line('порт ', wrong)),
    ...(wrongVersions ?? []).map((wrong) => line('версия ', wrong)),
  ];
}
