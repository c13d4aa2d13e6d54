import { Command } from 'commander';
import { isEmptyChange, planRenumber, planSwap } from '../../knowledge/index.ts';
import { carryOut, inWords, openContent, parseNumber, surroundingsOf } from '../change-content.ts';
import { describeRestructuring } from '../describe-restructuring.ts';
import type { CommandFactory } from '../main.ts';
import { UserError } from '../terminal.ts';

/** `kb renumber`: children of a number in order and without gaps; or two numbers exchanged. */
export const renumberCommand: CommandFactory = (terminal, done) =>
  new Command('renumber')
    .description('закрыть пропуски в номерах или поменять два номера местами')
    .argument('[номер]', 'раздел, документ или тема, чьи части перенумеровать')
    .option('--swap <номера...>', 'два номера, которые меняются местами')
    .option('--dry-run', 'только показать, ничего не записывать')
    .option('-c, --content <папка>', 'папка с базой знаний', 'content')
    .addHelpText(
      'after',
      `
Части получают номера 01, 02, 03… в том порядке, в котором стоят.
Код выхода: 0 — готово, 1 — появились бы ошибки, ничего не записано, 2 — перенумеровать нельзя.

Примеры:
  npm run kb -- renumber 06.01                       темы документа 06.01
  npm run kb -- renumber 06 --dry-run                документы раздела 06, только показать
  npm run kb -- renumber --swap 06.01.02 06.01.03    поменять две темы местами`,
    )
    .action(async (number: string | undefined, options: { swap?: string[]; dryRun?: boolean; content: string }) => {
      const swap = options.swap?.map(parseNumber);
      const parent = number === undefined ? undefined : parseNumber(number);
      if ((parent === undefined) === (swap === undefined))
        throw new UserError('назовите или номер, или два номера после --swap. Например: npm run kb -- renumber 06.01');
      const content = openContent(terminal, options.content);
      const surroundings = surroundingsOf(terminal, content);
      const plan = inWords(() => {
        if (parent !== undefined) return planRenumber(surroundings, parent);
        const [a, b, ...others] = swap ?? [];
        if (a === undefined || b === undefined || others.length > 0)
          throw new UserError('после --swap нужны ровно два номера. Например: npm run kb -- renumber --swap 06.01.02 06.01.03');
        return planSwap(surroundings, a, b);
      });
      if (isEmptyChange(plan.change)) {
        terminal.out(`В ${parent} всё уже по порядку и без пропусков, менять нечего.`);
        return;
      }
      done(await carryOut(terminal, content, plan.change, describeRestructuring(terminal, content.shownFolder, plan), options.dryRun ?? false));
    });
