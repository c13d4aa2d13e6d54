import { defineRule } from '../rule.ts';
import { fileFindings } from './file-problems.ts';

const PAGE = '---\ntitle: 06 - Операции\n---\n\nЧто делать на серверах.\n';

export const rule = defineRule({
  id: 'D001',
  severity: 'error',
  title: 'Каждый файл базы читается',
  why: 'Файл, который нельзя прочитать, выпадает из сайта вместе со всеми своими номерами.',
  remedy: 'Верните права на чтение (chmod 644 файл, chmod 755 папка) или восстановите файл из Git.',
  fixable: false,
  examples: {
    bad: {
      files: { '06-operations/_index.md': PAGE },
      broken: { '06-operations/06-01-backup/_index.md': { code: 'unreadable', message: 'нет прав на чтение', range: { start: 0, end: 0 } } },
    },
    good: { files: { '06-operations/_index.md': PAGE } },
  },
  *base(context) {
    yield* fileFindings(context, 'unreadable', (message, path) => `${path} не читается: ${message}`);
    for (const folder of context.base.files) {
      if (!folder.endsWith('.md/')) continue;
      const path = folder.slice(0, -1);
      yield { path, range: { start: 0, end: 0 }, message: `${path} не читается: это папка, а не файл`, hint: 'Переименуйте папку без .md на конце.' };
    }
  },
});
