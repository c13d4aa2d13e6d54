import { posix } from 'node:path';
import { folderOf, INDEX_FILE, SectionNumber } from '../knowledge/index.ts';

/** Names a folder's own page has had. The first text wins when several say the same. */
const OWN_PAGE = /^(?:readme|_?index)\.(?:md|markdown)$/i;

/** True for `README.md`, `_index.md` and `index.md`: pages of their folder. */
export function isOwnPage(path: string): boolean {
  return OWN_PAGE.test(posix.basename(path));
}

/**
 * Where an old file lives in this base: `06.01-backup/README.md` → `06-01-backup/_index.md`,
 * `06-operations/06-01-backup.md` → `06-operations/06-01-backup/_index.md`. Other names stay.
 *
 * @param isFolder tells whether the catalogue has a folder of that path
 */
export function newPlace(oldPath: string, isFolder: (path: string) => boolean): string {
  const folder = folderOf(oldPath).split('/').map(hyphenated).join('/');
  if (isOwnPage(oldPath)) return posix.join(folder, INDEX_FILE);
  const name = posix.basename(oldPath);
  if (!/\.(?:md|markdown)$/i.test(name)) return posix.join(folder, name);
  const bare = hyphenated(name.replace(/\.(?:md|markdown)$/i, ''));
  const number = SectionNumber.ofFolder(bare);
  // A document with a number is a folder here: its pictures and child pages live beside it.
  const isDocument = number !== undefined && SectionNumber.depth(number) <= 2;
  return isDocument || isFolder(posix.join(folderOf(oldPath), bare)) ? posix.join(folder, bare, INDEX_FILE) : posix.join(folder, `${bare}.md`);
}

/** `06.01_backup` → `06-01-backup`: dots and underscores after the numbers only. */
function hyphenated(name: string): string {
  const match = /^(?<number>\d\d(?:[._]\d\d)*)[._-](?<rest>\D.*)$/.exec(name)?.groups;
  return match === undefined ? name : `${match['number']?.replace(/[._]/g, '-')}-${match['rest']}`;
}
