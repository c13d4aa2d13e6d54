import { resolveLink, SectionNumber } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { namedNumbers } from './index-entries.ts';
import { isMarkedWrong } from './place.ts';
import { mayExist } from './unread.ts';
import { whereNow } from './where-now.ts';

const BACKUP = '---\ntitle: 06.01 - Копии\n---\n\nЧто и куда копируем.\n';

export const rule = defineRule({
  id: 'N011',
  severity: 'error',
  title: 'Каждый номер указателя ведёт на страницу или тему',
  why: 'Строка указателя без страницы обещает текст, которого нет.',
  remedy: 'Создайте страницу командой kb new, исправьте номер или уберите строку.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n\n- 06.01 - Копии\n- 06.02 - Мониторинг\n',
        '06-operations/06-01-backup/_index.md': BACKUP,
      },
    },
    good: { files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n\n- 06.01 - Копии\n', '06-operations/06-01-backup/_index.md': BACKUP } },
  },
  *base({ base }) {
    for (const page of base.catalogue.pages) {
      for (const { number, name, url, numberRange } of namedNumbers(page)) {
        if (mayExist(base, number) || isMarkedWrong(page, numberRange.start)) continue;
        // «16.04 LTS», «| 22 | SSH |»: a version or a port looks like a number of a section that nobody has.
        const section = SectionNumber.ancestor(number, 1);
        if (!section.startsWith('0') && !base.catalogue.numbers.has(section)) continue;
        if (SectionNumber.depth(number) === 1 && name === '' && url === undefined) continue;
        // A dead link is reported by L001, with a suggestion.
        if (url !== undefined && resolveLink(base, page, url).kind === 'missing') continue;
        yield {
          path: page.path,
          range: numberRange,
          message: `Указатель называет ${number}, но ни страницы, ни темы с этим номером нет`,
          found: name === '' ? number : `${number} - ${name}`,
          hint: whereNow(base, number),
        };
      }
    }
  },
});
