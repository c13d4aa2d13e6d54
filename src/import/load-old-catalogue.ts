import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_PAGE_BYTES } from '../knowledge/index.ts';
import { decodeBytes } from '../text/index.ts';
import type { Remark } from './import-log.ts';
import type { OldCatalogue } from './old-catalogue.ts';

/** Pictures and data beyond this are taken over by hand. Bytes. */
export const MAX_ATTACHMENT_BYTES = 20_000_000;
const MAX_DEPTH = 12;

/** Catalogue marker of Gramax. */
export const ROOT_FILES: readonly string[] = ['.doc-root.yaml', '.doc-root.yml'];

/**
 * Reads an old catalogue. Links are not followed and nothing outside the folder is read, whatever it says;
 * files that cannot be taken over become remarks.
 *
 * @throws Error when the folder cannot be listed
 */
export function loadOldCatalogue(folder: string): OldCatalogue {
  const pages = new Map<string, string>();
  const attachments = new Set<string>();
  const remarks: Remark[] = [];
  const say = (path: string, message: string, advice?: string): void => void remarks.push({ path, line: 0, message, advice });

  const walk = (inside: string, depth: number): void => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isSymbolicLink()) say(path, 'символическая ссылка не перенесена', 'Скопируйте сам файл, если он нужен.');
      else if (/[\\:*?"<>|\p{Cc}]/u.test(entry.name))
        say(path, 'имя файла не подходит для базы, файл не перенесён', 'Переименуйте его: буквы, цифры, дефисы, точки.');
      else if (entry.isDirectory() && depth >= MAX_DEPTH) say(path, 'папки вложены слишком глубоко, дальше не читаем', 'Перенесите эту папку отдельно.');
      else if (entry.isDirectory()) descend(path, depth);
      else if (entry.isFile()) read(path);
      else say(path, 'это не файл и не папка, не перенесено', 'Уберите его из каталога.');
    }
  };
  const descend = (path: string, depth: number): void => {
    try {
      walk(path, depth + 1);
    } catch (error) {
      say(path, `папка не читается${codeOf(error)}`, 'Дайте права на чтение и повторите.');
    }
  };
  const read = (path: string): void => {
    try {
      const { size } = lstatSync(join(folder, path));
      const isPage = /\.(?:md|markdown)$/i.test(path);
      const limit = isPage ? MAX_PAGE_BYTES : MAX_ATTACHMENT_BYTES;
      if (size > limit) {
        const megabytes = (size / 1_000_000).toLocaleString('ru', { maximumFractionDigits: 1 });
        say(
          path,
          `файл весит ${megabytes} МБ и не перенесён: предел ${limit / 1_000_000} МБ`,
          isPage ? 'Вынесите из страницы журналы и картинки.' : 'Положите его в хранилище файлов и сошлитесь.',
        );
      } else if (isPage) readPageFile(path);
      else attachments.add(path);
    } catch (error) {
      say(path, `файл не читается${codeOf(error)}`, 'Дайте права на чтение и повторите.');
    }
  };
  const readPageFile = (path: string): void => {
    const decoded = decodeBytes(readFileSync(join(folder, path)));
    if (decoded === undefined) say(path, 'внутри не текст, страница не перенесена', 'Если это картинка или архив, дайте файлу верное расширение.');
    else {
      if (decoded.encoding !== 'UTF-8') say(path, `файл был в кодировке ${decoded.encoding}, прочитан как она`);
      pages.set(path, decoded.text);
    }
  };

  walk('', 0);
  return { pages, attachments, remarks };
}

/** The catalogue marker, if the folder has one. */
export function readRootFile(folder: string): string | undefined {
  for (const name of ROOT_FILES) {
    const file = join(folder, name);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() && stat.size <= MAX_PAGE_BYTES) return decodeBytes(readFileSync(file))?.text;
  }
  return undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}
