import { folderOf, INDEX_FILE, pageId, placeNumber, SectionNumber } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { titlePlace } from './place.ts';

export const rule = defineRule({
  id: 'N002',
  severity: 'error',
  title: 'Номер в заголовке страницы равен номеру папки',
  why: 'Люди ищут по номеру: если папка и заголовок расходятся, одна из двух ссылок ведёт не туда.',
  remedy: 'Исправьте номер в title или переименуйте папку командой kb move.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/_index.md': '---\ntitle: 05 - Операции\n---\n' } },
    good: { files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n' } },
  },
  *base({ base }) {
    for (const page of base.pages) {
      const expected = SectionNumber.ofFolder(pageId(page.path).split('/').at(-1) ?? '');
      const { title } = page.frontMatter;
      // Without a readable title there is nothing to compare: M001 reports that.
      if (expected === undefined || title === undefined || page.number === expected) continue;
      const free = (base.catalogue.claims.get(expected) ?? []).every((entry) => entry.page === page && entry.heading === undefined);
      const place = page.path.endsWith(`/${INDEX_FILE}`) ? `папки ${folderOf(page.path)}` : `файла ${page.path}`;
      const edit = page.number === undefined ? insertion() : page.numberRange && { range: page.numberRange, text: expected };
      yield {
        path: page.path,
        range: page.numberRange ?? titlePlace(page),
        message: page.number === undefined ? `В заголовке страницы нет номера ${expected}` : `Номер ${page.number} в заголовке не равен номеру ${place}`,
        expected: `${expected} - ${page.name}`,
        found: title,
        fix:
          free && edit !== undefined
            ? {
                title: page.number === undefined ? `дописать номер ${expected}` : `заменить ${page.number} на ${expected}`,
                edits: [{ path: page.path, ...edit }],
              }
            : undefined,
      };

      /** Only before a name that stands in the source as it reads and starts with a letter. */
      function insertion(): { range: { start: number; end: number }; text: string } | undefined {
        const at = page.nameRange.start;
        if (page.text.slice(at, page.nameRange.end) !== page.name || !/^\p{L}/u.test(page.name)) return undefined;
        return { range: { start: at, end: at }, text: `${placeNumber(page)} - ` };
      }
    }
  },
});
