import type { Position, TextEdit, TextRange } from '../knowledge/index.ts';
import type { Fix, Severity } from './rule.ts';

/** A repair whose edits say where they are, in lines too. */
export interface LocatedFix extends Fix {
  readonly edits: ReadonlyArray<TextEdit & { readonly start: Position; readonly end: Position }>;
}

/** A finding with everything a person or a program needs to act on it. */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  /** Relative to the content folder. */
  readonly path: string;
  readonly range: TextRange;
  readonly start: Position;
  readonly end: Position;
  /** The source line at `start`, without its line break; empty for files that cannot be read. */
  readonly line: string;
  readonly message: string;
  readonly expected: string | undefined;
  readonly found: string | undefined;
  readonly why: string;
  readonly remedy: string;
  readonly fix: LocatedFix | undefined;
}

/** A rule that threw: the tool's own failure, reported beside the findings of the others. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: string;
}

export interface CheckReport {
  readonly diagnostics: readonly Diagnostic[];
  readonly failures: readonly RuleFailure[];
  /** What was looked at, so that «nothing found» cannot mean «nothing read». */
  readonly checked: { readonly pages: number; readonly numbers: number; readonly links: number; readonly rules: number };
}
