import { isMap, isScalar, parseDocument } from 'yaml';
import { z } from 'zod';
import { readPlainFrontMatter } from './plain-front-matter.ts';
import type { TextRange } from './text-range.ts';

z.config(z.locales.ru());

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'нужна дата в кавычках, например "2025-07-21"');
const line = z.string().trim().min(1);

export const STATUSES = ['done', 'active', 'planned', 'draft', 'archived'] as const;
export const AUDIENCES = ['newcomer', 'developer', 'devops', 'manager'] as const;
export const REVIEW_RHYTHMS = ['weekly', 'monthly', 'quarterly', 'yearly'] as const;

/**
 * Front matter of a page: flat YAML that the Gramax editor understands and keeps.
 * `private`, `aliases`, `searchPhrases` and `order` are Gramax's own keys with the same meaning.
 */
export const frontMatterSchema = z.strictObject({
  title: line.describe('Заголовок страницы. С номера: «06.01 - Резервное копирование»'),
  description: line.optional().describe('Одно предложение: на какой вопрос отвечает страница'),
  order: z.int().min(1).optional().describe('Место среди соседей, начиная с 1'),
  status: z.enum(STATUSES).optional().describe('done — закончено, active — действует, planned — решения нет, draft — черновик, archived — в архиве'),
  progress: z.int().min(0).max(100).optional().describe('Готовность: документа — насколько он написан; раздела — насколько готова сама система; в процентах'),
  version: line.optional().describe('Версия документа в кавычках: "1.0"'),
  updated: isoDate.optional().describe('Дата, на которую верно содержание, в кавычках: "2025-07-21"'),
  review: z.enum(REVIEW_RHYTHMS).optional().describe('Как часто страницу перечитывают'),
  owner: line.optional().describe('Кто отвечает за страницу'),
  audience: z.array(z.enum(AUDIENCES)).optional().describe('Для кого страница'),
  private: z.boolean().optional().describe('true — только для команды, в публичную сборку не попадает'),
  searchPhrases: z.array(line).optional().describe('Как это ищут новички'),
  aliases: z.array(line).optional().describe('Прежние адреса и номера страницы: с них ведут перенаправления'),
  checks: z.record(z.string(), z.string()).optional().describe('Отключённые правила с причиной: {N007: "номера 05 нет с 2024 года"}'),
});
/** What could be read of it: any key may be missing or invalid. */
const partialFrontMatterSchema = frontMatterSchema.partial();
export type FrontMatter = z.infer<typeof partialFrontMatterSchema>;

/** What is wrong with the front matter, and where. */
export interface FrontMatterProblem {
  readonly key: string | undefined;
  readonly message: string;
  readonly range: TextRange;
}

export interface FrontMatterReading {
  /** Every key that is valid by itself, even when others are not. */
  readonly data: FrontMatter;
  /** Where each top-level key and its value stand. */
  readonly keys: Readonly<Record<string, { readonly key: TextRange; readonly value: TextRange }>>;
  readonly problems: readonly FrontMatterProblem[];
}

/**
 * Reads the YAML between the `---` lines.
 * @param yaml the text between the fences
 * @param offset where it starts in the file, in UTF-16 code units
 */
export function readFrontMatter(yaml: string, offset: number): FrontMatterReading {
  const plain = readPlainFrontMatter(yaml, offset);
  return plain === undefined ? readAnyFrontMatter(yaml, offset) : validate(plain.raw, plain.keys, { start: offset, end: offset + yaml.length });
}

/** The same through the full YAML parser. Exported for the test that compares the two. */
export function readAnyFrontMatter(yaml: string, offset: number): FrontMatterReading {
  const document = parseDocument(yaml, { keepSourceTokens: true, prettyErrors: false, logLevel: 'error' });
  const at = (start: number, end: number): TextRange => ({ start: offset + start, end: offset + end });
  const problems: FrontMatterProblem[] = document.errors.map((error) => ({
    key: undefined,
    message: explainYamlError(error.code, error.message),
    range: at(Math.min(error.pos[0], yaml.length), Math.min(error.pos[1], yaml.length)),
  }));
  const keys: Record<string, { key: TextRange; value: TextRange }> = {};
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      if (!isScalar(key) || !key.range) continue;
      const keyRange = at(key.range[0], key.range[1]);
      const range = value && typeof value === 'object' && 'range' in value ? value.range : undefined;
      keys[String(key.value)] = { key: keyRange, value: range ? at(range[0], range[1]) : keyRange };
    }
  } else if (problems.length === 0) {
    problems.push({ key: undefined, message: 'ожидались строки вида «ключ: значение»', range: at(0, yaml.length) });
  }
  if (problems.length > 0) return { data: {}, keys, problems };

  return validate(document.toJS({ maxAliasCount: 0 }) ?? {}, keys, at(0, yaml.length));
}

function validate(raw: Record<string, unknown>, keys: FrontMatterReading['keys'], whole: TextRange): FrontMatterReading {
  const problems: FrontMatterProblem[] = [];
  const parsed = frontMatterSchema.safeParse(raw);
  if (parsed.success) return { data: parsed.data, keys, problems };
  for (const issue of parsed.error.issues) {
    const named = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')];
    for (const key of named) {
      problems.push({
        key: key || undefined,
        message: issue.code === 'unrecognized_keys' ? unknownKey(key) : issue.message,
        range: keys[key]?.value ?? whole,
      });
      delete raw[key];
    }
  }
  const rest = partialFrontMatterSchema.safeParse(raw);
  return { data: rest.success ? rest.data : {}, keys, problems };
}

const KNOWN_KEYS = Object.keys(frontMatterSchema.shape);

function unknownKey(key: string): string {
  return `ключ «${key}» неизвестен; бывают: ${KNOWN_KEYS.join(', ')}`;
}

/** A YAML error in words for people. */
export function explainYamlError(code: string, message: string): string {
  switch (code) {
    case 'BAD_INDENT':
      return 'сбит отступ';
    case 'DUPLICATE_KEY':
      return 'ключ повторяется';
    case 'MISSING_CHAR':
      return 'не хватает закрывающей кавычки или скобки';
    case 'TAB_AS_INDENT':
      return 'отступ сделан табуляцией, в YAML нужны пробелы';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'двоеточие внутри значения: возьмите значение в кавычки';
    default:
      return `YAML не читается: ${message}`;
  }
}
