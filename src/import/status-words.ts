import type { FrontMatter } from '../knowledge/index.ts';

type Status = NonNullable<FrontMatter['status']>;

/** Words of the old pages, the surer first. A picture alone says the same: ✅, 🔄, ⏳. */
const WORDS: ReadonlyArray<readonly [RegExp, Status]> = [
  [/^(?:архив\p{L}*|устарел\p{L}*|неактуальн\p{L}*|archived?|deprecated)/iu, 'archived'],
  [/^(?:не начат\p{L}*|план\p{L}*|запланирован\p{L}*|planned|todo)/iu, 'planned'],
  [/^(?:в разработке|в процессе|в работе|черновик\p{L}*|пишется|разрабатывается|draft|wip|in progress)/iu, 'draft'],
  [/^(?:готов\p{L}*|заверш\p{L}*|выполнен\p{L}*|сделан\p{L}*|done|completed?|ready)/iu, 'done'],
  [/^(?:актив\p{L}*|действу\p{L}*|актуал\p{L}*|работает|active|actual)/iu, 'active'],
];
const PICTURES: Readonly<Record<string, Status>> = { '✅': 'done', '🔄': 'draft', '🚧': 'draft', '⏳': 'planned', '📅': 'planned', '🗄': 'archived' };

/** A status in a phrase, and whether the phrase says no more than that. */
export function readStatus(phrase: string): { readonly status: Status; readonly whole: boolean } | undefined {
  const picture = /^\s*(\p{Extended_Pictographic})\uFE0F?\s*/u.exec(phrase);
  const rest = phrase.slice(picture?.[0].length ?? 0).trim();
  for (const [pattern, status] of WORDS) {
    const match = pattern.exec(rest);
    if (match !== null) return { status, whole: match[0].length === rest.replace(/[.!]$/, '').length };
  }
  const status = PICTURES[picture?.[1] ?? ''];
  return status === undefined ? undefined : { status, whole: rest === '' };
}

/** «\[🔄 В разработке\]» at the end of a title or a heading. */
export const STATUS_MARK = /\s*\\?\[(?<phrase>(?:\p{Extended_Pictographic}\uFE0F?\s*)?[^[\]\\]*)\\?\]\s*$/u;
