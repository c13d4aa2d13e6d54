import { describe, expect, it } from 'vitest';
import type { KnowledgeBase, TextEdit } from '../knowledge/index.ts';
import { applyToTexts, knowledgeBaseFromTexts, NO_HISTORY, readPage } from '../knowledge/index.ts';
import type { FixOutcome } from './fix.ts';
import { fixAll } from './fix.ts';
import type { Rule } from './rule.ts';

const NO_EXAMPLES = { bad: { files: {} }, good: { files: {} } };

/** A rule that wants one word instead of another, wherever it stands. */
function replacing(id: string, from: string, to: string | undefined, severity: Rule['severity'] = 'error'): Rule {
  return {
    id,
    severity,
    title: '',
    why: '',
    remedy: '',
    fixable: to !== undefined,
    examples: NO_EXAMPLES,
    *page({ path, text }) {
      for (const { index } of text.matchAll(new RegExp(from, 'g'))) {
        const edits: TextEdit[] = [{ path, range: { start: index, end: index + from.length }, text: to ?? '' }];
        yield {
          path,
          range: edits[0]?.range ?? { start: 0, end: 0 },
          message: `«${from}»`,
          fix: to === undefined ? undefined : { title: `заменить на «${to}»`, edits },
        };
      }
    },
  };
}

function fix(body: string, rules: readonly Rule[], fixing?: readonly Rule[]): FixOutcome & { text: string | undefined } {
  const texts = new Map([['a.md', body]]);
  const outcome = fixAll({ base: knowledgeBaseFromTexts(texts), history: NO_HISTORY, today: '2025-07-21' }, rules, fixing);
  return { ...outcome, text: applyToTexts(texts, outcome.change).get('a.md') };
}

describe('repairing', () => {
  it('goes on until nothing is left to repair', () => {
    const { text, applied, settled } = fix('раз два раз', [replacing('A001', 'раз', 'два'), replacing('A002', 'два', 'три')]);
    expect(text).toBe('три три три');
    expect(applied.map(({ rule }) => rule)).toEqual(['A001', 'A002', 'A001', 'A002', 'A002']);
    expect(settled).toBe(true);
  });

  it('has nothing to do the second time', () => {
    const rules = [replacing('A001', 'раз', 'два')];
    expect(fix(fix('раз раз', rules).text ?? '', rules).change.edits).toEqual([]);
  });

  it('leaves one of two overlapping repairs for the next round', () => {
    expect(fix('абв', [replacing('A001', 'аб', 'х'), replacing('A002', 'бв', 'у')]).text).toBe('хв');
  });

  it('does not make a repair that brings more errors than it removes, and says so', () => {
    const rules = [replacing('A001', 'раз', 'два два'), replacing('A002', 'два', undefined), replacing('A003', 'пять', 'шесть')];
    const { text, refused, applied } = fix('раз пять', rules);
    expect(text).toBe('раз шесть');
    expect(refused.map(({ diagnostic, reason }) => `${diagnostic.rule} ${reason}`)).toEqual(['A001 после этой правки ошибок стало бы больше']);
    expect(applied.map(({ rule }) => rule)).toEqual(['A003']);
  });

  it('finds the harmful one among many', () => {
    const harmless = Array.from({ length: 9 }, (_, index) => replacing(`B00${index}`, `слово${index}`, `дело${index}`));
    const body = harmless.map((_, index) => `слово${index}`).join(' ');
    const { text, refused } = fix(`${body} раз`, [...harmless, replacing('A001', 'раз', 'два два'), replacing('A002', 'два', undefined)]);
    expect(text).toBe(`${body.replaceAll('слово', 'дело')} раз`);
    expect(refused).toHaveLength(1);
  });

  it('stops rules that undo each other', () => {
    expect(fix('раз', [replacing('A001', 'раз', 'два'), replacing('A002', 'два', 'раз')]).settled).toBe(false);
  });

  it('repairs only what was asked for, and still reports the rest', () => {
    const rules = [replacing('A001', 'раз', 'два'), replacing('A002', 'пять', 'шесть')];
    const { text, report } = fix('раз пять', rules, rules.slice(1));
    expect(text).toBe('раз шесть');
    expect(report.diagnostics.map(({ rule }) => rule)).toEqual(['A001']);
  });

  it('does not touch a file whose bytes are not UTF-8', () => {
    const page = readPage('a.md', 'раз \uFFFD', [{ code: 'not-utf8', message: '', range: { start: 4, end: 5 } }]);
    const empty = knowledgeBaseFromTexts(new Map());
    const base: KnowledgeBase = {
      ...empty,
      pages: [page],
      files: new Set(['a.md']),
      catalogue: { ...knowledgeBaseFromTexts(new Map([['a.md', '']])).catalogue, byPath: new Map([['a.md', page]]) },
    };
    const { change, refused } = fixAll({ base, history: NO_HISTORY, today: '2025-07-21' }, [replacing('A001', 'раз', 'два')]);
    expect(change.edits).toEqual([]);
    expect(refused[0]?.reason).toContain('не в UTF-8');
  });

  it('writes the span that differs, not the file anew', () => {
    expect(fix('\uFEFFа\r\nраз\r\nб', [replacing('A001', 'раз', 'рак')]).change.edits).toEqual([{ path: 'a.md', range: { start: 6, end: 7 }, text: 'к' }]);
  });
});
