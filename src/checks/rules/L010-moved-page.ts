import type { PageRecord } from '../../knowledge/index.ts';
import { folderOf, INDEX_FILE, pageUrl, redirectsOf } from '../../knowledge/index.ts';
import type { CheckContext } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { formerPage } from './former-page.ts';
import { titlePlace } from './place.ts';

const OLD = '02-infrastructure/02-04-plans/_index.md';
const NEW = '08-planning/08-02-infrastructure/_index.md';

export const rule = defineRule({
  id: 'L010',
  severity: 'error',
  title: 'Старый адрес перенесённой страницы работает',
  why: 'Старый адрес остался в закладках, чатах и чужих ссылках.',
  remedy: 'Добавьте старый адрес в aliases страницы, которая его заменила. Команда kb move делает это сама.',
  fixable: false,
  examples: {
    bad: { files: { [NEW]: '---\ntitle: 08.02 - Планы\n---\n\nЧто покупаем.\n' }, deleted: { [OLD]: NEW } },
    good: { files: { [NEW]: '---\ntitle: 08.02 - Планы\naliases: [/02-infrastructure/02-04-plans/]\n---\n\nЧто покупаем.\n' }, deleted: { [OLD]: NEW } },
  },
  *base(context) {
    const { base, history } = context;
    const redirects = redirectsOf(base);
    for (const [oldPath, _target] of history.deleted) {
      // Outside the catalogue there were no pages; a file that is there again is no loss.
      if (base.files.has(oldPath)) continue;
      const url = pageUrl(oldPath.replace(/(?<=^|\/)README\.md$/, INDEX_FILE));
      const address = url === '/' ? '/' : url.slice(0, -1);
      if (base.catalogue.byUrl.has(url) || redirects.has(address)) continue;
      const moved = formerPage(base, history, oldPath);
      const place = moved ?? nearestPage(context, oldPath);
      // Redirects of a page whose front matter is broken are not known.
      if (place === undefined || (moved !== undefined && moved.frontMatterProblems.length > 0)) continue;
      const aliases = place.keys['aliases']?.value;
      yield {
        path: place.path,
        range: moved !== undefined && aliases !== undefined ? aliases : titlePlace(place),
        message:
          moved === undefined
            ? `Страница ${oldPath} удалена, её адрес ${url} никуда не ведёт`
            : `Страница переехала из ${oldPath}, а её прежний адрес ${url} никуда не ведёт`,
        expected: `aliases: ["${url}"]`,
        hint: moved === undefined ? 'Добавьте адрес в aliases страницы, которая отвечает на тот же вопрос.' : undefined,
      };
    }
  },
});

/** The page of the nearest folder that is still there: whoever deleted a page looks there first. */
function nearestPage({ base }: CheckContext, path: string): PageRecord | undefined {
  for (let folder = folderOf(folderOf(path)); folder !== ''; folder = folderOf(folder)) {
    const page = base.catalogue.byPath.get(`${folder}/${INDEX_FILE}`);
    if (page !== undefined) return page;
  }
  return base.catalogue.home ?? base.catalogue.pages[0];
}
