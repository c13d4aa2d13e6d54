import { relativeLink } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { addressLike, anchorPart, escapeAddress, resolvedLinks, writtenAddress } from './page-links.ts';

const BACKUP = { '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\nЧто и куда копируем.\n' };

export const rule = defineRule({
  id: 'L008',
  severity: 'error',
  title: 'Адрес написан точно так, как имя файла',
  why: 'На macOS и Windows такая ссылка работает, а на сервере и в GitHub — нет.',
  remedy: 'Перепишите адрес буква в букву.',
  fixable: true,
  examples: {
    bad: { files: { ...BACKUP, '06-operations/06-02-monitoring/_index.md': '---\ntitle: 06.02 - Мониторинг\n---\n\n[Копии](../06-01-Backup/_index.md)\n' } },
    good: { files: { ...BACKUP, '06-operations/06-02-monitoring/_index.md': '---\ntitle: 06.02 - Мониторинг\n---\n\n[Копии](../06-01-backup/_index.md)\n' } },
  },
  *base({ base }) {
    for (const { page, link, target } of resolvedLinks(base)) {
      if ((target.kind !== 'page' && target.kind !== 'file') || !target.inexact) continue;
      const address =
        target.kind === 'page'
          ? addressLike(link.url, page, target.page)
          : target.path.startsWith('/')
            ? target.path
            : escapeAddress(relativeLink(page.path, target.path));
      const text = address + anchorPart(link.url);
      const range = writtenAddress(page, link);
      yield {
        path: page.path,
        range: link.urlRange,
        message: `Адрес отличается регистром букв или кодировкой от имени файла ${target.kind === 'page' ? target.page.path : target.path}`,
        expected: text,
        found: link.url,
        fix: range === undefined ? undefined : { title: `заменить адрес на ${text}`, edits: [{ path: page.path, range, text }] },
      };
    }
  },
});
