import { styleText } from 'node:util';
import type { CheckReport, Diagnostic } from '../diagnostic.ts';
import type { Severity } from '../rule.ts';
import type { Reporter, ReporterOptions } from './reporter.ts';
import { plural } from './reporter.ts';

const NAMES: Record<Severity, string> = { error: 'ошибка', warning: 'предупреждение', info: 'заметка' };
const COLORS = { error: 'red', warning: 'yellow', info: 'blue' } as const;
/** A longer source line is cut around the caret, counted in characters. */
const LINE_WIDTH = 100;

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** For people: place, source line with a caret, what was expected, why, and what to type. */
export const pretty: Reporter = (report, { folder, color }) => {
  const paint = painter(color);
  const blocks = report.diagnostics.map((diagnostic) => block(diagnostic, folder, paint));
  for (const { rule, error } of report.failures) {
    blocks.push(`${paint('red', `сбой правила ${rule}`)}  Остальные правила отработали. Сообщите о сбое с этим текстом:\n  ${error.replaceAll('\n', '\n  ')}`);
  }
  return [...blocks, summary(report, { color })].join('\n\n');
};

function block(diagnostic: Diagnostic, folder: string, paint: Paint): string {
  const { severity, rule, message, path, start, expected, found, why, remedy, fix } = diagnostic;
  const lines = [`${paint([COLORS[severity], 'bold'], `${NAMES[severity]} ${rule}`)}  ${paint('bold', message)}`];
  lines.push(`  ${paint('cyan', `${folder}/${path}:${start.line}:${start.column}`)}`);
  lines.push(...excerpt(diagnostic, paint));
  if (expected !== undefined) lines.push(`  ожидалось: ${paint('green', expected)}`);
  if (found !== undefined && found !== '') lines.push(`  найдено:   ${paint('red', found)}`);
  lines.push(`  почему:    ${why}`);
  lines.push(fix === undefined ? `  исправить: ${remedy}` : `  исправить: npm run fix — ${fix.title}`);
  return lines.join('\n');
}

function excerpt({ line, start, end }: Diagnostic, paint: Paint): string[] {
  if (line.trim() === '') return [];
  const from = Math.max(0, Math.min(start.column - 1 - LINE_WIDTH / 2, line.length - LINE_WIDTH));
  const shown = `${from > 0 ? '…' : ''}${line.slice(from, from + LINE_WIDTH)}${from + LINE_WIDTH < line.length ? '…' : ''}`.replaceAll('\t', ' ');
  const caretAt = start.column - 1 - from + (from > 0 ? 1 : 0);
  const wanted = end.line === start.line ? end.column - start.column : line.length - start.column + 1;
  const carets = '^'.repeat(Math.max(1, Math.min(wanted, shown.length - caretAt)));
  const gutter = String(start.line);
  return [`  ${paint('dim', `${gutter} │`)} ${shown}`, `  ${paint('dim', `${' '.repeat(gutter.length)} │`)} ${' '.repeat(caretAt)}${paint('red', carets)}`];
}

function painter(color: boolean): Paint {
  return (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
}

/** The last line: what was looked at and what was found. */
export function summary({ diagnostics, failures, checked }: CheckReport, { color }: Pick<ReporterOptions, 'color'>): string {
  const paint = painter(color);
  const count = (severity: Severity): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const looked = `Проверено: ${plural(checked.pages, 'страница', 'страницы', 'страниц')}, ${plural(checked.numbers, 'номер', 'номера', 'номеров')}, ${plural(checked.links, 'ссылка', 'ссылки', 'ссылок')}, ${plural(checked.rules, 'правило', 'правила', 'правил')}.`;
  if (diagnostics.length === 0 && failures.length === 0) return `${looked} ${paint('green', 'Замечаний нет.')}`;
  const parts = [
    plural(count('error'), 'ошибка', 'ошибки', 'ошибок'),
    plural(count('warning'), 'предупреждение', 'предупреждения', 'предупреждений'),
    ...(count('info') > 0 ? [plural(count('info'), 'заметка', 'заметки', 'заметок')] : []),
  ];
  const fixable = diagnostics.filter(({ fix }) => fix !== undefined).length;
  const advice = fixable > 0 ? ` Команда npm run fix исправит ${fixable.toLocaleString('ru')}; посмотреть заранее: npm run fix -- --dry-run` : '';
  return `${looked} ${paint(count('error') > 0 ? 'red' : 'yellow', `Найдено: ${parts.join(', ')}.`)}${advice}`;
}
