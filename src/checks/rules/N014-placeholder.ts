import { defineRule } from '../rule.ts';
import { isInCode } from './code-spans.ts';
import { isMarkedWrong } from './place.ts';
import { PLACEHOLDER } from './placeholder-number.ts';

export const rule = defineRule({
  id: 'N014',
  severity: 'warning',
  title: 'В номерах нет заглушек',
  why: 'Номер с буквами — незаконченная правка: по нему ничего не открыть.',
  remedy: 'Поставьте настоящий номер. Образец номера пишите в обратных кавычках: `06.06.XX`.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/06-06-servers/_index.md': '---\ntitle: 06.06 - Серверы\n---\n\n## 06.06.XX - Третий сервер\n\nПока в планах.\n' } },
    good: {
      files: {
        '06-operations/06-06-servers/_index.md': '---\ntitle: 06.06 - Серверы\n---\n\n## 06.06.01 - Третий сервер\n\nНомера тем выглядят как `06.06.XX`.\n',
      },
    },
  },
  *page(page) {
    for (const match of page.text.matchAll(new RegExp(PLACEHOLDER, 'gu'))) {
      const range = { start: match.index, end: match.index + match[0].length };
      if (isInCode(page, range.start) || isMarkedWrong(page, range.start)) continue;
      yield { path: page.path, range, message: `Вместо номера заглушка ${match[0]}`, expected: 'номер из цифр', found: match[0] };
    }
  },
});
