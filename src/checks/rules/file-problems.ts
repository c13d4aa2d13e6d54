import type { ReadProblem } from '../../knowledge/index.ts';
import type { CheckContext, Finding } from '../rule.ts';

/** Findings for files that could not be read for one reason. */
export function* fileFindings({ base }: CheckContext, code: ReadProblem['code'], say: (message: string, path: string) => string): Iterable<Finding> {
  for (const { path, problem } of base.fileProblems) if (problem.code === code) yield { path, range: problem.range, message: say(problem.message, path) };
}
