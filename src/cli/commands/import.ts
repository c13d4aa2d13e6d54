import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { Command } from 'commander';
import type { Diagnostic } from '../../checks/index.ts';
import { check, loadRules, newErrors, plural, reporters } from '../../checks/index.ts';
import type { GramaxImport, ImportedPage, ImportTarget, Remark } from '../../import/index.ts';
import {
  changeOf,
  haveSameBytes,
  loadOldCatalogue,
  planGramaxImport,
  planTextImport,
  ROOT_FILES,
  readPeopleNames,
  readRootFile,
  writeImport,
} from '../../import/index.ts';
import type { ChangeSet, KnowledgeBase } from '../../knowledge/index.ts';
import {
  baseAfter,
  historyAfter,
  isEmptyChange,
  loadKnowledgeBase,
  MAX_PAGE_BYTES,
  recoverInterruptedChange,
  textsOf,
  writeChangeSet,
} from '../../knowledge/index.ts';
import { decodeBytes } from '../../text/index.ts';
import { inWords, openContent, parseNumber, surroundingsOf } from '../change-content.ts';
import type { CommandFactory } from '../main.ts';
import { fileDiff, showDiff } from '../show-diff.ts';
import type { Terminal } from '../terminal.ts';
import { paint, UserError } from '../terminal.ts';

/** `kb import`: texts that were written elsewhere become pages of this base. */
export const importCommand: CommandFactory = (terminal, done) => {
  const command = new Command('import').description('перенести старый каталог Gramax или текст из чата');
  command.addCommand(gramaxCommand(terminal, done));
  command.addCommand(textCommand(terminal, done));
  return command;
};

const gramaxCommand: CommandFactory = (terminal, done) =>
  new Command('gramax')
    .description('перенести старый каталог: README и _index в одну страницу, шапки в front matter, ссылки на новые места')
    .argument('<каталог>', 'папка старого каталога')
    .option('--into <папка>', 'папка с базой знаний; новая будет создана', 'content')
    .option('--replace', 'заменить страницы, которые в базе уже есть и отличаются')
    .option('--dry-run', 'только показать план и правки, ничего не записывать')
    .addHelpText(
      'after',
      `
Старый каталог не меняется. Повторный перенос того же каталога ничего не меняет.
Код выхода: 0 — всё перенесено, 1 — перенесено, но есть места, где решать вам, 2 — перенести нельзя.

Примеры:
  npm run kb -- import gramax ../старая-база --dry-run              посмотреть
  npm run kb -- import gramax ../старая-база --into content         перенести`,
    )
    .action(async (folder: string, options: { into: string; replace?: boolean; dryRun?: boolean }) => {
      const from = resolve(terminal.cwd, folder);
      const into = resolve(terminal.cwd, options.into);
      if (!statSync(from, { throwIfNoEntry: false })?.isDirectory())
        throw new UserError(`папки «${folder}» нет. Назовите папку старого каталога: kb import gramax путь/к/каталогу`);
      if (existsSync(into) && !statSync(into).isDirectory()) throw new UserError(`«${options.into}» — файл, а нужна папка базы`);
      if (existsSync(into) && inWords(() => recoverInterruptedChange(into))) terminal.err('Прошлая команда kb оборвалась на полпути. Её изменения отменены.');
      const base = existsSync(into) ? loadBase(into) : undefined;
      const old = inWords(() => loadOldCatalogue(from));
      if (old.pages.size === 0) throw new UserError(`в папке «${folder}» нет ни одной страницы .md, переносить нечего`);
      const target: ImportTarget = {
        base,
        people: readPeopleNames(readIfThere(join(into, 'inventory/people.yaml'))),
        sameBytes: (file, path) => haveSameBytes(join(from, file), join(into, path)),
        replace: options.replace ?? false,
      };
      const plan = planGramaxImport(old, target, await loadRules());
      const rootText = ROOT_FILES.some((name) => existsSync(join(into, name))) ? undefined : readRootFile(from);
      const rootFile = rootText === undefined ? undefined : { path: ROOT_FILES[0] ?? '', text: rootText };
      const change = changeOf(plan, rootFile);
      const nothing = isEmptyChange(change) && plan.files.every(({ outcome }) => outcome !== 'new');
      if (!nothing && isSameOrInside(into, from)) {
        throw new UserError(
          `база «${options.into}» лежит в самом каталоге «${folder}»: старое и новое смешались бы. Назовите другую папку, например --into ${basename(from)}-new`,
        );
      }
      const shownInto = relative(terminal.cwd, into) || '.';
      if (options.dryRun && !nothing) terminal.out(`${diffs(terminal, shownInto, plan, old.pages)}\n`);
      if (!options.dryRun && !nothing) inWords(() => writeImport(from, into, plan, rootFile, base === undefined ? new Map() : textsOf(base)));
      terminal.out(describe(terminal, folder, shownInto, plan, nothing, options.dryRun ?? false).join('\n'));
      if (plan.remarks.some(({ advice }) => advice !== undefined)) done(1);
    });

function loadBase(into: string): KnowledgeBase {
  const publicFolder = resolve(into, '../public');
  return loadKnowledgeBase(into, statSync(publicFolder, { throwIfNoEntry: false })?.isDirectory() ? publicFolder : undefined);
}

function isSameOrInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** What each page was in the old catalogue against what it will be. */
function diffs(terminal: Terminal, into: string, { pages }: GramaxImport, old: ReadonlyMap<string, string>): string {
  return pages
    .filter(({ outcome }) => outcome === 'new' || outcome === 'replaced')
    .map(({ path, text, before, sources }) => {
      const [source = ''] = sources;
      return before === undefined
        ? fileDiff(terminal, source, `${into}/${path}`, (old.get(source) ?? '').replace(/\r\n?/g, '\n'), text)
        : fileDiff(terminal, `${into}/${path}`, `${into}/${path}`, before, text);
    })
    .join('\n\n');
}

const OUTCOMES: Readonly<Record<ImportedPage['outcome'], string>> = { new: 'новая', replaced: 'заменена', conflict: 'не тронута', same: 'без изменений' };

function describe(terminal: Terminal, folder: string, into: string, plan: GramaxImport, nothing: boolean, dryRun: boolean): string[] {
  const lines: string[] = [];
  const shown = plan.pages.filter(({ outcome }) => outcome !== 'same');
  if (shown.length > 0) lines.push(paint(terminal, 'bold', 'Страницы'));
  for (const { path, sources, outcome } of shown) {
    const merged = sources.length > 1 && outcome === 'new' ? 'слита' : OUTCOMES[outcome];
    lines.push(`  ${merged.padEnd(10)} ${into}/${path}  ←  ${sources.join(' + ')}`);
  }
  const files = plan.files.filter(({ outcome }) => outcome !== 'same');
  if (files.length > 0) lines.push('', paint(terminal, 'bold', 'Файлы'));
  for (const { path, from, outcome } of files) lines.push(`  ${(outcome === 'new' ? 'новый' : 'не тронут').padEnd(10)} ${into}/${path}  ←  ${from}`);
  lines.push(...remarkLines(terminal, plan.remarks, `${folder.replace(/\/$/, '')}/`));
  const same = plan.pages.length - shown.length;
  const count = (outcome: ImportedPage['outcome']): number => plan.pages.filter((page) => page.outcome === outcome).length;
  lines.push('');
  if (nothing) lines.push(`Менять нечего: ${plural(same, 'страница уже такая', 'страницы уже такие', 'страниц уже такие')}, как надо.`);
  else {
    const parts = [
      plural(count('new'), 'новая страница', 'новые страницы', 'новых страниц'),
      ...(count('replaced') > 0 ? [`заменено ${count('replaced')}`] : []),
      ...(same > 0 ? [`без изменений ${same}`] : []),
      ...(count('conflict') > 0 ? [`не тронуто ${count('conflict')}`] : []),
    ];
    lines.push(`${dryRun ? 'Будет перенесено' : 'Перенесено'}: ${parts.join(', ')}.`);
    lines.push(
      dryRun
        ? 'Это проба: ничего не записано. Записать — та же команда без --dry-run.'
        : `Дальше: npm run fix -- ${into}, потом npm run check -- ${into}, потом места из списка выше.`,
    );
  }
  return lines;
}

/** What was done on the way, then what is left to people, each with its place. */
function remarkLines(terminal: Terminal, remarks: readonly Remark[], prefix: string): string[] {
  const place = ({ path, line }: Remark): string => `${prefix}${path}${line > 0 ? `:${line}` : ''}`;
  const finished = remarks.filter(({ advice }) => advice === undefined);
  const open = remarks.filter(({ advice }) => advice !== undefined);
  const lines: string[] = [];
  if (finished.length > 0) lines.push('', paint(terminal, 'bold', 'Сделано по дороге'));
  for (const remark of finished) lines.push(`  ${place(remark)}  ${remark.message}`);
  if (open.length > 0) lines.push('', paint(terminal, 'yellow', `Решать вам: ${plural(open.length, 'место', 'места', 'мест')}`));
  for (const remark of open) lines.push(`  ${place(remark)}  ${remark.message}`, `      ${paint(terminal, 'dim', remark.advice ?? '')}`);
  return lines;
}

const textCommand: CommandFactory = (terminal, done) =>
  new Command('text')
    .description('положить текст из чата или файла под номер: почистить, пронумеровать, проверить')
    .argument('<файл>', 'файл с текстом; «-» — взять то, что подано на вход')
    .requiredOption('-n, --number <номер>', 'документ (06.07) или тема (06.01.05)')
    .option('-t, --title <название>', 'название нового документа или темы; без него — первый заголовок текста')
    .option('--dry-run', 'только показать, ничего не записывать')
    .option('-c, --content <папка>', 'папка с базой знаний', 'content')
    .addHelpText(
      'after',
      `
Написанное не стирается: новый текст встаёт на пустое место или после того, что есть.
Код выхода: 0 — замечаний нет, 1 — текст записан, но есть что поправить, 2 — записать нельзя.

Примеры:
  npm run kb -- import text заметка.md --number 06.01.05 --dry-run
  pbpaste | npm run kb -- import text - --number 03.05 --title "Очереди сообщений"`,
    )
    .action(async (file: string, options: { number: string; title?: string; dryRun?: boolean; content: string }) => {
      const number = parseNumber(options.number);
      const content = openContent(terminal, options.content);
      const { text, encoding } = readPasted(terminal, file);
      const name = file === '-' ? 'вставленный текст' : file;
      const rules = await loadRules();
      const plan = inWords(() => planTextImport({ name, text, number, title: options.title }, surroundingsOf(terminal, content), rules));
      if (plan.known) {
        terminal.out(`Этот текст уже есть: ${content.shownFolder}/${plan.path}. Менять нечего.`);
        return;
      }
      terminal.out(showDiff(terminal, content.shownFolder, textsOf(content.base), plan.change));
      if (!options.dryRun) inWords(() => writeChangeSet(content.absoluteFolder, plan.change, textsOf(content.base)));
      const encoded: Remark[] = encoding === 'UTF-8' ? [] : [{ path: name, line: 0, message: `кодировка ${encoding}, прочитано как она`, advice: undefined }];
      terminal.out(remarkLines(terminal, [...encoded, ...plan.remarks], '').join('\n'));
      const left = inWords(() => newFindings(terminal, content, plan.change, plan.path, rules));
      if (left.length > 0) {
        const report = { diagnostics: left, failures: [], checked: { pages: 1, numbers: 0, links: 0, rules: rules.length } };
        terminal.out(`\n${paint(terminal, 'bold', 'Что осталось по мнению kb check')}\n`);
        terminal.out(reporters.pretty(report, { folder: content.shownFolder, color: terminal.color }).split('\n\n').slice(0, -1).join('\n\n'));
      }
      terminal.out(
        options.dryRun
          ? '\nЭто проба: ничего не записано. Записать — та же команда без --dry-run.'
          : `\nЗаписано: ${content.shownFolder}/${plan.path}. Прочтите страницу целиком.`,
      );
      if (left.some(({ severity }) => severity === 'error') || plan.remarks.some(({ advice }) => advice !== undefined)) done(1);
    });

/** @throws UserError for what is no text */
function readPasted(terminal: Terminal, file: string): { text: string; encoding: string } {
  const bytes = file === '-' ? readInput() : readFile(resolve(terminal.cwd, file), file);
  if (bytes.length > MAX_PAGE_BYTES) throw new UserError(`«${file}» больше ${MAX_PAGE_BYTES / 1_000_000} МБ: для страницы это слишком много. Разделите текст`);
  const decoded = decodeBytes(bytes);
  if (decoded === undefined) throw new UserError(`в «${file}» не текст. Сохраните его как .txt или .md и повторите`);
  return decoded;
}

function readFile(absolute: string, shown: string): Uint8Array {
  if (!statSync(absolute, { throwIfNoEntry: false })?.isFile())
    throw new UserError(`файла «${shown}» нет. Чтобы вставить текст из буфера: pbpaste | kb import text - --number 06.01.05`);
  return readFileSync(absolute);
}

function readInput(): Uint8Array {
  try {
    return readFileSync(0);
  } catch {
    throw new UserError('на вход ничего не подано. Так работает: cat заметка.txt | kb import text - --number 06.01.05');
  }
}

/** Findings on the page that were not there before the text came. */
function newFindings(
  terminal: Terminal,
  content: ReturnType<typeof openContent>,
  change: ChangeSet,
  path: string,
  rules: Awaited<ReturnType<typeof loadRules>>,
): Diagnostic[] {
  const { base, history } = content;
  const after = baseAfter(base, change);
  const now = { base, history, today: terminal.today };
  const before = check(now, rules);
  const later = check({ ...now, base: after, history: historyAfter(history, change, after) }, rules);
  const errors = newErrors(before, later, []);
  const old = new Set(before.diagnostics.map(({ rule, path: where, message }) => `${rule} ${where} ${message}`));
  const rest = later.diagnostics.filter(
    (finding) => finding.path === path && finding.severity !== 'error' && !old.has(`${finding.rule} ${finding.path} ${finding.message}`),
  );
  return [...errors, ...rest];
}
