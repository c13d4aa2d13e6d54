import type { Element } from 'hast';
import type { Server } from '../../inventory/index.ts';
import { dayText, memoryBudget, moneyText, quantityText, rangeText, servicesOn } from '../../inventory/index.ts';
import { typeset } from '../markdown/typography.ts';
import { card, lineList } from './card.ts';
import type { Child } from './element.ts';
import { element, separated } from './element.ts';
import { lifecycleState } from './lifecycle.ts';
import { portText, serviceLink, topicNameLink } from './names.ts';
import type { ViewContext } from './view-context.ts';

/** Everything the inventory knows of a server, with its anchor. */
export function serverCard(context: ViewContext, server: Server): Element {
  const { inventory } = context;
  const { id, price, swap, containerLogs, built } = server;
  const budget = memoryBudget(inventory, id);
  const firewall = inventory.networks.firewall[id];
  return card({
    anchor: id,
    depth: 3,
    title: [server.name, element('small', {}, ` ${server.hub}`)],
    aside: [element('code', {}, id), ' ', lifecycleState(id, server.lifecycle)],
    lead: typeset(server.purpose),
    lines: [
      { name: 'Процессор', value: `${quantityText(server.cpu, 'vCPU')}, ${server.clock}` },
      {
        name: 'Память',
        value: [
          quantityText(server.ram, 'ГБ'),
          server.idleRam === undefined ? undefined : element('small', {}, `без нагрузки занято ${quantityText(server.idleRam, '%')}`),
        ],
      },
      { name: 'Диск', value: `${quantityText(server.disk, 'ГБ')} ${server.diskKind}` },
      { name: 'Канал', value: quantityText(server.network, 'Мбит/с') },
      { name: 'Система', value: server.os },
      { name: 'Адрес IP', value: server.ip === undefined ? undefined : element('code', {}, server.ip) },
      {
        name: 'Готовность',
        value: [quantityText(server.readiness, '%'), server.readinessNote === undefined ? undefined : element('small', {}, typeset(server.readinessNote))],
      },
      built === undefined ? undefined : { name: 'Собирали', value: `${dayText(built.from)} — ${dayText(built.to)}` },
      { name: 'Цена', value: [`${moneyText(price.month)} в месяц`, element('small', {}, `${moneyText(price.day)} в день, ${moneyText(price.year)} в год`)] },
      budget === undefined ? undefined : { name: 'Обещано сервисам', value: `${quantityText(budget.used, 'МБ')} из ${quantityText(budget.usable, 'МБ')}` },
      swap === undefined ? undefined : { name: 'Положенный swap', value: `${rangeText(swap.size.from, swap.size.to, 'ГБ')}, swappiness ${swap.swappiness}` },
      containerLogs === undefined
        ? undefined
        : {
            name: 'Журналы контейнеров',
            value: `драйвер ${containerLogs.driver}, файлов: ${containerLogs.files}, каждый до ${quantityText(containerLogs.maxSize, 'МБ')}`,
          },
      { name: 'Описан в', value: topicNameLink(context, server.document) },
      {
        name: 'Открытые порты',
        value: lineList((firewall?.allow ?? []).map((rule): Child => [element('code', {}, portText(rule)), ` ${rule.why}`])),
        wide: true,
      },
      {
        name: 'Программы хоста',
        value: separated(
          Object.values(server.software ?? {}).map(({ name, version }) => `${name} ${version}`),
          ', ',
        ),
        wide: true,
      },
      {
        name: 'Сервисы',
        value: separated(
          servicesOn(inventory, id).map((service) => serviceLink(service)),
          ', ',
        ),
        wide: true,
      },
    ],
    more: {
      title: 'Частые ошибки',
      lines: [
        {
          name: 'Неверно',
          value: lineList([
            ...wrongSizes(server),
            ...(server.wrongIps ?? []).map(({ value, why }): Child => [element('code', {}, value), ` — ${typeset(why)}`]),
          ]),
          wide: true,
        },
      ],
    },
  });
}

function wrongSizes({ wrongValues }: Server): Child[] {
  return (wrongValues ?? []).map(({ field, value, why }) => `${quantityText(value, field === 'cpu' ? 'vCPU' : 'ГБ')} — ${typeset(why)}`);
}
