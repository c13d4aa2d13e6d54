import { plural } from '../reporters/index.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'D006',
  severity: 'warning',
  title: 'Строки кончаются знаком LF, а не парой CR LF',
  why: 'С двумя видами концов строк Git показывает изменённым весь файл, а команды из примеров не запускаются.',
  remedy: 'Сохраните файл с концами строк LF: в VS Code щёлкните по CRLF внизу окна.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/_index.md': '---\r\ntitle: 06 - Операции\r\n---\r\n\r\nЧто делать на серверах.\r\n' } },
    good: { files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n\nЧто делать на серверах.\n' } },
  },
  *page({ path, text }) {
    const edits = [...text.matchAll(/\r(?=\n)/g)].map(({ index }) => ({ path, range: { start: index, end: index + 1 }, text: '' }));
    const [first] = edits;
    if (first === undefined) return;
    yield {
      path,
      range: first.range,
      message: `В файле ${plural(edits.length, 'строка', 'строки', 'строк')} с концом CR LF`,
      expected: 'LF',
      found: 'CR LF',
      fix: { title: 'заменить CR LF на LF', edits },
    };
  },
});
