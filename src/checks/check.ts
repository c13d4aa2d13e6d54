import { lineStarts, positionAt } from '../knowledge/index.ts';
import { isOffEverywhere, severityIn } from './check-config.ts';
import type { CheckReport, Diagnostic, RuleFailure } from './diagnostic.ts';
import { knownFacts } from './facts/known-facts.ts';
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
  /** What no report may quote, by place of the line. */
  const secrets = new Map<string, readonly string[]>();

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
    diagnostics:
      secrets.size === 0
        ? diagnostics
        : diagnostics.map((found) => ({ ...found, line: blotted(found.line, secrets.get(`${found.path}:${found.start.line}`)) })),
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
    if (rule.secret === true) {
      const place = `${path}:${start.line}`;
      secrets.set(place, [...(secrets.get(place) ?? []), text.slice(range.start, range.end)]);
    }
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

/** Reports travel: into pull requests, logs and mails. Columns stay what they were. */
function blotted(line: string, secrets: readonly string[] = []): string {
  return secrets.flatMap((secret) => secret.split(/\r?\n/)[0] || []).reduce((rest, secret) => rest.replaceAll(secret, '•'.repeat(secret.length)), line);
}

function* findings(rule: Rule, context: CheckContext): Iterable<Finding> {
  const { page: look, facts } = rule;
  if (look !== undefined) {
    const remember = context.pageFindings ?? ((_rule, _page, looking) => [...looking()]);
    for (const page of context.base.pages) {
      const found = remember(rule, page, () => look(page));
      // Nearly always nothing: a large base asks hundreds of thousands of times.
      if (found.length > 0) yield* found;
    }
  }
  const known = facts === undefined ? undefined : knownFacts(context.base, context.history);
  if (facts !== undefined && known !== undefined) {
    const remember = context.pageFindings ?? ((_rule, _page, looking) => [...looking()]);
    for (const page of context.base.pages) yield* remember(rule, page, () => facts(page, known), known.digest);
  }
  if (rule.base !== undefined) yield* rule.base(context);
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.range.start - b.range.start || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.rule < b.rule ? -1 : 1);
}
