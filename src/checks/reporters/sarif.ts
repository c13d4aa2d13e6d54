import type { Position } from '../../knowledge/index.ts';
import type { Diagnostic, LocatedFix } from '../diagnostic.ts';
import { fingerprints } from '../fingerprint.ts';
import type { Rule, RuleExample, Severity } from '../rule.ts';
import type { Reporter, ReporterOptions } from './reporter.ts';
import { rulePage } from './reporter.ts';

/** A longer line would be repeated with every finding in it. Characters. */
const MAX_SNIPPET = 500;

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * SARIF 2.1.0, the format of code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * GitHub follows a finding from run to run by `primaryLocationLineHash`:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export const sarif: Reporter = (report, options) => {
  const rules = options.rules ?? [];
  const names = fingerprints(report.diagnostics);
  const indexOfRule = new Map(rules.map(({ id }, index) => [id, index]));
  return JSON.stringify(
    {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'kb check', informationUri: 'https://docs.tapbot.kz/rules/', language: 'ru', rules: rules.map(describeRule) } },
          columnKind: 'utf16CodeUnits',
          invocations: [
            {
              executionSuccessful: report.failures.length === 0,
              toolExecutionNotifications: report.failures.map(({ rule, error }) => ({
                level: 'error',
                message: { text: `Сбой правила ${rule}: ${error}` },
                associatedRule: { id: rule },
              })),
            },
          ],
          results: report.diagnostics.map((diagnostic) => ({
            ruleId: diagnostic.rule,
            ...(indexOfRule.has(diagnostic.rule) ? { ruleIndex: indexOfRule.get(diagnostic.rule) } : {}),
            level: LEVELS[diagnostic.severity],
            message: { text: messageOf(diagnostic) },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: artifact(options, diagnostic.path),
                  region: region(diagnostic.start, diagnostic.end, diagnostic.line),
                },
              },
            ],
            partialFingerprints: { primaryLocationLineHash: names.get(diagnostic) },
            ...(diagnostic.fix === undefined ? {} : { fixes: [describeFix(diagnostic.fix, options)] }),
          })),
        },
      ],
    },
    null,
    2,
  );
};

function describeRule(rule: Rule): object {
  const { id, title, why, remedy, severity, fixable, examples } = rule;
  const after = fixable ? ' Большую часть исправляет команда npm run fix.' : '';
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    helpUri: rulePage(id),
    help: {
      text: `${why}\n\nКак исправить: ${remedy}${after}`,
      markdown: [why, `**Как исправить.** ${remedy}${after}`, '**Неправильно**', showExample(examples.bad), '**Правильно**', showExample(examples.good)].join(
        '\n\n',
      ),
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [id.slice(0, 1)], precision: 'very-high', 'problem.severity': severity === 'info' ? 'recommendation' : severity },
  };
}

/** The files of an example as fences long enough to hold the fences inside. */
function showExample({ files }: RuleExample): string {
  return Object.entries(files)
    .map(([path, text]) => {
      const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
      const fence = '`'.repeat(longest + 1);
      return `${path}\n\n${fence}\n${text.trimEnd()}\n${fence}`;
    })
    .join('\n\n');
}

function messageOf({ message, expected, found, remedy }: Diagnostic): string {
  return [`${message}.`, expected === undefined ? '' : `Ожидалось: ${expected}.`, found ? `Найдено: ${found}.` : '', `Исправить: ${remedy}`]
    .filter(Boolean)
    .join(' ');
}

function describeFix({ title, edits }: LocatedFix, options: ReporterOptions): object {
  return {
    description: { text: title },
    artifactChanges: [...Map.groupBy(edits, ({ path }) => path)].map(([path, list]) => ({
      artifactLocation: artifact(options, path),
      replacements: list.map(({ start, end, text }) => ({ deletedRegion: region(start, end), insertedContent: { text } })),
    })),
  };
}

function region(start: Position, end: Position, line?: string): object {
  const place = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  return line === undefined || line === '' || line.length > MAX_SNIPPET ? place : { ...place, snippet: { text: line } };
}

/** Addresses are URI references relative to the root of the repository. */
function artifact({ folder }: ReporterOptions, path: string): object {
  return { uri: `${folder}/${path}`.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
