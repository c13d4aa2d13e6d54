import type { Diagnostic } from '../diagnostic.ts';
import type { JsonReport } from './json-report.ts';
import type { Reporter } from './reporter.ts';

/** For programs; the shape is published as `/schema/check-report.v1.schema.json`. */
export const json: Reporter = ({ checked, diagnostics, failures }, { folder }) => {
  const report: JsonReport = {
    version: 1,
    checked,
    diagnostics: diagnostics.map((diagnostic) => describe(diagnostic, folder)),
    failures: [...failures],
  };
  return JSON.stringify(report, null, 2);
};

function describe({ range, start, end, path, line: _line, fix, ...rest }: Diagnostic, folder: string): JsonReport['diagnostics'][number] {
  return {
    ...rest,
    file: `${folder}/${path}`,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    start: range.start,
    end: range.end,
    fix:
      fix === undefined
        ? null
        : {
            title: fix.title,
            edits: fix.edits.map((edit) => ({ file: `${folder}/${edit.path}`, start: edit.range.start, end: edit.range.end, text: edit.text })),
          },
  };
}
