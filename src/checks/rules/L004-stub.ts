import type { PageRecord } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { isEmptyPage } from './empty-page.ts';
import { resolvedLinks, targetPage } from './page-links.ts';

/** Fewer words than this say nothing that the title has not said. */
const FEW_WORDS = 5;

const LINK = '---\ntitle: 06.02 - Мониторинг\n---\n\n[Копии](../06-01-backup/_index.md)\n';

export const rule = defineRule({
  id: 'L004',
  severity: 'error',
  title: 'Ссылка ведёт на страницу с текстом',
  why: 'Читатель открывает страницу за ответом: пустая хуже, чем отсутствие ссылки.',
  remedy: 'Напишите на той странице хотя бы первый честный абзац или уберите ссылку.',
  fixable: false,
  examples: {
    bad: {
      files: { '06-operations/06-02-monitoring/_index.md': LINK, '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\nСкоро будет.\n' },
    },
    good: {
      files: {
        '06-operations/06-02-monitoring/_index.md': LINK,
        '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\nБазу копируем каждую ночь в три часа.\n',
      },
    },
  },
  *base({ base }) {
    for (const { page, link, target } of resolvedLinks(base)) {
      const destination = link.kind === 'link' ? targetPage(base, target) : undefined;
      if (destination === undefined || destination === page || !isStub(destination)) continue;
      yield {
        path: page.path,
        range: link.range,
        message: `Ссылка ведёт на ${isEmptyPage(destination) ? 'пустую страницу' : 'страницу-заглушку'} ${destination.path}`,
        found: link.url,
      };
    }
  },
});

/** A page without words, or with next to none and nothing shown by a view, a picture or code. */
function isStub(page: PageRecord): boolean {
  if (isEmptyPage(page)) return true;
  const shown = page.fences.length > 0 || page.links.some(({ kind }) => kind === 'image');
  return (page.words < FEW_WORDS && !shown) || (page.frontMatter.status === 'planned' && page.words === 0);
}
