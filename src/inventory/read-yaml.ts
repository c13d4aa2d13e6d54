import { parseDocument } from 'yaml';
import type { InventoryProblem } from './inventory-problem.ts';
import type { FieldPlace } from './yaml-places.ts';
import { fieldPlaces } from './yaml-places.ts';

/** YAML as plain values, with the places of its fields; or what keeps it from being read. */
export interface YamlReading {
  readonly value: unknown;
  readonly places: ReadonlyMap<string, FieldPlace>;
  readonly problems: readonly InventoryProblem[];
}

/** Reads YAML that people write. Never throws. An empty text is an empty map. */
export function readYaml(path: string, text: string): YamlReading {
  const document = parseDocument(text, { prettyErrors: false });
  const problems = document.errors.map((error): InventoryProblem => {
    const { message, hint } = explainYamlError(error.code, error.message);
    const start = Math.min(error.pos[0], text.length);
    return { file: path, range: { start, end: Math.max(start, Math.min(error.pos[1], text.length)) }, message, hint };
  });
  if (problems.length > 0) return { value: undefined, places: new Map(), problems };
  try {
    const value: unknown = document.toJS();
    return { value: value ?? {}, places: fieldPlaces(document), problems };
  } catch (error) {
    // An alias without an anchor, or more aliases than a person writes.
    const message = `YAML не читается: ${error instanceof Error ? error.message : String(error)}`;
    return {
      value: undefined,
      places: new Map(),
      problems: [{ file: path, range: { start: 0, end: 0 }, message, hint: 'Напишите значение вместо ссылки *имя.' }],
    };
  }
}

function explainYamlError(code: string, message: string): { message: string; hint: string } {
  switch (code) {
    case 'BAD_INDENT':
      return { message: 'Сбит отступ', hint: 'Выровняйте строку с соседними: два пробела на уровень.' };
    case 'DUPLICATE_KEY':
      return { message: 'Ключ повторяется', hint: 'Оставьте одну из двух строк.' };
    case 'MISSING_CHAR':
      return { message: 'Не хватает закрывающей кавычки или скобки', hint: 'Закройте кавычку или скобку.' };
    case 'TAB_AS_INDENT':
      return { message: 'Отступ сделан табуляцией', hint: 'Замените табуляцию пробелами.' };
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return { message: 'Двоеточие внутри значения, или у ключа нет двоеточия', hint: 'Возьмите значение в кавычки.' };
    default:
      return { message: `YAML не читается: ${message}`, hint: 'Сравните строку с соседними записями.' };
  }
}
