import type { Heading } from '../../knowledge/index.ts';
import { isIndexPage } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { judgeHeadings } from './heading-numbers.ts';
import { PLACEHOLDER } from './placeholder-number.ts';

/** Headings that close a page and belong to no topic. */
const SERVICE_HEADINGS = new Set(['что дальше', 'см. также', 'связанные документы']);

const START = '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что копируем\n\nБазу и файлы.\n\n';

export const rule = defineRule({
  id: 'N008',
  severity: 'warning',
  title: 'Среди пронумерованных заголовков нет ненумерованных',
  why: 'На заголовок без номера нельзя сослаться номером, и в указателе его нет.',
  remedy: 'Дайте заголовку следующий свободный номер или опустите его на уровень ниже, внутрь темы.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}## Куда копируем\n\nВ облако.\n` } },
    good: { files: { '06-operations/06-01-backup/_index.md': `${START}## 06.01.02 - Куда копируем\n\nВ облако.\n\n## Что дальше\n\nПроверьте копию.\n` } },
  },
  *page(page) {
    if (isIndexPage(page)) return;
    const numbered = new Map(judgeHeadings(page).map((judged) => [judged.heading, judged]));
    const siblings = new Map<string, Heading[]>();
    const open: { heading: Heading; id: number }[] = [];
    for (const [id, heading] of page.headings.entries()) {
      while ((open.at(-1)?.heading.depth ?? 0) >= heading.depth) open.pop();
      const key = `${open.at(-1)?.id ?? ''}/${heading.depth}`;
      open.push({ heading, id });
      const group = siblings.get(key);
      if (group === undefined) siblings.set(key, [heading]);
      else group.push(heading);
    }
    for (const group of siblings.values()) {
      const example = group.map((heading) => numbered.get(heading)).find((judged) => judged !== undefined && judged.verdict !== 'wrong-depth');
      if (example === undefined) continue;
      for (const heading of group) {
        if (heading.number !== undefined || heading.depth < 2) continue;
        if (SERVICE_HEADINGS.has(heading.name.trim().toLowerCase().replace(/[.:]$/, '')) || PLACEHOLDER.test(heading.name)) continue;
        yield {
          path: page.path,
          range: heading.textRange,
          message: `У заголовка «${heading.name}» нет номера, а у соседей есть: ${example.number}`,
          expected: `NN.NN… - ${heading.name}`.replace('NN.NN…', `${example.number.slice(0, -2)}NN`),
          found: heading.name,
        };
      }
    }
  },
});
