import { z } from 'zod';
import type { Person, Port, Server, Service } from '../../inventory/index.ts';
import { cardUrl, INVENTORY_SCHEMAS, listFacts } from '../../inventory/index.ts';
import type { ViewContext } from '../inventory/view-context.ts';
import { API_VERSION, envelope, schemaUrl } from './api-version.ts';

const files = {
  servers: INVENTORY_SCHEMAS.servers.shape,
  services: INVENTORY_SCHEMAS.services.shape,
  people: INVENTORY_SCHEMAS.people.shape,
};
const portFields = files.services.services.valueType.shape.ports.unwrap().valueType;

const id = z.string().describe('Id: по нему ссылаются другие записи');
const card = z.string().describe('Адрес карточки на сайте');
const topicNumber = (what: string) => z.string().nullable().describe(`Номер темы, ${what}. null — в этой сборке её нет`);
const topicUrl = (what: string) => z.string().nullable().describe(`Адрес темы на сайте, ${what}. null — в этой сборке её нет`);

/** What `/api/v1/inventory.json` answers. The fields are those of the data files; wrong old values are left out. */
export const inventoryResource = z
  .strictObject({
    ...envelope,
    provider: files.servers.provider,
    servers: z
      .array(
        files.servers.servers.valueType
          .omit({ wrongIps: true, wrongValues: true })
          .extend({ id, card, document: topicNumber('которая описывает сервер'), documentUrl: topicUrl('которая описывает сервер') }),
      )
      .describe('Серверы'),
    services: z
      .array(
        files.services.services.valueType.omit({ ports: true, wrongNames: true, wrongPorts: true }).extend({
          id,
          card,
          name: z.string().describe('Название продукта'),
          version: z.string().nullable().describe('Версия, как её пишут в тексте'),
          exactVersion: z.string().nullable().describe('Точная версия, выбранная для установки'),
          image: z.string().nullable().describe('Образ, выбранный для установки'),
          url: z.string().nullable().describe('Адрес для браузера'),
          ports: z.array(portFields.extend({ name: z.string().describe('Имя порта: web, https, grpc') })).describe('Порты'),
          document: topicNumber('которая описывает сервис'),
          documentUrl: topicUrl('которая описывает сервис'),
          runbook: topicNumber('с порядком действий'),
          runbookUrl: topicUrl('с порядком действий'),
        }),
      )
      .describe('Сервисы'),
    people: z.array(files.people.people.valueType.omit({ wrongContacts: true }).extend({ id, card })).describe('Люди и команды'),
    project: files.people.project,
    networks: INVENTORY_SCHEMAS.networks,
    costs: INVENTORY_SCHEMAS.costs,
    facts: z
      .array(
        z.strictObject({
          key: z.string().describe('Ключ, которым факт цитируют: directus.domain'),
          value: z.string().describe('Значение, как оно стоит в тексте: «4 ГБ»'),
          card,
          description: z.string().describe('Что это'),
        }),
      )
      .describe('Всё, что страницы могут цитировать'),
  })
  .describe('Инвентарь: серверы, сервисы, сеть, люди и деньги');

/** A topic of this build, or nothing. */
interface Place {
  readonly number: string | null;
  readonly url: string | null;
}

export type InventoryResource = z.infer<typeof inventoryResource>;

/** The inventory as programs get it: only what this build may show. */
export function inventoryAnswer({ inventory, topic }: ViewContext): InventoryResource {
  // The number of a page for the team would lead nowhere.
  const place = (number: string | undefined): Place => {
    const target = number === undefined ? undefined : topic(number);
    return { number: target?.number ?? null, url: target?.url ?? null };
  };
  const isOfHiddenTopic = (key: string, value: string): boolean => /\.(?:document|runbook)$/.test(key) && topic(value) === undefined;
  return {
    $schema: schemaUrl('inventory'),
    version: API_VERSION,
    audience: inventory.audience,
    provider: inventory.provider,
    servers: [...inventory.servers.values()].map((server) => {
      const { number, url } = place(server.document);
      return { ...withoutMistakes(server), card: cardUrl(server.id), document: number, documentUrl: url };
    }),
    services: [...inventory.services.values()].map((service) => serviceAnswer(service, place(service.document), place(service.runbook))),
    people: [...inventory.people.values()].map((person) => ({ ...withoutWrongContacts(person), card: cardUrl(person.id) })),
    project: inventory.project,
    networks: inventory.networks,
    costs: inventory.costs,
    facts: listFacts(inventory)
      .filter(({ key, value }) => !isOfHiddenTopic(key, value))
      .map(({ key, value, card: address, description }) => ({ key, value, card: address, description })),
  };
}

function withoutMistakes({ wrongIps: _ips, wrongValues: _values, ...server }: Server): Omit<Server, 'wrongIps' | 'wrongValues'> {
  return server;
}

function withoutWrongContacts({ wrongContacts: _contacts, ...person }: Person): Omit<Person, 'wrongContacts'> {
  return person;
}

function serviceAnswer(
  { product, ports, url, wrongNames: _names, wrongPorts: _ports, ...service }: Service,
  document: Place,
  runbook: Place,
): InventoryResource['services'][number] {
  return {
    ...service,
    product: product.id,
    name: product.name,
    version: product.versionText ?? null,
    exactVersion: product.exactVersion ?? null,
    image: product.image ?? null,
    url: url ?? null,
    ports: ports.map((port: Port) => ({ ...port })),
    card: cardUrl(service.id),
    document: document.number,
    documentUrl: document.url,
    runbook: runbook.number,
    runbookUrl: runbook.url,
  };
}
