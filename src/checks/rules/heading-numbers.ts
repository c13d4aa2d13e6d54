import type { Heading, PageRecord } from '../../knowledge/index.ts';
import { enclosingNumber, isIndexPage, placeNumber, SectionNumber } from '../../knowledge/index.ts';

/**
 * How the number of a heading fits its place:
 * - `right`;
 * - `carried`: it follows a parent that is wrong itself, so only the parent is to blame;
 * - `foreign`: it does not continue the number of the document (N003);
 * - `stray`: it does not continue the number of the heading above (N004);
 * - `wrong-depth`: the level of the heading disagrees with the parts of the number (N009).
 */
export type HeadingVerdict = 'right' | 'carried' | 'foreign' | 'stray' | 'wrong-depth';

export interface JudgedHeading {
  readonly heading: Heading;
  readonly number: SectionNumber;
  readonly verdict: HeadingVerdict;
  /** The number that would fit, when only the beginning is wrong. */
  readonly expected: SectionNumber | undefined;
  /** The number that the heading has to continue. */
  readonly base: SectionNumber | undefined;
  /** The level that would fit the number. */
  readonly expectedDepth: number;
}

const judgements = new WeakMap<PageRecord, readonly JudgedHeading[]>();
const verdicts = new WeakMap<Heading, HeadingVerdict>();

/** Judges every numbered heading of a page. Headings of index pages only repeat numbers of other pages: none is judged. */
export function judgeHeadings(page: PageRecord): readonly JudgedHeading[] {
  let known = judgements.get(page);
  if (known === undefined) {
    known = isIndexPage(page) ? [] : judge(page);
    judgements.set(page, known);
    for (const { heading, verdict } of known) verdicts.set(heading, verdict);
  }
  return known;
}

/** True when the number of a heading fits its place, or is not judged at all. */
export function isInPlace(page: PageRecord, heading: Heading): boolean {
  judgeHeadings(page);
  return (verdicts.get(heading) ?? 'right') === 'right';
}

/** True when every numbered heading of the page stands where its number says. */
export function isWellNumbered(page: PageRecord): boolean {
  return judgeHeadings(page).every(({ verdict }) => verdict === 'right');
}

function judge(page: PageRecord): JudgedHeading[] {
  const own = placeNumber(page);
  const enclosing = enclosingNumber(page);
  const judged: JudgedHeading[] = [];
  const open: Heading[] = [];
  const byHeading = new Map<Heading, JudgedHeading>();
  const misplaced = new Set<SectionNumber>();
  for (const heading of page.headings) {
    while ((open.at(-1)?.depth ?? 0) >= heading.depth) open.pop();
    const above = open.at(-1);
    open.push(heading);
    const { number } = heading;
    if (number === undefined) continue;
    const result = { heading, number, ...verdictOf({ heading, number, own, enclosing, above: above && byHeading.get(above), misplaced }) };
    judged.push(result);
    byHeading.set(heading, result);
    if (result.verdict === 'wrong-depth') misplaced.add(number);
  }
  return judged;
}

interface Place {
  readonly heading: Heading;
  readonly number: SectionNumber;
  readonly own: SectionNumber | undefined;
  readonly enclosing: SectionNumber | undefined;
  readonly above: JudgedHeading | undefined;
  /** Numbers of earlier headings that stand at a wrong level: their children are not lost. */
  readonly misplaced: ReadonlySet<SectionNumber>;
}

function verdictOf({ heading, number, own, enclosing, above, misplaced }: Place): Omit<JudgedHeading, 'heading' | 'number'> {
  const expectedDepth = SectionNumber.depth(number) - (own === undefined ? 1 : SectionNumber.depth(own) - 1);
  const inside = enclosing === undefined || SectionNumber.isWithin(number, enclosing);
  const say = (verdict: HeadingVerdict, base?: SectionNumber): Omit<JudgedHeading, 'heading' | 'number'> => ({
    verdict,
    base,
    expectedDepth,
    expected:
      base !== undefined && SectionNumber.depth(number) === SectionNumber.depth(base) + 1 ? SectionNumber.child(base, SectionNumber.last(number)) : undefined,
  });
  // A child page without a number of its own may hold any topics of its document.
  if (own === undefined) return inside ? say('right') : say('foreign', enclosing);
  if (inside && heading.depth !== expectedDepth) return say('wrong-depth');
  if (heading.depth <= 2) return inside ? say('right') : say('foreign', own);
  if (above === undefined) return inside ? say('right') : say('stray', own);
  const parent = SectionNumber.parent(number);
  if (parent === above.number) return say(above.verdict === 'right' ? 'right' : 'carried');
  if (parent !== undefined && (parent === above.expected || misplaced.has(parent))) return say('carried');
  return say('stray', above.verdict === 'foreign' ? (above.expected ?? above.number) : above.number);
}
