import { describe, expect, it } from 'vitest';
import { knowledgeBaseFromTexts, NO_HISTORY } from '../knowledge/index.ts';
import { applyBaseline, baselineOf, baselineText, readBaseline } from './baseline.ts';
import { check } from './check.ts';
import type { CheckReport } from './diagnostic.ts';
import { fingerprints } from './fingerprint.ts';
import type { Rule } from './rule.ts';

/** Points at every «кот». */
const CATS: Rule = {
  ...{ id: 'Z001', severity: 'error', title: 'Котов нет', why: 'Так проще.', remedy: 'Уберите кота.', fixable: false },
  examples: { bad: { files: {} }, good: { files: {} } },
  *page({ path, text }) {
    for (const { index } of text.matchAll(/кот/g)) yield { path, range: { start: index, end: index + 3 }, message: 'Здесь кот', found: 'кот' };
  },
};
const RAN = new Set(['Z001']);

function report(body: string, path = '_index.md'): CheckReport {
  return check({ base: knowledgeBaseFromTexts(new Map([[path, `---\ntitle: Дом\n---\n\n${body}\n`]])), history: NO_HISTORY, today: '2025-07-21' }, [CATS]);
}

function names(checked: CheckReport): string[] {
  return [...fingerprints(checked.diagnostics).values()];
}

describe('the name of a finding', () => {
  it('survives lines added above and another indentation', () => {
    expect(names(report('Слово.\n\nЕщё слово.\n\n  Тут  кот.'))).toEqual(names(report('Тут кот.')));
  });

  it('changes with the line, the page and the rule', () => {
    const other = check(
      { base: knowledgeBaseFromTexts(new Map([['_index.md', '---\ntitle: Дом\n---\n\nТут кот.\n']])), history: NO_HISTORY, today: '2025-07-21' },
      [{ ...CATS, id: 'Z002' }],
    );
    expect(new Set([...names(report('Тут кот.')), ...names(report('Там кот.')), ...names(report('Тут кот.', 'a.md')), ...names(other)]).size).toBe(4);
  });

  it('differs for two findings in equal lines and for two in one line', () => {
    expect(new Set(names(report('Тут кот.\n\nТут кот.\n\nКот, кот и кот.'))).size).toBe(4);
  });
});

describe('a baseline', () => {
  it('hides what it knows, shows what is new and names what is gone', () => {
    const baseline = baselineOf(report('Тут кот.\n\nТам кот.'));
    const { report: left, hidden, stale } = applyBaseline(report('Слово.\n\nТам кот.\n\nВезде кот.'), baseline, RAN);
    expect(left.diagnostics.map(({ line }) => line)).toEqual(['Везде кот.']);
    expect(hidden.map(({ line }) => line)).toEqual(['Там кот.']);
    expect(stale.map(({ line }) => line)).toEqual(['Тут кот.']);
  });

  it('keeps quiet about entries of rules that did not run', () => {
    const baseline = baselineOf(report('Тут кот.'));
    expect(applyBaseline(report('Чисто.'), baseline, new Set()).stale).toEqual([]);
  });

  it('comes back from its file as it was, and reads the same whatever the order', () => {
    const baseline = baselineOf(report('Тут кот.\n\nТам «кот» "\\" 😀.'));
    expect(readBaseline(baselineText(baseline))).toEqual(expect.arrayContaining([...baseline]));
    expect(baselineText([...baseline].reverse())).toBe(baselineText(baseline));
    expect(readBaseline(baselineText([]))).toEqual([]);
  });

  it.each(['', '[]', '{"version":2,"entries":[]}', '{"version":1,"entries":[{"rule":"N001"}]}'])('refuses %j', (text) => {
    expect(() => readBaseline(text)).toThrow('kb check --update-baseline');
  });
});
