import { Command } from 'commander';
import { levelOf, planNew, SectionNumber } from '../../knowledge/index.ts';
import { carryOut, inWords, openContent, parseNumber, surroundingsOf } from '../change-content.ts';
import type { CommandFactory } from '../main.ts';
import { paint } from '../terminal.ts';

/** `kb new`: a section, a document, a topic or a step at its place, with the front matter filled in. */
export const newCommand: CommandFactory = (terminal, done) =>
  new Command('new')
    .description('создать раздел, документ или тему')
    .argument('<номер>', 'новый номер; у существующего раздела — следующий документ')
    .argument('<название>', 'название без номера, в кавычках')
    .option('--slug <имя>', 'имя папки после номера, латиницей; без него получится из названия')
    .option('--dry-run', 'только показать, ничего не записывать')
    .option('-c, --content <папка>', 'папка с базой знаний', 'content')
    .addHelpText(
      'after',
      `
Код выхода: 0 — готово, 1 — появились бы ошибки, ничего не записано, 2 — создать нельзя.

Примеры:
  npm run kb -- new 03 "Очереди сообщений"              следующий свободный номер в разделе 03
  npm run kb -- new 03.05 "Очереди" --slug queues       документ 03.05 в папке 03-05-queues
  npm run kb -- new 06.01.05 "Проверка копий"           тема в документе 06.01
  npm run kb -- new 09 "Обучение"                       раздел`,
    )
    .action(async (number: string, title: string, options: { slug?: string; dryRun?: boolean; content: string }) => {
      const wanted = parseNumber(number);
      const content = openContent(terminal, options.content);
      const place = inWords(() => planNew(surroundingsOf(terminal, content), wanted, title, options.slug));
      const level = levelOf(place.number);
      const summary = [
        `${paint(terminal, 'bold', `${level.one[0]?.toUpperCase()}${level.one.slice(1)} ${place.number}`)}  ${content.shownFolder}/${place.path}:${place.line}`,
      ];
      if (place.formerly) {
        summary.push(paint(terminal, 'yellow', `Номер ${place.number} уже был у другой темы: старые ссылки на него теперь откроют новую.`));
      }
      const parent = SectionNumber.parent(place.number);
      const index =
        SectionNumber.depth(place.number) === 1 ? 'главной странице' : SectionNumber.depth(place.number) === 2 ? `странице раздела ${parent}` : undefined;
      summary.push(
        index === undefined
          ? 'Дальше: напишите под заголовком первый абзац.'
          : `Дальше: напишите первый абзац и добавьте строку о номере ${place.number} на ${index}.`,
      );
      done(await carryOut(terminal, content, place.change, summary, options.dryRun ?? false));
    });
