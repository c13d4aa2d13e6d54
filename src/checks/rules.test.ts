import { describe, expect, it } from 'vitest';
import type { TextEdit } from '../knowledge/index.ts';
import { applyEdits } from '../knowledge/index.ts';
import { check } from './check.ts';
import type { CheckReport } from './diagnostic.ts';
import { loadRules } from './registry.ts';
import type { Rule, RuleExample } from './rule.ts';
import { exampleContext } from './rules/example-context.ts';

const rules = await loadRules();

const FIRST_FAMILIES = [
  ...Array.from({ length: 16 }, (_, index) => `N${String(index + 1).padStart(3, '0')}`),
  ...Array.from({ length: 12 }, (_, index) => `L${String(index + 1).padStart(3, '0')}`),
  ...['M001', 'M005', 'M006', 'D001', 'D002', 'D003', 'D004', 'D005', 'D006', 'T003'],
];

it('has every rule of the numbers, links, page and file families', () => {
  expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(FIRST_FAMILIES));
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  it('explains itself in Russian: what holds, why in one sentence, how to repair', () => {
    for (const text of [rule.title, rule.why, rule.remedy]) {
      expect(text).toMatch(/\p{Script=Cyrillic}/u);
      expect(text).toBe(text.trim());
    }
    expect(rule.title).not.toMatch(/[.:]$/);
    expect(rule.why).toMatch(/^\p{Lu}.*\.$/u);
    expect(rule.why.slice(0, -1)).not.toMatch(/[.!?](?:\s|$)/);
    expect(rule.remedy).toMatch(/[.»]$/);
  });

  it('finds its bad example, inside the file, in words', () => {
    const { diagnostics, failures } = run(rule, rule.examples.bad);
    expect(failures).toEqual([]);
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const diagnostic of diagnostics) {
      const text = rule.examples.bad.files[diagnostic.path] ?? '';
      expect(diagnostic.message).toMatch(/\p{Script=Cyrillic}/u);
      expect(diagnostic.message).not.toMatch(/undefined|null|NaN|\[object|[.]$/);
      expect(diagnostic.range.start).toBeGreaterThanOrEqual(0);
      expect(diagnostic.range.start).toBeLessThanOrEqual(diagnostic.range.end);
      expect(diagnostic.range.end).toBeLessThanOrEqual(text.length);
      expect(diagnostic.expected ?? '').not.toMatch(/undefined|NaN/);
    }
  });

  it('is silent on its good example', () => {
    expect(run(rule, rule.examples.good)).toMatchObject({ diagnostics: [], failures: [] });
  });

  it(rule.fixable ? 'repairs its bad example, and a second run has nothing left to do' : 'promises no repair', () => {
    const edits = run(rule, rule.examples.bad).diagnostics.flatMap(({ fix }) => fix?.edits ?? []);
    expect(edits.length > 0).toBe(rule.fixable);
    if (!rule.fixable) return;
    const repaired = apply(rule.examples.bad, edits);
    const after = run(rule, repaired);
    expect(after.diagnostics).toEqual([]);
    expect(repaired.files).not.toEqual(rule.examples.bad.files);
  });

  it('is switched off by a page that names the rule and a reason', () => {
    const files = Object.fromEntries(
      Object.entries(rule.examples.bad.files).map(([path, text]) => [path, text.replace(/^(\uFEFF?---\r?\n)/, `$1checks: {${rule.id}: "так задумано"}\n`)]),
    );
    const silenced = run(rule, { ...rule.examples.bad, files });
    const onReadablePages = silenced.diagnostics.filter(({ path }) => files[path]?.includes('checks:') && rule.examples.bad.broken?.[path] === undefined);
    expect(onReadablePages).toEqual([]);
  });
});

function run(rule: Rule, example: RuleExample): CheckReport {
  return check(exampleContext(example), [rule]);
}

function apply(example: RuleExample, edits: readonly TextEdit[]): RuleExample {
  const files = Object.fromEntries(
    Object.entries(example.files).map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter((edit) => edit.path === path),
      ),
    ]),
  );
  return { ...example, files };
}
