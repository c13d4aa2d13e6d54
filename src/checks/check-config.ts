import type { Node } from 'yaml';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Rule, Severity } from './rule.ts';
import { SEVERITIES } from './rule.ts';
import { nearest } from './rules/nearest.ts';

/** Name of the configuration file in the root of the project, beside the content folder. */
export const CONFIG_FILE = 'kb.config.yaml';

const severity = z.enum([...SEVERITIES, 'off']).describe('error — ошибка, CI не пройдёт; warning — предупреждение; info — заметка; off — правило молчит');
const ruleSeverities = z
  .record(z.string().regex(/^[A-Z](?:\d{3})?$/, 'нужно правило (N007) или семейство правил (N)'), severity)
  .describe('Важность правил: «N007: off» — одно правило, «L: warning» — всё семейство. Правило сильнее своего семейства');
const sectionNumber = z
  .string('номер возьмите в кавычки: "06.05"')
  .regex(/^\d\d(?:\.\d\d){0,3}$/, 'это не номер раздела; номер выглядит так: "06.05"')
  .describe('Номер раздела, документа или темы в кавычках: "06.05"');

/** What `kb.config.yaml` may say. */
export const checkConfigSchema = z.strictObject({
  rules: ruleSeverities.default({}),
  overrides: z
    .array(
      z.strictObject({
        folder: z
          .string()
          .regex(/^[^/].*[^/]$/, 'нужен путь внутри папки с базой, без косой черты в начале и в конце: 08-planning')
          .describe('Папка внутри content, вместе со всем, что в ней: 08-planning/08-01-roadmap'),
        rules: ruleSeverities,
      }),
    )
    .default([])
    .describe('Другая важность в отдельных папках. Если папки вложены, сильнее та, что ниже в списке'),
  gaps: z.array(sectionNumber).default([]).describe('Номера, которых нет намеренно: правило N007 о них молчит'),
  maxWarnings: z.int('нужно целое число').min(0).optional().describe('Сколько предупреждений можно оставить. Больше — как ошибка'),
  baseline: z.string().min(1).optional().describe('Файл с известными находками относительно корня проекта: о них проверка молчит'),
});
export type CheckConfig = z.infer<typeof checkConfigSchema>;

/** A mistake in the configuration, with the line to look at. */
export interface ConfigProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ConfigReading = { readonly ok: true; readonly config: CheckConfig } | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Reads the configuration. Unknown keys, rules and folders are mistakes: a misspelt one would silently change nothing.
 *
 * @param text the whole file; an empty one is an empty configuration
 * @param isFolder tells whether a folder exists in the content folder
 */
export function readCheckConfig(text: string, rules: readonly Rule[], isFolder: (path: string) => boolean): ConfigReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = (offset: number, message: string): ConfigProblem => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), message };
  };
  if (document.errors.length > 0) return { ok: false, problems: document.errors.map(({ pos, message }) => problem(pos[0], `YAML не читается: ${message}`)) };
  const at = (path: readonly PropertyKey[]): number => offsetOf(document.contents, path);
  const parsed = checkConfigSchema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => explain(issue).map(([path, message]) => problem(at(path), message))) };

  const { data: config } = parsed;
  const problems: ConfigProblem[] = [];
  const judgeRules = (names: Readonly<Record<string, unknown>>, path: readonly PropertyKey[]): void => {
    for (const name of Object.keys(names)) {
      if (!rules.some(({ id }) => id.startsWith(name))) problems.push(problem(at([...path, name]), unknownRule(name, rules)));
    }
  };
  judgeRules(config.rules, ['rules']);
  config.overrides.forEach(({ folder, rules: names }, index) => {
    judgeRules(names, ['overrides', index, 'rules']);
    if (!isFolder(folder)) problems.push(problem(at(['overrides', index, 'folder']), `папки «${folder}» в базе нет`));
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config };
}

/** How serious a finding of a rule is in a file; undefined when the rule is off there. */
export function severityIn(config: CheckConfig | undefined, rule: Rule, path: string): Severity | undefined {
  let chosen: Severity | 'off' = rule.severity;
  if (config !== undefined) {
    chosen = named(config.rules, rule.id) ?? chosen;
    for (const { folder, rules } of config.overrides) if (path.startsWith(`${folder}/`)) chosen = named(rules, rule.id) ?? chosen;
  }
  return chosen === 'off' ? undefined : chosen;
}

/** True when no file can have a finding of the rule, so that it need not run. */
export function isOffEverywhere(config: CheckConfig | undefined, rule: Rule): boolean {
  return config !== undefined && named(config.rules, rule.id) === 'off' && config.overrides.every(({ rules }) => (named(rules, rule.id) ?? 'off') === 'off');
}

function named(severities: CheckConfig['rules'], id: string): Severity | 'off' | undefined {
  return severities[id] ?? severities[id.slice(0, 1)];
}

/** The places and the words of one complaint of the schema. */
function explain(issue: z.core.$ZodIssue): [path: readonly PropertyKey[], message: string][] {
  if (issue.code !== 'unrecognized_keys') {
    const inner = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
    return [[issue.path, `${issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : ''}${inner ?? issue.message}`]];
  }
  const known = issue.path[0] === 'overrides' ? ['folder', 'rules'] : Object.keys(checkConfigSchema.shape);
  return issue.keys.map((key) => [[...issue.path, key], `ключа «${key}» не бывает; бывают: ${known.join(', ')}`]);
}

function unknownRule(name: string, rules: readonly Rule[]): string {
  const near = nearest(
    name,
    rules.map(({ id }) => id),
  );
  return `правила «${name}» нет${near === undefined ? '' : `; может быть, ${near}?`}`;
}

/** Where the deepest node of the path that exists begins; the key itself when the path ends at one. */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let node: unknown = root;
  let offset = isNode(node) ? start(node) : 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      if (isNode(pair.key)) offset = start(pair.key);
      node = pair.value;
    } else if (isNode(node) && 'items' in node && Array.isArray(node.items)) {
      node = node.items[Number(step)];
      if (isNode(node)) offset = start(node);
    } else return offset;
  }
  return offset;
}

function start(node: Node): number {
  return node.range?.[0] ?? 0;
}
