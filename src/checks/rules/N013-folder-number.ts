import { defineRule } from '../rule.ts';
import { folderLayout } from './folder-layout.ts';
import { titlePlace } from './place.ts';

export const rule = defineRule({
  id: 'N013',
  severity: 'warning',
  title: 'У каждой папки со страницами есть номер',
  why: 'Страницы без номера нет в указателе, и её место среди соседей случайно.',
  remedy: 'Переименуйте папку в NN-slug или перенесите страницы внутрь документа.',
  fixable: false,
  examples: {
    bad: { files: { 'guides/_index.md': '---\ntitle: Инструкции\n---\n\nКак работать с базой.\n' } },
    good: {
      files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n', '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n' },
    },
  },
  *base({ base }) {
    for (const { kind, page, message, expected, found } of folderLayout(base).problems) {
      if (kind === 'unnumbered') yield { path: page.path, range: titlePlace(page), message, expected, found };
    }
  },
});
