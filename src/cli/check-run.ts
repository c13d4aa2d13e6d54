import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { Baseline, CheckConfig, CheckReport, RecordCache, Rule } from '../checks/index.ts';
import {
  applyBaseline,
  BASELINE_FILE,
  baselineOf,
  baselineText,
  CONFIG_FILE,
  check,
  loadRules,
  openRecordCache,
  plural,
  readBaseline,
  readChangedPages,
  readCheckConfig,
  selectRules,
} from '../checks/index.ts';
import type { GitHistory, KnowledgeBase, PageSource } from '../knowledge/index.ts';
import { readGitHistory } from '../knowledge/index.ts';
import type { ContentFolder } from './load-content.ts';
import { findContent, readContent } from './load-content.ts';
import type { ExitCode } from './main.ts';
import type { Terminal } from './terminal.ts';
import { UserError } from './terminal.ts';

/** What a run of the check was asked for. */
export interface CheckRequest {
  readonly folder: string;
  /** Ids or families; none means all. */
  readonly rules: readonly string[];
  readonly quiet: boolean;
  /** A git base, or true for the main branch. */
  readonly changed?: string | true | undefined;
  /** A file, or true for the usual one. */
  readonly baseline?: string | true | undefined;
  readonly updateBaseline: boolean;
  readonly maxWarnings?: number | undefined;
  /** What an editor has not saved yet; only this page is reported. */
  readonly unsaved?: { readonly path: string; readonly text: string } | undefined;
}

/** What stays the same while a check runs again and again. */
export interface CheckSession {
  readonly terminal: Terminal;
  readonly request: CheckRequest;
  readonly content: ContentFolder;
  readonly knownRules: readonly Rule[];
  readonly rules: readonly Rule[];
  readonly cache: RecordCache;
  readonly source: PageSource;
  /** The history of the pages there are; it is read again only when other pages are there. */
  readonly historyOf: (base: KnowledgeBase) => GitHistory;
}

export interface CheckOutcome {
  readonly base: KnowledgeBase;
  /** Those that ran. */
  readonly rules: readonly Rule[];
  /** What to show. */
  readonly report: CheckReport;
  readonly exitCode: ExitCode;
  /** What the report does not say: for people, on the side. */
  readonly notes: readonly string[];
  readonly durations: Durations;
}

/** How long the parts of a run took, in milliseconds. */
export interface Durations {
  readonly reading: number;
  readonly history: number;
  readonly checking: number;
  readonly byRule: ReadonlyMap<string, number>;
}

/** @throws UserError when the request cannot be met */
export async function openCheckSession(terminal: Terminal, request: CheckRequest): Promise<CheckSession> {
  const content = findContent(terminal, request.folder);
  const knownRules = await loadRules('all');
  const cache = openRecordCache(join(content.projectFolder, '.cache/kb', `${basename(content.absoluteFolder)}.jsonl`));
  const { unsaved } = request;
  return {
    terminal,
    request,
    content,
    knownRules,
    rules: inUserWords(() => selectRules(knownRules, request.rules)),
    cache,
    source: unsaved === undefined ? cache.source : { ...cache.source, unsaved: new Map([[unsaved.path, unsaved.text]]) },
    historyOf: rememberedHistory(content.absoluteFolder),
  };
}

/**
 * Reads the pages, checks them and keeps what was asked for.
 * @throws UserError when the folder, the configuration or the baseline will not do
 */
export function runCheck(session: CheckSession): CheckOutcome {
  const { terminal, request, content, knownRules, cache, source, historyOf } = session;
  const started = performance.now();
  const base = readContent(content, source);
  const config = readConfig(content, base, knownRules);
  const read = performance.now();
  const history = historyOf(base);
  const remembered = performance.now();
  const rules = withChosenRules(session, config);
  const byRule = new Map<string, number>();
  const whole = check(
    {
      base,
      history,
      today: terminal.today,
      config,
      knownRules,
      pageFindings: cache.pageFindings,
      onRuleDone: ({ id }, milliseconds) => byRule.set(id, (byRule.get(id) ?? 0) + milliseconds),
    },
    rules,
  );
  const durations = { reading: read - started, history: remembered - read, checking: performance.now() - remembered, byRule };

  const notes: string[] = [];
  const known = withoutKnown({ ...session, rules }, whole, config, notes);
  const asked = onlyAsked(session, known.report, notes);
  const maxWarnings = request.maxWarnings ?? config?.maxWarnings;
  const warnings = asked.diagnostics.filter(({ severity }) => severity === 'warning').length;
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (tooMany) notes.push(`Предупреждений ${warnings}, а можно не больше ${maxWarnings}.`);
  const failed = known.refused || tooMany || asked.diagnostics.some(({ severity }) => severity === 'error');
  return {
    base,
    rules,
    report: request.quiet ? { ...asked, diagnostics: asked.diagnostics.filter(({ severity }) => severity === 'error') } : asked,
    exitCode: asked.failures.length > 0 ? 2 : failed ? 1 : 0,
    notes,
    durations,
  };
}

function readConfig({ projectFolder }: ContentFolder, base: KnowledgeBase, rules: readonly Rule[]): CheckConfig | undefined {
  const file = join(projectFolder, CONFIG_FILE);
  if (!existsSync(file)) return undefined;
  const reading = readCheckConfig(readFileSync(file, 'utf8'), rules, (folder) => base.files.has(`${folder}/`));
  if (reading.ok) return reading.config;
  const list = reading.problems.map(({ line, column, message }) => `  ${CONFIG_FILE}:${line}:${column}  ${message}`);
  throw new UserError(`настройки проверки не читаются.\n${list.join('\n')}`);
}

/** A rule of taste runs when it is asked for: on the command line or in the configuration. */
function withChosenRules({ request, knownRules, rules }: CheckSession, config: CheckConfig | undefined): readonly Rule[] {
  if (request.rules.length > 0 || config === undefined) return rules;
  const named = new Set([config.rules, ...config.overrides.map((override) => override.rules)].flatMap((severities) => Object.keys(severities)));
  return knownRules.filter((rule) => rules.includes(rule) || named.has(rule.id));
}

/** Hides what the baseline knows, or writes the baseline anew. */
function withoutKnown(session: CheckSession, report: CheckReport, config: CheckConfig | undefined, notes: string[]): { report: CheckReport; refused: boolean } {
  const { request, rules, content, terminal } = session;
  if (request.baseline === undefined && config?.baseline === undefined && !request.updateBaseline) return { report, refused: false };
  const file =
    typeof request.baseline === 'string' ? resolve(terminal.cwd, request.baseline) : resolve(content.projectFolder, config?.baseline ?? BASELINE_FILE);
  const shown = relative(terminal.cwd, file);
  if (!existsSync(file)) {
    if (!request.updateBaseline) throw new UserError(`списка известных находок ${shown} нет. Создайте его: npm run check -- --update-baseline`);
    const first = baselineOf(report);
    writeWhole(file, baselineText(first));
    notes.push(`Создан ${shown}: ${plural(first.length, 'известная находка', 'известные находки', 'известных находок')}. Дальше список только убывает.`);
    return { report: { ...report, diagnostics: [] }, refused: false };
  }
  const { report: fresh, hidden, stale } = applyBaseline(report, openBaseline(file, shown), new Set(rules.map(({ id }) => id)));
  if (!request.updateBaseline) {
    if (hidden.length > 0) notes.push(`Скрыто по списку ${shown}: ${plural(hidden.length, 'известная находка', 'известные находки', 'известных находок')}.`);
    if (stale.length > 0) {
      const list = stale.map(({ rule, path, line }) => `  ${rule}  ${content.shownFolder}/${path}  ${line}`);
      notes.push(`В списке ${shown} есть исправленное, уберите его: npm run check -- --update-baseline\n${list.join('\n')}`);
    }
    return { report: fresh, refused: false };
  }
  if (fresh.diagnostics.length > 0) {
    const count = plural(fresh.diagnostics.length, 'новой находки', 'новых находок', 'новых находок');
    notes.push(`Список ${shown} не изменён: он только убывает, а ${count} в нём нет. Исправьте их, они показаны выше.`);
    return { report: fresh, refused: true };
  }
  writeWhole(file, baselineText(hidden));
  notes.push(`Список ${shown} записан: убрано ${stale.length}, осталось ${hidden.length}.`);
  return { report: fresh, refused: false };
}

function openBaseline(file: string, shown: string): Baseline {
  try {
    return readBaseline(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${shown}: ${error.message}`);
    throw error;
  }
}

/** Only the page of the editor, or only pages that changed; the rules have looked at all. */
function onlyAsked({ request, content }: CheckSession, report: CheckReport, notes: string[]): CheckReport {
  const { unsaved, changed } = request;
  if (unsaved !== undefined) return { ...report, diagnostics: report.diagnostics.filter(({ path }) => path === unsaved.path) };
  if (changed === undefined) return report;
  const paths = inUserWords(() => readChangedPages(content.absoluteFolder, changed === true ? undefined : changed));
  const diagnostics = report.diagnostics.filter(({ path }) => paths.has(path));
  const others = report.diagnostics.length - diagnostics.length;
  notes.push(
    `Изменено: ${plural(paths.size, 'файл', 'файла', 'файлов')}.${others > 0 ? ` В остальных страницах — ${plural(others, 'находка', 'находки', 'находок')}; показать все: npm run check` : ''}`,
  );
  return { ...report, diagnostics };
}

function rememberedHistory(folder: string): (base: KnowledgeBase) => GitHistory {
  let paths: string | undefined;
  let history: GitHistory | undefined;
  return (base) => {
    const now = base.pages.map(({ path }) => path).join('\n');
    if (history === undefined || now !== paths) history = readGitHistory(folder);
    paths = now;
    return history;
  };
}

/** Readers see the old file or the new one, never a half. */
export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

function inUserWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(error.message);
    throw error;
  }
}
