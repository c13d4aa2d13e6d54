import type { TextEdit } from '../../knowledge/index.ts';
import { applyEdits, gramaxEdits } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';

const START = '---\ntitle: 06.01 - Копии\n---\n\n';

export const rule = defineRule({
  id: 'T009',
  severity: 'info',
  title: 'Страница записана так, как её запишет Gramax',
  why: 'Первое сохранение в Gramax переписывает списки, тире и номера, и настоящая правка тонет среди сотни чужих строк.',
  remedy:
    'Обычно ничего не делайте: обе записи читаются одинаково. Перед большой правкой в Gramax запустите kb fix --rule T009 и сохраните это отдельным коммитом.',
  fixable: true,
  optIn: true,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}## 06.01.01 - Что копируем\n\nБазу — ночью:\n\n- дамп → облако\n- файлы\n` } },
    good: { files: { '06-operations/06-01-backup/_index.md': `${START}## 06\\.01.01 - Что копируем\n\nБазу -- ночью:\n\n-  дамп -> облако\n\n-  файлы\n` } },
  },
  *page(page) {
    const { path, text } = page;
    const byLine = Map.groupBy(gramaxEdits(page), ({ range }) => text.lastIndexOf('\n', range.start - 1) + 1);
    for (const [start, edits] of byLine) {
      const breakAt = text.indexOf('\n', start);
      const end = breakAt === -1 ? text.length : breakAt;
      const range = { start, end };
      const found = text.slice(start, end).trimEnd();
      const expected = applyEdits(
        text.slice(start, end),
        edits.map((edit) => shifted(edit, -start)),
      ).trim();
      yield { path, range, message: 'Gramax запишет эту строку иначе', expected, found, fix: { title: 'записать, как Gramax', edits } };
    }
  },
});

function shifted({ path, range, text }: TextEdit, by: number): TextEdit {
  return { path, range: { start: range.start + by, end: range.end + by }, text };
}
