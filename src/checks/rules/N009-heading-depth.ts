import { SectionNumber } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { judgeHeadings } from './heading-numbers.ts';

const PARTS = ['', 'одной части', 'двух частей', 'трёх частей', 'четырёх частей'];

export const rule = defineRule({
  id: 'N009',
  severity: 'error',
  title: 'Уровень заголовка равен числу частей номера',
  why: 'Оглавление строится по уровням: тема не на своём уровне прячется внутрь соседней.',
  remedy: 'Поставьте столько знаков #, сколько нужно номеру: тема 06.01.03 — ##, подтема 06.01.03.02 — ###. Или исправьте номер.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n### 06.01.01 - Что копируем\n\nБазу и файлы.\n' } },
    good: { files: { '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что копируем\n\nБазу и файлы.\n' } },
  },
  *base({ base }) {
    for (const page of base.catalogue.pages) {
      for (const { heading, number, verdict, expectedDepth } of judgeHeadings(page)) {
        if (verdict !== 'wrong-depth') continue;
        const { start } = heading.range;
        const written = `${'#'.repeat(heading.depth)} `;
        const possible = expectedDepth >= 2 && expectedDepth <= 6;
        // The level follows the number only when the number is surely this heading's own.
        const alone = base.catalogue.claims.get(number)?.length === 1;
        const marks = { start, end: start + heading.depth };
        yield {
          path: page.path,
          range: heading.textRange,
          message: possible
            ? `Номер ${number} состоит из ${PARTS[SectionNumber.depth(number)]}: его уровень ${'#'.repeat(expectedDepth)}, а не ${'#'.repeat(heading.depth)}`
            : `Номер ${number} — номер самой страницы, заголовку внутри неё он не подходит`,
          expected: possible ? `${'#'.repeat(expectedDepth)} ${number}` : `${number}.NN`,
          found: `${'#'.repeat(heading.depth)} ${number}`,
          fix:
            possible && alone && page.text.startsWith(written, start)
              ? {
                  title: `заменить ${'#'.repeat(heading.depth)} на ${'#'.repeat(expectedDepth)}`,
                  edits: [{ path: page.path, range: marks, text: '#'.repeat(expectedDepth) }],
                }
              : undefined,
        };
      }
    }
  },
});
