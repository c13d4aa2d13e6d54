import { defineRule } from '../rule.ts';
import { isEmptyPage } from './empty-page.ts';
import { titlePlace } from './place.ts';

export const rule = defineRule({
  id: 'M005',
  severity: 'warning',
  title: 'На странице есть текст',
  why: 'Пустая страница в оглавлении обещает ответ, которого нет.',
  remedy: 'Напишите первый честный абзац: на какой вопрос отвечает страница, что решено, что открыто. Или удалите страницу.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\nstatus: planned\n---\n' } },
    good: { files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\nstatus: planned\n---\n\nПорядок работ ещё не решён. Решает Кадырхан.\n' } },
  },
  *page(page) {
    // A file without front matter is reported by M001 first.
    if (!isEmptyPage(page) || page.problems.some(({ code }) => code === 'no-front-matter')) return;
    yield { path: page.path, range: titlePlace(page), message: `Страница «${page.name || page.path}» пуста` };
  },
});
