import { defineRule } from '../rule.ts';
import { folderLayout } from './folder-layout.ts';
import { titlePlace } from './place.ts';

export const rule = defineRule({
  id: 'N001',
  severity: 'error',
  title: 'Папка раздела — NN-slug, папка документа — NN-NN-slug внутри своего раздела',
  why: 'Адрес страницы складывается из имён папок: по неверному имени её не найдут ни сайт, ни человек.',
  remedy: 'Переименуйте папку по образцу. Ссылки поправит команда kb move.',
  fixable: false,
  examples: {
    bad: {
      files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n', '06-operations/05-01-backup/_index.md': '---\ntitle: 05.01 - Копии\n---\n' },
    },
    good: {
      files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n', '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n' },
    },
  },
  *base({ base }) {
    for (const { kind, page, message, expected, found, hint } of folderLayout(base).problems) {
      if (kind !== 'unnumbered') yield { path: page.path, range: titlePlace(page), message, expected, found, hint };
    }
  },
});
