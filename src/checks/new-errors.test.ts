import { describe, expect, it } from 'vitest';
import type { CheckReport, Diagnostic } from './diagnostic.ts';
import { newErrors } from './new-errors.ts';

function report(...errors: Array<[rule: string, path: string, message: string, severity?: Diagnostic['severity']]>): CheckReport {
  const range = { start: 0, end: 0 };
  const at = { line: 1, column: 1 };
  return {
    failures: [],
    checked: { pages: 0, numbers: 0, links: 0, rules: 0 },
    diagnostics: errors.map(([rule, path, message, severity = 'error']) => ({
      ...{ rule, path, message, severity, range, start: at, end: at },
      ...{ line: '', expected: undefined, found: undefined, why: '', remedy: '', fix: undefined },
    })),
  };
}

const MOVES = [{ from: 'a', to: 'b' }];

describe('errors that a change brings', () => {
  it('are those that were not there before', () => {
    const before = report(['L001', 'x.md', 'нет a']);
    const after = report(['L001', 'x.md', 'нет a'], ['L001', 'x.md', 'нет b'], ['N005', 'x.md', 'дважды']);
    expect(newErrors(before, after, []).map(({ message }) => message)).toEqual(['нет b', 'дважды']);
  });

  it('are not those that moved with their page or name another number now', () => {
    const before = report(['L001', 'a/x.md', 'нет a'], ['N012', 'a/x.md', 'раздела 02.04 нет'], ['N012', 'y.md', 'раздела 02.05 нет']);
    const after = report(['L001', 'b/x.md', 'нет a'], ['N012', 'b/x.md', 'раздела 08.05 нет'], ['N012', 'z.md', 'раздела 02.05 нет']);
    expect(newErrors(before, after, MOVES)).toEqual([]);
  });

  it('are errors only: warnings stop nothing', () => {
    expect(newErrors(report(), report(['N007', 'x.md', 'пропуск', 'warning']), [])).toEqual([]);
  });
});
