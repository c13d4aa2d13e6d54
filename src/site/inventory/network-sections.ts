import type { Element } from 'hast';
import { dayText, quantityText } from '../../inventory/index.ts';
import { typeset } from '../markdown/typography.ts';
import { card } from './card.ts';
import type { Child } from './element.ts';
import { element, separated } from './element.ts';
import { serverLink, serviceLink } from './names.ts';
import { measureText } from './thresholds.ts';
import type { ViewContext } from './view-context.ts';
import { viewTable } from './view-table.ts';

/** The provider of the servers. */
export function providerCard({ inventory: { provider } }: ViewContext): Element {
  const { from, to } = provider.pingToKazakhstan;
  return card({
    anchor: 'provider',
    depth: 3,
    title: provider.name,
    aside: ['провайдер серверов'],
    lead: provider.note === undefined ? undefined : typeset(provider.note),
    lines: [
      { name: 'Дата-центр', value: provider.dataCentre },
      { name: 'До Казахстана', value: `${from}–${quantityText(to, 'мс')}` },
    ],
  });
}

/** Domain, time, the link between the servers, the VPN. */
export function networkCard({ inventory }: ViewContext): Element {
  const { domain, timeZone, link, vpn } = inventory.networks;
  const { certificates } = domain;
  const service = inventory.services.get(vpn.service);
  return card({
    anchor: undefined,
    depth: 3,
    title: domain.name,
    aside: ['домен и связь'],
    lead: certificates.note === undefined ? undefined : typeset(certificates.note),
    lines: [
      { name: 'Записи DNS', value: domain.dns },
      { name: 'Сертификаты', value: `${certificates.issuer}, получает ${inventory.products.get(certificates.by)?.name ?? certificates.by}` },
      {
        name: 'О конце срока',
        value: `предупреждаем за ${quantityText(certificates.warn, 'день')}, с ${quantityText(certificates.daily, 'день')} — каждый день`,
      },
      { name: 'Время', value: [`${timeZone.name}, ${timeZone.offset}`, element('small', {}, `с ${dayText(timeZone.since)}`)] },
      { name: 'Между серверами', value: `меньше ${quantityText(link.latency, 'мс')}, трафик ${link.traffic}` },
      {
        name: 'VPN команды',
        value: [service === undefined ? vpn.service : serviceLink(service), ', подсеть ', element('code', {}, vpn.subnet), `, устройств до ${vpn.peers}`],
      },
    ],
  });
}

/** Docker networks: who meets whom. */
export function dockerNetworks({ inventory }: ViewContext): Element {
  return viewTable({
    label: 'Сети Docker',
    columns: ['Сеть', 'Кого соединяет', 'Интернет', 'Где'],
    rows: Object.entries(inventory.networks.docker).map(([name, { purpose, internal, servers }]) => [
      element('code', {}, name),
      typeset(purpose),
      internal ? 'выхода нет' : 'выход есть',
      separated(
        servers.map((id): Child => {
          const server = inventory.servers.get(id);
          return server === undefined ? id : serverLink(server);
        }),
        ', ',
      ),
    ]),
  });
}

/** When to look and when to act. */
export function thresholdTable({ inventory }: ViewContext): Element {
  return viewTable({
    label: 'Пороги ресурсов',
    columns: ['Ресурс', 'Внимание', 'Критично'],
    rows: Object.values(inventory.networks.thresholds).map(({ name, unit, better, attention, critical }) => {
      const sign = better === 'lower' ? 'выше' : 'ниже';
      return [name, `${sign} ${quantityText(attention, unit)}`, `${sign} ${quantityText(critical, unit)}`];
    }),
    stays: true,
  });
}

/** What the team promises itself. */
export function serviceLevelTable({ inventory }: ViewContext): Element {
  return viewTable({
    label: 'Цели качества',
    columns: ['Что', 'Цель', 'Условие'],
    rows: Object.values(inventory.networks.serviceLevels).map((level) => [level.name, measureText(level), level.note]),
  });
}

/** Signs that it is time to pay for more. */
export function upgradeCriteria({ inventory }: ViewContext): Element {
  return viewTable({
    label: 'Признаки, что пора расширяться',
    columns: ['Признак', 'Граница', 'Что значит'],
    rows: Object.values(inventory.networks.upgradeCriteria).map(({ name, value, unit, note }) => [name, quantityText(value, unit), note]),
  });
}

/** How bad it is and what one does then. */
export function incidentLevels({ inventory }: ViewContext): Element {
  return viewTable({
    label: 'Уровни инцидентов',
    columns: ['Уровень', 'Название', 'Что делаем'],
    rows: Object.values(inventory.networks.incidents)
      .sort((a, b) => a.level - b.level)
      .map(({ level, name, action }) => [String(level), name, typeset(action)]),
  });
}
