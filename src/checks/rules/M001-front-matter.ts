import { frontMatterSchema } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { nearest } from './nearest.ts';
import { firstLine } from './place.ts';

const KEYS = Object.keys(frontMatterSchema.shape);

export const rule = defineRule({
  id: 'M001',
  severity: 'error',
  title: 'Front matter страницы читается и подходит под схему',
  why: 'По front matter сайт узнаёт название, номер и состояние страницы, без него страницы в оглавлении нет.',
  remedy: 'Исправьте строки между «---» в начале файла. Самое короткое, что годится: ---, затем title: 06.01 - Название, затем снова ---.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\nstatus: готово\n---\n\nЧто делать на серверах.\n' } },
    good: { files: { '06-operations/_index.md': '---\ntitle: 06 - Операции\nstatus: done\n---\n\nЧто делать на серверах.\n' } },
  },
  *page(page) {
    const { path, text, keys } = page;
    for (const { code, range } of page.problems) {
      if (code !== 'no-front-matter') continue;
      const empty = text.trim() === '';
      yield {
        path,
        range: empty ? firstLine(text) : range,
        message: empty ? 'Файл пуст' : 'В начале страницы нет front matter между строками «---»',
        expected: '---',
      };
    }
    for (const { key, message, range } of page.frontMatterProblems) {
      const place = key === undefined ? undefined : keys[key];
      if (key === undefined) {
        yield { path, range, message: `Front matter не читается: ${message}` };
        // What follows in a broken YAML is mostly an echo.
        return;
      }
      if (place === undefined) yield { path, range: firstLine(text), message: `Во front matter нет обязательного ключа ${key}`, expected: `${key}: …` };
      else if (!KEYS.includes(key)) {
        const close = nearest(key, KEYS);
        yield {
          path,
          range: place.key,
          message: `Ключа ${key} во front matter не бывает`,
          expected: close ?? KEYS.join(', '),
          found: key,
          hint: close === undefined ? 'Уберите этот ключ.' : `Возможно, имелся в виду ${close}. Если нет, уберите ключ.`,
        };
      } else yield { path, range: place.value, ...explainValue(key, message), found: text.slice(place.value.start, place.value.end) };
    }
  },
});

const TYPES: Readonly<Record<string, string>> = {
  string: 'текст в кавычках',
  number: 'число',
  int: 'целое число',
  boolean: 'true или false',
  array: 'список в квадратных скобках',
  массив: 'список в квадратных скобках',
  record: 'пары «ключ: значение»',
};

/** The schema speaks to programmers; whoever writes a page needs the allowed values. */
function explainValue(key: string, message: string): { message: string; expected?: string; hint: string } {
  const hint = `Исправьте значение ключа ${key}.`;
  const options = [...message.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
  if (message.startsWith('Неверный вариант')) return { message: `У ключа ${key} такого значения не бывает`, expected: options.join(', '), hint };
  const limit = /(?<sign>[<>]=)(?<bound>\d+)(?<unit> символ)?/.exec(message)?.groups;
  if (limit !== undefined) {
    const expected = limit['unit'] === undefined ? `число не ${limit['sign'] === '>=' ? 'меньше' : 'больше'} ${limit['bound']}` : 'непустой текст';
    return { message: `Значение ключа ${key} вне допустимого`, expected, hint };
  }
  const type = /ожидалось ([\wа-яё]+), получено/.exec(message)?.[1] ?? '';
  const expected = TYPES[type];
  if (expected !== undefined) return { message: `У ключа ${key} значение не того вида`, expected, hint };
  return { message: `Ключ ${key}: ${message.slice(0, 1).toLowerCase()}${message.slice(1)}`, hint };
}
