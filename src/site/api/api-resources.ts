import { z } from 'zod';
import { viewContext } from '../inventory/view-context.ts';
import type { SiteView } from '../site-view.ts';
import { API_VERSION, envelope, resourceUrl, schemaUrl } from './api-version.ts';
import { documentsAnswer, documentsResource } from './documents-resource.ts';
import { inventoryAnswer, inventoryResource } from './inventory-resource.ts';

const SITE = 'https://docs.tapbot.kz';

/** One answer of the API. */
export interface ApiResource {
  readonly name: string;
  readonly title: string;
  readonly schema: z.ZodType;
  /** Undefined when this build has nothing to say. */
  readonly answer: (view: SiteView) => unknown;
}

const indexResource = z
  .strictObject({
    ...envelope,
    documentation: z.string().describe('Страница с описанием'),
    resources: z
      .array(
        z.strictObject({
          name: z.string().describe('Имя'),
          title: z.string().describe('Что внутри'),
          url: z.string().describe('Адрес ответа'),
          schema: z.string().describe('Адрес его JSON Schema'),
        }),
      )
      .describe('Что можно спросить'),
  })
  .describe('Оглавление API');

const DATA: readonly ApiResource[] = [
  {
    name: 'inventory',
    title: 'Инвентарь: серверы, сервисы, сеть, люди, деньги и факты для цитирования',
    schema: inventoryResource,
    answer: (view) => {
      const context = viewContext(view, '');
      return context === undefined ? undefined : inventoryAnswer(context);
    },
  },
  { name: 'documents', title: 'Страницы базы знаний: номера, названия, адреса, готовность, заголовки', schema: documentsResource, answer: documentsAnswer },
];

/** Everything the API answers, its table of contents first. */
export const API_RESOURCES: readonly ApiResource[] = [
  {
    name: 'index',
    title: 'Оглавление: что есть и по каким схемам',
    schema: indexResource,
    answer: (view) => ({
      $schema: schemaUrl('index'),
      version: API_VERSION,
      audience: view.team ? 'team' : 'public',
      documentation: '/api/',
      resources: DATA.filter(({ answer }) => answer(view) !== undefined).map(({ name, title }) => ({
        name,
        title,
        url: resourceUrl(name),
        schema: schemaUrl(name),
      })),
    }),
  },
  ...DATA,
];

/** The JSON Schema of a resource. */
export function resourceSchema({ name, title, schema }: ApiResource): object {
  const { $schema, ...rest } = z.toJSONSchema(schema);
  return { $schema, $id: `${SITE}${schemaUrl(name)}`, title, ...rest };
}
