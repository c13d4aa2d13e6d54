import { z } from 'zod';

z.config(z.locales.ru());

/** Who may see a value: everyone, or the team alone. */
export type Audience = 'public' | 'team';

/** How a value stands in prose. `none`: it is no fact to quote (sentences, switches, internal names). */
export type FactForm = 'plain' | 'quantity' | 'money' | 'day' | 'planned' | 'range' | 'none';

/**
 * What a field says of itself beside its type. All of it also lands in the JSON Schemas,
 * so editors show it; programs ignore keywords they do not know.
 */
export interface FieldMeta {
  readonly description?: string;
  /** `team`: the value never reaches a public page. */
  readonly audience?: 'team';
  readonly form?: FactForm;
  /** Unit of a quantity or range; `sibling` means that the field `unit` beside it names the unit. */
  readonly unit?: Unit | 'sibling';
  /** Russian names of the values of a choice, in their order; editors show them too. */
  readonly enumDescriptions?: readonly string[];
}

/** Units with the forms for 1, 2 and 5: «1 день, 2 дня, 5 дней». */
export const UNITS = {
  '%': ['%', '%', '%'],
  мс: ['мс', 'мс', 'мс'],
  с: ['с', 'с', 'с'],
  мин: ['мин', 'мин', 'мин'],
  ч: ['ч', 'ч', 'ч'],
  день: ['день', 'дня', 'дней'],
  неделя: ['неделя', 'недели', 'недель'],
  год: ['год', 'года', 'лет'],
  шт: ['шт.', 'шт.', 'шт.'],
  МБ: ['МБ', 'МБ', 'МБ'],
  ГБ: ['ГБ', 'ГБ', 'ГБ'],
  'Мбит/с': ['Мбит/с', 'Мбит/с', 'Мбит/с'],
  vCPU: ['vCPU', 'vCPU', 'vCPU'],
  '₽': ['₽', '₽', '₽'],
} as const satisfies Record<string, readonly [string, string, string]>;
export type Unit = keyof typeof UNITS;
const UNIT_NAMES = Object.keys(UNITS) as [Unit, ...Unit[]];

/** An identifier: the key of a map, used in links and file names. */
export const identifier = z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'нужны строчные латинские буквы, цифры и дефис, например node-exporter1');

/** Short text that prose quotes as it is. */
export const text = (description: string) => z.string().trim().min(1).meta({ description });

/** A sentence for people: shown on cards, never quoted as a fact. */
export const sentence = (description: string) => z.string().trim().min(1).meta({ description, form: 'none' });

/** The id of something in this or another file; existence is a cross-check. */
export const reference = (description: string) => identifier.meta({ description });

export const quantity = (unit: Unit, description: string) => z.number().nonnegative().meta({ description, form: 'quantity', unit });

export const wholeQuantity = (unit: Unit, description: string) => z.int().nonnegative().meta({ description, form: 'quantity', unit });

/** Roubles; kopecks as a fraction. */
export const money = (description: string) => z.number().nonnegative().meta({ description, form: 'money', unit: '₽' });

export const range = (unit: Unit, description: string) =>
  z
    .strictObject({
      from: z.number().nonnegative().meta({ description: 'Нижняя граница', form: 'none' }),
      to: z.number().nonnegative().meta({ description: 'Верхняя граница', form: 'none' }),
    })
    .refine(({ from, to }) => from <= to, 'from больше, чем to')
    .meta({ description, form: 'range', unit });

export const day = (description: string) =>
  z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, 'нужна дата в кавычках, например "2025-07-21"')
    .meta({ description, form: 'day' });

/** `2026-Q1`, a day, or an interval of days `2025-07-18/2025-07-31` (ISO 8601). */
export const plannedTime = (description: string) =>
  z
    .string()
    .regex(/^(?:\d{4}-Q[1-4]|\d{4}-\d\d-\d\d(?:\/\d{4}-\d\d-\d\d)?)$/, 'нужен квартал "2026-Q1", день "2025-07-18" или дни "2025-07-18/2025-07-31"')
    .meta({ description, form: 'planned' });

/** One of several words, each with the Russian text that pages show. */
export const choice = <const Labels extends Readonly<Record<string, string>>>(labels: Labels, description: string) => {
  const names = Object.keys(labels) as Array<keyof Labels & string>;
  return z.enum(names).meta({ description, enumDescriptions: Object.values(labels) });
};

/** A version in quotes: without them YAML reads 10.10 as the number 10.1. */
export const version = (description: string) =>
  z
    .string()
    .regex(/^v?\d+(?:\.\d+)*$/, 'нужна версия в кавычках, например "10.10" или "v3"')
    .meta({ description });

export const documentNumber = (description: string) =>
  z
    .string()
    .regex(/^\d\d(?:\.\d\d){0,3}$/, 'нужен номер темы в кавычках, например "03.02.01"')
    .meta({ description });

export const domainName = (description: string) =>
  z
    .string()
    .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'нужно имя без https:// и без пути, например dir.tapbot.kz')
    .meta({ description });

export const portNumber = (description: string) => z.int().min(1).max(65_535).meta({ description });

/** Switches and names that only programs use. */
export const unquoted = <Schema extends z.ZodType>(schema: Schema, description: string) => schema.meta({ description, form: 'none' });

/** A value that turned out to be false and still turns up in old pages, with the reason: the checker looks for it. */
export const wrong = <Schema extends z.ZodType>(value: Schema, description: string) =>
  z
    .array(
      z.strictObject({
        value: value.meta({ description: 'Неверное значение, как его пишут', form: 'none' }),
        why: sentence('Почему оно неверно и что верно'),
      }),
    )
    .meta({ description });

/**
 * A field for the team alone. It is always optional, so that a public copy without it still fits the schema;
 * and it is removed from that copy, from the JSON API and from everything built of them.
 */
export const teamOnly = <Schema extends z.ZodType>(schema: Schema) => schema.meta({ ...schema.meta(), audience: 'team' }).optional();

/** A target or a measured value with its unit: quoted as «99,5 %». */
export const measure = (description: string) =>
  z
    .strictObject({
      name: sentence('Как это называется на страницах'),
      value: z.number().nonnegative().meta({ description: 'Число', form: 'quantity', unit: 'sibling' }),
      unit: unquoted(z.enum(UNIT_NAMES), 'Единица измерения'),
      better: unquoted(z.enum(['higher', 'lower']), 'higher — хорошо, когда больше; lower — когда меньше').optional(),
      note: sentence('При каком условии: период, доля запросов, уточнение').optional(),
      wrong: wrong(z.string(), 'Неверные значения из старых страниц').optional(),
    })
    .meta({ description });

/** Two bounds: past the first one somebody looks, past the second one somebody acts. */
export const threshold = (description: string) =>
  z
    .strictObject({
      name: sentence('Что измеряем, как это называется на страницах'),
      unit: unquoted(z.enum(UNIT_NAMES), 'Единица измерения'),
      better: unquoted(z.enum(['higher', 'lower']), 'higher — хорошо, когда больше; lower — когда меньше'),
      attention: z.number().nonnegative().meta({ description: 'Граница «внимание» (жёлтый)', form: 'quantity', unit: 'sibling' }),
      critical: z.number().nonnegative().meta({ description: 'Граница «критично» (красный)', form: 'quantity', unit: 'sibling' }),
      limit: z.number().nonnegative().meta({ description: 'Сколько есть всего, если порог считают от предела', form: 'quantity', unit: 'sibling' }).optional(),
      note: sentence('Уточнение').optional(),
    })
    .refine(({ better, attention, critical }) => (better === 'lower' ? attention < critical : attention > critical), {
      message: 'границы стоят не в том порядке: «критично» должно быть хуже, чем «внимание»',
      path: ['critical'],
    })
    .meta({ description });
