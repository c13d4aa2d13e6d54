import type { CatalogueEntry } from '../../knowledge/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { folderLayout } from './folder-layout.ts';
import { isInPlace } from './heading-numbers.ts';
import { lineOf, titlePlace } from './place.ts';

export const rule = defineRule({
  id: 'N005',
  severity: 'error',
  title: 'Каждый номер есть в базе один раз',
  why: 'Ссылка на номер ведёт в одно место: из двух одинаковых номеров второй становится недостижимым.',
  remedy: 'Дайте второму месту свободный номер и поправьте ссылки на него.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '06-operations/06-01-backup/_index.md':
          '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что копируем\n\nБазу.\n\n## 06.01.01 - Куда копируем\n\nВ облако.\n',
      },
    },
    good: {
      files: {
        '06-operations/06-01-backup/_index.md':
          '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что копируем\n\nБазу.\n\n## 06.01.02 - Куда копируем\n\nВ облако.\n',
      },
    },
  },
  *base({ base }) {
    const { misplaced } = folderLayout(base);
    // A number that is wrong in its own place is reported there; it is no rival.
    const counts = ({ page, heading }: CatalogueEntry): boolean => (heading === undefined ? !misplaced.has(page) : isInPlace(page, heading));
    for (const [number, entries] of base.catalogue.claims) {
      if (entries.length < 2) continue;
      const [first, ...others] = entries.filter(counts);
      if (first === undefined) continue;
      for (const other of others) yield finding(number, first, other);
    }
  },
});

function finding(number: string, first: CatalogueEntry, other: CatalogueEntry): Finding {
  const range = rangeOf(other);
  return {
    path: other.page.path,
    range,
    message: `Номер ${number} уже занят: «${first.name}», ${lineOf(first.page, rangeOf(first).start)}`,
    expected: 'свободный номер',
    found: `${number} - ${other.name}`,
  };
}

function rangeOf({ page, heading }: CatalogueEntry): { start: number; end: number } {
  return heading === undefined ? (page.numberRange ?? titlePlace(page)) : (heading.numberRange ?? heading.textRange);
}
