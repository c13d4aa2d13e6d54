import type { FrontMatter } from '../../knowledge/index.ts';

export type Status = NonNullable<FrontMatter['status']>;
export type Audience = NonNullable<FrontMatter['audience']>[number];

/** What the reader sees for each status. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  done: 'закончено',
  active: 'действует',
  planned: 'план',
  draft: 'черновик',
  archived: 'архив',
};

/** Legend: what the word promises. */
export const STATUS_MEANINGS: Readonly<Record<Status, string>> = {
  done: 'написано и меняться не будет',
  active: 'этим пользуются сейчас',
  planned: 'решения ещё нет',
  draft: 'пишется, сверяйте с сервером',
  archived: 'только для истории',
};

const AUDIENCE_WORDS: Readonly<Record<Audience, string>> = {
  newcomer: 'новичка',
  developer: 'разработчика',
  devops: 'DevOps',
  manager: 'менеджмента',
};

/** «для новичка, DevOps» without «для». */
export function audienceWords(audience: readonly Audience[]): string {
  return audience.map((role) => AUDIENCE_WORDS[role]).join(', ');
}
