import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { z } from 'zod';
import { knowledgeBaseFromTexts, NO_HISTORY } from '../../knowledge/index.ts';
import { check } from '../check.ts';
import type { CheckReport } from '../diagnostic.ts';
import { loadRules } from '../registry.ts';
import type { Rule } from '../rule.ts';
import { exampleContext } from '../rules/example-context.ts';
import { reporters } from './index.ts';

const require = createRequire(import.meta.url);
const rules = await loadRules('all');
const OPTIONS = { folder: 'content', color: false, rules, today: '2025-07-21' };

/** What XML and JSON cannot simply hold: control characters, a lone surrogate, markup, quotes, several lines. */
const NASTY = 'a\u0000\u0008\u001B[31m "<b>&amp;\' ]]> \uD800 \uFFFE |`*_[x](y) 😀\n```\nб\r\n';

const hostile: Rule = {
  ...{ id: 'Z001', severity: 'warning', title: NASTY, why: NASTY, remedy: NASTY, fixable: true },
  examples: { bad: { files: { 'a.md': NASTY } }, good: { files: { 'ъ ы.md': '````\n```\n' } } },
  *page({ path, text }) {
    const range = { start: 0, end: text.length };
    yield { path, range, message: NASTY, expected: NASTY, found: NASTY, fix: { title: NASTY, edits: [{ path, range, text: NASTY }] } };
  },
};
const crashing: Rule = {
  ...{ id: 'Z002', severity: 'error', title: 'Не падает', why: 'Так надо.', remedy: 'Почините.', fixable: false },
  examples: { bad: { files: {} }, good: { files: {} } },
  base: () => {
    throw new Error(NASTY);
  },
};

/** Every rule's own findings, and worse. */
const REPORTS: ReadonlyArray<readonly [name: string, report: CheckReport, rules: readonly Rule[]]> = [
  [
    'a clean base',
    check({ base: knowledgeBaseFromTexts(new Map([['_index.md', '---\ntitle: Дом\n---\n\nТекст.\n']])), history: NO_HISTORY, today: '2025-07-21' }, []),
    [],
  ],
  ...rules.map((rule) => [`the bad example of ${rule.id}`, check(exampleContext(rule.examples.bad), [rule]), rules] as const),
  [
    'a hostile rule, a crash and a strange file name',
    check(
      { base: knowledgeBaseFromTexts(new Map([['папка %2F#?/a b"<&\u0001.md', `---\ntitle: x\n---\n${NASTY}`]])), history: NO_HISTORY, today: '2025-07-21' },
      [hostile, crashing],
    ),
    [hostile, crashing],
  ],
];

describe('SARIF', () => {
  const ajv = new AjvDraft04({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  // One of its patterns is no Unicode expression. The official schema, as published by Microsoft with the SARIF SDK.
  const validate = ajv.compile(JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')));

  it.each(REPORTS)('of %s fits the official schema 2.1.0', (_name, report, ran) => {
    const log: unknown = JSON.parse(reporters.sarif(report, { ...OPTIONS, rules: ran }));
    expect(validate(log) ? [] : validate.errors).toEqual([]);
  });

  it('would not fit if it were wrong', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });
});

describe('JUnit', () => {
  // The format has no owner; this schema is that of Jenkins, whose reading the others follow.
  const schema = readFileSync('tests/fixtures/schemas/junit-jenkins.xsd', 'utf8');

  it('of every report is valid by the schema of Jenkins', async () => {
    const xml = REPORTS.map(([, report, ran], index) => ({ fileName: `${index}.xml`, contents: reporters.junit(report, { ...OPTIONS, rules: ran }) }));
    const { valid, errors } = await validateXML({ xml, schema });
    expect(errors.map(({ rawMessage }) => rawMessage)).toEqual([]);
    expect(valid).toBe(true);
  });

  it('would not be valid if it were wrong', async () => {
    expect((await validateXML({ xml: '<testsuites><testcase/></testsuites>', schema })).valid).toBe(false);
  });
});

describe('our JSON', () => {
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync('public/schema/check-report.v1.schema.json', 'utf8')));

  it.each(REPORTS)('of %s fits the published schema', (_name, report) => {
    expect(validate(JSON.parse(reporters.json(report, OPTIONS))) ? [] : validate.errors).toEqual([]);
  });
});

describe('Code Quality', () => {
  // No schema is published; these are the required fields of https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
  const documented = z.array(
    z.object({
      description: z.string().min(1),
      check_name: z.string().min(1),
      fingerprint: z.string().min(1),
      severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
      location: z.object({ path: z.string().regex(/^(?!\.?\/)/), lines: z.object({ begin: z.int().min(1) }) }),
    }),
  );

  it.each(REPORTS)('of %s has the documented shape, with a fingerprint of its own for each finding', (_name, report) => {
    const findings = documented.parse(JSON.parse(reporters['code-quality'](report, OPTIONS)));
    expect(findings).toHaveLength(report.diagnostics.length + report.failures.length);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
  });
});
