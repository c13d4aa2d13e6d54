import type { Severity } from '../rule.ts';
import type { Reporter } from './reporter.ts';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * GitHub Actions workflow commands: each finding becomes an annotation on the line.
 * Escaping as in the toolkit: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
export const github: Reporter = (report, { folder }) => {
  const lines = report.diagnostics.map(({ severity, rule, path, start, end, message, expected, found, remedy }) => {
    const properties = { file: `${folder}/${path}`, line: start.line, col: start.column, endLine: end.line, endColumn: end.column, title: rule };
    const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
    const text = [message, expected === undefined ? '' : `Ожидалось: ${expected}`, found ? `Найдено: ${found}` : '', `Исправить: ${remedy}`]
      .filter(Boolean)
      .join('\n');
    return `::${COMMANDS[severity]} ${list.join(',')}::${escapeData(text)}`;
  });
  for (const { rule, error } of report.failures) lines.push(`::error title=${rule}::${escapeData(`Сбой правила: ${error}`)}`);
  const { pages, rules } = report.checked;
  return [...lines, `Проверено страниц: ${pages}, правил: ${rules}, находок: ${report.diagnostics.length}`].join('\n');
};

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
