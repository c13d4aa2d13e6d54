import { knowledgeBaseFromTexts, NO_HISTORY } from '../../knowledge/index.ts';
import type { CheckContext, RuleExample } from '../rule.ts';

/** Turns an example of a rule into what a rule looks at. */
export function exampleContext(example: RuleExample): CheckContext {
  const problems = Object.entries(example.broken ?? {}).map(([path, problem]) => ({ path, problem }));
  return {
    base: knowledgeBaseFromTexts(
      new Map(Object.entries({ ...example.data, ...example.files })),
      [...(example.publicFiles ?? []), ...Object.keys(example.shipped ?? {}).map((path) => path.slice(1))],
      problems,
      new Map(Object.entries(example.shipped ?? {})),
    ),
    history: { ...NO_HISTORY, deleted: new Map(Object.entries(example.deleted ?? {})) },
    today: example.today ?? '2025-07-21',
  };
}
