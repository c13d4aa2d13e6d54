import type { CheckReport } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';

export interface ReporterOptions {
  /** Content folder as the reader should see it in paths, relative to where the command runs. */
  readonly folder: string;
  readonly color: boolean;
  /** The rules that ran: some formats describe them, also those that found nothing. */
  readonly rules?: readonly Rule[];
  /** Day of the check, `2025-07-21`. */
  readonly today?: string;
}

/** Turns a report into text. Pure: the same report always reads the same. */
export type Reporter = (report: CheckReport, options: ReporterOptions) => string;

/** Page of a rule on the site. */
export function rulePage(id: string): string {
  return `https://docs.tapbot.kz/rules/${id}/`;
}

/** Russian plural: `plural(2, 'ошибка', 'ошибки', 'ошибок')` → «2 ошибки». */
export function plural(count: number, one: string, few: string, many: string): string {
  const form = { one, few, many, zero: many, two: few, other: many }[new Intl.PluralRules('ru').select(count)];
  return `${count.toLocaleString('ru')} ${form}`;
}
