import type { Element } from 'hast';
import type { Service } from '../../inventory/index.ts';
import { element } from './element.ts';
import { lifecycleState } from './lifecycle.ts';
import { addressOf, authText, serverLink, serviceLink } from './names.ts';
import type { ViewContext } from './view-context.ts';
import { viewTable } from './view-table.ts';

/** Every name of the project's domain and what answers under it: what works first, then by name. */
export function domainTable({ inventory }: ViewContext, { server: only }: { readonly server?: string | undefined }): Element {
  const services = [...inventory.services.values()].filter(({ lifecycle, server }) => lifecycle !== 'retired' && (only === undefined || server === only));
  const rows = services
    .filter(({ domain }) => domain !== undefined)
    .sort(byStateThenName)
    .map((service) => [addressOf(service), ...cells(service), lifecycleState(service.id, service.lifecycle), authText(service)]);
  const later = services.flatMap((service) =>
    service.laterDomain === undefined ? [] : [[element('code', {}, service.laterDomain), ...cells(service), 'имя занято на будущее', undefined]],
  );
  return viewTable({ label: 'Домены', columns: ['Адрес', 'Сервис', 'Сервер', 'Состояние', 'Вход'], rows: [...rows, ...later] });

  function cells(service: Service): [Element, Element | undefined] {
    const server = inventory.servers.get(service.server);
    return [serviceLink(service), server === undefined ? undefined : serverLink(server)];
  }
}

function byStateThenName(a: Service, b: Service): number {
  return Number(b.lifecycle === 'active') - Number(a.lifecycle === 'active') || String(a.domain).localeCompare(String(b.domain), 'en');
}
