import type { FactSource, Inventory } from '../../inventory/index.ts';
import { resolveFact } from '../../inventory/index.ts';
import type { TextRange } from '../../knowledge/index.ts';
import { lineStarts, positionAt } from '../../knowledge/index.ts';
import type { KnownFacts } from './known-facts.ts';
import type { Token } from './lexicon.ts';
import { placeOf } from './plain-text.ts';
import type { Statement } from './statements.ts';

/** Rules whose findings come from reading statements. */
export type ReadingRule = 'F001' | 'F002' | 'F003' | 'F004' | 'F005' | 'F006' | 'F008';

/** A place that says something else than the inventory. */
export interface Contradiction {
  readonly rule: ReadingRule;
  readonly range: TextRange;
  /** Complete by itself, without a full stop. */
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found: string;
  /** Where the inventory says otherwise. */
  readonly source?: FactSource | undefined;
  /** What to write instead, when the wrong text is one that the inventory itself once said or knows as wrong. */
  readonly replacement?: string | undefined;
}

/** What a reader of facts gets: one statement, what is in it, and what is known. */
export interface Reading {
  readonly statement: Statement;
  readonly tokens: readonly Token[];
  readonly known: KnownFacts;
}

/** Reads one kind of facts. */
export type Reader = (reading: Reading) => Iterable<Contradiction>;

/** The place of a token in the source of the page. */
export function rangeOf({ statement }: Reading, { start, end }: { readonly start: number; readonly end: number }): TextRange {
  return placeOf(statement.plain, start, end);
}

/** Value of a fact as prose writes it; undefined when there is no such fact. */
export function factValue(inventory: Inventory, key: string): string | undefined {
  const resolution = resolveFact(inventory, key);
  return resolution.ok ? resolution.fact.value : undefined;
}

/** Where a fact stands. */
export function factSource(inventory: Inventory, key: string): FactSource | undefined {
  const resolution = resolveFact(inventory, key);
  return resolution.ok ? resolution.fact.source : undefined;
}

/** «inventory/services.yaml:23: version: "16"»: the line of the inventory that decides. */
export function quoteOf({ texts }: Inventory, { file, range }: FactSource): string {
  const text = texts.get(file) ?? '';
  const starts = lineStarts(text);
  const { line } = positionAt(starts, range.start);
  return `${file}:${line}: ${text.slice(starts[line - 1], starts[line]).trim()}`;
}
