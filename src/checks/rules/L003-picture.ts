import { relativeLink } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { nearestFile } from './nearest-file.ts';
import { escapeAddress, resolvedLinks } from './page-links.ts';

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|avif)$/i;

export const rule = defineRule({
  id: 'L003',
  severity: 'error',
  title: 'Картинка лежит там, куда указывает её адрес',
  why: 'Вместо схемы читатель видит пустое место и не знает, что пропустил.',
  remedy: 'Положите файл рядом со страницей или исправьте адрес.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n![Схема копирования](sheme.png)\n',
        '06-operations/06-01-backup/scheme.png': '',
      },
    },
    good: {
      files: {
        '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n![Схема копирования](scheme.png)\n',
        '06-operations/06-01-backup/scheme.png': '',
      },
    },
  },
  *base({ base }) {
    for (const { page, link, target } of resolvedLinks(base)) {
      if (link.kind !== 'image' || target.kind !== 'missing') continue;
      const fromRoot = target.path.startsWith('/');
      const file = nearestFile(fromRoot ? base.publicFiles : base.files, fromRoot ? target.path.slice(1) : target.path, (name) => PICTURE.test(name));
      const close = file === undefined ? undefined : fromRoot ? `/${file}` : escapeAddress(relativeLink(page.path, file));
      yield {
        path: page.path,
        range: link.urlRange,
        message: `Картинки${link.text === '' ? '' : ` «${link.text}»`} нет: ${target.path} не существует`,
        expected: close,
        found: link.url,
        hint: close === undefined ? undefined : `Возможно, нужна ${close}.`,
      };
    }
  },
});
