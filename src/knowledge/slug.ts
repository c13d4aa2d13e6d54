import { ChangeSetError } from './change-set.ts';

/** Longest folder name made from a title, in characters; longer ones end at a word. */
const MAX_SLUG = 48;

/** Russian as in passports since 2013 (ICAO Doc 9303), with «й» as people write it, and the Kazakh letters beside it. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p' },
  ...{ р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
  ...{ ә: 'a', ғ: 'g', қ: 'q', ң: 'n', ө: 'o', ұ: 'u', ү: 'u', һ: 'h', і: 'i' },
};

/**
 * Folder name from a title: «Резервное копирование» → `rezervnoe-kopirovanie`.
 * @throws ChangeSetError when no usable name comes out
 */
export function slugOf(title: string): string {
  const latin = [...title.normalize('NFC').toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
  const words =
    latin
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .match(/[a-z0-9]+/g) ?? [];
  let slug = '';
  for (const word of words) {
    if (slug !== '' && slug.length + 1 + word.length > MAX_SLUG) break;
    slug += (slug === '' ? '' : '-') + word.slice(0, MAX_SLUG);
  }
  if (!isSlug(slug)) throw new ChangeSetError(`из названия «${title}» не сделать имя папки. Добавьте его сами, латиницей: --slug backup`);
  return slug;
}

/** A slug begins with a letter: after a number, «12-factor» would read as one more part of it. */
function isSlug(slug: string): boolean {
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(slug);
}

/** @throws ChangeSetError when the folder name given by the user would not do */
export function checkSlug(slug: string): void {
  if (!isSlug(slug))
    throw new ChangeSetError(`имя папки «${slug}» не подходит: нужны строчные латинские буквы, цифры и дефисы, первая — буква. Например: --slug backup-policy`);
}

/** `06-01-backup` → `backup`; a name without a number stays whole. */
export function slugOfFolder(name: string): string {
  return name.replace(/^\d\d(?:-\d\d)*-(?=\D)/, '');
}
