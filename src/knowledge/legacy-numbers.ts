import { isMap, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { explainYamlError } from './front-matter.ts';
import { SectionNumber } from './section-number.ts';
import type { TextRange } from './text-range.ts';

/** Where the map of old numbers lives, relative to the content folder. */
export const LEGACY_NUMBERS_FILE = 'inventory/legacy-numbers.yaml';

const number = z
  .string()
  .transform((text, context) => {
    const parsed = SectionNumber.parse(text);
    if (parsed === undefined) context.addIssue({ code: 'custom', message: `«${text}» не номер вида 06.01.03` });
    return parsed ?? z.NEVER;
  })
  .describe('Номер в нынешней структуре');

const legacyEntrySchema = z
  .strictObject({
    title: z.string().min(1).describe('Название в старом указателе'),
    to: number.optional().describe('Где тема живёт теперь'),
    retired: z.string().min(1).optional().describe('Почему темы больше нет'),
    note: z.string().min(1).optional().describe('Пояснение для страницы «История нумерации»'),
  })
  .refine((entry) => (entry.to === undefined) !== (entry.retired === undefined), 'нужно ровно одно из двух: to или retired');

/** Every number of an older index and every old path, with its present place. */
export const legacyNumbersSchema = z.strictObject({
  version: z.string().describe('Версия старого указателя'),
  date: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .describe('Его дата'),
  numbers: z.record(z.string().regex(/^\d\d(\.\d\d){0,3}$/), legacyEntrySchema).describe('Старый номер → где он сейчас'),
  paths: z.record(z.string(), number).default({}).describe('Старый путь страницы, без /README.md → номер'),
});

export interface LegacyNumber {
  readonly number: SectionNumber;
  readonly title: string;
  readonly to: SectionNumber | undefined;
  readonly retired: string | undefined;
  readonly note: string | undefined;
  readonly range: TextRange;
}

export interface LegacyNumbers {
  readonly version: string;
  readonly date: string;
  readonly numbers: readonly LegacyNumber[];
  readonly paths: ReadonlyArray<{ readonly path: string; readonly to: SectionNumber; readonly range: TextRange }>;
}

export type LegacyNumbersReading =
  | { readonly ok: true; readonly value: LegacyNumbers }
  | { readonly ok: false; readonly problems: ReadonlyArray<{ message: string; range: TextRange }> };

/** Reads the map of old numbers; every problem comes with its place. */
export function readLegacyNumbers(text: string): LegacyNumbersReading {
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false, logLevel: 'error' });
  // Later errors of a broken YAML are mostly echoes of the first.
  const [broken] = document.errors;
  if (broken !== undefined)
    return { ok: false, problems: [{ message: explainYamlError(broken.code, broken.message), range: { start: broken.pos[0], end: broken.pos[1] } }] };
  const rangeOf = (path: readonly (string | number)[]): TextRange => {
    const holder = document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    const pair = isMap(holder) ? holder.items.find((item) => String(item.key) === String(last)) : undefined;
    const key = pair?.key;
    const range = typeof key === 'object' && key !== null && 'range' in key ? key.range : undefined;
    return Array.isArray(range) ? { start: Number(range[0]), end: Number(range[1]) } : { start: 0, end: 0 };
  };
  let content: unknown;
  try {
    content = document.toJS();
  } catch {
    return { ok: false, problems: [{ message: 'значение начинается со звёздочки: возьмите его в кавычки', range: { start: 0, end: 0 } }] };
  }
  const parsed = legacyNumbersSchema.safeParse(content);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({ message: issue.message, range: rangeOf(issue.path.filter((part) => typeof part !== 'symbol')) })),
    };
  const { version, date, numbers, paths } = parsed.data;
  return {
    ok: true,
    value: {
      version,
      date,
      numbers: Object.entries(numbers).flatMap(([old, entry]) => {
        const parsedNumber = SectionNumber.parse(old);
        return parsedNumber === undefined
          ? []
          : [{ number: parsedNumber, title: entry.title, to: entry.to, retired: entry.retired, note: entry.note, range: rangeOf(['numbers', old]) }];
      }),
      paths: Object.entries(paths).map(([path, to]) => ({ path, to, range: rangeOf(['paths', path]) })),
    },
  };
}
