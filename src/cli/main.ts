import { Command, CommanderError, Help } from 'commander';
import type { Terminal } from './terminal.ts';
import { paint, UserError } from './terminal.ts';

/** What a command tells the shell: 0 clean, 1 findings, 2 the tool could not do its work. */
export type ExitCode = 0 | 1 | 2;

/** A command adds itself to the program and reports its exit code through `done`. */
export type CommandFactory = (terminal: Terminal, done: (code: ExitCode) => void) => Command;

/** Only the command that runs is loaded: the others would cost every run 40 ms. Help loads them all. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandFactory>>> = {
  check: async () => (await import('./commands/check.ts')).checkCommand,
  fix: async () => (await import('./commands/fix.ts')).fixCommand,
  new: async () => (await import('./commands/new.ts')).newCommand,
  move: async () => (await import('./commands/move.ts')).moveCommand,
  renumber: async () => (await import('./commands/renumber.ts')).renumberCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  inventory: async () => (await import('./commands/inventory.ts')).inventoryCommand,
};

/**
 * Runs `kb` with arguments (without `node kb.ts`). Never throws: mistakes of the user are printed
 * in words, failures of the tool with their stack.
 */
export async function runKb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = new Command('kb')
    .description('База знаний tapbot.kz: проверка, починка и перенумерация страниц')
    .configureOutput({ writeOut: (text) => terminal.out(text.trimEnd()), writeErr: (text) => terminal.err(text.trimEnd()) })
    .exitOverride();
  const [name = ''] = args;
  const wanted = Object.entries(COMMANDS).filter(([command]) => command === name || !Object.hasOwn(COMMANDS, name));
  for (const [, load] of wanted) program.addCommand((await load())(terminal, (code) => (exitCode = code)));
  speakRussian(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UserError) terminal.err(`${paint(terminal, 'red', 'Не получилось:')} ${error.message}`);
    else terminal.err(`Сбой самой программы kb. Сообщите о нём с этим текстом:\n${error instanceof Error ? error.stack : String(error)}`);
    return 2;
  }
}

/** Commander speaks English; people here read Russian. */
function speakRussian(command: Command): void {
  const titles: Record<string, string> = { 'Usage:': 'Как вызвать:', 'Arguments:': 'Аргументы:', 'Options:': 'Ключи:', 'Commands:': 'Команды:' };
  command.configureHelp({
    styleTitle: (title) => titles[title] ?? title,
    optionDescription: (option) => translateNote(Help.prototype.optionDescription.call(new Help(), option)),
    argumentDescription: (argument) => translateNote(Help.prototype.argumentDescription.call(new Help(), argument)),
    subcommandTerm: (sub) => Help.prototype.subcommandTerm.call(new Help(), sub).replace('[options]', '[ключи]'),
    commandUsage: (sub) => Help.prototype.commandUsage.call(new Help(), sub).replace('[options]', '[ключи]').replace('[command]', '[команда]'),
  });
  command.configureOutput({ outputError: (text, write) => write(translateError(text)) });
  command.helpOption('-h, --help', 'показать эту справку').exitOverride();
  if (command.commands.length > 0) command.helpCommand('help [команда]', 'справка о команде');
  command.showHelpAfterError('Справка: добавьте --help');
  for (const sub of command.commands) {
    sub.copyInheritedSettings(command);
    speakRussian(sub);
  }
}

/** «(choices: "a", "b", default: "a")» at the end of a description. */
function translateNote(description: string): string {
  return description.replace(/choices: /, 'можно: ').replace(/default: /, 'обычно: ');
}

function translateError(text: string): string {
  return text
    .replace(/^error: unknown option '(.+?)'/m, 'Нет такого ключа: $1')
    .replace(/^error: unknown command '(.+?)'/m, 'Нет такой команды: $1')
    .replace(/^error: missing required argument '(.+?)'/m, 'Не хватает аргумента: $1')
    .replace(/^error: required option '(.+?)' not specified/m, 'Не хватает ключа: $1')
    .replace(/^error: too many arguments.*$/m, 'Лишние аргументы')
    .replace(/^error: option '(.+?)' argument missing/m, 'У ключа $1 нет значения')
    .replace(/^error: option '(.+?)' argument '(.+?)' is invalid\.?\s*/m, 'Ключ $1 не понимает «$2». ')
    .replace(/Allowed choices are (.+?)\./, 'Можно: $1.')
    .replace(/\(Did you mean (.+?)\?\)/, '(Может быть, $1?)');
}
