import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { inspect } from 'node:util';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ReporterOptions, WatchedFolder } from '../../checks/index.ts';
import { BASELINE_FILE, CONFIG_FILE, reporters, summary, watchFolders, withUnchangedPages, writeStepSummary } from '../../checks/index.ts';
import { listFiles } from '../../knowledge/index.ts';
import type { CheckOutcome, CheckRequest, CheckSession } from '../check-run.ts';
import { openCheckSession, runCheck, writeWhole } from '../check-run.ts';
import { findContent } from '../load-content.ts';
import type { CommandFactory } from '../main.ts';
import type { Terminal } from '../terminal.ts';
import { paint, UserError } from '../terminal.ts';

interface Options {
  readonly format: keyof typeof reporters;
  readonly rule?: string[];
  readonly quiet?: boolean;
  readonly changed?: string | true;
  readonly watch?: boolean;
  readonly stdin?: boolean;
  readonly path?: string;
  readonly maxWarnings?: number;
  readonly baseline?: string | true;
  readonly updateBaseline?: boolean;
  readonly output?: string;
  readonly timing?: boolean;
}

/** Rules that took less are not worth a line. Milliseconds. */
const SLOW_ENOUGH = 1;

/** `kb check`: look at everything, change nothing. */
export const checkCommand: CommandFactory = (terminal, done) =>
  new Command('check')
    .description('проверить номера, ссылки и страницы')
    .argument('[папка]', 'папка с базой знаний', 'content')
    .addOption(new Option('-f, --format <вид>', 'как показать находки').choices(Object.keys(reporters)).default('pretty'))
    .option('-r, --rule <правила...>', 'только эти правила или семейства, например N003 или L')
    .option('-q, --quiet', 'только ошибки, без предупреждений')
    .option('-c, --changed [база]', 'только находки в страницах, которые вы изменили с ветки main (или с названной ветки); правила всё равно смотрят всю базу')
    .option('-w, --watch', 'следить за файлами и проверять после каждого сохранения; конец — Ctrl-C')
    .option('--stdin', 'взять текст страницы со стандартного ввода: для редакторов. Нужен и --path')
    .option('--path <файл>', 'какую страницу заменяет текст из --stdin')
    .option('--max-warnings <число>', 'сколько предупреждений можно оставить; больше — код выхода 1', wholeNumber)
    .option('--baseline [файл]', `молчать о находках, которые уже есть в списке (обычно ${BASELINE_FILE})`)
    .option('--update-baseline', 'создать список известных находок или убрать из него исправленное; расти он не может')
    .option('-o, --output <файл>', 'записать отчёт в файл, а на экран — только итог')
    .option('--timing', 'показать, сколько времени заняло чтение и каждое правило')
    .addHelpText(
      'after',
      `
Код выхода: 0 — ошибок нет, 1 — есть ошибки, 2 — проверить не удалось.

Настройки: ${CONFIG_FILE} в корне проекта — важность правил, отдельные папки, разрешённые пропуски.
Одно правило на одной странице отключает её front matter, с причиной: checks: {N007: "тема уехала в 06.04"}.

Примеры:
  npm run check                                   вся база
  npm run check -- --watch                        пока пишете
  npm run check -- --changed                      только ваши страницы, перед коммитом
  npm run check -- --rule L                       только ссылки
  npm run check -- --format sarif -o kb.sarif     для программ
  npm run check -- --stdin --path content/06-operations/_index.md < черновик.md`,
    )
    .action(async (folder: string, options: Options) => {
      refuseContradictions(options);
      const session = await openCheckSession(terminal, await requestOf(terminal, folder, options));
      if (options.watch) return watch({ ...session, source: withUnchangedPages(session.source, session.content.absoluteFolder) }, options);
      const outcome = runCheck(session);
      show(session, options, outcome);
      if (!options.stdin) session.cache.save();
      done(outcome.exitCode);
    });

/** Half an answer would look like a whole one. */
function refuseContradictions({ stdin, path, watch: watching, updateBaseline, rule, changed, output }: Options): void {
  const refuse = (wrong: unknown, message: string): void => {
    if (wrong) throw new UserError(message);
  };
  refuse(stdin && path === undefined, 'назовите страницу, которую заменяет текст: --stdin --path content/06-operations/_index.md');
  refuse(!stdin && path !== undefined, 'ключ --path нужен только вместе с --stdin');
  refuse(watching && stdin, 'следить за стандартным вводом нельзя: уберите --watch или --stdin');
  refuse(watching && output !== undefined, 'с --watch отчёт идёт на экран: уберите --output');
  refuse(
    updateBaseline && (stdin || watching || changed !== undefined || rule !== undefined),
    'список известных находок обновляет только полная проверка: уберите --rule, --changed, --stdin и --watch',
  );
}

async function requestOf(terminal: Terminal, folder: string, options: Options): Promise<CheckRequest> {
  const path = options.path === undefined ? undefined : pagePath(terminal, folder, options.path);
  return {
    folder,
    rules: options.rule ?? [],
    quiet: options.quiet ?? false,
    changed: options.changed,
    baseline: options.baseline,
    updateBaseline: options.updateBaseline ?? false,
    maxWarnings: options.maxWarnings,
    unsaved: path === undefined ? undefined : { path, text: (await terminal.stdin?.()) ?? '' },
  };
}

/** The page as the content folder knows it; editors name it absolutely, people from where they are. */
function pagePath(terminal: Terminal, folder: string, named: string): string {
  const { absoluteFolder, shownFolder } = findContent(terminal, folder);
  const path = relative(absoluteFolder, resolve(terminal.cwd, named));
  if (path === '' || path.startsWith('..') || isAbsolute(path)) throw new UserError(`страница «${named}» лежит не в папке «${shownFolder}»`);
  if (!path.endsWith('.md')) throw new UserError(`«${named}» — не страница: проверяются файлы .md`);
  return path.split(sep).join('/');
}

function show(session: CheckSession, options: Options, outcome: CheckOutcome): void {
  const { terminal, content } = session;
  const reporting: ReporterOptions = { folder: content.shownFolder, color: terminal.color, rules: outcome.rules, today: terminal.today };
  if (options.output === undefined) terminal.out(reporters[options.format](outcome.report, reporting));
  else {
    const file = resolve(terminal.cwd, options.output);
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, `${reporters[options.format](outcome.report, { ...reporting, color: false }).trimEnd()}\n`);
    terminal.out(`${summary(outcome.report, reporting)} Отчёт: ${options.output}`);
  }
  const summaryFile = terminal.env['GITHUB_STEP_SUMMARY'];
  if (options.format === 'github' && summaryFile) writeStepSummary(summaryFile, reporters.markdown(outcome.report, reporting));
  for (const note of outcome.notes) terminal.err(note);
  if (options.timing) terminal.err(timing(session, outcome));
}

function timing({ cache }: CheckSession, { durations: { reading, history, checking, byRule } }: CheckOutcome): string {
  const { remembered, parsed } = cache.counts;
  const total = performance.now();
  const line = (name: string, milliseconds: number, more = ''): string => `${name.padEnd(26)}${milliseconds.toFixed(0).padStart(7)}${more}`;
  const slow = [...byRule].filter(([, milliseconds]) => milliseconds >= SLOW_ENOUGH).sort(([, a], [, b]) => b - a);
  return [
    'Время, мс',
    line('  запуск', total - reading - history - checking),
    line('  чтение страниц', reading, `   из памяти ${remembered}, заново ${parsed}`),
    line('  история git', history),
    line('  правила', checking),
    ...slow.map(([id, milliseconds]) => line(`    ${id}`, milliseconds)),
    line('  всего с начала процесса', total),
  ].join('\n');
}

/** Checks after every change until the user has had enough. */
function watch(session: CheckSession, options: Options): Promise<void> {
  const { terminal, content } = session;
  return new Promise((end) => {
    const pass = (): void => {
      const started = performance.now();
      watching.follow(foldersToWatch(session));
      terminal.clear?.();
      terminal.out('Проверяю…');
      try {
        show(session, options, runCheck(session));
      } catch (error) {
        // The next save may well be better: watching goes on.
        terminal.out(`${paint(terminal, 'red', 'Не получилось:')} ${error instanceof UserError ? error.message : inspect(error)}`);
      }
      terminal.out(`\n${Math.round(performance.now() - started)} мс. Слежу за папкой ${content.shownFolder}, конец — Ctrl-C.`);
    };
    const watching = watchFolders(pass);
    terminal.onInterrupt?.(() => {
      watching.close();
      end();
    });
    pass();
    session.cache.save();
  });
}

/** Every folder of the base and of `public`, and the root of the project for what stands beside them. */
function foldersToWatch({ content: { absoluteFolder, publicFolder, projectFolder } }: CheckSession): WatchedFolder[] {
  const beside = new Set([CONFIG_FILE, BASELINE_FILE, ...[absoluteFolder, publicFolder].map((folder) => basename(folder))]);
  const inside = [absoluteFolder, publicFolder].filter((folder) => existsSync(folder));
  return [
    { path: projectFolder, matters: (name) => beside.has(name) },
    ...inside.map((path) => ({ path })),
    ...inside.flatMap((root) => [...listFiles(root).files].filter((path) => path.endsWith('/')).map((path) => ({ path: join(root, path.slice(0, -1)) }))),
  ];
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Нужно целое число, например 0.');
  return Number(text);
}
