import type { ChangeSet, KnowledgeBase, TextEdit } from '../knowledge/index.ts';
import { baseAfter, textsOf, validateChangeSet, viewOfBase } from '../knowledge/index.ts';
import { check } from './check.ts';
import type { CheckReport, Diagnostic } from './diagnostic.ts';
import { errorsOf } from './new-errors.ts';
import type { CheckContext, Fix, Rule } from './rule.ts';

/** Repairs open the way for other repairs; a base that is not settled after so many rounds never will be. */
export const MAX_ROUNDS = 10;

/** A diagnostic that has a repair. */
type Fixable = Diagnostic & { readonly fix: Fix };

export interface FixOutcome {
  /** What to write; empty when there is nothing to repair. */
  readonly change: ChangeSet;
  /** In the order in which they were made. Lines are those of the moment. */
  readonly applied: readonly Fixable[];
  /** Repairs that were not made, with the reason for people. */
  readonly refused: ReadonlyArray<{ readonly diagnostic: Fixable; readonly reason: string }>;
  /** What the checker says afterwards, of all rules. */
  readonly report: CheckReport;
  /** False when the repairs go round in circles: a mistake of a rule, and nothing should be written. */
  readonly settled: boolean;
}

/**
 * Makes every safe repair, again and again until there is none left. Pure: the result is a change to be written.
 * Repairs that overlap wait for the next round; one that would raise the number of errors is not made.
 *
 * @param rules all rules: errors are counted over them
 * @param fixing those whose repairs are wanted
 */
export function fixAll(context: CheckContext, rules: readonly Rule[], fixing: readonly Rule[] = rules): FixOutcome {
  const wanted = new Set(fixing.map(({ id }) => id));
  const applied: Fixable[] = [];
  const refused = new Map<string, { diagnostic: Fixable; reason: string }>();
  let base = context.base;
  let report = check(context, rules);
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const candidates: Fixable[] = [];
    for (const diagnostic of report.diagnostics) {
      if (!isFixable(diagnostic) || !wanted.has(diagnostic.rule) || refused.has(keyOf(diagnostic))) continue;
      const obstacle = obstacleOf(base, diagnostic);
      if (obstacle !== undefined) refused.set(keyOf(diagnostic), { diagnostic, reason: obstacle });
      else if (!candidates.some((other) => overlap(other.fix.edits, diagnostic.fix.edits))) candidates.push(diagnostic);
    }
    if (candidates.length === 0) return outcome(true);
    const harmless = withoutHarm({ ...context, base }, rules, report, candidates);
    for (const diagnostic of candidates) {
      if (!harmless.fixes.includes(diagnostic)) refused.set(keyOf(diagnostic), { diagnostic, reason: 'после этой правки ошибок стало бы больше' });
    }
    applied.push(...harmless.fixes);
    ({ base, report } = harmless);
  }
  return outcome(false);

  function outcome(settled: boolean): FixOutcome {
    return { change: difference(context.base, base), applied, refused: [...refused.values()], report, settled };
  }
}

interface Attempt {
  readonly fixes: readonly Fixable[];
  readonly base: KnowledgeBase;
  readonly report: CheckReport;
}

/** All repairs at once when that does no harm; otherwise halves, down to the one that does. */
function withoutHarm(context: CheckContext, rules: readonly Rule[], report: CheckReport, candidates: readonly Fixable[]): Attempt {
  const attempt = (fixes: readonly Fixable[]): Attempt => {
    const base = baseAfter(context.base, { edits: fixes.flatMap(({ fix }) => fix.edits), moves: [], creates: [] });
    return { fixes, base, report: check({ ...context, base }, rules) };
  };
  const extend = (accepted: Attempt, more: readonly Fixable[]): Attempt => {
    if (more.length === 0) return accepted;
    const tried = attempt([...accepted.fixes, ...more]);
    const removed = errorsOf(accepted.report).length - errorsOf(tried.report).length;
    // A good batch removes what it repairs: otherwise a harmless repair could hide a harmful one.
    if (removed >= (more.length === 1 ? 0 : more.filter(({ severity }) => severity === 'error').length)) return tried;
    if (more.length === 1) return accepted;
    const middle = more.length >> 1;
    return extend(extend(accepted, more.slice(0, middle)), more.slice(middle));
  };
  return extend({ fixes: [], base: context.base, report }, candidates);
}

function isFixable(diagnostic: Diagnostic): diagnostic is Fixable {
  return diagnostic.fix !== undefined && diagnostic.fix.edits.length > 0;
}

/** The same repair is offered again in every round. */
function keyOf({ rule, path, message, fix }: Fixable): string {
  return [rule, path, message, fix.title].join('\n');
}

function obstacleOf(base: KnowledgeBase, { fix }: Fixable): string | undefined {
  for (const { path } of fix.edits) {
    if (isNotUtf8(base, path)) return `файл ${path} не в UTF-8: правка испортила бы его`;
  }
  return validateChangeSet({ edits: fix.edits, moves: [], creates: [] }, viewOfBase(base))[0];
}

function isNotUtf8(base: KnowledgeBase, path: string): boolean {
  const problems = [
    ...(base.catalogue.byPath.get(path)?.problems ?? []),
    ...base.fileProblems.filter((entry) => entry.path === path).map(({ problem }) => problem),
  ];
  return problems.some(({ code }) => code === 'not-utf8');
}

function overlap(one: readonly TextEdit[], other: readonly TextEdit[]): boolean {
  return one.some((a) => other.some((b) => a.path === b.path && a.range.start <= b.range.end && b.range.start <= a.range.end));
}

/** One edit a file: the span that differs. */
function difference(before: KnowledgeBase, after: KnowledgeBase): ChangeSet {
  const old = textsOf(before);
  const edits = [...textsOf(after)].flatMap(([path, text]): TextEdit[] => {
    const was = old.get(path) ?? '';
    if (was === text) return [];
    let start = 0;
    while (start < was.length && was[start] === text[start]) start++;
    let end = 0;
    while (end < Math.min(was.length, text.length) - start && was.at(-1 - end) === text.at(-1 - end)) end++;
    return [{ path, range: { start, end: was.length - end }, text: text.slice(start, text.length - end) }];
  });
  return { edits, moves: [], creates: [] };
}
