import { describe, expect, it } from 'vitest';
import { knowledgeBaseFromTexts, NO_HISTORY } from '../knowledge/index.ts';
import { check } from './check.ts';
import type { CheckReport } from './diagnostic.ts';
import { loadRules } from './registry.ts';
import type { Rule } from './rule.ts';

const rules = await loadRules();
const only = (...ids: string[]): Rule[] => rules.filter(({ id }) => ids.includes(id));

const PATH = '06-operations/06-01-backup/_index.md';
const GAP = '## 06.01.01 - Что копируем\n\nБазу и файлы.\n\n## 06.01.03 - Куда копируем\n\nВ облако.\n';

/** A page with a gap in its numbers (N007), and what its front matter says about rules. */
function look(checks: string, running: readonly Rule[], body = GAP): CheckReport {
  const text = `---\ntitle: 06.01 - Копии\n${checks === '' ? '' : `checks: ${checks}\n`}---\n\n${body}`;
  return check({ base: knowledgeBaseFromTexts(new Map([[PATH, text]])), history: NO_HISTORY, today: '2025-07-21', knownRules: rules }, running);
}

function said(report: CheckReport): string[] {
  expect(report.failures).toEqual([]);
  return report.diagnostics.map(({ rule, message }) => `${rule} ${message}`);
}

describe('a page that switches a rule off', () => {
  it('is obeyed when it says why, and nothing is left to say', () => {
    expect(said(look('{N007: "тема 02 уехала в 06.04"}', only('N007', 'X001', 'X002')))).toEqual([]);
  });

  it('is obeyed on its own page only', () => {
    const other = PATH.replace('06-01', '06-02');
    const texts = new Map([
      [PATH, `---\ntitle: 06.01 - Копии\nchecks: {N007: "тема 02 уехала в 06.04"}\n---\n\n${GAP}`],
      [other, `---\ntitle: 06.02 - Копии\n---\n\n${GAP.replaceAll('06.01.', '06.02.')}`],
    ]);
    const report = check({ base: knowledgeBaseFromTexts(texts), history: NO_HISTORY, today: '2025-07-21', knownRules: rules }, only('N007', 'X002'));
    expect(report.diagnostics.map(({ path }) => path)).toEqual([other]);
  });

  it.each(['""', '"тест"', '"  -  "', '"надо!"', '"12 34"', '"x y"'])('is not obeyed for the reason %s', (reason) => {
    expect(said(look(`{N007: ${reason}}`, only('N007', 'X001', 'X002')))).toEqual([
      'X001 Правило N007 отключено без причины',
      'N007 Перед 06.01.03 пропущен 06.01.02',
    ]);
  });

  it('learns that the rule it names does not exist, and which one it meant', () => {
    const report = look('{N0007: "тема уехала в 06.04"}', only('X001', 'X002'));
    expect(said(report)).toEqual(['X001 Правила N0007 нет']);
    expect(report.diagnostics[0]).toMatchObject({ expected: 'N007', found: 'N0007', line: 'checks: {N0007: "тема уехала в 06.04"}', start: { column: 10 } });
  });

  it('cannot switch off the rules about switching off', () => {
    expect(said(look('{X001: "так задумано нами", X002: "так задумано нами"}', only('X001', 'X002')))).toEqual([
      'X001 Правило X001 следит за исключениями, его отключить нельзя',
      'X001 Правило X002 следит за исключениями, его отключить нельзя',
    ]);
  });

  it('learns that the rule finds nothing there', () => {
    const sound = GAP.replaceAll('06.01.03', '06.01.02');
    expect(said(look('{N007: "тема уехала в 06.04"}', only('N007', 'X002'), sound))).toEqual([
      'X002 Правило N007 отключено, но на этой странице оно ничего не находит',
    ]);
  });
});

describe('X002 alone', () => {
  it('tries the rules that are switched off before it calls them useless, and shows nothing of them', () => {
    expect(said(look('{N007: "тема уехала в 06.04"}', only('X002')))).toEqual([]);
    expect(said(look('{N008: "так исторически сложилось"}', only('X002')))).toHaveLength(1);
  });

  it('does not judge a suppression of a rule that crashed', () => {
    const crashing: Rule = {
      ...{ id: 'N007', severity: 'error', title: 'x', why: 'x', remedy: 'x', fixable: false, examples: { bad: { files: {} }, good: { files: {} } } },
      base: () => {
        throw new Error('сбой');
      },
    };
    const report = look('{N007: "тема уехала в 06.04"}', [crashing, ...only('X002')]);
    expect(report.diagnostics).toEqual([]);
    expect(report.failures).toHaveLength(1);
  });

  it('calls a suppression useless when the configuration has switched the rule off anyway', () => {
    const text = `---\ntitle: 06.01 - Копии\nchecks: {N007: "тема уехала в 06.04"}\n---\n\n${GAP}`;
    const config = { rules: { N007: 'off' as const }, overrides: [], gaps: [] };
    const base = knowledgeBaseFromTexts(new Map([[PATH, text]]));
    expect(
      said(check({ base, history: NO_HISTORY, today: '2025-07-21', knownRules: rules, config }, rules)).filter((line) => /^[NX]00[27]/.test(line)),
    ).toHaveLength(1);
  });
});

describe('the configuration', () => {
  const base = knowledgeBaseFromTexts(new Map([[PATH, `---\ntitle: 06.01 - Копии\n---\n\n${GAP}`]]));
  const context = { base, history: NO_HISTORY, today: '2025-07-21' };

  it('changes the severity of findings, and off means silence', () => {
    const severities = (rulesOff: Record<string, 'error' | 'off'>): string[] =>
      check({ ...context, config: { rules: rulesOff, overrides: [], gaps: [] } }, only('N007')).diagnostics.map(({ severity }) => severity);
    expect(severities({ N007: 'error' })).toEqual(['error']);
    expect(severities({ N007: 'off' })).toEqual([]);
  });

  it('allows a gap by its number', () => {
    expect(check({ ...context, config: { rules: {}, overrides: [], gaps: ['06.01.02'] } }, only('N007')).diagnostics).toEqual([]);
    expect(check({ ...context, config: { rules: {}, overrides: [], gaps: ['06.01.04'] } }, only('N007')).diagnostics).toHaveLength(1);
  });
});
