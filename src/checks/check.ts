import { lineStarts, positionAt } from '../knowledge/index.ts';
import { isOffEverywhere, severityIn } from './check-config.ts';
import type { CheckReport, Diagnostic, RuleFailure } from './diagnostic.ts';
import type { CheckContext, Finding, Rule } from './rule.ts';
import { SEVERITIES } from './rule.ts';
import type { Suppression } from './suppressions.ts';
import { workingSuppressions } from './suppressions.ts';

/**
 * Runs rules over a knowledge base. Pure: the same input gives the same report.
 * A rule that throws is reported as a failure and does not hide the others.
 */
export function check(context: CheckContext, rules: readonly Rule[]): CheckReport {
  const { base, config } = context;
  const failures: RuleFailure[] = [];
  const diagnostics: Diagnostic[] = [];
  const starts = new Map<string, number[]>();
  const suppressions = workingSuppressions(base);
  const used = new Set<Suppression>();

  const running = rules.filter((rule) => !isOffEverywhere(config, rule));
  const judges = running.filter(({ unused }) => unused !== undefined);
  for (const rule of running) run(rule, findings(rule, context), diagnostics);
  if (judges.length > 0) {
    for (const rule of suppressedRulesNotAsked()) run(rule, findings(rule, context), []);
    const idle = idleSuppressions();
    for (const rule of judges) run(rule, rule.unused?.(idle) ?? [], diagnostics);
  }
  diagnostics.sort(byPlace);
  return {
    diagnostics,
    failures,
    checked: {
      pages: base.pages.length,
      numbers: base.catalogue.numbers.size,
      links: base.pages.reduce((sum, page) => sum + page.links.length + page.mentions.length, 0),
      rules: running.length,
    },
  };

  function run(rule: Rule, found: Iterable<Finding>, diagnosed: Diagnostic[]): void {
    const started = performance.now();
    try {
      for (const finding of found) {
        const severity = severityIn(config, rule, finding.path);
        if (severity === undefined) continue;
        const suppression = suppressions.get(finding.path)?.get(rule.id);
        if (suppression === undefined) diagnosed.push(toDiagnostic(rule, severity, finding));
        else used.add(suppression);
      }
    } catch (error) {
      failures.push({ rule: rule.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    context.onRuleDone?.(rule, performance.now() - started);
  }

  /** Whether a suppression is needed shows only when its rule has run, asked for or not. */
  function suppressedRulesNotAsked(): Rule[] {
    const named = new Set([...suppressions.values()].flatMap((byRule) => [...byRule.keys()]));
    return (context.knownRules ?? []).filter((rule) => named.has(rule.id) && !running.includes(rule));
  }

  /** Suppressions that hid nothing. Of a rule that failed nothing is known; one that does not exist is a mistake of another kind (X001). */
  function idleSuppressions(): Suppression[] {
    const { knownRules } = context;
    return [...suppressions.values()]
      .flatMap((byRule) => [...byRule.values()])
      .filter((suppression) => !used.has(suppression) && !failures.some(({ rule }) => rule === suppression.rule))
      .filter(({ rule }) => knownRules?.some(({ id }) => id === rule) ?? true);
  }

  function toDiagnostic(rule: Rule, severity: Diagnostic['severity'], finding: Finding): Diagnostic {
    const { path, range, fix } = finding;
    const text = textOf(path);
    const lines = linesOf(path);
    const start = positionAt(lines, range.start);
    return {
      rule: rule.id,
      severity,
      path,
      range,
      start,
      end: positionAt(lines, range.end),
      line: text.slice(lines[start.line - 1] ?? 0, lines[start.line] ?? text.length).replace(/\r?\n$/, ''),
      message: finding.message,
      expected: finding.expected,
      found: finding.found,
      why: rule.why,
      remedy: finding.hint ?? rule.remedy,
      fix: fix && {
        title: fix.title,
        edits: fix.edits.map((edit) => ({
          ...edit,
          start: positionAt(linesOf(edit.path), edit.range.start),
          end: positionAt(linesOf(edit.path), edit.range.end),
        })),
      },
    };
  }

  function textOf(path: string): string {
    return base.catalogue.byPath.get(path)?.text ?? base.dataFiles.get(path) ?? '';
  }

  function linesOf(path: string): readonly number[] {
    let lines = starts.get(path);
    if (lines === undefined) {
      lines = lineStarts(textOf(path));
      starts.set(path, lines);
    }
    return lines;
  }
}

function* findings(rule: Rule, context: CheckContext): Iterable<Finding> {
  const { page: look } = rule;
  if (look !== undefined) {
    const { pageFindings } = context;
    for (const page of context.base.pages) yield* pageFindings === undefined ? look(page) : pageFindings(rule, page, () => look(page));
  }
  if (rule.base !== undefined) yield* rule.base(context);
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.range.start - b.range.start || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.rule < b.rule ? -1 : 1);
}
