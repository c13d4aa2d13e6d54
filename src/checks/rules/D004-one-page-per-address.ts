import { folderOf, INDEX_FILE, pageId } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { firstLine } from './place.ts';

const PAGE = '---\ntitle: 06 - Операции\n---\n\nЧто делать на серверах.\n';

export const rule = defineRule({
  id: 'D004',
  severity: 'error',
  title: 'У одного адреса одна страница',
  why: 'Сайт покажет одну из двух, и правки второй никто не увидит.',
  remedy: 'Перенесите нужное в _index.md и удалите второй файл.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/_index.md': PAGE, '06-operations/README.md': '# Операции\n' } },
    good: { files: { '06-operations/_index.md': PAGE } },
  },
  *base({ base }) {
    for (const path of base.files) {
      const folder = folderOf(path);
      const index = folder === '' ? INDEX_FILE : `${folder}/${INDEX_FILE}`;
      if (path.endsWith('README.md') && base.files.has(index) && path === index.replace(INDEX_FILE, 'README.md')) {
        yield { path, range: { start: 0, end: 0 }, message: `В папке ${folder || 'базы'} лежат и ${INDEX_FILE}, и README.md` };
      }
    }
    for (const page of base.catalogue.pages) {
      const twin = `${pageId(page.path)}/${INDEX_FILE}`;
      if (page.path === twin || !base.files.has(twin)) continue;
      yield { path: page.path, range: firstLine(page.text), message: `Адрес ${page.url} и у этой страницы, и у ${twin}` };
    }
  },
});
