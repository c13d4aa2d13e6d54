import { readdirSync } from 'node:fs';
import type { Rule } from './rule.ts';

const RULE_FILE = /^[A-Z]\d{3}-[a-z0-9-]+\.ts$/;

/**
 * The rules, found by their file names in `rules/`, in order of id.
 * @param which `usual` leaves out those that run only when asked for
 * @throws Error when a file exports no rule, or a rule whose id is not the file's
 */
export async function loadRules(which: 'usual' | 'all' = 'usual'): Promise<Rule[]> {
  const files = readdirSync(new URL('./rules/', import.meta.url))
    .filter((file) => RULE_FILE.test(file))
    .sort();
  const rules = await Promise.all(
    files.map(async (file) => {
      const { rule }: { rule?: Rule } = await import(new URL(`./rules/${file}`, import.meta.url).href);
      if (rule === undefined || !file.startsWith(`${rule.id}-`)) throw new Error(`src/checks/rules/${file} must export "rule" with the id of its file name`);
      return rule;
    }),
  );
  return which === 'all' ? rules : rules.filter(({ optIn }) => !optIn);
}

/** Picks rules by id (`N003`) or family (`N`); those that wait to be asked only by their own id. @throws RangeError naming what is unknown */
export function selectRules(rules: readonly Rule[], wanted: readonly string[]): Rule[] {
  for (const name of wanted) {
    if (!rules.some((rule) => rule.id.startsWith(name))) throw new RangeError(`Правила ${name} нет. Есть: ${rules.map((rule) => rule.id).join(', ')}`);
  }
  return rules.filter(({ id, optIn }) => (optIn ? wanted.includes(id) : wanted.length === 0 || wanted.some((name) => id.startsWith(name))));
}
