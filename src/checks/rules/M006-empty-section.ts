import { defineRule } from '../rule.ts';
import { isEmptyPage, isEmptySection } from './empty-page.ts';
import { sectionOf } from './section-block.ts';

const START = '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что копируем\n\nБазу и файлы.\n\n';

export const rule = defineRule({
  id: 'M006',
  severity: 'warning',
  title: 'Под каждым пронумерованным заголовком есть текст',
  why: 'По ссылке на номер читатель попадает на заголовок и не находит под ним ничего.',
  remedy: 'Напишите, что решено, что открыто и кто решает. Или уберите заголовок.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}## 06.01.02 - Куда копируем\n` } },
    good: { files: { '06-operations/06-01-backup/_index.md': `${START}## 06.01.02 - Куда копируем\n\nМесто ещё не выбрано.\n` } },
  },
  *page(page) {
    if (isEmptyPage(page)) return;
    const empty = page.headings.filter((heading) => heading.number !== undefined && isEmptySection(page, heading));
    for (const [index, heading] of empty.entries()) {
      // Filling the step below fills the topic too.
      const next = empty[index + 1];
      if (next !== undefined && next.range.start < sectionOf(page, heading).range.end) continue;
      yield { path: page.path, range: heading.textRange, message: `Под заголовком «${heading.number} - ${heading.name}» ничего нет` };
    }
  },
});
