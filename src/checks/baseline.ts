import { z } from 'zod';
import type { CheckReport, Diagnostic } from './diagnostic.ts';
import { fingerprints } from './fingerprint.ts';

/** Name of the baseline in the root of the project when none is given. */
export const BASELINE_FILE = 'kb.baseline.json';

/** Longest excerpt of a line that is kept for the reader of the file, in characters. */
const EXCERPT = 100;

const entrySchema = z.strictObject({
  rule: z.string(),
  path: z.string(),
  /** Of the source line: survives edits elsewhere on the page. */
  fingerprint: z.string(),
  /** The beginning of the line, for people. */
  line: z.string(),
});
const baselineSchema = z.strictObject({ version: z.literal(1), entries: z.array(entrySchema) });

/** A finding that was there when checking began, and is tolerated until somebody repairs it. */
export type BaselineEntry = z.infer<typeof entrySchema>;
export type Baseline = readonly BaselineEntry[];

export interface BaselineOutcome {
  /** The report without what the baseline knows. */
  readonly report: CheckReport;
  /** Entries whose finding is still there. */
  readonly hidden: Baseline;
  /** Entries whose finding is gone: the baseline may shrink by them. */
  readonly stale: Baseline;
}

/** @throws RangeError in Russian when the text is no baseline */
export function readBaseline(text: string): Baseline {
  try {
    return baselineSchema.parse(JSON.parse(text)).entries;
  } catch {
    throw new RangeError('это не список известных находок. Такой файл пишет только команда kb check --update-baseline');
  }
}

/** One entry a line, sorted: a change of the baseline reads well in a diff. */
export function baselineText(baseline: Baseline): string {
  const lines = [...baseline].sort((a, b) => compare(keyOf(a), keyOf(b))).map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": 1,\n  "entries": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

/**
 * Takes known findings out of a report.
 *
 * @param ran ids of the rules that ran: of the others nothing is known, so their entries are not stale
 */
export function applyBaseline(report: CheckReport, baseline: Baseline, ran: ReadonlySet<string>): BaselineOutcome {
  const known = new Map(baseline.map((entry) => [keyOf(entry), entry]));
  const hidden: BaselineEntry[] = [];
  const names = fingerprints(report.diagnostics);
  const diagnostics = report.diagnostics.filter((diagnostic) => {
    const entry = known.get(keyOf(entryOf(diagnostic, names)));
    if (entry === undefined) return true;
    hidden.push(entry);
    return false;
  });
  return { report: { ...report, diagnostics }, hidden, stale: baseline.filter((entry) => ran.has(entry.rule) && !hidden.includes(entry)) };
}

/** All findings of a report as a baseline: the first one of a project. */
export function baselineOf(report: CheckReport): Baseline {
  const names = fingerprints(report.diagnostics);
  return report.diagnostics.map((diagnostic) => entryOf(diagnostic, names));
}

function entryOf(diagnostic: Diagnostic, names: ReadonlyMap<Diagnostic, string>): BaselineEntry {
  const { rule, path, line, message } = diagnostic;
  return { rule, path, fingerprint: names.get(diagnostic) ?? '', line: (line.trim() || message).slice(0, EXCERPT).toWellFormed() };
}

function keyOf({ rule, path, fingerprint }: BaselineEntry): string {
  return `${path}\0${rule}\0${fingerprint}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
