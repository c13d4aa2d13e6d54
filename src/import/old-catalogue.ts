import type { Remark } from './import-log.ts';

/** An old folder in memory. Paths are relative to it, POSIX separators. */
export interface OldCatalogue {
  /** Text of every Markdown page, decoded, otherwise as it was found. */
  readonly pages: ReadonlyMap<string, string>;
  /** Other files: pictures, data. Their bytes stay on the disk. */
  readonly attachments: ReadonlySet<string>;
  /** What reading already had to say. */
  readonly remarks: readonly Remark[];
}
