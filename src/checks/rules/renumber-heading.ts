import type { KnowledgeBase, PageRecord, TextEdit } from '../../knowledge/index.ts';
import { SectionNumber } from '../../knowledge/index.ts';
import type { Fix } from '../rule.ts';
import type { JudgedHeading } from './heading-numbers.ts';
import { sectionOf } from './section-block.ts';
import { mayExist } from './unread.ts';

/**
 * Gives a heading the number that fits its place; headings below that carry the old number follow.
 * No repair when a new number is taken.
 *
 * @param promised numbers that other repairs of the same run already give out; new ones are added
 */
export function renumberFix(base: KnowledgeBase, page: PageRecord, judged: JudgedHeading, promised: Set<SectionNumber>): Fix | undefined {
  const { heading, number, expected } = judged;
  if (expected === undefined) return undefined;
  const edits: TextEdit[] = [];
  const given: SectionNumber[] = [];
  for (const candidate of [heading, ...sectionOf(page, heading).inner]) {
    if (candidate.number === undefined || !SectionNumber.isWithin(candidate.number, number)) continue;
    if (candidate.numberRange === undefined) return undefined;
    const next = SectionNumber.rebase(candidate.number, number, expected);
    if (mayExist(base, next) || promised.has(next)) return undefined;
    given.push(next);
    edits.push({ path: page.path, range: candidate.numberRange, text: next });
  }
  for (const next of given) promised.add(next);
  return { title: `заменить ${number} на ${expected}`, edits };
}
