import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';

/** «и т. д.», «2025 г.»: the full stop belongs to the word. */
const ABBREVIATION = /(?<!\p{L})(?:т\. ?д|т\. ?п|т\. ?е|др|пр|гг?|руб|тыс|млн|млрд|стр|рис|табл|см|etc|Inc|Ltd)\.$/iu;

export const rule = defineRule({
  id: 'N015',
  severity: 'warning',
  title: 'Заголовок не кончается двоеточием или точкой',
  why: 'Заголовок попадает в оглавление, в поиск и в ссылки, и знак в его конце тянется за ним всюду.',
  remedy: 'Уберите последний знак.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что копируем:\n\nБазу и файлы.\n' } },
    good: { files: { '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Базу, файлы и т. д.\n\nЕжедневно.\n' } },
  },
  *page(page) {
    yield* judge(page, page.nameRange, page.name);
    for (const { textRange, name } of page.headings) yield* judge(page, textRange, name);
  },
});

function* judge(page: PageRecord, place: TextRange, name: string): Iterable<Finding> {
  const written = page.text.slice(place.start, place.end);
  // The sign may stand inside emphasis (**Что копируем:**), but not inside code or a link.
  const match = /(?<sign>[.:])(?=[*_]*$)/.exec(written);
  if (match === null || name.trim() === '' || /\.\.$/.test(name.trim()) || ABBREVIATION.test(name.trim()) || !/[.:]$/.test(name.trim())) return;
  const start = place.start + match.index;
  const range = { start, end: start + 1 };
  const sign = match[0] === ':' ? 'двоеточием' : 'точкой';
  yield {
    path: page.path,
    range,
    message: `Заголовок «${name.trim()}» кончается ${sign}`,
    expected: name.trim().replace(/[\s.:]+$/, ''),
    found: name.trim(),
    fix: { title: `убрать ${match[0] === ':' ? 'двоеточие' : 'точку'}`, edits: [{ path: page.path, range, text: '' }] },
  };
}
