import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import type { ExportFile, Inventory } from '../../inventory/index.ts';
import { INVENTORY_EXPORTS, isExported, jsonSchemas, listFacts, loadInventory, nearest, publicView } from '../../inventory/index.ts';
import { loadContent } from '../load-content.ts';
import type { CommandFactory } from '../main.ts';
import type { Terminal } from '../terminal.ts';
import { paint, UserError } from '../terminal.ts';
import { inventoryList, inventoryProblem, subjectCard } from './inventory-text.ts';

type Kind = keyof typeof INVENTORY_EXPORTS;

/** `kb inventory`: look at the facts and hand them to other programs. */
export const inventoryCommand: CommandFactory = (terminal, done) => {
  const command = new Command('inventory').description('серверы, сервисы, порты, люди и цены: посмотреть и отдать другим программам').addHelpText(
    'after',
    `
Инвентарь — файлы content/inventory/*.yaml. Страницы цитируют их ссылками fact:, проверка сравнивает с ними текст.
Примеры:
  npm run kb -- inventory list                  что где работает
  npm run kb -- inventory show directus         всё о Directus
  npm run kb -- inventory facts server2         что можно цитировать о втором сервере
  npm run kb -- inventory export ufw            команды файрвола`,
  );
  const withInventory = (run: (inventory: Inventory, texts: Inventory['texts']) => void, team: boolean): void => {
    const { inventory, clean } = readAndExplain(terminal);
    // Exports and cards of a contradictory inventory are shown, but no script may take them for sound.
    if (!clean) done(1);
    if (inventory !== undefined) run(team ? inventory : publicView(inventory), inventory.texts);
  };

  command
    .command('list')
    .description('показать серверы, сервисы и людей')
    .option('--team', 'с адресами IP, которые видит только команда')
    .action(({ team }: { team?: boolean }) => withInventory((inventory) => terminal.out(inventoryList(inventory, terminal)), team === true));

  command
    .command('show')
    .description('показать всё об одном сервере, сервисе, человеке или разделе')
    .argument('<id>', 'например server2, directus, kadyrkhan, costs')
    .option('--team', 'со значениями, которые видит только команда')
    .action((id: string, { team }: { team?: boolean }) =>
      withInventory((inventory, texts) => {
        const card = subjectCard(inventory, id, texts, terminal);
        if (card === undefined) throw new UserError(`«${id}» в инвентаре нет. ${suggest(id, subjects(inventory))}Все имена покажет kb inventory list`);
        terminal.out(card);
      }, team === true),
    );

  command
    .command('facts')
    .description('показать, что можно цитировать на страницах')
    .argument('[начало]', 'начало ключа: server2, directus.port', '')
    .option('--team', 'со значениями, которые видит только команда')
    .addHelpText(
      'after',
      `
На странице факт пишут ссылкой, текст ссылки — значение:
  [dir.tapbot.kz](fact:directus.domain)
Когда значение изменится, npm run check покажет все устаревшие места, а npm run fix их обновит.`,
    )
    .action((start: string, { team }: { team?: boolean }) =>
      withInventory((inventory) => {
        const facts = listFacts(inventory).filter(({ key }) => key.startsWith(start));
        if (facts.length === 0) throw new UserError(`фактов, которые начинаются с «${start}», нет. ${suggest(start, subjects(inventory))}`.trimEnd());
        const width = Math.max(...facts.map(({ key }) => key.length));
        terminal.out(
          facts
            .map(({ key, value, audience }) => `${key.padEnd(width)}  ${value}${audience === 'team' ? paint(terminal, 'yellow', '  только для команды') : ''}`)
            .join('\n'),
        );
      }, team === true),
    );

  command
    .command('export')
    .description('сделать файлы для другой программы')
    .argument('<вид>', Object.keys(INVENTORY_EXPORTS).join(', '))
    .option('--team', 'с адресами IP; без ключа вместо них имена серверов')
    .option('--planned', 'и то, что ещё в плане')
    .option('-o, --out <папка>', 'записать файлы в папку; без ключа они идут в вывод')
    .option('--file <имя>', 'только один файл из нескольких')
    .addHelpText(
      'after',
      `
Виды:
${kindsHelp()}
Примеры:
  npm run kb -- inventory export ansible --team --out ansible
  npm run kb -- inventory export prometheus --planned --out prometheus
  npm run -s kb -- inventory export ufw --file ufw-server2.sh > ufw-server2.sh
С ключом --team в файлах есть адреса серверов: не кладите их в Git и не показывайте на страницах.`,
    )
    .action((kind: string, options: { team?: boolean; planned?: boolean; out?: string; file?: string }) =>
      withInventory((inventory) => {
        if (!isKind(kind)) throw new UserError(`не умею выгружать «${kind}». Можно: ${Object.keys(INVENTORY_EXPORTS).join(', ')}`);
        const files = chosen(INVENTORY_EXPORTS[kind].run(inventory, { planned: options.planned === true }), options.file);
        if (options.out === undefined) print(terminal, files);
        else writeExports(terminal, files, options.out);
      }, options.team === true),
    );

  command
    .command('schema')
    .description('обновить схемы, по которым редактор подсказывает поля')
    .option('--check', 'ничего не писать, только сравнить')
    .addHelpText('after', '\nСхемы лежат в content/inventory/schema. VS Code берёт их сам, если установлено расширение YAML (redhat.vscode-yaml).')
    .action(({ check }: { check?: boolean }) => {
      const { absoluteFolder } = loadContent(terminal, CONTENT_FOLDER);
      const stale = [...jsonSchemas()].filter(([path, text]) => textOrNothing(join(absoluteFolder, path)) !== text);
      if (stale.length === 0) terminal.out('Схемы свежие.');
      else if (check === true) {
        terminal.out(`Схемы устарели: ${stale.map(([path]) => path).join(', ')}\nОбновить: npm run kb -- inventory schema`);
        done(1);
      } else {
        for (const [path, text] of stale) writeFile(join(absoluteFolder, path), text);
        terminal.out(`Обновлено: ${stale.map(([path]) => path).join(', ')}`);
      }
    });
  return command;
};

const CONTENT_FOLDER = 'content';

function isKind(word: string): word is Kind {
  return Object.hasOwn(INVENTORY_EXPORTS, word);
}

function kindsHelp(): string {
  return Object.entries(INVENTORY_EXPORTS)
    .map(([kind, { about }]) => `  ${kind.padEnd(12)}${about}`)
    .join('\n');
}

/** Reads the inventory and prints everything that is wrong with it. */
function readAndExplain(terminal: Terminal): { readonly inventory: Inventory | undefined; readonly clean: boolean } {
  const { base, absoluteFolder, shownFolder } = loadContent(terminal, CONTENT_FOLDER);
  const { inventory, problems } = loadInventory(absoluteFolder, { catalogue: base.catalogue });
  for (const problem of problems)
    terminal.err(`${inventoryProblem(problem, textOrNothing(join(absoluteFolder, problem.file)) ?? '', shownFolder, terminal)}\n`);
  if (inventory === undefined) terminal.err('Инвентарь не читается: исправьте ошибки выше.');
  return { inventory, clean: problems.length === 0 };
}

function subjects(inventory: Inventory): string[] {
  return [...new Set(listFacts(inventory).map(({ key }) => key.split('.')[0] ?? ''))];
}

function suggest(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near.length === 0 ? '' : `Может быть, ${near.join(' или ')}? `;
}

function chosen(files: readonly ExportFile[], name: string | undefined): readonly ExportFile[] {
  if (name === undefined) return files;
  const found = files.filter(({ path }) => path === name);
  if (found.length === 0) throw new UserError(`файла «${name}» среди выгруженных нет. Есть: ${files.map(({ path }) => path).join(', ')}`);
  return found;
}

function print(terminal: Terminal, files: readonly ExportFile[]): void {
  for (const { path, text } of files) terminal.out(`${files.length > 1 ? `# ── ${path}\n` : ''}${text.trimEnd()}`);
  if (files.length > 1)
    terminal.err(`Файлов несколько: ${files.map(({ path }) => path).join(', ')}. Сохраните их ключом --out ПАПКА или возьмите один ключом --file.`);
}

/** Writes the files, all or none: a file that somebody else made is never overwritten. */
function writeExports(terminal: Terminal, files: readonly ExportFile[], folder: string): void {
  const targets = files.map(({ path, text }) => ({ path: resolve(terminal.cwd, folder, path), shown: join(folder, path), text }));
  const foreign = targets.find(({ path }) => existsSync(path) && !isExported(textOrNothing(path) ?? ''));
  if (foreign !== undefined) throw new UserError(`файл ${foreign.shown} уже есть, и сделан он не этой командой. Уберите его или выберите другую папку`);
  for (const { path, text } of targets) writeFile(path, text);
  terminal.out(`Записано: ${targets.map(({ shown }) => shown).join(', ')}`);
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function textOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
