import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { codeRanges } from '../../knowledge/index.ts';
import type { InvisibleCharacter, InvisibleKind } from '../../text/index.ts';
import { findInvisible, findMojibake, ODD_SPACES } from '../../text/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';

const PAGE = '---\ntitle: 06 - Операции\n---\n\nЧто делать на серверах.\n';

const NAMES: Readonly<Record<InvisibleKind, { readonly name: string; readonly harm: string; readonly fix: string }>> = {
  direction: {
    name: 'Знак направления письма',
    harm: 'текст показан не в том порядке, в каком записан, и команда выполнит не то, что видно',
    fix: 'убрать знаки направления',
  },
  'zero width': { name: 'Знак нулевой ширины', harm: 'поиск не найдёт слово, команда не сработает', fix: 'убрать знаки нулевой ширины' },
  'soft hyphen': { name: 'Мягкий перенос', harm: 'поиск не найдёт слово', fix: 'убрать мягкие переносы' },
  'line break': { name: 'Разделитель строк из другой программы', harm: 'одни программы видят здесь новую строку, другие нет', fix: 'заменить пробелом' },
  'hidden text': { name: 'Скрытый текст', harm: 'читатель его не видит, а программы читают', fix: 'убрать скрытый текст' },
  control: { name: 'Управляющий знак', harm: 'в тексте он ничего не значит и ломает YAML и терминал', fix: 'убрать управляющие знаки' },
};

/** Listings that nobody runs: a space of any width does no harm in them. */
const PLAIN_LANGUAGES = new Set(['', 'text', 'txt', 'markdown', 'md', 'mermaid']);

export const rule = defineRule({
  id: 'T003',
  severity: 'warning',
  title: 'В тексте нет невидимых знаков',
  why: 'Невидимый знак приходит с чужой страницы и ломает поиск, команды и разметку там, где глаз ничего не видит.',
  remedy: 'Запустите kb fix. Если знак нужен по смыслу, запишите его словами или кодом: `U+200B`.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/_index.md': `\uFEFF${PAGE}\nПро\u200Bверка: \`docker\u00A0ps\`.\n\n#\u00A0Заголовок\n` } },
    good: { files: { '06-operations/_index.md': `${PAGE}\nПроверка: \`docker ps\`, 90\u00A0% диска, 👩‍💻.\n` } },
  },
  *page(page) {
    yield* bom(page);
    yield* invisible(page);
    yield* oddSpacesInCode(page);
    yield* oddSpacesAfterMarks(page);
  },
});

function* bom({ path, text }: PageRecord): Iterable<Finding> {
  if (!text.startsWith('\uFEFF')) return;
  const range = { start: 0, end: 1 };
  yield { path, range, message: 'Файл начинается с невидимой метки BOM', fix: { title: 'убрать BOM', edits: [{ path, range, text: '' }] } };
}

/** One finding a line and kind: a text from a PDF has a soft hyphen in every other word. */
function* invisible({ path, text }: PageRecord): Iterable<Finding> {
  const all = findInvisible(text);
  if (all.length === 0) return;
  // Damaged text is full of control characters; T002 restores it whole.
  const damaged = all.some(({ kind }) => kind === 'control') ? findMojibake(text) : [];
  const own = all.filter(({ start }) => !damaged.some((stretch) => stretch.start <= start && start < stretch.end));
  for (const [, group] of Map.groupBy(own, ({ start, kind }) => `${text.lastIndexOf('\n', start - 1)} ${kind}`)) {
    const [first] = group;
    if (first === undefined) continue;
    const { name, harm, fix } = NAMES[first.kind];
    const times = group.length === 1 ? '' : `, в этой строке таких ${group.length}`;
    yield {
      path,
      range: { start: first.start, end: first.end },
      message: `${name} ${first.code} ${where(text, first)}${times}: ${harm}`,
      fix: { title: fix, edits: group.map(({ start, end, kind }) => ({ path, range: { start, end }, text: kind === 'line break' ? ' ' : '' })) },
    };
  }
}

function where(text: string, { start, end }: InvisibleCharacter): string {
  const before = /[\p{L}\d]*$/u.exec(text.slice(Math.max(0, start - 40), start))?.[0] ?? '';
  const after = /^[\p{L}\d]*/u.exec(text.slice(end, end + 40))?.[0] ?? '';
  if (before !== '' && after !== '') return `в слове «${before}${after}»`;
  if (before !== '') return `после «${before}»`;
  return after === '' ? 'в строке' : `перед «${after}»`;
}

function* oddSpacesInCode(page: PageRecord): Iterable<Finding> {
  const { path, text } = page;
  if (!hasOddSpace(text)) return;
  for (const code of codeRanges(page)) {
    const fence = page.fences.find(({ range }) => range.start === code.start);
    if (fence !== undefined && PLAIN_LANGUAGES.has(fence.lang.toLowerCase())) continue;
    const spaces = spacesIn(text, code);
    const [first] = spaces;
    if (first === undefined) continue;
    yield {
      path,
      range: first,
      message: `В коде неразрывный пробел${spaces.length === 1 ? '' : `, всего их ${spaces.length}`}: скопированная команда не сработает`,
      expected: 'обычный пробел',
      fix: { title: 'поставить обычные пробелы', edits: spaces.map((range) => ({ path, range, text: ' ' })) },
    };
  }
}

/** «#\u00A0Заголовок» is a paragraph that begins with a sharp. */
function* oddSpacesAfterMarks(page: PageRecord): Iterable<Finding> {
  const { path, text } = page;
  if (!hasOddSpace(text)) return;
  for (const match of text.matchAll(/^[ \t>]*(?<mark>#{1,6}|[-*+])(?<space>[\u00A0\u2007\u202F])/gm)) {
    const { mark = '', space = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    const range = { start: end - space.length, end };
    if (codeRanges(page).some((code) => code.start <= range.start && range.start < code.end)) continue;
    const what = mark.startsWith('#') ? 'заголовком' : 'пунктом списка';
    yield {
      path,
      range,
      message: `После «${mark}» неразрывный пробел: строка не станет ${what}`,
      expected: 'обычный пробел',
      fix: { title: 'поставить обычный пробел', edits: [{ path, range, text: ' ' }] },
    };
  }
}

function hasOddSpace(text: string): boolean {
  return text.search(ODD_SPACES) !== -1;
}

function spacesIn(text: string, { start, end }: TextRange): TextRange[] {
  return [...text.slice(start, end).matchAll(ODD_SPACES)].map(({ index, 0: space }) => ({ start: start + index, end: start + index + space.length }));
}
