import { defineRule } from '../rule.ts';
import { fileFindings } from './file-problems.ts';

const PAGE = '---\ntitle: 06 - Операции\n---\n\nЧто делать на серверах.\n';

export const rule = defineRule({
  id: 'D007',
  severity: 'error',
  title: 'Страница устроена так, что её можно прочитать',
  why: 'Такую страницу не осилит ни редактор, ни сайт: скорее всего, в неё случайно вставили журнал, картинку или чужой код.',
  remedy: 'Уберите вставленное или вынесите его в отдельный файл рядом со страницей и сошлитесь на него.',
  fixable: false,
  examples: {
    bad: {
      files: {},
      broken: {
        '06-operations/_index.md': { code: 'too-complex', message: 'в строке 7 знаков 120 000, а можно не больше 20 000', range: { start: 0, end: 0 } },
      },
    },
    good: { files: { '06-operations/_index.md': PAGE } },
  },
  *base(context) {
    yield* fileFindings(context, 'too-complex', (message, path) => `${path}: ${message}`);
  },
});
