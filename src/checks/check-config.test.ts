import { describe, expect, it } from 'vitest';
import type { CheckConfig } from './check-config.ts';
import { isOffEverywhere, readCheckConfig, severityIn } from './check-config.ts';
import { loadRules } from './registry.ts';

const rules = await loadRules();
const FOLDERS = new Set(['06-operations', '08-planning', '08-planning/08-01-roadmap']);

function read(text: string): ReturnType<typeof readCheckConfig> {
  return readCheckConfig(text, rules, (path) => FOLDERS.has(path));
}

function config(text: string): CheckConfig {
  const reading = read(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.config;
}

function severity(text: string, id: string, path: string): string | undefined {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return severityIn(config(text), rule, path);
}

describe('kb.config.yaml', () => {
  it.each(['', '# пока пусто\n', '{}'])('may say nothing: %j', (text) => {
    expect(config(text)).toEqual({ rules: {}, overrides: [], gaps: [] });
  });

  it('sets the severity of a rule and of a family, the rule being stronger', () => {
    const text = 'rules:\n  L: warning\n  L001: "off"\n  N007: error\n';
    expect(severity(text, 'L002', 'a.md')).toBe('warning');
    expect(severity(text, 'L001', 'a.md')).toBeUndefined();
    expect(severity(text, 'N007', 'a.md')).toBe('error');
    expect(severity(text, 'N001', 'a.md')).toBe('error');
  });

  it('sets other severities in a folder; of nested folders the later one wins', () => {
    const text =
      'rules: { L001: off }\noverrides:\n  - folder: 08-planning\n    rules: { L: info }\n  - folder: 08-planning/08-01-roadmap\n    rules: { L001: error }\n';
    expect(severity(text, 'L001', '06-operations/_index.md')).toBeUndefined();
    expect(severity(text, 'L001', '08-planning/_index.md')).toBe('info');
    expect(severity(text, 'L001', '08-planning/08-01-roadmap/_index.md')).toBe('error');
    expect(severity(text, 'L001', '08-planning-old/_index.md')).toBeUndefined();
  });

  it('lets a rule rest only when it is off in every folder', () => {
    const [rule] = rules.filter(({ id }) => id === 'L001');
    if (rule === undefined) throw new Error('no rule L001');
    expect(isOffEverywhere(config('rules: { L001: off }'), rule)).toBe(true);
    expect(isOffEverywhere(config('rules: { L: off }\noverrides: [{ folder: 08-planning, rules: { L001: info } }]'), rule)).toBe(false);
    expect(isOffEverywhere(config(''), rule)).toBe(false);
  });

  it.each([
    ['an unknown key', 'rules: {}\nruls: {}\n', 2, /ключа «ruls» не бывает; бывают: rules, overrides/],
    ['an unknown key of a folder', 'overrides:\n  - folder: 08-planning\n    rules: {}\n    why: так\n', 4, /ключа «why» не бывает/],
    ['an unknown rule', 'rules:\n  N001: off\n  N0O7: off\n', 3, /N0O7.*правило \(N007\)/],
    ['a rule that does not exist', 'rules:\n  N001: off\n  N097: off\n', 3, /правила «N097» нет; может быть, N0/],
    ['a rule that does not exist in a folder', 'overrides:\n  - folder: 08-planning\n    rules:\n      Q001: off\n', 4, /правила «Q001» нет/],
    ['an unknown severity', 'rules:\n  N001: fatal\n', 2, /rules\.N001/],
    ['a folder that is not there', 'overrides:\n  - folder: 09-nowhere\n    rules: { N001: off }\n', 2, /папки «09-nowhere» в базе нет/],
    ['a folder with slashes around', 'overrides:\n  - folder: /08-planning/\n    rules: { N001: off }\n', 2, /без косой черты/],
    ['a number without quotes', 'gaps:\n  - "06.01"\n  - 06.05\n', 3, /возьмите в кавычки/],
    ['something else for a number', 'gaps: ["6.5"]\n', 1, /не номер раздела/],
    ['a negative number of warnings', 'maxWarnings: -1\n', 1, /maxWarnings/],
    ['a list instead of keys', '- rules\n', 1, /./],
    ['YAML that is not closed', 'rules: {\n', 2, /YAML не читается/],
    ['the same key twice', 'rules: {}\nrules: {}\n', 2, /YAML не читается/],
  ])('does not forgive %s, and names the line', (_name, text, line, message) => {
    const reading = read(text);
    expect(reading.ok).toBe(false);
    if (reading.ok) return;
    expect(reading.problems).toHaveLength(1);
    expect(reading.problems[0]).toMatchObject({ line, message: expect.stringMatching(message) });
    expect(reading.problems[0]?.message).toMatch(/\p{Script=Cyrillic}/u);
  });

  it('reports every mistake at once', () => {
    const reading = read('ruls: {}\ngaps: [1]\n');
    expect(!reading.ok && reading.problems.map(({ line }) => line)).toEqual([2, 1]);
  });
});
