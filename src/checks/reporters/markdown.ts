import type { CheckReport, Diagnostic } from '../diagnostic.ts';
import type { Severity } from '../rule.ts';
import type { Reporter, ReporterOptions } from './reporter.ts';
import { plural, rulePage } from './reporter.ts';

const MARKS: Record<Severity, string> = { error: '❌', warning: '⚠️', info: 'ℹ️' };
/** More rows nobody reads, and GitHub cuts a summary at 1 MiB. */
const MAX_ROWS = 200;

/** For people: a summary by rule and the findings as a table. GitHub shows it on the page of the run. */
export const markdown: Reporter = (report, options) => {
  const { diagnostics, failures } = report;
  const parts = [`## ${headline(report)}`, looked(report)];
  if (failures.length > 0) {
    parts.push('### Сбои правил', failures.map(({ rule, error }) => `- **${rule}** — ${cell(error.split('\n')[0] ?? '')}`).join('\n'));
  }
  if (diagnostics.length > 0) {
    parts.push('### По правилам', table(['', 'Правило', 'Находок'], rulesTable(diagnostics, options)));
    parts.push(
      '### Находки',
      table(
        ['', 'Где', 'Что', 'Как исправить'],
        diagnostics.slice(0, MAX_ROWS).map((diagnostic) => row(diagnostic, options)),
      ),
    );
    if (diagnostics.length > MAX_ROWS)
      parts.push(`Показаны первые ${MAX_ROWS} из ${diagnostics.length.toLocaleString('ru')}. Все — командой \`npm run check\`.`);
    const fixable = diagnostics.filter(({ fix }) => fix !== undefined).length;
    if (fixable > 0) parts.push(`Команда \`npm run fix\` исправит сама: ${fixable.toLocaleString('ru')}.`);
  }
  return `${parts.join('\n\n')}\n`;
};

function headline({ diagnostics, failures }: CheckReport): string {
  const count = (severity: Severity): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  if (failures.length > 0) return `База знаний: ${plural(failures.length, 'правило сломалось', 'правила сломались', 'правил сломалось')}`;
  if (diagnostics.length === 0) return 'База знаний: замечаний нет';
  const parts = [
    plural(count('error'), 'ошибка', 'ошибки', 'ошибок'),
    plural(count('warning'), 'предупреждение', 'предупреждения', 'предупреждений'),
    ...(count('info') > 0 ? [plural(count('info'), 'заметка', 'заметки', 'заметок')] : []),
  ];
  return `База знаний: ${parts.join(', ')}`;
}

function looked({ checked: { pages, numbers, links, rules } }: CheckReport): string {
  return `Проверено: ${plural(pages, 'страница', 'страницы', 'страниц')}, ${plural(numbers, 'номер', 'номера', 'номеров')}, ${plural(links, 'ссылка', 'ссылки', 'ссылок')}, ${plural(rules, 'правило', 'правила', 'правил')}.`;
}

function rulesTable(diagnostics: readonly Diagnostic[], { rules }: ReporterOptions): string[][] {
  const titles = new Map((rules ?? []).map(({ id, title }) => [id, title]));
  return [...Map.groupBy(diagnostics, ({ rule }) => rule)]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([id, list]) => [MARKS[list[0]?.severity ?? 'info'], `[${id}](${rulePage(id)}) ${cell(titles.get(id) ?? '')}`, list.length.toLocaleString('ru')]);
}

function row({ severity, rule, path, start, message, remedy, fix }: Diagnostic, { folder }: ReporterOptions): string[] {
  const advice = fix === undefined ? cell(remedy) : `\`npm run fix\`: ${cell(fix.title)}`;
  return [MARKS[severity], code(`${folder}/${path}:${start.line}`), `${rule} ${cell(message)}`, advice];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text of a finding quotes pages: it must not open a link, a tag or a new row. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`|<>*_[\]]/g, '\\$&');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}
