import type { GitHistory, KnowledgeBase, PageRecord, ReadProblem, TextEdit, TextRange } from '../knowledge/index.ts';
import type { CheckConfig } from './check-config.ts';
import type { KnownFacts } from './facts/known-facts.ts';
import type { Suppression } from './suppressions.ts';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule may look at. Everything is data: a rule reads no files and asks no network. */
export interface CheckContext {
  readonly base: KnowledgeBase;
  /** What git remembers of the content folder; empty outside a repository. */
  readonly history: GitHistory;
  /** Day of the check, `2025-07-21`. */
  readonly today: string;
  /** What `kb.config.yaml` says; without it every rule has its own severity. */
  readonly config?: CheckConfig | undefined;
  /** Every rule there is, also those that do not run this time: suppressions may name them. */
  readonly knownRules?: readonly Rule[] | undefined;
  /** A memory of findings that depend on one page alone; without it they are computed. */
  readonly pageFindings?: PageFindings | undefined;
  /** Told how long each rule took, in milliseconds. */
  readonly onRuleDone?: ((rule: Rule, milliseconds: number) => void) | undefined;
}

/**
 * Gives the findings of a rule on a page: remembered ones, or those that `look` makes.
 * @param facts what they depend on beside the page; remembered findings of other facts are as good as none
 */
export type PageFindings = (rule: Rule, page: PageRecord, look: () => Iterable<Finding>, facts?: string) => readonly Finding[];

/** A repair that is safe without asking. All edits are made, or none. */
export interface Fix {
  /** What the repair does: «заменить на 06.01.03». */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What a rule says about one place. The message must be readable alone. */
export interface Finding {
  readonly path: string;
  readonly range: TextRange;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  /** How to repair this very place when the rule's general advice is not enough. */
  readonly hint?: string | undefined;
  readonly fix?: Fix | undefined;
}

/** A small knowledge base as files: shown on the rule's page and run by its test. */
export interface RuleExample {
  readonly files: Readonly<Record<string, string>>;
  /** Pages that git remembers and that are gone, with the place they moved to if git knows it. */
  readonly deleted?: Readonly<Record<string, string | undefined>>;
  /** Files that cannot be read as text, with what is wrong: strings cannot show bad bytes and broken links. */
  readonly broken?: Readonly<Record<string, ReadProblem>>;
  readonly today?: string;
  readonly publicFiles?: readonly string[];
  /** Data files that the example stands on. The rule's page does not show them. */
  readonly data?: Readonly<Record<string, string>>;
  /** Files of the kit by address: `/stack/server2/compose.yaml`. */
  readonly shipped?: Readonly<Record<string, string>>;
}

/**
 * One rule, one file in `rules/`, named `<id>-<what>.ts` and exporting `rule`.
 * Adding the file is all it takes: the registry finds it, tests run its examples,
 * reporters and the site show its texts.
 */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What holds when all is well: «Номер в заголовке равен номеру папки». */
  readonly title: string;
  /** Why it matters, one sentence. */
  readonly why: string;
  /** How to repair it by hand. */
  readonly remedy: string;
  /** True when `kb fix` can repair at least some findings. */
  readonly fixable: boolean;
  /** True when the range of a finding is a secret: reports quote its line with the secret blotted out. */
  readonly secret?: boolean;
  /** True for a matter of taste: the rule runs only when it is asked for by its own id, `--rule T009`. */
  readonly optIn?: boolean;
  readonly examples: { readonly bad: RuleExample; readonly good: RuleExample };
  /** Findings that depend on one page alone: cached with the page. */
  readonly page?: (page: PageRecord) => Iterable<Finding>;
  /** Findings that depend on one page and the inventory: cached with both. Without an inventory the rule is silent. */
  readonly facts?: (page: PageRecord, known: KnownFacts) => Iterable<Finding>;
  /** Findings that depend on several pages: always computed. */
  readonly base?: (context: CheckContext) => Iterable<Finding>;
  /** Findings about suppressions that hid nothing: computed when all other rules are done. */
  readonly unused?: (suppressions: readonly Suppression[]) => Iterable<Finding>;
}

/** Declares a rule; exists for its types. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
