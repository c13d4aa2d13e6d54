import type { CheckReport, Diagnostic } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';
import type { Reporter, ReporterOptions } from './reporter.ts';
import { rulePage } from './reporter.ts';

/** A longer line would be repeated with every finding in it. Characters. */
const MAX_SNIPPET = 500;

/**
 * JUnit XML as CI servers read it: https://github.com/testmoapp/junitxml
 * A suite is a rule, a test is a finding: errors fail, the rest is skipped with its words. A rule without findings is one passed test.
 */
export const junit: Reporter = (report, options) => {
  const known = new Map((options.rules ?? []).map((rule) => [rule.id, rule]));
  const ids = new Set([...known.keys(), ...report.diagnostics.map(({ rule }) => rule), ...report.failures.map(({ rule }) => rule)]);
  const suites = [...ids].sort().map((id, index) => suite(id, index, known.get(id), report, options));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>'].join('\n');
};

function suite(id: string, index: number, rule: Rule | undefined, report: CheckReport, options: ReporterOptions): string {
  const diagnostics = report.diagnostics.filter((diagnostic) => diagnostic.rule === id);
  const crashes = report.failures.filter((failure) => failure.rule === id);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const whole = attributes({ name: rule?.title ?? id, classname: id, time: '0' });
  const cases = [
    ...diagnostics.map((diagnostic) => testCase(diagnostic, options)),
    ...crashes.map(({ error }) => `<testcase ${whole}><error ${attributes({ message: 'Сбой правила', type: id })}>${escapeText(error)}</error></testcase>`),
  ];
  if (cases.length === 0) cases.push(`<testcase ${whole}/>`);
  const about = attributes({
    name: `${id} ${rule?.title ?? ''}`,
    package: id,
    id: String(index),
    timestamp: `${options.today ?? '1970-01-01'}T00:00:00`,
    hostname: 'localhost',
    tests: String(cases.length),
    failures: String(errors),
    errors: String(crashes.length),
    skipped: String(diagnostics.length - errors),
    time: '0',
  });
  const body = [
    `<properties><property ${attributes({ name: 'help', value: rulePage(id) })}/></properties>`,
    ...cases,
    `<system-out>${escapeText(rule === undefined ? '' : `${rule.why} ${rule.remedy}`)}</system-out>`,
    '<system-err/>',
  ];
  return [`  <testsuite ${about}>`, ...body.map((line) => `    ${line}`), '  </testsuite>'].join('\n');
}

function testCase({ severity, rule, path, start, message, expected, found, line, remedy }: Diagnostic, { folder }: ReporterOptions): string {
  const place = `${folder}/${path}:${start.line}:${start.column}`;
  const details = [
    place,
    line.length > MAX_SNIPPET ? '' : line.trim(),
    expected === undefined ? '' : `Ожидалось: ${expected}`,
    found ? `Найдено: ${found}` : '',
    `Исправить: ${remedy}`,
  ];
  const words = escapeText(details.filter(Boolean).join('\n'));
  const verdict = severity === 'error' ? `<failure ${attributes({ message, type: rule })}>${words}</failure>` : `<skipped>${words}</skipped>`;
  return `<testcase ${attributes({ name: `${place} ${message}`, classname: `${rule}.${path.replace(/\.md$/, '')}`, time: '0' })}>${verdict}</testcase>`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeText(value).replace(/\s+/g, ' ').trim()}"`)
    .join(' ');
}

/** XML 1.0 has no way to write most control characters and lone surrogates, not even escaped. */
function escapeText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
