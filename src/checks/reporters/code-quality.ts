import { fingerprints } from '../fingerprint.ts';
import type { Severity } from '../rule.ts';
import type { Reporter } from './reporter.ts';

const SEVERITIES: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info' };

/** GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const codeQuality: Reporter = (report, { folder }) => {
  const names = fingerprints(report.diagnostics);
  const findings = report.diagnostics.map((diagnostic) => ({
    description: `${diagnostic.message}. ${diagnostic.remedy}`,
    check_name: diagnostic.rule,
    fingerprint: names.get(diagnostic),
    severity: SEVERITIES[diagnostic.severity],
    location: { path: `${folder}/${diagnostic.path}`, lines: { begin: diagnostic.start.line, end: diagnostic.end.line } },
  }));
  // A rule that crashed has no place; the report must not look clean for that.
  const failures = report.failures.map(({ rule, error }) => ({
    description: `Сбой правила ${rule}: ${error.split('\n')[0]}`,
    check_name: rule,
    fingerprint: `${rule}:crash`,
    severity: 'blocker',
    location: { path: folder, lines: { begin: 1 } },
  }));
  return JSON.stringify([...findings, ...failures], null, 2);
};
