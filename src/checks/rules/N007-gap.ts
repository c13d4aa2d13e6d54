import type { CatalogueEntry } from '../../knowledge/index.ts';
import { folderOf, SectionNumber } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { folderLayout } from './folder-layout.ts';
import { isWellNumbered } from './heading-numbers.ts';
import { titlePlace } from './place.ts';
import { mayExist } from './unread.ts';

const START = '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что копируем\n\nБазу и файлы.\n\n';

export const rule = defineRule({
  id: 'N007',
  severity: 'info',
  title: 'Номера соседей идут подряд',
  why: 'Пропуск выглядит как потерянная страница, и читатель тратит время на её поиски.',
  remedy:
    'Если пропуск намеренный, впишите номер в gaps файла kb.config.yaml или назовите причину во front matter: checks: {N007: "причина"}. Если нет, верните страницу или перенумеруйте соседей.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}## 06.01.03 - Куда копируем\n\nВ облако.\n` } },
    good: { files: { '06-operations/06-01-backup/_index.md': `${START}## 06.01.02 - Куда копируем\n\nВ облако.\n` } },
  },
  *base({ base, config }) {
    // Where folders or headings are misnamed, gaps are their echo.
    const misnamed = new Set(folderLayout(base).problems.map(({ folder }) => folderOf(folder)));
    const groups = new Map<string, CatalogueEntry[]>();
    for (const [number, entry] of base.catalogue.numbers) {
      if (entry.heading !== undefined && !isWellNumbered(entry.page)) continue;
      const parent = SectionNumber.parent(number) ?? '';
      const group = groups.get(parent);
      if (group === undefined) groups.set(parent, [entry]);
      else group.push(entry);
    }
    for (const entries of groups.values()) {
      const [first] = entries;
      if (first === undefined || (first.heading === undefined && misnamed.has(folderOf(folderOf(first.page.path))))) continue;
      entries.sort((a, b) => SectionNumber.compare(a.number, b.number));
      let previous = 0;
      for (const { number, page, heading } of entries) {
        const parent = SectionNumber.parent(number);
        const missing: SectionNumber[] = [];
        for (let position = previous + 1; position < SectionNumber.last(number); position++) {
          const candidate = SectionNumber.child(parent, position);
          if (!mayExist(base, candidate) && !config?.gaps.includes(candidate)) missing.push(candidate);
        }
        previous = SectionNumber.last(number);
        if (missing.length === 0) continue;
        yield {
          path: page.path,
          range: heading?.numberRange ?? page.numberRange ?? titlePlace(page),
          message: `Перед ${number} пропущен${missing.length > 1 ? 'ы' : ''} ${listed(missing)}`,
          expected: missing[0],
          found: number,
        };
      }
    }
  },
});

function listed(numbers: readonly SectionNumber[]): string {
  return numbers.length < 3 ? numbers.join(' и ') : `${numbers[0]}–${numbers.at(-1)}`;
}
