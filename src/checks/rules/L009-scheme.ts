import { defineRule } from '../rule.ts';
import { resolvedLinks, writtenAddress } from './page-links.ts';
import { isMarkedWrong } from './place.ts';

export const rule = defineRule({
  id: 'L009',
  severity: 'warning',
  title: 'У адреса в интернете есть https://',
  why: 'Без https:// браузер ищет такую страницу внутри базы и не находит.',
  remedy: 'Допишите https:// перед адресом, а перед почтой — mailto:.',
  fixable: true,
  examples: {
    bad: { files: { '03-stack/03-02-web/_index.md': '---\ntitle: 03.02 - Веб\n---\n\n[Directus](dir.tapbot.kz/admin)\n' } },
    good: { files: { '03-stack/03-02-web/_index.md': '---\ntitle: 03.02 - Веб\n---\n\n[Directus](https://dir.tapbot.kz/admin)\n' } },
  },
  *base({ base }) {
    for (const { page, link, target } of resolvedLinks(base)) {
      if (target.kind !== 'no-scheme' || isMarkedWrong(page, link.range.start)) continue;
      const scheme = link.url.includes('@') && !link.url.includes('/') ? 'mailto:' : 'https://';
      const range = writtenAddress(page, link);
      yield {
        path: page.path,
        range: link.urlRange,
        message: `У адреса ${link.url} нет ${scheme}`,
        expected: scheme + link.url,
        found: link.url,
        fix:
          range === undefined
            ? undefined
            : { title: `дописать ${scheme}`, edits: [{ path: page.path, range: { start: range.start, end: range.start }, text: scheme }] },
      };
    }
  },
});
