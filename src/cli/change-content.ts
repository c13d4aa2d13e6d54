import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CheckContext, Diagnostic, Rule } from '../checks/index.ts';
import { check, loadRules, newErrors, plural, reporters } from '../checks/index.ts';
import type { ChangeSet, GitHistory, KnowledgeBase, Surroundings } from '../knowledge/index.ts';
import {
  baseAfter,
  ChangeSetError,
  historyAfter,
  isDataWithNumbers,
  readNumbersInGit,
  recoverInterruptedChange,
  SectionNumber,
  textsOf,
  withDataFiles,
  writeChangeSet,
} from '../knowledge/index.ts';
import { loadContent } from './load-content.ts';
import type { ExitCode } from './main.ts';
import { showDiff } from './show-diff.ts';
import type { Terminal } from './terminal.ts';
import { paint, UserError } from './terminal.ts';

/** The content folder opened by a command that will change it. */
export interface OpenContent {
  readonly base: KnowledgeBase;
  readonly history: GitHistory;
  readonly absoluteFolder: string;
  readonly shownFolder: string;
}

/** Opens the content for a change; what a killed command left half done is taken back first. */
export function openContent(terminal: Terminal, folder: string): OpenContent {
  const absolute = resolve(terminal.cwd, folder);
  if (existsSync(absolute) && inWords(() => recoverInterruptedChange(absolute))) {
    terminal.err('Прошлая команда kb оборвалась на полпути. Её изменения отменены, база снова такая, какой была до неё.');
  }
  const content = loadContent(terminal, folder);
  return { ...content, base: withDataFiles(content.base, readDataFiles(content.base, content.absoluteFolder)) };
}

/** Data files name section numbers too, so a change must see them. What cannot be read is left alone. */
function readDataFiles({ files }: KnowledgeBase, folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const path of files) {
    if (!isDataWithNumbers(path)) continue;
    try {
      texts.set(path, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(join(folder, path))));
    } catch {}
  }
  return texts;
}

/** What plans are made from. */
export function surroundingsOf(terminal: Terminal, { base, history, absoluteFolder }: OpenContent): Surroundings {
  return { base, history, git: readNumbersInGit(absoluteFolder), today: terminal.today };
}

/** @throws UserError when the text is no section number, with the one that was meant */
export function parseNumber(text: string): SectionNumber {
  const number = SectionNumber.parse(text);
  if (number !== undefined) return number;
  const padded = SectionNumber.parse(text.replace(/\d+/g, (part) => part.padStart(2, '0')));
  throw new UserError(
    `«${text}» — не номер. ${padded === undefined ? 'Номер выглядит так: 06, 06.01, 06.01.03 или 06.01.03.02' : `Каждая часть — две цифры: ${padded}`}`,
  );
}

/** A plan that cannot be made is the user's matter, not a failure of the program. */
export function inWords<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ChangeSetError) throw new UserError(error.message);
    throw error;
  }
}

/**
 * Checks a plan, then shows it (`dryRun`) or writes it. A plan that would bring errors is not written.
 * @param summary what the plan does, for people
 */
export async function carryOut(terminal: Terminal, content: OpenContent, change: ChangeSet, summary: readonly string[], dryRun: boolean): Promise<ExitCode> {
  const errors = errorsOfPlan(terminal, content, change, await loadRules());
  if (errors.length > 0) {
    const report = { diagnostics: errors, failures: [], checked: { pages: 0, numbers: 0, links: 0, rules: 0 } };
    const shown = reporters.pretty(report, { folder: content.shownFolder, color: terminal.color }).split('\n\n').slice(0, -1);
    terminal.out(shown.join('\n\n'));
    terminal.err(
      `\n${paint(terminal, 'red', `Не записано: после этого в базе появилось бы ${plural(errors.length, 'ошибка', 'ошибки', 'ошибок')}.`)} Места названы так, как они выглядели бы после команды. Исправьте причину и повторите.`,
    );
    return 1;
  }
  if (dryRun) terminal.out(`${showDiff(terminal, content.shownFolder, textsOf(content.base), change)}\n`);
  else inWords(() => writeChangeSet(content.absoluteFolder, change, textsOf(content.base)));
  terminal.out(summary.join('\n'));
  terminal.out(dryRun ? '\nЭто проба: ничего не записано. Записать — та же команда без --dry-run.' : '\nЗаписано. Посмотреть: git status и git diff');
  return 0;
}

function errorsOfPlan(terminal: Terminal, { base, history }: OpenContent, change: ChangeSet, rules: readonly Rule[]): Diagnostic[] {
  return inWords(() => {
    const after = baseAfter(base, change);
    const now: CheckContext = { base, history, today: terminal.today };
    return newErrors(check(now, rules), check({ ...now, base: after, history: historyAfter(history, change, after) }, rules), change.moves);
  });
}
