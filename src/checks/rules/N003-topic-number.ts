import { enclosingNumber, type SectionNumber } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { judgeHeadings } from './heading-numbers.ts';
import { renumberFix } from './renumber-heading.ts';

export const rule = defineRule({
  id: 'N003',
  severity: 'error',
  title: 'Номер темы продолжает номер документа',
  why: 'По номеру темы читатель открывает документ: тема 06.02.03 внутри 06.01 уводит его в чужой документ.',
  remedy: 'Дайте заголовку номер своего документа или перенесите тему в документ, чей номер она носит.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n## 06.02.01 - Что копируем\n\nБазу и файлы.\n' } },
    good: { files: { '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что копируем\n\nБазу и файлы.\n' } },
  },
  *base({ base }) {
    for (const page of base.catalogue.pages) {
      const promised = new Set<SectionNumber>();
      for (const judged of judgeHeadings(page)) {
        if (judged.verdict !== 'foreign') continue;
        const { heading, number, expected } = judged;
        const document = enclosingNumber(page);
        yield {
          path: page.path,
          range: heading.numberRange ?? heading.textRange,
          message: `Номер ${number} не продолжает номер документа ${document}`,
          expected: expected ?? `${document}.NN`,
          found: number,
          fix: renumberFix(base, page, judged, promised),
        };
      }
    }
  },
});
