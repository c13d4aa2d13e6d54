import { defineRule } from '../rule.ts';
import { fileFindings } from './file-problems.ts';

const PAGE = '---\ntitle: 06 - Операции\n---\n\nЧто делать на серверах.\n';

export const rule = defineRule({
  id: 'D005',
  severity: 'error',
  title: 'Символические ссылки ведут к файлам',
  why: 'Ссылка в кольцо или в никуда ломает сборку и копирование базы.',
  remedy: 'Удалите ссылку (rm путь) и положите на её место сам файл.',
  fixable: false,
  examples: {
    bad: {
      files: { '06-operations/_index.md': PAGE },
      broken: { '06-operations/loop': { code: 'symlink-loop', message: 'ссылка ведёт в папку, внутри которой лежит', range: { start: 0, end: 0 } } },
    },
    good: { files: { '06-operations/_index.md': PAGE } },
  },
  *base(context) {
    yield* fileFindings(context, 'symlink-loop', (message, path) => `${path}: ${message}`);
  },
});
