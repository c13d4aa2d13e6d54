import { z } from 'zod';
import { AUDIENCES, STATUSES } from '../../knowledge/index.ts';
import { typeset } from '../markdown/typography.ts';
import { progressOf } from '../page-facts.ts';
import type { SiteView } from '../site-view.ts';
import { API_VERSION, envelope, schemaUrl } from './api-version.ts';

const number = z.string().nullable().describe('Номер: «06.01.03». null — у страницы или заголовка его нет');
const url = z.string().describe('Адрес на сайте');

/** What `/api/v1/documents.json` answers. */
export const documentsResource = z
  .strictObject({
    ...envelope,
    documents: z
      .array(
        z.strictObject({
          number,
          title: z.string().describe('Название без номера'),
          url,
          description: z.string().nullable().describe('На какой вопрос отвечает страница'),
          status: z.enum(STATUSES).nullable().describe('done — закончено, active — действует, planned — решения нет, draft — черновик, archived — в архиве'),
          progress: z.number().min(0).max(100).describe('Насколько написана страница со всем, что под ней, в процентах'),
          owner: z.string().nullable().describe('Кто отвечает: id из инвентаря'),
          updated: z.string().nullable().describe('День, на который содержание верно: «2025-07-21»'),
          audience: z.array(z.enum(AUDIENCES)).describe('Для кого страница'),
          headings: z.array(
            z.strictObject({ number, title: z.string().describe('Текст без номера'), url, depth: z.int().min(2).max(6).describe('Уровень заголовка') }),
          ),
        }),
      )
      .describe('Страницы базы знаний в порядке чтения'),
  })
  .describe('Страницы базы знаний');

/** The pages of this build as programs get them. */
export function documentsAnswer({ catalogue, team }: SiteView): z.infer<typeof documentsResource> {
  return {
    $schema: schemaUrl('documents'),
    version: API_VERSION,
    audience: team ? 'team' : 'public',
    documents: catalogue.order.map((page) => {
      const { description, status, owner, updated, audience } = page.frontMatter;
      const node = catalogue.nodes.get(page.path);
      return {
        number: page.number ?? null,
        title: typeset(page.name),
        url: page.url,
        description: description ?? null,
        status: status ?? null,
        progress: node === undefined ? 0 : progressOf(node),
        owner: owner ?? null,
        updated: updated ?? null,
        audience: audience ?? [],
        headings: page.headings
          .filter(({ depth }) => depth > 1)
          .map((heading) => ({
            number: heading.number ?? null,
            title: typeset(heading.name),
            url: `${page.url}#${heading.anchors[0] ?? ''}`,
            depth: heading.depth,
          })),
      };
    }),
  };
}
