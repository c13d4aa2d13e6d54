import { defineRule } from '../rule.ts';
import { orphans } from './lonely-pages.ts';
import { pageGraph } from './page-graph.ts';
import { titlePlace } from './place.ts';
import { somethingIsUnread } from './unread.ts';

const HOME = '---\ntitle: База знаний\n---\n\nКопии описаны в 06.01.\n';
const BACKUP = '---\ntitle: 06.01 - Копии\n---\n\nЧто и куда копируем.\n';

export const rule = defineRule({
  id: 'L005',
  severity: 'warning',
  title: 'На каждую страницу есть ссылка',
  why: 'Страницу, на которую никто не ссылается, находят случайно.',
  remedy: 'Назовите её номер там, где она нужна, или добавьте её в указатель раздела.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '_index.md': HOME,
        '06-operations/06-01-backup/_index.md': BACKUP,
        '06-operations/06-01-backup/restore.md': '---\ntitle: Восстановление\n---\n\nПо шагам.\n',
      },
    },
    good: {
      files: {
        '_index.md': HOME,
        '06-operations/06-01-backup/_index.md': `${BACKUP}\nПодробно: [восстановление](restore.md).\n`,
        '06-operations/06-01-backup/restore.md': '---\ntitle: Восстановление\n---\n\nПо шагам.\n',
      },
    },
  },
  *base({ base }) {
    // A page that could not be read may hold the missing link.
    if (somethingIsUnread(base)) return;
    for (const page of orphans(base, pageGraph(base))) {
      yield { path: page.path, range: titlePlace(page), message: `На страницу «${page.name || page.path}» не ведёт ни одна ссылка` };
    }
  },
});
