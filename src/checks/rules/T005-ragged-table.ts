import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { bodyStart } from '../../knowledge/index.ts';
import { plural } from '../reporters/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { isMarkedWrong } from './place.ts';

const START = '---\ntitle: 04.02 - Порты\n---\n\n';

export const rule = defineRule({
  id: 'T005',
  severity: 'error',
  title: 'В каждой строке таблицы столько ячеек, сколько в заголовке',
  why: 'Лишняя ячейка пропадает молча, недостающая сдвигает смысл: порт одного сервиса читают как порт другого.',
  remedy: 'Добавьте недостающую ячейку или уберите лишнюю. Черту внутри ячейки пишите так: «\\|».',
  fixable: false,
  examples: {
    bad: { files: { '04-network/04-02-ports/_index.md': `${START}| Порт | Сервис |\n| --- | --- |\n| 22 | SSH | лишнее |\n` } },
    good: { files: { '04-network/04-02-ports/_index.md': `${START}| Порт | Команда |\n| --- | --- |\n| 22 | \`ss \\| grep\` |\n` } },
  },
  *page(page) {
    if (!page.text.includes('|')) return;
    for (const finding of readTables(page)) if (!isMarkedWrong(page, finding.range.start)) yield finding;
  },
});

function* readTables(page: PageRecord): Iterable<Finding> {
  const lines = bodyLines(page);
  for (let at = 0; at < lines.length; ) at = yield* readTable(page, lines, at);
}

interface Line extends TextRange {
  /** Without the indent and the signs of a quote. */
  readonly content: string;
}

function bodyLines(page: PageRecord): Array<Line | undefined> {
  const lines: Array<Line | undefined> = [];
  let fence = 0;
  for (let start = bodyStart(page); start < page.text.length; ) {
    const breakAt = page.text.indexOf('\n', start);
    const end = breakAt === -1 ? page.text.length : breakAt;
    while ((page.fences[fence]?.range.end ?? Number.POSITIVE_INFINITY) <= start) fence++;
    const inFence = (page.fences[fence]?.range.start ?? Number.POSITIVE_INFINITY) < end;
    const source = page.text.slice(start, end).replace(/\r$/, '');
    const lead = /^[ \t>]*/.exec(source)?.[0].length ?? 0;
    lines.push(inFence ? undefined : { start: start + lead, end: start + source.length, content: source.slice(lead).trimEnd() });
    start = end + 1;
  }
  return lines;
}

const DELIMITER = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const OTHER_BLOCK = /^(?:#{1,6}[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t]|```|~~~|<)/;

/** Reads the table that begins at a line, if one does; says what is wrong with it and where the next line to read is. */
function* readTable(page: PageRecord, lines: ReadonlyArray<Line | undefined>, at: number): Generator<Finding, number> {
  const header = lines[at];
  const under = lines[at + 1];
  if (header === undefined || !header.content.includes('|')) return at + 1;
  if (under === undefined || !under.content.includes('|') || !DELIMITER.test(under.content)) {
    return yield* unrecognised(page, lines, at);
  }
  const width = cells(header.content);
  const marks = cells(under.content);
  if (width !== marks) {
    yield say(page, under, `Таблица не распознаётся: в заголовке ${count(width)}, а под ним ${count(marks)}`, count(width), count(marks));
    return at + 2;
  }
  let row = at + 2;
  for (; row < lines.length; row++) {
    const line = lines[row];
    if (line === undefined || line.content === '' || OTHER_BLOCK.test(line.content)) break;
    if (!hasPipe(line.content)) {
      yield say(page, line, 'Текст сразу под таблицей стал её строкой: перед ним нужна пустая строка', 'пустая строка', line.content);
      continue;
    }
    const found = cells(line.content);
    if (found !== width) yield say(page, line, `В строке таблицы ${count(found)}, а в заголовке ${count(width)}`, count(width), count(found));
  }
  return row;
}

/** Two lines in bars, and no line of dashes under the first: readers see the bars. */
function* unrecognised(page: PageRecord, lines: ReadonlyArray<Line | undefined>, at: number): Generator<Finding, number> {
  const isRow = (line: Line | undefined): line is Line => line !== undefined && /^\|.*\|$/.test(line.content) && cells(line.content) > 1;
  const first = lines[at];
  if (!isRow(first)) return at + 1;
  let end = at + 1;
  while (isRow(lines[end])) end++;
  if (end - at < 2) return at + 1;
  yield say(page, first, 'Таблица не распознаётся: под первой строкой нет строки из дефисов', `|${' --- |'.repeat(cells(first.content))}`);
  return end;
}

function say(page: PageRecord, { start, end }: TextRange, message: string, expected?: string, found?: string): Finding {
  return { path: page.path, range: { start, end }, message, expected, found };
}

function hasPipe(content: string): boolean {
  return /(?<!\\)\|/.test(content);
}

/** A bar splits cells even inside code; only a backslash before it keeps it: https://github.github.com/gfm/#example-200 */
function cells(content: string): number {
  const inner = content.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return (inner.match(/(?<!\\)\|/g)?.length ?? 0) + 1;
}

function count(number: number): string {
  return plural(number, 'ячейка', 'ячейки', 'ячеек');
}
