import { codeQuality } from './code-quality.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';

/** Formats of `kb check`, by the name `--format` takes. */
export const reporters = { pretty, json, github, sarif, junit, 'code-quality': codeQuality, markdown } as const satisfies Record<string, Reporter>;

export { summary } from './pretty.ts';
export type { Reporter, ReporterOptions } from './reporter.ts';
export { plural } from './reporter.ts';
