import type { z } from 'zod';
import type { TextRange } from '../knowledge/index.ts';
import type { InventoryProblem } from './inventory-problem.ts';
import { didYouMean } from './nearest.ts';
import { fieldNames, fieldOf, isRecord, schemaAt } from './schema/schema-walk.ts';
import type { FieldPath, FieldPlace } from './yaml-places.ts';
import { pathKey } from './yaml-places.ts';

/** A data file as it was read, before anybody knows whether it fits its schema. */
export interface RawFile {
  readonly path: string;
  readonly text: string;
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly places: ReadonlyMap<string, FieldPlace>;
}

/** A found value longer than this says nothing that the line itself would not. */
const FOUND_LENGTH = 60;

/** What a schema found wrong, in words and with its place. */
export function schemaProblems(file: RawFile, issues: readonly z.core.$ZodIssue[]): InventoryProblem[] {
  return issues.flatMap((issue) => problemsOf(file, issue));
}

function problemsOf(file: RawFile, issue: z.core.$ZodIssue): InventoryProblem[] {
  const value = valueAt(file.value, issue.path);
  const schema = schemaAt(file.schema, file.value, issue.path);
  const description = schema === undefined ? undefined : fieldOf(schema).meta.description;
  const at = { file: file.path, range: nearestRange(file, issue.path) };
  // Of a list, its name: «поле 0» says nothing.
  const field = String(issue.path.findLast((part) => typeof part === 'string') ?? '');
  if (issue.code === 'unrecognized_keys') {
    const known = fieldNames(file.schema, file.value, issue.path);
    return issue.keys.map((key) => ({
      file: file.path,
      range: file.places.get(pathKey([...issue.path, key]))?.key ?? at.range,
      message: `${owner(issue.path)}неизвестное поле «${key}»`,
      expected: `одно из полей: ${known.join(', ')}`,
      found: key,
      hint: didYouMean(key, known, 'Уберите поле или перенесите его туда, где оно есть в схеме.'),
    }));
  }
  if (issue.code === 'invalid_key') {
    const reason = issue.issues[0]?.message ?? issue.message;
    const range = file.places.get(pathKey(issue.path))?.key ?? at.range;
    return [{ file: file.path, range, message: `Имя «${field}» не годится: ${reason}`, found: field, hint: 'Переименуйте запись и все ссылки на неё.' }];
  }
  if (value === undefined) {
    return [
      { ...at, message: `${owner(issue.path.slice(0, -1))}нет обязательного поля «${field}»`, expected: description, hint: `Добавьте строку «${field}: …».` },
    ];
  }
  const found = foundText(file, issue.path);
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value === 'number') {
    return [
      {
        ...at,
        message: `«${found}» в поле «${field}» без кавычек — это число${String(value) === found ? '' : `, YAML прочёл его как ${value}`}`,
        expected: description,
        found,
        hint: `Возьмите значение в кавычки: "${found}".`,
      },
    ];
  }
  const options = issue.code === 'invalid_value' ? issue.values.map(String) : issue.code === 'invalid_union' ? unionOptions(issue) : undefined;
  if (options !== undefined) {
    return [
      {
        ...at,
        message: `Значение «${found}» в поле «${field}» не подходит`,
        expected: `одно из: ${options.join(', ')}`,
        found,
        hint: didYouMean(found, options, `Выберите одно из: ${options.join(', ')}.`),
      },
    ];
  }
  return [
    {
      ...at,
      message: `${owner(issue.path.slice(0, -1))}поле «${field}»: ${lowerFirst(issue.message)}`,
      expected: description,
      found,
      hint: 'Исправьте значение.',
    },
  ];
}

function unionOptions(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

/** «У «directus» »: the last name on the way is what a person calls the thing. */
function owner(path: FieldPath): string {
  const name = path.filter((part) => typeof part === 'string').at(-1);
  return name === undefined ? 'В файле ' : `У «${name}» `;
}

/** The value's range, or that of the nearest parent the file has. */
function nearestRange(file: RawFile, path: FieldPath): TextRange {
  for (let length = path.length; length > 0; length--) {
    const place = file.places.get(pathKey(path.slice(0, length)));
    if (place !== undefined) return place.value;
  }
  return { start: 0, end: Math.min(file.text.length, 1) };
}

/** The value as it stands in the file. */
function foundText(file: RawFile, path: FieldPath): string {
  const place = file.places.get(pathKey(path));
  const value = valueAt(file.value, path);
  const text = place === undefined || isRecord(value) || Array.isArray(value) ? describe(value) : file.text.slice(place.value.start, place.value.end);
  return text.length > FOUND_LENGTH ? `${text.slice(0, FOUND_LENGTH)}…` : text;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'список';
  if (isRecord(value)) return 'вложенные поля';
  return value === null ? 'пусто' : String(value);
}

function valueAt(root: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((at, part) => (isRecord(at) || Array.isArray(at) ? Reflect.get(at, part) : undefined), root);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
