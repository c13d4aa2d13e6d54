import type { Nodes, Parents } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { markdownToMdast } from 'satteri';
import { pageUrl } from './content-address.ts';
import type { FrontMatterReading } from './front-matter.ts';
import { readFrontMatter } from './front-matter.ts';
import { headingSlug, uniqueSlug } from './heading-slug.ts';
import type { NumberMention } from './number-mentions.ts';
import { findNumberMentions } from './number-mentions.ts';
import { exceededLimit, MAX_HEADINGS, MAX_NESTING, tooDeep, tooManyHeadings } from './page-limits.ts';
import type { Fence, Heading, IndexEntry, Link, PageRecord, ReadProblem } from './page-record.ts';
import { SectionNumber } from './section-number.ts';
import type { TextRange } from './text-range.ts';
import { countWords } from './word-count.ts';

/** Parses Markdown to mdast with positions. The default is satteri; tests compare it with remark. */
export type MarkdownParser = (source: string) => Nodes;

export const parseWithSatteri: MarkdownParser = (source) => markdownToMdast(source, { features: { gfm: true, frontmatter: false }, position: true });

/**
 * Title and headings: `08.01.01 - Название`, `08\.01.01 — Название`, `08.01.01`.
 * One part needs a sign after it: «08 - Планирование» is a section, «17 июня» and «10 правил» are not.
 */
const NUMBERED = /^(?<number>\d\d(?=\\?[.:]\s|\s*(?:-{1,2}|–|—)\s|$)|\d\d(?:\\?\.\d\d){1,3})(?<separator>\s*(?:-{1,2}|–|—|\\?\.|:)?\s+|$)(?<name>.*)$/su;

/** Splits «06.01 - Название» into number and name; the number keeps its place in the text. */
export function splitNumberedText(text: string): { number: SectionNumber | undefined; numberLength: number; name: string; nameStart: number } {
  const match = NUMBERED.exec(text);
  const number = SectionNumber.parse(match?.groups?.['number'] ?? '');
  if (match?.groups === undefined || number === undefined) return { number: undefined, numberLength: 0, name: text, nameStart: 0 };
  const name = match.groups['name'] ?? '';
  return { number, numberLength: (match.groups['number'] ?? '').length, name, nameStart: text.length - name.length };
}

type LinkNode = Extract<Nodes, { type: 'link' }>;

/** Mutable state of one reading; becomes the record. */
interface Reading {
  readonly source: string;
  readonly headings: Heading[];
  readonly links: Link[];
  readonly mentions: NumberMention[];
  readonly indexEntries: IndexEntry[];
  readonly fences: Fence[];
  /** Slugs of the headings so far, before counters. */
  readonly slugs: Set<string>;
  /** Slugs given so far, with how often each was asked for again. */
  readonly givenSlugs: Map<string, number>;
  words: number;
  wordsAtHeading: number;
  tasks: { open: number; done: number };
}

/**
 * Reads one page into a record. Never throws on content: what is wrong becomes a problem of the record.
 *
 * @param path relative to the content folder
 * @param text the whole file, BOM and line endings untouched
 * @param problems what reading the bytes already found
 */
export function readPage(path: string, text: string, problems: readonly ReadProblem[] = [], parse: MarkdownParser = parseWithSatteri): PageRecord {
  const found: ReadProblem[] = [...problems];
  const matter = frontMatterBlock(text);
  // Front matter and BOM become blanks of the same length, so the parser sees only Markdown and offsets stay true.
  const bodyStart = matter?.blockEnd ?? (text.startsWith('\uFEFF') ? 1 : 0);
  const source = blank(text.slice(0, bodyStart)) + text.slice(bodyStart);
  const limit = exceededLimit(text, matter);
  const body = limit ?? readBody(source, parse);
  const reading = 'source' in body ? body : emptyReading('');
  if (!('source' in body)) found.push(body);
  if (matter === undefined) {
    found.push({ code: 'no-front-matter', message: 'нет заголовка YAML (front matter) между строками «---»', range: { start: 0, end: firstLineEnd(text) } });
  }
  const front = matter === undefined || limit !== undefined ? undefined : readFrontMatterSafely(text.slice(matter.start, matter.end), matter.start);
  const titleRange = front?.keys['title']?.value ?? { start: 0, end: 0 };
  const rawTitle = text.slice(titleRange.start, titleRange.end);
  const title = splitNumberedText(front?.data.title ?? '');
  const nameAt = title.name === '' ? -1 : rawTitle.indexOf(title.name);
  return {
    path,
    url: pageUrl(path),
    text,
    number: title.number,
    numberRange: locateNumber(rawTitle, title.number, titleRange.start),
    name: title.name,
    nameRange: nameAt === -1 ? titleRange : { start: titleRange.start + nameAt, end: titleRange.start + nameAt + title.name.length },
    frontMatter: front?.data ?? {},
    keys: front?.keys ?? {},
    frontMatterProblems: front?.problems ?? [],
    headings: reading.headings,
    links: reading.links,
    mentions: reading.mentions,
    indexEntries: reading.indexEntries,
    fences: reading.fences,
    words: reading.words,
    tasks: reading.tasks,
    problems: found,
  };
}

function emptyReading(source: string): Reading {
  return {
    source,
    headings: [],
    links: [],
    mentions: [],
    indexEntries: [],
    fences: [],
    slugs: new Set(),
    givenSlugs: new Map(),
    words: 0,
    wordsAtHeading: 0,
    tasks: { open: 0, done: 0 },
  };
}

/** What the Markdown of a page holds, or why it cannot be read. */
function readBody(source: string, parse: MarkdownParser): Reading | ReadProblem {
  const reading = emptyReading(source);
  try {
    visit(parse(source), reading, false, 0);
  } catch (error) {
    // Thrown by `visit`, or by the stack when the text of a deep heading is gathered.
    if (error instanceof RangeError) return tooDeep();
    throw error;
  }
  closeHeading(reading);
  return reading.headings.length > MAX_HEADINGS ? tooManyHeadings(reading.headings.length) : reading;
}

/** Where a number that the text is known to begin with is written: maybe escaped, maybe behind `**` or a quote. */
function locateNumber(raw: string, number: SectionNumber | undefined, offset: number): TextRange | undefined {
  if (number === undefined) return undefined;
  const match = /\d\d(?:\\?\.\d\d){0,3}/.exec(raw);
  return match === null || SectionNumber.parse(match[0]) !== number ? undefined : { start: offset + match.index, end: offset + match.index + match[0].length };
}

/** Same length, same line breaks, nothing to read. */
function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The YAML between the first two `---` lines, without them, and where the closing line ends. */
function frontMatterBlock(text: string): (TextRange & { readonly blockEnd: number }) | undefined {
  const match = /^\uFEFF?---[ \t]*\r?\n(?<yaml>[\s\S]*?)(?<=\n)---[ \t]*(?:\r?\n|$)/.exec(text);
  if (match === null) return undefined;
  const start = match[0].indexOf('\n') + 1;
  return { start, end: start + (match.groups?.['yaml'] ?? '').length, blockEnd: match[0].length };
}

/** YAML aliases (`title: *жирный*`) are switched off against alias bombs, and the library throws where it meets one. */
function readFrontMatterSafely(yaml: string, offset: number): FrontMatterReading {
  try {
    return readFrontMatter(yaml, offset);
  } catch {
    const alias = /(?<=^|[\s[,{])\*[^\s,\]}]*/.exec(yaml);
    const start = offset + (alias?.index ?? 0);
    const range = { start, end: alias === null ? offset + yaml.length : start + alias[0].length };
    return { data: {}, keys: {}, problems: [{ key: undefined, message: 'значение начинается со звёздочки: возьмите его в кавычки', range }] };
  }
}

function firstLineEnd(text: string): number {
  const end = text.indexOf('\n');
  return end === -1 ? text.length : end;
}

/** @throws RangeError when the nesting is deeper than anyone writes */
function visit(node: Nodes, reading: Reading, insideLink: boolean, depth: number): void {
  if (depth > MAX_NESTING) throw new RangeError('the page is nested too deeply');
  const range = rangeOf(node);
  switch (node.type) {
    case 'heading':
      readHeading(node, range, reading, depth);
      return;
    case 'code':
      reading.fences.push({ lang: detached(node.lang ?? ''), meta: detached(node.meta ?? ''), value: detached(node.value), range });
      return;
    case 'link':
    case 'image': {
      reading.links.push({
        kind: node.type,
        url: detached(node.url),
        text: detached(node.type === 'image' ? (node.alt ?? '') : textOf(node)),
        range,
        urlRange: urlRange(reading.source, range, node.type === 'image' ? descriptionEnd(reading.source, range) : childrenEnd(node, range), node.url),
      });
      break;
    }
    case 'definition':
      reading.links.push({
        kind: 'link',
        url: detached(node.url),
        text: '',
        range,
        urlRange: urlRange(reading.source, range, Math.max(range.start, reading.source.indexOf(']:', range.start)), node.url),
      });
      return;
    case 'text':
      reading.words += countWords(node.value);
      if (!insideLink) readMentions(range, reading);
      return;
    case 'listItem':
      if (typeof node.checked === 'boolean') reading.tasks[node.checked ? 'done' : 'open']++;
      readIndexEntry(node, range, reading);
      break;
    case 'tableRow':
      readIndexEntry(node, range, reading);
      break;
    default:
      break;
  }
  if ('children' in node) for (const child of node.children) visit(child, reading, insideLink || node.type === 'link', depth + 1);
}

/** The expression that tells numbers from dates and versions is costly: most texts hold no two digits at all. */
function readMentions({ start, end }: TextRange, reading: Reading): void {
  const written = reading.source.slice(start, end);
  if (!/\d\d/.test(written)) return;
  // Not push(...): a pasted log has more numbers than a call may have arguments.
  for (const mention of findNumberMentions(written, start)) reading.mentions.push(mention);
}

function readHeading(node: Extract<Nodes, { type: 'heading' }>, range: TextRange, reading: Reading, depth: number): void {
  closeHeading(reading);
  const { source } = reading;
  const textRange =
    node.children.length === 0 ? { start: range.end, end: range.end } : { start: rangeOf(node.children[0]).start, end: rangeOf(node.children.at(-1)).end };
  const plain = detached(textOf(node));
  const { number, name } = splitNumberedText(plain);
  const numberRange = locateNumber(source.slice(textRange.start, textRange.end), number, textRange.start);
  const base = headingSlug(plain);
  const slug = uniqueSlug(base, reading.givenSlugs);
  reading.headings.push({
    depth: node.depth,
    number,
    numberRange,
    name,
    range,
    textRange,
    anchors: number === undefined ? [slug] : [SectionNumber.anchor(number), slug],
    slugRepeats: reading.slugs.has(base),
    words: 0,
  });
  reading.slugs.add(base);
  reading.wordsAtHeading = reading.words;
  // Numbers and links inside a heading count, its own number does not; its words are not prose.
  const words = reading.words;
  const own = numberRange?.end ?? textRange.start;
  const mentionsBefore = reading.mentions.length;
  for (const child of node.children) visit(child, reading, false, depth + 1);
  reading.words = words;
  for (const mention of reading.mentions.splice(mentionsBefore)) if (mention.range.start >= own) reading.mentions.push(mention);
}

/** Fills in the words of the section that ends here. */
function closeHeading(reading: Reading): void {
  const last = reading.headings.at(-1);
  if (last !== undefined) reading.headings[reading.headings.length - 1] = { ...last, words: reading.words - reading.wordsAtHeading };
}

function readIndexEntry(node: Extract<Nodes, { type: 'listItem' | 'tableRow' }>, range: TextRange, reading: Reading): void {
  const lead = node.type === 'listItem' ? node.children[0] : node;
  if (lead === undefined || (lead.type !== 'paragraph' && lead.type !== 'tableRow')) return;
  const cells = lead.type === 'tableRow' ? lead.children : [lead];
  const [first] = cells;
  if (first === undefined) return;
  const entry = splitNumberedText(textOf(first).trim());
  const { number } = entry;
  if (number === undefined) return;
  const link = entryLink(first) ?? cells.slice(1).map(onlyLink).find(Boolean);
  // «[06.01 - Название](…) — пояснение»: the name is what the link says, the rest explains it.
  const name = link === undefined ? entry.name : splitNumberedText(textOf(link)).name;
  // Parsers disagree whether the box of a task belongs to its paragraph; the first word is where the entry begins.
  const start = rangeOf(lead.type === 'tableRow' ? lead : (lead.children[0] ?? lead)).start;
  reading.indexEntries.push({
    number,
    name: detached(name.trim()),
    url: link === undefined ? undefined : detached(link.url),
    range: { start, end: Math.min(range.end, rangeOf(lead).end) },
  });
}

/** The link that carries the number or stands right after it; a link further on belongs to the explanation. */
function entryLink(lead: Parents): LinkNode | undefined {
  const link = findLink(lead);
  if (link === undefined) return undefined;
  const text = textOf(lead);
  const before = text.slice(0, text.indexOf(textOf(link)));
  return splitNumberedText(`${before.trim()} `).name === '' || before.trim() === '' ? link : undefined;
}

/** The link of a table cell that holds nothing else. */
function onlyLink(cell: Parents): LinkNode | undefined {
  const link = findLink(cell);
  return link !== undefined && textOf(link).trim() === textOf(cell).trim() ? link : undefined;
}

function findLink(node: Parents): LinkNode | undefined {
  for (const child of node.children) {
    if (child.type === 'link') return child;
    if ('children' in child) {
      const inner = findLink(child);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

function childrenEnd(node: Parents, range: TextRange): number {
  const last = node.children.at(-1);
  return last === undefined ? range.start : rangeOf(last).end;
}

/** Where `![description]` ends: the description may repeat the address. */
function descriptionEnd(source: string, range: TextRange): number {
  const at = source.indexOf('](', range.start);
  return at === -1 || at >= range.end ? range.start : at + 2;
}

/** Where the address stands inside `[text](address "title")`; the whole link when it is not written literally. */
function urlRange(source: string, range: TextRange, from: number, url: string): TextRange {
  const at = source.indexOf(url, from);
  return at === -1 || at + url.length > range.end ? range : { start: at, end: at + url.length };
}

/**
 * A copy of its own. The parser cuts its strings out of one text a page, and a cut keeps the whole alive:
 * a third of the memory of a large base.
 */
function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

function rangeOf(node: Nodes | undefined): TextRange {
  return { start: node?.position?.start.offset ?? 0, end: node?.position?.end.offset ?? 0 };
}
