import { Command, Option } from 'commander';
import type { CheckContext } from '../../checks/index.ts';
import { check, loadRules, reporters, selectRules } from '../../checks/index.ts';
import { loadContent } from '../load-content.ts';
import type { CommandFactory } from '../main.ts';
import { UserError } from '../terminal.ts';

/** `kb check`: look at everything, change nothing. */
export const checkCommand: CommandFactory = (terminal, done) =>
  new Command('check')
    .description('проверить номера, ссылки и страницы')
    .argument('[папка]', 'папка с базой знаний', 'content')
    .addOption(new Option('-f, --format <вид>', 'как показать находки').choices(Object.keys(reporters)).default('pretty'))
    .option('-r, --rule <правила...>', 'только эти правила или семейства, например N003 или L')
    .option('-q, --quiet', 'только ошибки, без предупреждений')
    .addHelpText(
      'after',
      `
Код выхода: 0 — ошибок нет, 1 — есть ошибки, 2 — проверить не удалось.

Примеры:
  npm run check                        вся база
  npm run check -- --rule L            только ссылки
  npm run check -- --format json       для программ`,
    )
    .action(async (folder: string, options: { format: keyof typeof reporters; rule?: string[]; quiet?: boolean }) => {
      const { base, history, shownFolder } = loadContent(terminal, folder);
      const context: CheckContext = { base, history, today: terminal.today };
      let rules = await loadRules('all');
      try {
        rules = selectRules(rules, options.rule ?? []);
      } catch (error) {
        if (error instanceof RangeError) throw new UserError(error.message);
        throw error;
      }
      const report = check(context, rules);
      const shown = options.quiet ? { ...report, diagnostics: report.diagnostics.filter(({ severity }) => severity === 'error') } : report;
      terminal.out(reporters[options.format](shown, { folder: shownFolder, color: terminal.color }));
      if (report.failures.length > 0) done(2);
      else if (report.diagnostics.some(({ severity }) => severity === 'error')) done(1);
    });
