import type { PageRecord } from '../../knowledge/index.ts';

const SIGNS = '❌|🚫|⛔|👎';

/** Words by which a text warns that what follows is not to be repeated. */
const WRONG = new RegExp(
  [
    SIGNS,
    '(?<!\\p{L})(?:неправильн\\p{L}*|неверн\\p{L}*|ошибочн\\p{L}*|антипример\\p{L}*|анти-?паттерн\\p{L}*|устар(?:ел|евш)\\p{L}*|плох(?:о|ой|ая|ое|ие)|нельзя|запрещ\\p{L}*|никогда не|так не|как не (?:надо|нужно|стоит|следует|делать))(?!\\p{L})',
    '(?<!\\p{L})не (?:делай|используй|запускай|пиши|выполняй|повторяй|копируй|ставь|применяй)(?:те)?(?!\\p{L})',
    '(?<!\\p{L})не (?:надо|нужно|стоит|следует) (?:так|делать|писать|запускать|использовать)(?!\\p{L})',
    '(?<!\\p{L})(?:раньше|прежде)(?! чем)(?!\\p{L})|(?<!\\p{L})прежн\\p{L}+|(?<!\\p{L})(?:было|был|была|были):',
    '(?<!\\p{L})стар(?:ый|ая|ое|ые|ой|ого|ую|ых) (?:вариант|способ|инструкци|команд|запис|строк|конфиг|настройк|верси|скрипт|файл|рецепт|страниц|runbook)\\p{L}*',
    "\\b(?:wrong|bad|don't|do not|never|deprecated|incorrect)\\b",
  ].join('|'),
  'giu',
);

/** Words by which it turns to what is right: «неправильно … правильно так:». */
const RIGHT = new RegExp(
  [
    '✅|✔|👍',
    '(?<!\\p{L})(?:правильн\\p{L}*|верно|верный|стало|теперь|вместо этого|поступайте|замените(?: на)?)(?!\\p{L})',
    '(?<!\\p{L})(?<!не )(?:делайте|пишите|используйте|выполните|запустите|возьмите|поставьте|примените|надо|нужно)(?!\\p{L})',
    '\\b(?:right|good|correct|instead)\\b',
  ].join('|'),
  'giu',
);

/** True when a text says that what it shows is wrong, and does not say after that what is right. */
export function callsWrong(text: string): boolean {
  const wrong = lastMatch(WRONG, text);
  return wrong !== -1 && wrong > lastMatch(RIGHT, text);
}

function lastMatch(pattern: RegExp, text: string): number {
  let last = -1;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
}

/** A longer paragraph is not read from its beginning. Characters. */
const MAX_BLOCK = 600;

/** Headings may speak of mistakes and then repair them, so only the plainest words count. */
const WRONG_HEADING = new RegExp(
  `${SIGNS}|(?<!\\p{L})(?:неправильн\\p{L}*|антипример\\p{L}*|анти-?паттерн\\p{L}*|(?:как|чего|так) не (?:надо|нужно|стоит|следует|делать|делаем)|устаревш\\p{L}*|запрещ\\p{L}*)`,
  'iu',
);

/**
 * True when the words above a fence, or a heading over it, present it as a thing not to do: «❌ Неправильно:».
 *
 * @param offset where the fence begins
 */
export function isIntroducedAsWrong(page: PageRecord, offset: number): boolean {
  if (headingsOver(page, offset).some((name) => WRONG_HEADING.test(name))) return true;
  const block = blockAbove(page.text, offset);
  const sentence = block.split(/(?<=[.!?…])\s+(?=[\p{Lu}❌✅*«])/u).at(-1) ?? '';
  // A sentence that leads nowhere tells of something else.
  return (/:[*_]*$/.test(sentence.trim()) || new RegExp(SIGNS).test(sentence) || sentence.trim().split(/\s+/).length <= 4) && callsWrong(sentence);
}

/** The paragraph or item right above a place; empty below a heading or another fence, which introduce nothing. */
function blockAbove(text: string, offset: number): string {
  const lines = text
    .slice(Math.max(0, offset - MAX_BLOCK), offset)
    .split('\n')
    .slice(0, -1)
    .map((line) => line.replace(/^[ \t>]+|\s+$/g, ''));
  while (lines.at(-1) === '') lines.pop();
  const block: string[] = [];
  for (let line = lines.pop(); line !== undefined && line !== ''; line = lines.pop()) {
    if (/^(?:#{1,6}[ \t]|`{3}|~{3})/.test(line)) break;
    block.unshift(line);
    if (/^(?:[-*+]|\d+[.)])[ \t]/.test(line)) break;
  }
  return block.join(' ');
}

function headingsOver({ headings }: PageRecord, offset: number): string[] {
  const over: string[] = [];
  let depth = Number.POSITIVE_INFINITY;
  for (let index = headings.length - 1; index >= 0; index--) {
    const heading = headings[index];
    if (heading === undefined || heading.range.start > offset || heading.depth >= depth) continue;
    depth = heading.depth;
    over.push(heading.name);
  }
  return over;
}

const COMMENT = /^[ \t]*(?:#|\/\/|--|;)(.*)$/;

/** True when a line of code carries a comment against itself, or stands below such a comment without a blank line between. */
export function isCommentedAsWrong(lines: readonly string[], line: number): boolean {
  const own = /(?:^|[ \t])(?:#|\/\/|--)[ \t]*(.*)$/.exec(lines[line] ?? '')?.[1];
  if (own !== undefined && !COMMENT.test(lines[line] ?? '') && callsWrong(own)) return true;
  for (let at = line; at >= 0; at--) {
    const text = lines[at] ?? '';
    if (text.trim() === '') return false;
    const comment = COMMENT.exec(text)?.[1];
    if (comment !== undefined && at < line)
      return callsWrong(comment) || (lines[at - 1] !== undefined && COMMENT.test(lines[at - 1] ?? '') && callsWrong(lines[at - 1] ?? ''));
  }
  return false;
}
