import type { FrontMatter, PageRecord, TextEdit } from '../knowledge/index.ts';
import { applyEdits, bodyStart, folderOf, INDEX_FILE, readPage, relativeLink, SectionNumber, splitNumberedText } from '../knowledge/index.ts';
import type { Stage } from './body-stages.ts';
import { cleanTitle, runStages } from './body-stages.ts';
import { cleanText } from './clean-text.ts';
import { readOldFrontMatter, writeFrontMatter } from './front-matter-text.ts';
import type { People } from './header-lines.ts';
import { liftHeaderLines } from './header-lines.ts';
import type { ImportLog, Remark } from './import-log.ts';
import { logFor } from './import-log.ts';
import { hasOwnWords, mergePages } from './merge-pages.ts';
import type { LinkMap } from './old-links.ts';
import { repairLinks } from './old-links.ts';
import { readStatus } from './status-words.ts';

/** What stands on a page that nobody has written: the truth, in one sentence. */
export const STUB_SENTENCE = 'Текста на этой странице ещё нет: в прежнем каталоге она была пустой.';

/** One page of the old catalogue, in one file or two. */
export interface OldPage {
  readonly newPath: string;
  /** Old files, the one with the text first: README before `_index`. `text` is already clean of what is wrong with it as text. */
  readonly sources: ReadonlyArray<{ readonly path: string; readonly original: string; readonly text: string }>;
}

/** What a page needs to know of the others. */
export interface Neighbourhood {
  readonly links: LinkMap;
  /** The same for the tree as it will be, where nothing moves any more. */
  readonly settledLinks: LinkMap;
  readonly people: People;
  /** Pages right below, in order, with their titles. */
  readonly children: ReadonlyArray<{ readonly path: string; readonly title: string }>;
  /** What other pages call the document of a number. */
  readonly nameOf: (number: SectionNumber) => string | undefined;
  readonly form: readonly Stage[];
}

/** A repair can bring out work for an earlier one: a callout that ends gives a header its own block. More rounds have not been seen. */
const MAX_ROUNDS = 6;

/**
 * Turns one old page into a page of this base. A page that already is one comes back as it was, byte for byte:
 * the way is gone again until nothing changes, so an import of its own output finds nothing to do.
 */
export function importPage(page: OldPage, around: Neighbourhood, remarks: Remark[]): string {
  let text = convert(page, around, remarks);
  for (let round = 1; round < MAX_ROUNDS; round++) {
    const clean = cleanText(text, SILENT);
    const again = convert(
      { newPath: page.newPath, sources: [{ path: page.newPath, original: text, text: clean }] },
      { ...around, links: around.settledLinks },
      [],
    );
    if (again === text) break;
    text = again;
  }
  return text;
}

const SILENT: ImportLog = { done: () => undefined, undecided: () => undefined };

function convert({ newPath, sources }: OldPage, around: Neighbourhood, remarks: Remark[]): string {
  const [main] = sources;
  if (main === undefined) return '';
  const log = logFor(
    sources.map(({ path, original }) => ({ path, text: original })),
    remarks,
  );
  const read = sources.map(({ path, original, text }) => {
    const page = readPage(newPath, text);
    return { page, frontMatter: readOldFrontMatter(page, logFor([{ path, text: original }], remarks)) };
  });
  const [first, second] = read;
  if (first === undefined) return '';
  const merged =
    second === undefined
      ? { frontMatter: first.frontMatter, body: first.page.text.slice(bodyStart(first.page)) }
      : mergePages(first.page, second.page, { main: first.frontMatter, other: second.frontMatter }, log);
  const wholeFrontMatter = first.page.text.slice(0, bodyStart(first.page));
  const keeps = second === undefined && first.page.frontMatterProblems.length === 0 && wholeFrontMatter !== '';

  const title = titleOf(
    newPath,
    merged.frontMatter.title,
    read.map(({ page }) => page),
    around,
    log,
  );
  let text = writeFrontMatter({ ...merged.frontMatter, title: title.text }) + merged.body;
  text = runStages(newPath, text, [(page) => dropTitleHeading(page, title.text), (page, own) => turnViews(page, around, own)], log);
  const header = liftHeaderLines(readPage(newPath, text), merged.frontMatter, around.people, log);
  text = runStages(
    newPath,
    applyEdits(text, header.edits),
    [dropLooseRules, ...around.form, (page, own) => repairLinks(page, main.path, around.links, own)],
    log,
  );

  const page = readPage(newPath, text);
  let body = text.slice(bodyStart(page));
  const values: Record<string, unknown> = { ...header.values, title: title.text };
  if (title.status !== undefined) values['status'] ??= title.status;
  const number = numberOfPlace(newPath);
  if (number !== undefined) values['order'] ??= SectionNumber.last(number);
  if (isEmpty(page)) {
    if (around.children.length > 0) body = `\n${childList(newPath, around)}\n`;
    else {
      body = `\n${STUB_SENTENCE}\n${body.trim() === '' ? '' : `\n${body.trim()}\n`}`;
      values['status'] = 'planned';
      log.done('страница была пустой: теперь на ней честная заглушка');
    }
  }
  const sameValues = keeps && sameFrontMatter(values, first.frontMatter);
  return (sameValues ? wholeFrontMatter : writeFrontMatter(values)) + (/^\n/.test(body) ? body : `\n${body}`);
}

function sameFrontMatter(values: FrontMatter, old: FrontMatter): boolean {
  const keys = new Set([...Object.keys(values), ...Object.keys(old)]);
  const of = (data: FrontMatter, key: string): string => JSON.stringify(Object.entries(data).find(([name]) => name === key)?.[1]);
  return [...keys].every((key) => of(values, key) === of(old, key));
}

/** The number of the folder a page owns; child pages have none. */
function numberOfPlace(newPath: string): SectionNumber | undefined {
  return newPath.endsWith(`/${INDEX_FILE}`) ? SectionNumber.ofFolder(folderOf(newPath).split('/').at(-1) ?? '') : undefined;
}

/** The title with the number of its folder: from the front matter, else from the first heading, other pages, the folder. */
function titleOf(
  newPath: string,
  written: string | undefined,
  pages: readonly PageRecord[],
  { nameOf }: Neighbourhood,
  log: ImportLog,
): { readonly text: string; readonly status: FrontMatter['status'] } {
  const number = numberOfPlace(newPath);
  const heading = pages
    .map((page) => page.headings.find(({ depth, range }) => depth === 1 && page.text.slice(bodyStart(page), range.start).trim() === ''))
    .find(Boolean);
  const headingText = heading === undefined ? undefined : [heading.number, heading.name].filter(Boolean).join(' - ');
  const candidates = [written, headingText].filter((title) => title !== undefined && title.trim() !== '');
  const chosen = candidates[0];
  if (chosen === undefined) {
    const name = (number === undefined ? undefined : nameOf(number)) ?? nameOfFolder(newPath);
    log.undecided(`у страницы не было заголовка, теперь «${name}»`, 'Проверьте название в title.');
    return { text: number === undefined ? name : `${number} - ${name}`, status: undefined };
  }
  const cleaned = cleanTitle(chosen);
  const split = splitNumberedText(cleaned.text);
  const status = cleaned.dropped === undefined ? undefined : readStatus(cleaned.dropped)?.status;
  if (cleaned.dropped !== undefined) log.done(`из заголовка убрана отметка «${cleaned.dropped}»`, chosen);
  if (number === undefined) return { text: cleaned.text === '' ? nameOfFolder(newPath) : cleaned.text, status };
  if (split.number !== undefined && split.number !== number) {
    log.undecided(`в заголовке номер ${split.number}, а папка ${number}: взят номер папки`, 'Проверьте, туда ли попала страница.', chosen);
  }
  return { text: `${number} - ${split.name.trim() === '' ? nameOfFolder(newPath) : split.name.trim()}`, status };
}

/** `06-01-backup-policy` → «Backup policy». */
function nameOfFolder(newPath: string): string {
  const own =
    newPath === INDEX_FILE
      ? 'главная страница'
      : ((newPath.endsWith(`/${INDEX_FILE}`) ? folderOf(newPath) : newPath.replace(/\.md$/, '')).split('/').at(-1) ?? '');
  const words = own.replace(/^\d\d(?:-\d\d)*-/, '').replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A first heading of level one that only repeats the title. */
function dropTitleHeading(page: PageRecord, title: string): TextEdit[] {
  const start = bodyStart(page);
  const heading = page.headings.find(({ depth }) => depth === 1);
  if (heading === undefined || page.text.slice(start, heading.range.start).trim() !== '') return [];
  const name = splitNumberedText(cleanTitle(heading.name).text).name.trim().toLowerCase();
  if (name !== splitNumberedText(title).name.trim().toLowerCase()) return [];
  const end = /^\s*\n/.exec(page.text.slice(heading.range.end))?.[0].length ?? 0;
  return [{ path: page.path, range: { start, end: heading.range.end + end }, text: '\n' }];
}

/** The tag of Gramax that lists the pages below: such a list it becomes, unless the page has one already. */
function turnViews(page: PageRecord, around: Neighbourhood, log: ImportLog): TextEdit[] {
  return [...page.text.matchAll(/^[ \t]*<view\b(?<attributes>[^>]*?)\/?>(?:[ \t]*<\/view>)?[ \t]*$/gm)].flatMap((match) => {
    const defs = /defs="(?<defs>[^"]*)"/.exec(match.groups?.['attributes'] ?? '')?.groups?.['defs'] ?? 'hierarchy=none';
    if (page.fences.some(({ range }) => range.start <= match.index && match.index < range.end)) return [];
    if (!/^hierarchy=\w*$/.test(defs)) {
      log.undecided(`выборка «${match[0].trim()}» не перенесена: здесь её нечем показать`, 'Напишите список ссылками.', match[0].trim());
      return [];
    }
    const listed = around.children.length > 0 && around.children.every(({ title }) => page.text.includes(splitNumberedText(title).name));
    const range = { start: match.index, end: match.index + match[0].length };
    return [{ path: page.path, range, text: listed ? '' : childList(page.path, around) }];
  });
}

function childList(newPath: string, { children }: Neighbourhood): string {
  return children.map(({ path, title }) => `- [${title.replace(/[[\]]/g, '\\$&')}](${relativeLink(newPath, path)})`).join('\n');
}

/** A rule that had set the header apart and now stands alone at the beginning or at the end. */
function dropLooseRules(page: PageRecord): TextEdit[] {
  const start = bodyStart(page);
  const body = page.text.slice(start);
  const lead = /^\s*(?:(?:---|\*\*\*|___)[ \t]*(?:\n\s*|$))+/.exec(body)?.[0] ?? '';
  const tail = /(?:\n[ \t]*(?:---|\*\*\*|___)[ \t]*)+\s*$/.exec(body.slice(lead.length))?.[0] ?? '';
  return [
    ...(lead === '' ? [] : [{ path: page.path, range: { start, end: start + lead.length }, text: '\n' }]),
    ...(tail === '' ? [] : [{ path: page.path, range: { start: page.text.length - tail.length, end: page.text.length }, text: '\n' }]),
  ];
}

/** No words but those of headings, and nothing to look at. */
function isEmpty(page: PageRecord): boolean {
  return page.words === 0 && page.links.length === 0 && page.fences.length === 0 && !hasOwnWords(page) && !/[\p{L}\d]/u.test(withoutHeadings(page));
}

function withoutHeadings(page: PageRecord): string {
  let rest = '';
  let from = bodyStart(page);
  for (const { range } of page.headings) {
    rest += page.text.slice(from, range.start);
    from = range.end;
  }
  return rest + page.text.slice(from);
}
