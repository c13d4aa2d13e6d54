import type { KnowledgeBase } from './load-knowledge-base.ts';
import { normalizeAddress } from './redirects.ts';
import { SectionNumber } from './section-number.ts';

/** What git knows of numbers beyond the files at hand. */
export interface NumbersInGit {
  /** Numbers of the last commit: links to them may be anywhere. */
  readonly published: ReadonlySet<SectionNumber>;
  /** Numbers that other branches have added → name of the branch. */
  readonly branches: ReadonlyMap<SectionNumber, string>;
}

export const NO_GIT_NUMBERS: NumbersInGit = { published: new Set(), branches: new Map() };

/** What a number is called: раздел, документ, тема, шаг. */
export const LEVELS = [
  { one: 'раздел', of: 'раздела', place: 'разделе' },
  { one: 'документ', of: 'документа', place: 'документе' },
  { one: 'тема', of: 'темы', place: 'теме' },
  { one: 'шаг', of: 'шага', place: 'шаге' },
] as const;

export function levelOf(number: SectionNumber): (typeof LEVELS)[number] {
  return LEVELS[SectionNumber.depth(number) - 1] ?? LEVELS[3];
}

/** Existing children of a number; of the whole base when it is undefined. */
export function childNumbers(base: KnowledgeBase, parent: SectionNumber | undefined): SectionNumber[] {
  return [...base.catalogue.numbers.keys()].filter((number) => SectionNumber.parent(number) === parent).sort(SectionNumber.compare);
}

/** Numbers that old addresses lead from: giving one to a new page would mislead whoever follows an old link. */
export function retiredNumbers(base: KnowledgeBase): Set<SectionNumber> {
  const retired = new Set<SectionNumber>();
  if (base.legacy?.ok === true) for (const { number } of base.legacy.value.numbers) retired.add(number);
  for (const { frontMatter } of base.pages) {
    for (const alias of frontMatter.aliases ?? []) {
      const number = SectionNumber.parse(alias) ?? SectionNumber.ofFolder(normalizeAddress(alias).split('/').at(-1) ?? '');
      if (number !== undefined) retired.add(number);
    }
  }
  return retired;
}

/**
 * The number after the last existing child, past those that old addresses and other branches hold.
 * Gaps between children are left alone: someone may have left them on purpose.
 *
 * @returns undefined when 99 is reached
 */
export function nextFreeNumber(base: KnowledgeBase, parent: SectionNumber | undefined, git: NumbersInGit): SectionNumber | undefined {
  const retired = retiredNumbers(base);
  const last = childNumbers(base, parent).at(-1);
  for (let position = last === undefined ? 1 : SectionNumber.last(last) + 1; position <= 99; position++) {
    const number = SectionNumber.child(parent, position);
    if (!retired.has(number) && !git.branches.has(number)) return number;
  }
  return undefined;
}
