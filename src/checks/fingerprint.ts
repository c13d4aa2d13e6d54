import { hash } from 'node:crypto';
import type { Diagnostic } from './diagnostic.ts';

/**
 * A name for each finding that survives edits elsewhere on the page: the rule, the page and the source line without its
 * indentation, with a counter for equal lines. Where there is no line (a file that cannot be read), the message stands for it.
 *
 * @param diagnostics all findings of a report, in its order: the counter depends on it
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): Map<Diagnostic, string> {
  const counts = new Map<string, number>();
  return new Map(
    diagnostics.map((diagnostic) => {
      const { rule, path, line, message } = diagnostic;
      const subject = line.replace(/\s+/g, ' ').trim() || message;
      const name = hash('sha256', [rule, path, subject].join('\0')).slice(0, 16);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [diagnostic, `${name}:${count}`];
    }),
  );
}
