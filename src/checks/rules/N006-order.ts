import type { CatalogueNode, KnowledgeBase, PageRecord, TextEdit } from '../../knowledge/index.ts';
import { placeNumber, SectionNumber } from '../../knowledge/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { JudgedHeading } from './heading-numbers.ts';
import { isWellNumbered, judgeHeadings } from './heading-numbers.ts';
import { longestIncreasing } from './longest-increasing.ts';
import { moveBlocks } from './move-blocks.ts';

const START = '---\ntitle: 06.01 - Копии\n---\n\n';
const WHAT = '## 06.01.01 - Что копируем\n\nБазу и файлы.\n';
const WHERE = '## 06.01.02 - Куда копируем\n\nВ облако.\n';

/** Longer lists of numbers say no more than the message. */
const SHOWN = 8;

export const rule = defineRule({
  id: 'N006',
  severity: 'error',
  title: 'Соседи идут по порядку номеров',
  why: 'В оглавлении ищут глазами по номеру: то, что стоит не на своём месте, считают потерянным.',
  remedy: 'Переставьте раздел целиком или исправьте order во front matter.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}${WHERE}\n${WHAT}` } },
    good: { files: { '06-operations/06-01-backup/_index.md': `${START}${WHAT}\n${WHERE}` } },
  },
  *base({ base }) {
    for (const page of base.catalogue.pages) yield* headingsOutOfOrder(page);
    yield* pagesOutOfOrder(base);
  },
});

/** One finding for a group of siblings: the repair moves all that have to move at once. */
function* headingsOutOfOrder(page: PageRecord): Iterable<Finding> {
  for (const siblings of siblingGroups(page)) {
    const kept = longestIncreasing(siblings.map(({ number }) => SectionNumber.last(number)));
    const moved = siblings.filter((_, index) => !kept.has(index));
    const [first] = moved;
    if (first === undefined) continue;
    const at = siblings.indexOf(first);
    const before = siblings.slice(0, at).findLast(({ number }) => number > first.number);
    const after = siblings.slice(at).find(({ number }) => number < first.number);
    const where = before === undefined ? `раньше ${after?.number}` : `после ${before.number}`;
    const others =
      moved.length > 1
        ? `; не на месте и ${moved
            .slice(1)
            .map(({ number }) => number)
            .join(', ')}`
        : '';
    const sorted = [...siblings].sort((a, b) => SectionNumber.compare(a.number, b.number));
    yield {
      path: page.path,
      range: first.heading.textRange,
      message: `${first.number} стоит ${where}${others}`,
      ...(siblings.length > SHOWN ? {} : { expected: sorted.map(({ number }) => number).join(', '), found: siblings.map(({ number }) => number).join(', ') }),
      fix: isWellNumbered(page)
        ? {
            title: `переставить ${moved.map(({ number }) => number).join(', ')} со всем содержимым`,
            edits: moveBlocks(
              page,
              siblings.map(({ heading }) => heading),
              new Set(moved.map(({ heading }) => heading)),
              sorted.map(({ heading }) => heading),
            ),
          }
        : undefined,
    };
  }
}

/** Headings with one parent number, in the order of the page, each number once. */
function siblingGroups(page: PageRecord): JudgedHeading[][] {
  const groups = new Map<string, JudgedHeading[]>();
  for (const judged of judgeHeadings(page)) {
    if (judged.verdict !== 'right' || judged.heading.depth < 2) continue;
    const key = SectionNumber.parent(judged.number) ?? '';
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    if (!group.some(({ number }) => number === judged.number)) group.push(judged);
  }
  return [...groups.values()];
}

/** `order` is what Gramax sorts by: it must not contradict the numbers of the folders. */
function* pagesOutOfOrder({ catalogue }: KnowledgeBase): Iterable<Finding> {
  for (const siblings of [catalogue.roots, ...[...catalogue.nodes.values()].map(({ children }) => children)]) {
    const ordered = siblings.flatMap(withOrder).sort((a, b) => SectionNumber.compare(a.number, b.number));
    const kept = longestIncreasing(ordered.map(({ order }) => order));
    if (kept.size === ordered.length) continue;
    const gaps = ordered.map((_, index) => freePlace(ordered, kept, index));
    let renumbered = false;
    for (const [index, { page, number, order, range }] of ordered.entries()) {
      if (kept.has(index)) continue;
      const before = ordered.slice(0, index).findLast((sibling) => sibling.order >= order);
      const after = ordered.slice(index + 1).find((sibling) => sibling.order <= order);
      const rival = before ?? after;
      const roomy = gaps.every((gap) => gap !== undefined);
      // Without room between the neighbours the whole group is counted anew, once.
      const edits = roomy
        ? [orderEdit(ordered[index], gaps[index] ?? order)]
        : renumbered
          ? []
          : ordered.map((sibling, place) => orderEdit(sibling, place + 1));
      renumbered = true;
      yield {
        path: page.path,
        range,
        message:
          rival?.order === order
            ? `order: ${order} у ${number} такой же, как у ${rival.number}`
            : `order: ${order} ставит ${number} ${before === undefined ? 'позже' : 'раньше'} ${rival?.number}, у которого order: ${rival?.order}`,
        expected: `порядок как у номеров: ${ordered.map((sibling) => sibling.number).join(', ')}`,
        found: `order: ${order}`,
        fix:
          edits.length === 0
            ? undefined
            : { title: roomy ? `поставить order: ${gaps[index]}` : 'пересчитать order у всех соседей', edits: edits.flatMap((edit) => edit ?? []) },
      };
    }
  }
}

interface OrderedPage {
  readonly page: PageRecord;
  readonly number: SectionNumber;
  readonly order: number;
  readonly range: { readonly start: number; readonly end: number };
}

function withOrder({ page }: CatalogueNode): OrderedPage[] {
  const number = placeNumber(page);
  const { order } = page.frontMatter;
  const range = page.keys['order']?.value;
  return number === undefined || order === undefined || range === undefined ? [] : [{ page, number, order, range }];
}

function orderEdit(page: OrderedPage | undefined, order: number): TextEdit | undefined {
  return page === undefined || page.order === order ? undefined : { path: page.page.path, range: page.range, text: String(order) };
}

/** A value between the kept neighbours for one that has to move, leaving room for those beside it; its own for one that stays. */
function freePlace(ordered: readonly OrderedPage[], kept: ReadonlySet<number>, index: number): number | undefined {
  if (kept.has(index)) return ordered[index]?.order;
  let from = index;
  while (from > 0 && !kept.has(from - 1)) from--;
  let to = index;
  while (to < ordered.length - 1 && !kept.has(to + 1)) to++;
  const low = from === 0 ? 0 : (ordered[from - 1]?.order ?? 0);
  const high = to === ordered.length - 1 ? Number.POSITIVE_INFINITY : (ordered[to + 1]?.order ?? 0);
  return low + (to - from + 1) < high ? low + 1 + (index - from) : undefined;
}
