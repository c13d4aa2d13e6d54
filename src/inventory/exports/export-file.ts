import { stringify } from 'yaml';
import type { Inventory, Server } from '../inventory.ts';

/** A file that another program reads. */
export interface ExportFile {
  /** Relative to the folder the user names. */
  readonly path: string;
  readonly text: string;
}

/**
 * Makes files for another program. Addresses are in them only when the inventory holds them:
 * the public view leads to names, the whole inventory to IP addresses.
 */
export type InventoryExport = (inventory: Inventory, options: ExportOptions) => readonly ExportFile[];

export interface ExportOptions {
  /** Also what is planned and does not run yet. */
  readonly planned: boolean;
}

/** Where programs reach a server: its address if it may be shown, else its name, which /etc/hosts or DNS must know. */
export function hostOf({ ip, id }: Server): string {
  return ip ?? id;
}

/** YAML under a comment that says what the file is for. Strings are quoted where YAML could misread them. */
export function commentedYaml(comment: readonly string[], value: unknown): string {
  return `${commentLines(comment)}\n${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

export function commentLines(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '#' : `# ${line}`)).join('\n');
}

const ORIGIN = 'Сделано из content/inventory командой kb inventory export';

/** Says where a file comes from, so that nobody mends the copy. */
export function origin(kind: string): string {
  return `${ORIGIN} ${kind}. Правьте инвентарь, а не этот файл.`;
}

/** True for a file that `kb inventory export` made, so it may be replaced. */
export function isExported(text: string): boolean {
  return text.includes(ORIGIN);
}
