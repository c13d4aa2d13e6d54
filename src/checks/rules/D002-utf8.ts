import { defineRule } from '../rule.ts';
import { fileFindings } from './file-problems.ts';

const PAGE = '---\ntitle: 06 - Операции\n---\n\nЧто делать на серверах.\n';

export const rule = defineRule({
  id: 'D002',
  severity: 'error',
  title: 'Страница сохранена в UTF-8',
  why: 'В другой кодировке русский текст превращается в набор знаков, и страницу нельзя ни прочитать, ни найти.',
  remedy: 'Сохраните файл в UTF-8: в VS Code щёлкните по названию кодировки внизу и выберите «Save with Encoding» → UTF-8.',
  fixable: false,
  examples: {
    bad: {
      files: { '06-operations/_index.md': '---\ntitle: 06 - \uFFFD\uFFFD\uFFFD\n---\n' },
      broken: { '06-operations/_index.md': { code: 'not-utf8', message: 'байт 0xCE не может стоять в этом месте', range: { start: 16, end: 17 } } },
    },
    good: { files: { '06-operations/_index.md': PAGE } },
  },
  *base(context) {
    yield* fileFindings(context, 'not-utf8', (message, path) => `${path} не в UTF-8: ${message}`);
  },
});
