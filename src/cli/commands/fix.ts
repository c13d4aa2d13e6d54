import { Command } from 'commander';
import type { CheckReport, Diagnostic, FixOutcome } from '../../checks/index.ts';
import { errorsOf, fixAll, loadRules, MAX_ROUNDS, plural, selectRules } from '../../checks/index.ts';
import { isEmptyChange, textsOf, writeChangeSet } from '../../knowledge/index.ts';
import { inWords, openContent } from '../change-content.ts';
import type { CommandFactory } from '../main.ts';
import { showDiff } from '../show-diff.ts';
import type { Terminal } from '../terminal.ts';
import { paint, UserError } from '../terminal.ts';

/** Errors left for a person are listed up to this many; `kb check` shows them all with their reasons. */
const LEFT_SHOWN = 20;

/** `kb fix`: every safe repair, in one transaction. */
export const fixCommand: CommandFactory = (terminal, done) =>
  new Command('fix')
    .description('исправить всё, что исправляется само')
    .argument('[папка]', 'папка с базой знаний', 'content')
    .option('-r, --rule <правила...>', 'только эти правила или семейства, например N003 или L')
    .option('--dry-run', 'только показать, ничего не записывать')
    .addHelpText(
      'after',
      `
Код выхода: 0 — ошибок не осталось, 1 — остались, 2 — исправить не удалось.

Примеры:
  npm run fix -- --dry-run            посмотреть правки, ничего не записывая
  npm run fix                         исправить
  npm run fix -- --rule N             только номера`,
    )
    .action(async (folder: string, options: { rule?: string[]; dryRun?: boolean }) => {
      const content = openContent(terminal, folder);
      const { base, history, absoluteFolder, shownFolder } = content;
      const known = await loadRules('all');
      const fixing = chosen(known, options.rule ?? []);
      const rules = known.filter((rule) => !rule.optIn || fixing.includes(rule));
      const outcome = fixAll({ base, history, today: terminal.today }, rules, fixing);
      if (!outcome.settled) {
        const names = [...new Set(outcome.applied.map(({ rule }) => rule))].join(', ');
        throw new UserError(
          `правки не сошлись за ${MAX_ROUNDS} проходов: одна отменяет другую (${names}). Ничего не записано. Исправляйте по одному правилу, например: npm run fix -- --rule N`,
        );
      }
      if (options.dryRun && !isEmptyChange(outcome.change)) terminal.out(`${showDiff(terminal, shownFolder, textsOf(base), outcome.change)}\n`);
      if (!options.dryRun && !isEmptyChange(outcome.change)) inWords(() => writeChangeSet(absoluteFolder, outcome.change, textsOf(base)));
      terminal.out(describe(terminal, shownFolder, outcome, options.dryRun ?? false).join('\n'));
      if (outcome.report.failures.length > 0) {
        terminal.err(`Сбой правил ${outcome.report.failures.map(({ rule }) => rule).join(', ')}: их находок здесь нет. Подробно: npm run check`);
        done(2);
      } else if (errorsOf(outcome.report).length > 0) done(1);
    });

function chosen(rules: Parameters<typeof selectRules>[0], wanted: readonly string[]): ReturnType<typeof selectRules> {
  try {
    return selectRules(rules, wanted);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(error.message);
    throw error;
  }
}

function describe(terminal: Terminal, folder: string, { applied, refused, report }: FixOutcome, dryRun: boolean): string[] {
  const lines: string[] = [];
  const files = [...Map.groupBy(applied, ({ path }) => path)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, list] of files) {
    lines.push(paint(terminal, 'bold', `${folder}/${path}`));
    for (const { rule, start, fix } of list) lines.push(`  ${paint(terminal, 'green', rule)}  строка ${start.line}: ${fix.title}`);
  }
  if (applied.length > 0) {
    const done = `${plural(applied.length, 'правка', 'правки', 'правок')} в ${plural(files.length, 'файле', 'файлах', 'файлах')}`;
    lines.push(
      '',
      dryRun ? `Будет сделано: ${done}. Это проба: ничего не записано. Записать — та же команда без --dry-run.` : `Исправлено: ${done}. Посмотреть: git diff`,
    );
  } else lines.push('Само исправить нечего.');
  if (refused.length > 0) {
    lines.push('', paint(terminal, 'yellow', 'Не исправлено само'));
    for (const { diagnostic, reason } of refused) lines.push(`  ${place(folder, diagnostic)}  ${diagnostic.rule}  ${diagnostic.fix.title}: ${reason}`);
  }
  lines.push('', ...left(terminal, folder, report));
  return lines;
}

function left(terminal: Terminal, folder: string, report: CheckReport): string[] {
  const errors = errorsOf(report);
  const warnings = report.diagnostics.filter(({ severity }) => severity === 'warning').length;
  if (errors.length === 0 && warnings === 0) return [paint(terminal, 'green', 'Ошибок и предупреждений не осталось.')];
  if (errors.length === 0)
    return [
      `${paint(terminal, 'green', 'Ошибок не осталось.')} ${plural(warnings, 'предупреждение', 'предупреждения', 'предупреждений')} — их список: npm run check`,
    ];
  const shown = errors.slice(0, LEFT_SHOWN).map((error) => `  ${place(folder, error)}  ${error.rule}  ${error.message}`);
  const more = errors.length > LEFT_SHOWN ? [`  … и ещё ${errors.length - LEFT_SHOWN}`] : [];
  const besides = warnings === 0 ? '' : `, ${plural(warnings, 'предупреждение', 'предупреждения', 'предупреждений')}`;
  return [
    paint(terminal, 'red', `Осталось исправить руками: ${plural(errors.length, 'ошибка', 'ошибки', 'ошибок')}${besides}`),
    ...shown,
    ...more,
    'Почему это ошибки и как исправить: npm run check',
  ];
}

function place(folder: string, { path, start }: Diagnostic): string {
  return `${folder}/${path}:${start.line}:${start.column}`;
}
