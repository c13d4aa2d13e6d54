import { defineRule } from '../rule.ts';

const BODY = '---\n\n## 06.01.01 - Что копируем\n\nБазу и файлы.\n\n## 06.01.02 - Куда копируем\n\nВ облако.\n';

export const rule = defineRule({
  id: 'X002',
  severity: 'warning',
  title: 'Отключённое правило и правда что-то находит',
  why: 'Лишнее исключение спрячет настоящую ошибку, когда она появится.',
  remedy: 'Уберите эту запись из checks: без неё проверка тоже молчит.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `---\ntitle: 06.01 - Копии\nchecks: {N007: "тема 06.01.02 уехала в 06.04"}\n${BODY}` } },
    good: { files: { '06-operations/06-01-backup/_index.md': `---\ntitle: 06.01 - Копии\n${BODY}` } },
  },
  *unused(suppressions) {
    for (const { page, rule: id, range } of suppressions) {
      yield { path: page.path, range, message: `Правило ${id} отключено, но на этой странице оно ничего не находит`, found: id };
    }
  },
});
