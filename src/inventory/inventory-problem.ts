import type { TextRange } from '../knowledge/index.ts';

/** Something wrong in a data file. The message is readable alone. */
export interface InventoryProblem {
  /** Relative to the content folder: `inventory/servers.yaml`. */
  readonly file: string;
  readonly range: TextRange;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  /** What to type instead. */
  readonly hint: string;
}
