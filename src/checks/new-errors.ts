import type { Move } from '../knowledge/index.ts';
import { movedPath } from '../knowledge/index.ts';
import type { CheckReport, Diagnostic } from './diagnostic.ts';

/**
 * Errors that a change would bring. An error that only moved with its page, or whose text names another number now,
 * is not new: of each rule as many are excused as there were before, those that look the same first.
 */
export function newErrors(before: CheckReport, after: CheckReport, moves: readonly Move[]): Diagnostic[] {
  const old = errorsOf(before).map((error) => ({ rule: error.rule, place: `${movedPath(moves, error.path)}`, message: error.message }));
  const excuse = (errors: Diagnostic[], same: (was: (typeof old)[number], error: Diagnostic) => boolean): Diagnostic[] =>
    errors.filter((error) => {
      const at = old.findIndex((was) => was.rule === error.rule && same(was, error));
      if (at !== -1) old.splice(at, 1);
      return at === -1;
    });
  const elsewhere = excuse(errorsOf(after), (was, error) => was.place === error.path && was.message === error.message);
  const reworded = excuse(elsewhere, (was, error) => was.place === error.path);
  return excuse(reworded, () => true);
}

export function errorsOf({ diagnostics }: CheckReport): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}
