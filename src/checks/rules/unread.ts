import type { KnowledgeBase } from '../../knowledge/index.ts';
import { folderOf, pageId, SectionNumber } from '../../knowledge/index.ts';

const coveredNumbers = new WeakMap<KnowledgeBase, ReadonlyMap<SectionNumber, 'alone' | 'with children'>>();

/** True when a page or a folder could not be read: then the absence of something cannot be proved. */
export function somethingIsUnread(base: KnowledgeBase): boolean {
  return base.fileProblems.some(({ path }) => path.endsWith('.md') || !/\.[^/]+$/.test(path));
}

/** True when the number exists, or may exist on a page that could not be read. One broken file must not raise a dozen alarms. */
export function mayExist(base: KnowledgeBase, number: SectionNumber): boolean {
  if (base.catalogue.numbers.has(number)) return true;
  const covered = coverOf(base);
  if (covered.has(number)) return true;
  for (let parent = SectionNumber.parent(number); parent !== undefined; parent = SectionNumber.parent(parent)) {
    if (covered.get(parent) === 'with children') return true;
  }
  return false;
}

function coverOf(base: KnowledgeBase): ReadonlyMap<SectionNumber, 'alone' | 'with children'> {
  const known = coveredNumbers.get(base);
  if (known !== undefined) return known;
  const covered = new Map<SectionNumber, 'alone' | 'with children'>();
  for (const { path } of base.fileProblems) {
    // The page of a section holds no topics: its documents are files of their own.
    const page = path.endsWith('.md');
    const id = page ? pageId(path) : path;
    const number = numberAround(id);
    if (number === undefined) continue;
    const alone = page && SectionNumber.depth(number) === 1;
    if (covered.get(number) !== 'with children') covered.set(number, alone ? 'alone' : 'with children');
  }
  coveredNumbers.set(base, covered);
  return covered;
}

/** The number of the nearest numbered folder (or file) of a path. */
function numberAround(id: string): SectionNumber | undefined {
  for (let rest = id; rest !== ''; rest = folderOf(rest)) {
    const number = SectionNumber.ofFolder(rest.split('/').at(-1) ?? '');
    if (number !== undefined) return number;
  }
  return undefined;
}
