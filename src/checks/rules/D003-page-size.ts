import { MAX_PAGE_BYTES } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { fileFindings } from './file-problems.ts';

const PAGE = '---\ntitle: 06 - Операции\n---\n\nЧто делать на серверах.\n';

export const rule = defineRule({
  id: 'D003',
  severity: 'error',
  title: `Страница не больше ${MAX_PAGE_BYTES / 1_000_000} МБ`,
  why: 'Такой объём — не текст, а вставленный журнал или картинка: страница не откроется на телефоне и замедлит поиск.',
  remedy: 'Вынесите журнал или картинку в отдельный файл рядом со страницей и сошлитесь на него.',
  fixable: false,
  examples: {
    bad: { files: {}, broken: { '06-operations/_index.md': { code: 'too-large', message: 'страница весит 5,2 МБ', range: { start: 0, end: 0 } } } },
    good: { files: { '06-operations/_index.md': PAGE } },
  },
  *base(context) {
    yield* fileFindings(context, 'too-large', (message, path) => `${path}: ${message}, а можно не больше ${MAX_PAGE_BYTES / 1_000_000} МБ`);
  },
});
