import type { PageRecord } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { resolvedLinks, targetPage } from './page-links.ts';

const ACCESS = '---\ntitle: 05.02 - Доступы\nprivate: true\n---\n\nКто куда входит.\n';

export const rule = defineRule({
  id: 'L007',
  severity: 'error',
  title: 'Открытая страница не ссылается на закрытую',
  why: 'В публичной сборке закрытой страницы нет: ссылка мертва и выдаёт, что такая страница есть.',
  remedy: 'Уберите ссылку, закройте и эту страницу (private: true) или откройте ту.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '05-security/05-02-access/_index.md': ACCESS,
        '05-security/05-01-rules/_index.md': '---\ntitle: 05.01 - Правила\n---\n\n[Доступы](../05-02-access/_index.md)\n',
      },
    },
    good: {
      files: {
        '05-security/05-02-access/_index.md': ACCESS,
        '05-security/05-01-rules/_index.md': '---\ntitle: 05.01 - Правила\nprivate: true\n---\n\n[Доступы](../05-02-access/_index.md)\n',
      },
    },
  },
  *base({ base }) {
    const isPrivate = (page: PageRecord | undefined): boolean => page?.frontMatter.private === true;
    for (const { page, link, target } of resolvedLinks(base)) {
      const destination = link.kind === 'link' ? targetPage(base, target) : undefined;
      if (isPrivate(page) || destination === undefined || !isPrivate(destination)) continue;
      yield { path: page.path, range: link.range, message: `Открытая страница ссылается на закрытую ${destination.path}`, found: link.url };
    }
    for (const page of base.catalogue.pages) {
      if (isPrivate(page)) continue;
      for (const { number, range, certain } of page.mentions) {
        const entry = certain ? base.catalogue.numbers.get(number) : undefined;
        if (entry === undefined || !isPrivate(entry.page)) continue;
        yield { path: page.path, range, message: `Открытая страница называет номер ${number} с закрытой страницы ${entry.page.path}`, found: number };
      }
    }
  },
});
