import type { FrontMatter, PageRecord } from '../knowledge/index.ts';
import { bodyStart } from '../knowledge/index.ts';
import type { ImportLog } from './import-log.ts';

/** A folder's own page that was written twice: `_index.md`, which Gramax shows, and `README.md`, which GitHub shows. */
export interface MergedPage {
  readonly frontMatter: FrontMatter;
  readonly body: string;
}

/**
 * One page of two. A body without words of its own (a heading, a `<view>`, a list of the pages below) gives way;
 * when both have text, both are kept, one after the other, paragraphs that repeat only once.
 *
 * @param main the page whose text comes first: README
 * @param other `_index.md`
 */
export function mergePages(
  main: PageRecord,
  other: PageRecord,
  frontMatters: { readonly main: FrontMatter; readonly other: FrontMatter },
  log: ImportLog,
): MergedPage {
  const frontMatter: FrontMatter = { ...frontMatters.other, ...frontMatters.main };
  const [first, second] = [main, other].map((page) => page.text.slice(bodyStart(page)));
  if (!hasOwnWords(other)) return { frontMatter, body: first ?? '' };
  if (!hasOwnWords(main)) return { frontMatter, body: second ?? '' };
  const known = new Set(blocksOf(first ?? '').map(plain));
  const fresh = blocksOf(second ?? '').filter((block) => !known.has(plain(block)));
  if (fresh.length === 0) return { frontMatter, body: first ?? '' };
  log.undecided('в _index.md и README.md разный текст: сначала идёт README.md, за ним _index.md', 'Прочтите страницу и уберите повторы.', fresh[0]);
  return { frontMatter, body: `${(first ?? '').trimEnd()}\n\n${fresh.join('\n\n')}\n` };
}

/** Words that say something: not headings, not the list of pages that every tool draws by itself. */
export function hasOwnWords(page: PageRecord): boolean {
  const linked = page.links.reduce((sum, { text, kind }) => sum + (kind === 'link' ? (text.match(/[\p{L}\d]+/gu)?.length ?? 0) : 0), 0);
  return page.fences.length > 0 || page.links.some(({ kind }) => kind === 'image') || page.words > linked;
}

/** Paragraphs, lists and fences between blank lines; a fence with blank lines inside stays whole. */
function blocksOf(body: string): string[] {
  const blocks: string[] = [];
  let current: string[] = [];
  let fence: string | undefined;
  for (const line of body.split('\n')) {
    const ticks = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (ticks !== undefined) fence = fence === undefined ? ticks : ticks.startsWith(fence) ? undefined : fence;
    if (line.trim() === '' && fence === undefined) {
      if (current.length > 0) blocks.push(current.join('\n'));
      current = [];
    } else current.push(line);
  }
  if (current.length > 0) blocks.push(current.join('\n'));
  return blocks;
}

function plain(block: string): string {
  return block
    .replace(/\\(?=[\p{P}\p{S}])/gu, '')
    .replace(/[\s#*>-]+/g, ' ')
    .trim()
    .toLowerCase();
}
