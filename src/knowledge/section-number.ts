/**
 * Section numbers of the knowledge base: `06` (section), `06.01` (document),
 * `06.01.03` (topic), `06.01.03.02` (step).
 *
 * A number is a branded string in canonical form: one to four two-digit parts joined by dots.
 * Being a plain string it survives JSON and works as a Map key; being canonical it also
 * sorts correctly by code point, so `compare` needs no parsing.
 */
export type SectionNumber = string & { readonly __brand: 'SectionNumber' };

/** Parts of the deepest number: section, document, topic, step. */
export const MAX_DEPTH = 4;

const CANONICAL = /^\d\d(?:\.\d\d){0,3}$/;

export const SectionNumber = {
  /**
   * Reads a number in any form people write: `06.01`, `06\.01` (Gramax escapes the dot),
   * `06-01` (folders and anchors). Returns undefined when the text is anything else.
   */
  parse(text: string): SectionNumber | undefined {
    const canonical = text.trim().replace(/\\?\.|-/g, '.');
    return CANONICAL.test(canonical) ? brand(canonical) : undefined;
  },

  /** Number of parts, 1 (section) to 4 (step). */
  depth(number: SectionNumber): number {
    return (number.length + 1) / 3;
  },

  /** `06.01.03` → `06.01`; a section has no parent. */
  parent(number: SectionNumber): SectionNumber | undefined {
    return number.length > 2 ? brand(number.slice(0, -3)) : undefined;
  },

  /** Last part as an integer: `06.01.03` → 3. */
  last(number: SectionNumber): number {
    return Number(number.slice(-2));
  },

  /**
   * The child of `parent` at `position`; `child(undefined, 6)` is section `06`.
   * @throws RangeError when position is not an integer from 0 to 99 or the parent is a step.
   */
  child(parent: SectionNumber | undefined, position: number): SectionNumber {
    if (!Number.isInteger(position) || position < 0 || position > 99) throw new RangeError(`A part of a section number is 00–99, got ${position}`);
    if (parent !== undefined && SectionNumber.depth(parent) >= MAX_DEPTH) throw new RangeError(`${parent} is a step and cannot have children`);
    const part = String(position).padStart(2, '0');
    return brand(parent === undefined ? part : `${parent}.${part}`);
  },

  /** The first `depth` parts: `ancestor(06.01.03, 1)` → `06`. */
  ancestor(number: SectionNumber, depth: number): SectionNumber {
    return brand(number.slice(0, depth * 3 - 1));
  },

  /** True for the number itself and everything below it. */
  isWithin(number: SectionNumber, ancestor: SectionNumber): boolean {
    return number === ancestor || number.startsWith(`${ancestor}.`);
  },

  /** Replaces the `from` prefix by `to`: `rebase(02.04.01, 02.04, 08.05)` → `08.05.01`. */
  rebase(number: SectionNumber, from: SectionNumber, to: SectionNumber): SectionNumber {
    return SectionNumber.isWithin(number, from) ? brand(to + number.slice(from.length)) : number;
  },

  /** Order of the table of contents: a parent stands before its children. */
  compare(a: SectionNumber, b: SectionNumber): number {
    return a < b ? -1 : a > b ? 1 : 0;
  },

  /** HTML anchor of the heading, and prefix of the folder: `06.01.03` → `06-01-03`. */
  anchor(number: SectionNumber): string {
    return number.replaceAll('.', '-');
  },

  /** The number a folder or file name starts with: `06-01-backup` → `06.01`. */
  ofFolder(name: string): SectionNumber | undefined {
    const prefix = /^\d\d(?:-\d\d)*(?=-\D|$)/.exec(name)?.[0];
    return prefix === undefined ? undefined : SectionNumber.parse(prefix);
  },
} as const;

function brand(text: string): SectionNumber {
  return text as SectionNumber;
}
