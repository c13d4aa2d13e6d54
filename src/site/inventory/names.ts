import type { Element } from 'hast';
import type { Server, Service } from '../../inventory/index.ts';
import { AUTH_KINDS, cardUrl } from '../../inventory/index.ts';
import type { Child } from './element.ts';
import { element } from './element.ts';
import type { ViewContext } from './view-context.ts';

/** A name where a line begins: «Главный сайт», but «n8n» and «pgAdmin 4» as their makers write them. */
export function atStart(name: string): string {
  return name.replace(/^[а-яё]/, (letter) => letter.toUpperCase());
}

/** «Directus», leading to its card. */
export function serviceLink({ id, product }: Service): Element {
  return element('a', { href: cardUrl(id) }, atStart(product.name));
}

/** «Второй сервер», leading to its card. */
export function serverLink({ id, name }: Server): Element {
  return element('a', { href: cardUrl(id) }, name);
}

/** «команда DevOps», leading to the card; the id where nobody has such a card. */
export function ownerLink({ inventory }: ViewContext, id: string): Element {
  return element('a', { href: cardUrl(id) }, inventory.people.get(id)?.name ?? id);
}

/** «03.02.01» as a link; nothing when this build does not show the topic. */
export function topicLink({ topic }: ViewContext, number: string | undefined): Element | undefined {
  const target = number === undefined ? undefined : topic(number);
  return target === undefined
    ? undefined
    : element('a', { className: ['kb-ref'], href: target.url, title: `${target.number} — ${target.name}` }, target.number);
}

/** «03.02.01 Directus API и админка» as a link; nothing when this build does not show the topic. */
export function topicNameLink({ topic }: ViewContext, number: string | undefined): Element | undefined {
  const target = number === undefined ? undefined : topic(number);
  return target === undefined ? undefined : element('a', { href: target.url }, element('span', { className: ['kb-number'] }, target.number), ' ', target.name);
}

/** An address without `https://`. It leads there only when something answers: a link to a planned service would be a dead one. */
export function addressOf({ url, lifecycle }: Pick<Service, 'url' | 'lifecycle'>): Child {
  if (url === undefined) return undefined;
  const text = element('code', {}, url.replace('https://', ''));
  return lifecycle === 'active' ? element('a', { className: ['kb-external'], href: url, rel: ['noopener'] }, text) : text;
}

/** «22», «51820/udp». */
export function portText({ port, protocol }: { readonly port: number; readonly protocol: string }): string {
  return protocol === 'tcp' ? String(port) : `${port}/${protocol}`;
}

/** «BasicAuth и собственный вход»; nothing when it is not written down. */
export function authText({ auth }: Pick<Service, 'auth'>): string | undefined {
  return auth?.kinds.map((kind) => AUTH_KINDS[kind]).join(auth.mode === 'all' ? ' и ' : ' или ');
}
