import type { SectionNumber } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { judgeHeadings } from './heading-numbers.ts';
import { renumberFix } from './renumber-heading.ts';

const START = '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что копируем\n\nБазу и файлы.\n\n';

export const rule = defineRule({
  id: 'N004',
  severity: 'error',
  title: 'Номер подтемы продолжает номер темы, под которой она стоит',
  why: 'Подтему ищут под её темой: под чужой её не увидят ни в оглавлении, ни при чтении.',
  remedy: 'Исправьте номер или перенесите подтему под свою тему.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}### 06.01.04.01 - База\n\nДамп раз в сутки.\n` } },
    good: { files: { '06-operations/06-01-backup/_index.md': `${START}### 06.01.01.01 - База\n\nДамп раз в сутки.\n` } },
  },
  *base({ base }) {
    for (const page of base.catalogue.pages) {
      const promised = new Set<SectionNumber>();
      for (const judged of judgeHeadings(page)) {
        if (judged.verdict !== 'stray') continue;
        const { heading, number, expected, base: above } = judged;
        yield {
          path: page.path,
          range: heading.numberRange ?? heading.textRange,
          message: `Номер ${number} не продолжает номер ${above}, под которым стоит`,
          expected: expected ?? `${above}.NN`,
          found: number,
          fix: renumberFix(base, page, judged, promised),
        };
      }
    }
  },
});
