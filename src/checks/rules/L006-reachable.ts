import { plural } from '../reporters/index.ts';
import { defineRule } from '../rule.ts';
import { islands } from './lonely-pages.ts';
import { pageGraph } from './page-graph.ts';
import { titlePlace } from './place.ts';
import { somethingIsUnread } from './unread.ts';

const RESTORE = '---\ntitle: Восстановление\n---\n\nСначала [проверьте копию](check.md).\n';
const CHECK = '---\ntitle: Проверка копии\n---\n\nПотом [восстановите](restore.md).\n';
const HOME = '---\ntitle: База знаний\n---\n\nКопии описаны в 06.01.\n';
const BACKUP = '---\ntitle: 06.01 - Копии\n---\n\nЧто и куда копируем.\n';

export const rule = defineRule({
  id: 'L006',
  severity: 'warning',
  title: 'До каждой страницы можно дойти с главной',
  why: 'Страницы, которые ссылаются только друг на друга, читатель не найдёт, сколько бы ссылок в них ни было.',
  remedy: 'Сошлитесь на одну из них из указателя раздела или из документа, который читают.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '_index.md': HOME,
        '06-operations/06-01-backup/_index.md': BACKUP,
        '06-operations/06-01-backup/restore.md': RESTORE,
        '06-operations/06-01-backup/check.md': CHECK,
      },
    },
    good: {
      files: {
        '_index.md': HOME,
        '06-operations/06-01-backup/_index.md': `${BACKUP}\n[Восстановление](restore.md).\n`,
        '06-operations/06-01-backup/restore.md': RESTORE,
        '06-operations/06-01-backup/check.md': CHECK,
      },
    },
  },
  *base({ base }) {
    if (somethingIsUnread(base)) return;
    for (const { page, size } of islands(base, pageGraph(base))) {
      const others = size > 1 ? `: она на острове из ${plural(size, 'страницы', 'страниц', 'страниц')}` : '';
      yield { path: page.path, range: titlePlace(page), message: `До страницы «${page.name || page.path}» нельзя дойти с главной${others}` };
    }
  },
});
