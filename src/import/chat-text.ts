import type { ImportLog } from './import-log.ts';

/**
 * What a text brings along from a chat, a document or a web page, turned into Markdown where that is certain: bullets,
 * tables by tabs, tables without their line of dashes, numbers with brackets. Fences are left alone.
 */
export function tidyChatText(text: string, log: ImportLog): string {
  const lines = text.split('\n');
  const code = linesOfFences(lines);
  const result: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (code.has(at)) {
      result.push(line);
      at++;
      continue;
    }
    const table = readTable(lines, code, at);
    if (table === undefined) {
      remark(line, lines[at - 1] ?? '', log);
      result.push(tidyLine(line, lines, at));
      at++;
    } else {
      if (result.length > 0 && result.at(-1)?.trim() !== '') result.push('');
      result.push(...table.rows);
      at += table.length;
      if ((lines[at] ?? '').trim() !== '') result.push('');
    }
  }
  return separateHeadings(result.join('\n'));
}

const BULLET = /^(?<indent>[ \t]*)(?:[•·▪▫◦‣●○■□–—]|\u2022)[ \t\u00A0]+(?=\S)/;
const DASH = /^[ \t]*[–—][ \t\u00A0]+\S/;

function tidyLine(line: string, lines: readonly string[], at: number): string {
  // One dash at the beginning of a line may be speech, two of them are a list.
  const isList = !DASH.test(line) || DASH.test(lines[at - 1] ?? '') || DASH.test(lines[at + 1] ?? '');
  const bulleted = isList ? line.replace(BULLET, (_, indent: string) => `${indent.replaceAll('\t', '  ')}- `) : line;
  return bulleted
    .replace(/^(?<indent>[ \t]*)(?<number>\d{1,3})\)[ \t\u00A0]+(?=\S)/, '$<indent>$<number>. ')
    .replace(/^(?<mark>[ \t]*(?:#{1,6}|[-*+]|\d{1,3}\.))\u00A0/, '$<mark> ')
    .replace(/^(?<marks>#{1,6})(?=[\p{L}\d])/u, '$<marks> ');
}

/** Lines that belong to the window the text was copied from: only a person can say that they may go. */
function remark(line: string, before: string, log: ImportLog): void {
  if (/^(?:Copy code|Copy|Копировать(?: код)?|Скопировать(?: код)?)$/i.test(line.trim())) {
    log.undecided(`строка «${line.trim()}» — надпись кнопки, код под ней без рамки`, 'Возьмите код в ``` с языком и уберите эту строку.', line);
  } else if (/^\S[^\n,]{1,40}, \[\d{1,2}[./]\d{1,2}[./]\d{2,4}[^\]]*\]:?$/.test(line.trim()) && before.trim() === '') {
    log.undecided(`строка «${line.trim()}» — подпись сообщения из чата`, 'Уберите её или скажите, кто и когда решил.', line);
  }
}

interface Table {
  readonly rows: readonly string[];
  /** Lines it took. */
  readonly length: number;
}

function readTable(lines: readonly string[], code: ReadonlySet<number>, at: number): Table | undefined {
  return tableOfTabs(lines, code, at) ?? tableOfBars(lines, code, at);
}

/** Copied from a spreadsheet: neighbouring lines with the same number of tabs between words. */
function tableOfTabs(lines: readonly string[], code: ReadonlySet<number>, at: number): Table | undefined {
  const cells = (index: number): string[] | undefined => {
    const line = lines[index] ?? '';
    if (code.has(index) || !/\S\t+\S/.test(line) || /^\s/.test(line)) return undefined;
    return line.split('\t').map((cell) => cell.trim().replaceAll('|', '\\|'));
  };
  const first = cells(at);
  if (first === undefined) return undefined;
  const rows = [first];
  for (let next = cells(at + rows.length); next?.length === first.length; next = cells(at + rows.length)) rows.push(next);
  return rows.length < 2 ? undefined : { rows: [row(first), delimiter(first.length), ...rows.slice(1).map(row)], length: rows.length };
}

/** Lines in bars of the same width, whose first is not followed by a line of dashes. */
function tableOfBars(lines: readonly string[], code: ReadonlySet<number>, at: number): Table | undefined {
  const width = (index: number): number | undefined => {
    const line = (lines[index] ?? '').trim();
    return code.has(index) || !/^\|.*\|$/.test(line) || /^[|\s:-]+$/.test(line) ? undefined : (line.match(/(?<!\\)\|/g)?.length ?? 0) - 1;
  };
  const first = width(at);
  // A table that is one already begins above, or goes on with its dashes.
  if (first === undefined || first < 2 || (lines[at - 1] ?? '').trim().startsWith('|')) return undefined;
  let length = 1;
  while (width(at + length) === first) length++;
  const more = (lines[at + length] ?? '').trim();
  if (length < 2 || more.startsWith('|')) return undefined;
  const rows = lines.slice(at, at + length).map((line) => line.trim());
  return { rows: [rows[0] ?? '', delimiter(first), ...rows.slice(1)], length };
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function delimiter(width: number): string {
  return `|${' --- |'.repeat(width)}`;
}

/** A heading close to its text is a heading on GitHub and a paragraph elsewhere. */
function separateHeadings(text: string): string {
  const lines = text.split('\n');
  const code = linesOfFences(lines);
  return lines
    .flatMap((line, at) => {
      if (code.has(at) || !/^#{1,6} \S/.test(line)) return [line];
      return [...(at > 0 && lines[at - 1]?.trim() !== '' ? [''] : []), line, ...(at + 1 < lines.length && lines[at + 1]?.trim() !== '' ? [''] : [])];
    })
    .join('\n');
}

/** Indexes of lines inside fences, the fences themselves included. */
function linesOfFences(lines: readonly string[]): Set<number> {
  const inside = new Set<number>();
  let open: string | undefined;
  for (const [at, line] of lines.entries()) {
    const ticks = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (open !== undefined) {
      inside.add(at);
      if (ticks?.startsWith(open) === true && line.trim() === ticks) open = undefined;
    } else if (ticks !== undefined) {
      inside.add(at);
      open = ticks;
    }
  }
  return inside;
}
