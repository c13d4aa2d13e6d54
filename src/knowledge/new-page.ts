import { posix } from 'node:path';
import { stringify } from 'yaml';
import { baseAfter } from './base-after.ts';
import type { ChangeSet } from './change-set.ts';
import { ChangeSetError } from './change-set.ts';
import { folderOf, INDEX_FILE } from './content-address.ts';
import { levelOf, nextFreeNumber, retiredNumbers } from './number-allocation.ts';
import { whatExists } from './renumbering.ts';
import type { Surroundings } from './restructure.ts';
import { MAX_DEPTH, SectionNumber } from './section-number.ts';
import { checkSlug, slugOf } from './slug.ts';
import { childHeadings, headingDepth, insertionOffset, lineBreakOf } from './topic-block.ts';
import { kbCommand } from './what-to-type.ts';

/** A new section, document, topic or step, ready to be shown and written. */
export interface NewPlace {
  readonly change: ChangeSet;
  readonly number: SectionNumber;
  /** File to open and write in. */
  readonly path: string;
  readonly line: number;
  /** Where an old link to this number used to lead, when it did. */
  readonly formerly: boolean;
}

/**
 * `kb new 03.05 "Название"` creates that number, `kb new 03 "Название"` the next document of a section that exists.
 *
 * @param slug folder name after the number; made from the title when not given
 * @throws ChangeSetError when it cannot be done, with what to type instead
 */
export function planNew(surroundings: Surroundings, wanted: SectionNumber, title: string, slug?: string): NewPlace {
  const { base, git } = surroundings;
  const name = title.trim().replace(/\s+/g, ' ');
  if (name === '') throw new ChangeSetError(`нет названия. Например: ${kbCommand(`new ${wanted} "Резервное копирование"`)}`);
  if (slug !== undefined) checkSlug(slug);
  const number = base.catalogue.numbers.has(wanted) ? freeBelow(surroundings, wanted, name) : wanted;
  const branch = git.branches.get(number);
  if (branch !== undefined) {
    const free = nextFreeNumber(base, SectionNumber.parent(number), git);
    throw new ChangeSetError(
      `номер ${number} уже взят веткой ${branch}.${free === undefined ? '' : ` Свободен ${free}: ${kbCommand(`new ${free} ${JSON.stringify(name)}`)}`}`,
    );
  }
  const parent = SectionNumber.parent(number);
  if (parent !== undefined && !base.catalogue.numbers.has(parent)) {
    throw new ChangeSetError(
      `${levelOf(parent).of} ${parent} нет. Сначала создайте его: ${kbCommand(`new ${parent} "Название"`)}. ${whatExists(base, SectionNumber.parent(parent))}`,
    );
  }
  if (SectionNumber.last(number) === 0) throw new ChangeSetError(`номера начинаются с 01, а не с 00. Свободен ${nextFreeNumber(base, parent, git) ?? '…'}`);
  const change = SectionNumber.depth(number) <= 2 ? newPage(surroundings, number, name, slug) : newHeading(surroundings, number, name, slug);
  const entry = baseAfter(base, change).catalogue.numbers.get(number);
  if (entry === undefined) throw new ChangeSetError(`название «${name}» не получилось записать заголовком. Уберите из него разметку и повторите`);
  const line = entry.heading === undefined ? entry.page.text.split('\n').length : entry.page.text.slice(0, entry.heading.range.start).split('\n').length;
  return { change, number, path: entry.page.path, line, formerly: retiredNumbers(base).has(number) };
}

/**
 * A section that exists gets its next document. Deeper numbers are refused: «kb new 03.05» may mean
 * the document 03.05 or a topic in it.
 */
function freeBelow({ base, git }: Surroundings, taken: SectionNumber, name: string): SectionNumber {
  const below = SectionNumber.depth(taken) < MAX_DEPTH ? nextFreeNumber(base, taken, git) : undefined;
  if (SectionNumber.depth(taken) === 1) {
    if (below === undefined) throw new ChangeSetError(`в разделе ${taken} заняты все номера до 99`);
    return below;
  }
  const beside = nextFreeNumber(base, SectionNumber.parent(taken), git);
  const ways = [beside, below].flatMap((number) =>
    number === undefined ? [] : [`${levelOf(number).one} — ${kbCommand(`new ${number} ${JSON.stringify(name)}`)}`],
  );
  throw new ChangeSetError(`номер ${taken} занят: «${base.catalogue.numbers.get(taken)?.name ?? ''}». Свободны: ${ways.join('; ')}`);
}

/** A section or a document: a folder with its page. */
function newPage({ base, today }: Surroundings, number: SectionNumber, name: string, slug: string | undefined): ChangeSet {
  const parent = SectionNumber.parent(number);
  const parentPage = parent === undefined ? base.catalogue.home : base.catalogue.numbers.get(parent)?.page;
  const folder = posix.join(parentPage === undefined ? '' : folderOf(parentPage.path), `${SectionNumber.anchor(number)}-${slug ?? slugOf(name)}`);
  const front = {
    title: `${number} - ${name}`,
    order: SectionNumber.last(number),
    status: 'planned',
    updated: today,
    ...(parentPage?.frontMatter.owner === undefined ? {} : { owner: parentPage.frontMatter.owner }),
  };
  const lines = Object.entries(front).map(
    ([key, value]) => `${key}: ${key === 'updated' ? JSON.stringify(value) : stringify(value, { lineWidth: 0 }).trimEnd()}`,
  );
  return { edits: [], moves: [], creates: [{ path: posix.join(folder, INDEX_FILE), text: `---\n${lines.join('\n')}\n---\n` }] };
}

/** A topic or a step: a heading at its place among the others. */
function newHeading({ base }: Surroundings, number: SectionNumber, name: string, slug: string | undefined): ChangeSet {
  const parent = SectionNumber.ancestor(number, SectionNumber.depth(number) - 1);
  const holder = base.catalogue.numbers.get(parent);
  if (holder === undefined) throw new ChangeSetError(`номера ${parent} нет`);
  if (slug !== undefined) throw new ChangeSetError(`${number} — ${levelOf(number).one} внутри страницы, папки у него не будет: уберите --slug`);
  const { page } = holder;
  const neighbours = childHeadings(page, parent).flatMap((heading) => (heading.number === undefined ? [] : [{ heading, number: heading.number }]));
  const offset = insertionOffset(page, number, holder.heading, neighbours);
  const lineBreak = lineBreakOf(page.text);
  const heading = `${'#'.repeat(headingDepth(number))} ${number} - ${name}`;
  // A file that ends without a line break gets one.
  const end = offset === page.text.length ? lineBreak : '';
  return { edits: [{ path: page.path, range: { start: offset, end: offset }, text: `${lineBreak}${lineBreak}${heading}${end}` }], moves: [], creates: [] };
}
