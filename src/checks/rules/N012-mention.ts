import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { namedNumbers } from './index-entries.ts';
import { isMarkedWrong } from './place.ts';
import { mayExist } from './unread.ts';
import { whereNow } from './where-now.ts';

export const rule = defineRule({
  id: 'N012',
  severity: 'error',
  title: 'Номер, названный в тексте, существует',
  why: 'Номер в тексте становится ссылкой: несуществующий обрывает чтение в самый нужный момент.',
  remedy: 'Исправьте номер. Найти нужный помогает поиск по базе.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\nПорядок восстановления — в разделе 04.03.01.\n' } },
    good: {
      files: {
        '06-operations/06-01-backup/_index.md':
          '---\ntitle: 06.01 - Копии\n---\n\nПорядок восстановления — в разделе 06.01.01.\n\n## 06.01.01 - Восстановление\n\nПо шагам.\n',
      },
    },
  },
  *base({ base }) {
    for (const page of base.catalogue.pages) {
      const listed = entryNumberStarts(page);
      for (const { number, range, certain } of page.mentions) {
        if (!certain || listed.has(range.start) || mayExist(base, number) || isMarkedWrong(page, range.start)) continue;
        yield {
          path: page.path,
          range,
          message: `Номера ${number} в базе нет`,
          found: written(page, range),
          hint: whereNow(base, number),
        };
      }
    }
  },
});

/** Numbers that begin an entry of an index are judged by N010 and N011. */
function entryNumberStarts(page: PageRecord): Set<number> {
  return new Set(namedNumbers(page).map(({ numberRange }) => numberRange.start));
}

function written(page: PageRecord, range: TextRange): string {
  return page.text.slice(range.start, range.end);
}
