import { Command } from 'commander';
import { planMove } from '../../knowledge/index.ts';
import { carryOut, inWords, openContent, parseNumber, surroundingsOf } from '../change-content.ts';
import { describeRestructuring } from '../describe-restructuring.ts';
import type { CommandFactory } from '../main.ts';

/** `kb move`: another number, and everything that follows from it. */
export const moveCommand: CommandFactory = (terminal, done) =>
  new Command('move')
    .description('перенести раздел, документ или тему на другой номер')
    .argument('<откуда>', 'нынешний номер')
    .argument('<куда>', 'свободный номер того же уровня')
    .option('--slug <имя>', 'новое имя папки после номера, латиницей')
    .option('--dry-run', 'только показать, ничего не записывать')
    .option('-c, --content <папка>', 'папка с базой знаний', 'content')
    .addHelpText(
      'after',
      `
Меняет папки, заголовки, ссылки в обе стороны и номера в тексте. Опубликованные адреса продолжают работать.
Код выхода: 0 — готово, 1 — появились бы ошибки, ничего не записано, 2 — перенести нельзя.

Примеры:
  npm run kb -- move 02.04 08.05 --dry-run     посмотреть, что изменится
  npm run kb -- move 02.04 08.05               документ в другой раздел
  npm run kb -- move 06.01.03 06.02.05         тему в другой документ
  npm run kb -- move 04 09                     весь раздел
  npm run kb -- move 02.04 02.04 --slug growth другое имя папки`,
    )
    .action(async (from: string, to: string, options: { slug?: string; dryRun?: boolean; content: string }) => {
      const numbers = [parseNumber(from), parseNumber(to)] as const;
      const content = openContent(terminal, options.content);
      const plan = inWords(() => planMove(surroundingsOf(terminal, content), ...numbers, options.slug));
      done(await carryOut(terminal, content, plan.change, describeRestructuring(terminal, content.shownFolder, plan), options.dryRun ?? false));
    });
