import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { bodyStart, codeRanges, foreignCallouts, isWithinRanges, proseRanges } from '../../knowledge/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { asMarkdown, tagsIn } from './html-as-markdown.ts';
import { isMarkedWrong } from './place.ts';

const START = '---\ntitle: 06 - Операции\n---\n\n';

/** What else to do about a tag that has no Markdown of its own. */
const HINTS: Readonly<Record<string, string>> = {
  '!--': 'Уберите комментарий. Нужное читателю скажите текстом.',
  view: 'Уберите тег: список вложенных страниц сайт строит сам.',
  details: 'Раскройте текст или вынесите его на свою страницу.',
  br: 'В таблице и в заголовке переноса нет: разделите текст точкой с запятой или на две строки таблицы.',
  tabs: 'Дайте каждой вкладке заголовок.',
  tab: 'Дайте вкладке заголовок.',
  table: 'Перепишите таблицу чертами: | --- |.',
};

/** Constructs that are found by their looks. Each is shown with what to do. */
const OTHERS: ReadonlyArray<{ readonly pieces: readonly string[]; readonly pattern: RegExp; readonly name: string; readonly hint: string }> = [
  {
    pieces: ['[^'],
    pattern: /(?<!\\)\[\^[^\]\s]+\]:?/g,
    name: 'Сноска',
    hint: 'Перенесите текст сноски в скобки или отдельным предложением.',
  },
  {
    pieces: ['{{', '{%'],
    pattern: /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g,
    name: 'Шаблон',
    hint: 'Подставьте значение. Если это часть команды, возьмите её в обратные кавычки.',
  },
  {
    pieces: ['import ', 'export '],
    pattern: /^(?:import\s[^\n]+\sfrom\s+['"][^\n]*|export\s+(?:const|default|function|let)\s[^\n]*)$/gm,
    name: 'Код MDX',
    hint: 'Уберите строку: страницы — обычный Markdown. Пример кода берите в блок ```js.',
  },
  {
    pieces: ['::'],
    pattern: /^[ \t>]*(?::{3,}[^\n]*|::[a-z][\w-]*(?:\[[^\]\n]*\]|\{[^}\n]*\})[^\n]*)$/gim,
    name: 'Директива',
    hint: 'Напишите предупреждение так: > [!NOTE], пустая строка с >, затем > текст.',
  },
];

export const rule = defineRule({
  id: 'T008',
  severity: 'error',
  title: 'На странице нет того, что уничтожит сохранение в Gramax',
  why: 'Новичок правит страницу в редакторе Gramax, и при сохранении директивы, комментарии, HTML, сноски и шаблоны пропадают вместе со смыслом.',
  remedy: 'Пишите обычным Markdown: предупреждения — «> [!NOTE]», перенос строки — обратной чертой, остальное — словами.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/_index.md': `${START}Сначала <b>копия</b>,<br>потом обновление.\n\n:::warning\n\nНе наоборот.\n\n:::\n` } },
    good: {
      files: {
        '06-operations/_index.md': `${START}Сначала **копия**,\\\nпотом \`<b>обновление</b>\` по \\<образцу>, см. <https://gram.ax>.\n\n> [!WARNING]\n>\n> Не наоборот.\n`,
      },
    },
  },
  *page(page) {
    if (!/<[A-Za-z/!]|:::|\[[\^!]|\{[{%]|^(?:import|export)\s|^[ \t>]*::/m.test(page.text)) return;
    for (const finding of findings(page)) if (!isMarkedWrong(page, finding.range.start)) yield finding;
  },
});

function* findings(page: PageRecord): Iterable<Finding> {
  const { path, text } = page;
  const callouts = foreignCallouts(page).filter(({ form }) => form !== 'bold quote');
  for (const { range, opening, edit, obstacle, form } of callouts) {
    const lineEnd = text.indexOf('\n', range.start);
    yield {
      path,
      range: { start: range.start, end: lineEnd === -1 ? range.end : Math.min(range.end, lineEnd) },
      message: `${form === 'tag' ? 'Тег' : 'Директиву'} «${opening}» Gramax сотрёт при сохранении`,
      found: opening,
      hint: obstacle === undefined ? undefined : `Само не исправить: ${obstacle}. Напишите предупреждение так: > [!NOTE], пустая строка с >, затем > текст.`,
      fix: edit === undefined ? undefined : { title: 'написать предупреждение по-гитхабовски', edits: [edit] },
    };
  }
  const spoken = callouts.map(({ range }) => range);
  yield* closeAlerts(page);
  yield* others(page, spoken);
  for (const piece of proseRanges(page)) yield* tags(page, piece, spoken);
}

/** `> [!NOTE]` with the text right below: Gramax joins the two lines, and the alert is a quote from then on. */
function* closeAlerts(page: PageRecord): Iterable<Finding> {
  const { path, text } = page;
  for (const match of text.matchAll(
    /^(?<lead>[ \t>]*>)[ \t]*(?<marker>\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])[ \t]*(?<eol>\r?\n)(?=[ \t>]*>[ \t]*[^\s>])/gim,
  )) {
    const { lead = '', marker = '', eol = '' } = match.groups ?? {};
    const start = match.index + match[0].indexOf(marker);
    const end = match.index + match[0].length;
    if (isWithinRanges(codeRanges(page), start)) continue;
    yield {
      path,
      range: { start, end: start + marker.length },
      message: `Между «${marker}» и текстом нет строки с одним «>»: Gramax сотрёт предупреждение при сохранении`,
      fix: { title: 'добавить строку с «>»', edits: [{ path, range: { start: end, end }, text: lead + eol }] },
    };
  }
}

function* tags({ path, text }: PageRecord, piece: TextRange, spoken: readonly TextRange[]): Iterable<Finding> {
  const all = tagsIn(text, piece);
  let done = piece.start;
  for (const [at, tag] of all.entries()) {
    if (tag.start < done || (tag.name === 'note' && isWithinRanges(spoken, tag.start))) continue;
    const markdown = asMarkdown(path, text, all, at);
    done = markdown?.range.end ?? tag.end;
    const what = tag.name === '!--' ? 'Комментарий' : 'Тег';
    yield {
      path,
      range: { start: tag.start, end: tag.end },
      message: `${what} «${tag.source.replace(/\s+/g, ' ').slice(0, 60)}» Gramax сотрёт при сохранении`,
      expected: markdown === undefined || markdown.written === '' ? undefined : markdown.written,
      found: text.slice(tag.start, done).replace(/\s+/g, ' ').slice(0, 80),
      hint:
        markdown === undefined
          ? (HINTS[tag.name] ?? 'Перепишите обычным Markdown. Если это имя или место для подстановки, возьмите его в обратные кавычки.')
          : undefined,
      fix: markdown === undefined ? undefined : { title: 'записать обычным Markdown', edits: markdown.edits },
    };
  }
}

function* others(page: PageRecord, spoken: readonly TextRange[]): Iterable<Finding> {
  const { path, text } = page;
  const start = bodyStart(page);
  for (const { pieces, pattern, name, hint } of OTHERS) {
    if (!pieces.some((piece) => text.includes(piece))) continue;
    for (const match of text.slice(start).matchAll(pattern)) {
      const lead = /^[ \t>]*/.exec(match[0])?.[0].length ?? 0;
      const range = { start: start + match.index + lead, end: start + match.index + match[0].length };
      if (isWithinRanges(codeRanges(page), range.start) || isWithinRanges(spoken, range.start)) continue;
      const found = match[0].trim().replace(/\s+/g, ' ').slice(0, 60);
      yield { path, range, message: `${name} «${found}»: Gramax ${name === 'Код MDX' ? 'превратит в текст' : 'сотрёт при сохранении'}`, found, hint };
    }
  }
}
