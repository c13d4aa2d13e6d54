import type { Nodes } from 'mdast';
import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { bodyStart, parseWithSatteri } from '../../knowledge/index.ts';
import { fenceLines } from './fence-lines.ts';
import { speaksOfThePast, tellsHistory } from './past.ts';
import type { PlainText } from './plain-text.ts';
import { placeOf, plainTextAt, plainTextOf, sliceOf } from './plain-text.ts';

/**
 * The smallest piece of a page that says something, with all that tells what it is about.
 * A reader of facts looks at `plain` first, then at the context, nearest first.
 */
export interface Statement {
  readonly kind: 'sentence' | 'cell' | 'heading' | 'code';
  readonly plain: PlainText;
  /** The sentences of the same paragraph before this one; the keys around a line of YAML. */
  readonly before: string;
  /** The first cell of the row; empty for that cell itself. */
  readonly row: string;
  /** The other cells of the row. */
  readonly cells: readonly string[];
  /** The head of the column. */
  readonly column: string;
  /** Where the column stands, from 0; -1 outside tables. */
  readonly columnIndex: number;
  /** The sentence that leads to a list, table or fence; the title of a fence. */
  readonly lead: string;
  /** Headings above, nearest first, then the title of the page. */
  readonly headings: readonly string[];
  /** Language of the fence. */
  readonly lang: string;
  /** Number of the table or fence on the page, to tell which statements stand together; -1 outside. */
  readonly block: number;
  /** Number of the row of the table or of the line of the fence, from 0; -1 outside. */
  readonly line: number;
  /** What is said held once, or is an example of what is wrong: nothing of it is compared. */
  readonly past: boolean;
}

const known = new WeakMap<PageRecord, readonly Statement[]>();

/** Everything a page says, in the order of reading. Computed once a page. */
export function statementsOf(page: PageRecord): readonly Statement[] {
  let statements = known.get(page);
  if (statements === undefined) {
    statements = readStatements(page);
    known.set(page, statements);
  }
  return statements;
}

type Context = Omit<Statement, 'plain' | 'kind'>;

interface Reading {
  readonly page: PageRecord;
  readonly source: string;
  readonly statements: Statement[];
  /** Headings above, by depth. */
  readonly headings: string[];
  /** The paragraph just read: it may lead to what follows. */
  lead: string;
  blocks: number;
}

function readStatements(page: PageRecord): Statement[] {
  const { text } = page;
  const start = bodyStart(page);
  const source = text.slice(0, start).replace(/[^\r\n]/g, ' ') + text.slice(start);
  const reading: Reading = { page, source, statements: [], headings: [], lead: '', blocks: 0 };
  const description = page.keys['description']?.value;
  if (description !== undefined) addSentences(plainTextAt(text, description), contextOf(reading), reading);
  const tree = parseWithSatteri(source);
  if ('children' in tree) for (const child of tree.children) visit(child, reading);
  return reading.statements;
}

function contextOf({ headings, lead, page }: Reading): Context {
  const above = [...headings].reverse().filter((heading) => heading !== '');
  return {
    before: '',
    row: '',
    cells: [],
    column: '',
    columnIndex: -1,
    lead,
    headings: [...above, page.name],
    lang: '',
    block: -1,
    line: -1,
    past: page.frontMatter.status === 'archived',
  };
}

function visit(node: Nodes, reading: Reading): void {
  switch (node.type) {
    case 'heading': {
      const plain = plainTextOf(node, reading.source);
      reading.lead = '';
      reading.headings.length = node.depth - 1;
      for (let index = 0; index < node.depth - 1; index++) reading.headings[index] ??= '';
      addStatement('heading', plain, contextOf(reading), reading);
      reading.headings[node.depth - 1] = plain.text;
      return;
    }
    case 'paragraph': {
      const plain = plainTextOf(node, reading.source);
      if (/^\[!\p{L}+\]$/u.test(plain.text)) return;
      const context = contextOf(reading);
      addSentences(plain, context, reading);
      reading.lead = /[:：]\s*$/.test(plain.text) ? lastSentence(plain.text) : '';
      return;
    }
    case 'list': {
      const { lead } = reading;
      for (const item of node.children) {
        reading.lead = lead;
        for (const child of item.children) visit(child, reading);
      }
      reading.lead = '';
      return;
    }
    case 'table':
      readTable(node, reading);
      reading.lead = '';
      return;
    case 'code':
      readFence(node, reading);
      reading.lead = '';
      return;
    default:
      if ('children' in node) for (const child of node.children) visit(child, reading);
  }
}

function readTable(node: Extract<Nodes, { type: 'table' }>, reading: Reading): void {
  const context = { ...contextOf(reading), block: reading.blocks++ };
  const [head, ...rows] = node.children.map((row) => row.children.map((cell) => plainTextOf(cell, reading.source)));
  for (const [line, row] of rows.entries()) {
    const texts = row.map(({ text }) => text);
    const past = texts.some((text) => speaksOfThePast(text));
    for (const [columnIndex, plain] of row.entries()) {
      const column = head?.[columnIndex]?.text ?? '';
      const cells = texts.filter((_, index) => index !== columnIndex);
      addStatement(
        'cell',
        plain,
        { ...context, row: columnIndex === 0 ? '' : (texts[0] ?? ''), cells, column, columnIndex, line, past: context.past || past },
        reading,
      );
    }
  }
}

const INDENTED = /^(?<indent>[ \t]*)(?:- +)*(?<key>[\w.-]+):(?=\s|$)/;

function readFence(node: Extract<Nodes, { type: 'code' }>, reading: Reading): void {
  const { source, page } = reading;
  const lang = (node.lang ?? '').toLowerCase();
  const title = /title="([^"]*)"|title=(\S+)/.exec(node.meta ?? '');
  const above = contextOf(reading);
  const lead = [above.lead, title?.[1] ?? title?.[2] ?? ''].join(' ').trim();
  const context: Context = { ...above, lead, lang, block: reading.blocks++, past: above.past || speaksOfThePast(lead) };
  const range: TextRange = { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
  const keys: { indent: number; key: string }[] = [];
  let wrong = false;
  for (const [line, { start, end }] of fenceLines(source, range).entries()) {
    const written = page.text.slice(start, end);
    if (written.trim() === '') wrong = false;
    // A comment on a line of its own is about the lines below it.
    const comment = /^\s*(?:#|\/\/|--|;|%%)(.*)$/.exec(written)?.[1];
    if (comment !== undefined) wrong = speaksOfThePast(comment);
    const yaml = INDENTED.exec(written)?.groups;
    const indent = /^[ \t]*(?:- +)*/.exec(written)?.[0].length ?? 0;
    if (written.trim() !== '') while ((keys.at(-1)?.indent ?? -1) >= indent) keys.pop();
    const around = keys.map(({ key }) => key).join(' ');
    addStatement('code', plainTextAt(page.text, { start, end }), { ...context, before: around, line, past: context.past || wrong }, reading);
    if (yaml !== undefined) keys.push({ indent: (yaml['indent'] ?? '').length, key: yaml['key'] ?? '' });
  }
}

/** A full stop ends a sentence when something that may begin one follows: not after «т. е.», «см.» or a number of a list. */
const SENTENCE_END = /(?<!(?:^|[\s(«])(?:\p{L}|см|ср|напр|рис|табл|руб|шт|стр|ул|им|др|пр|мин|сек|ок|до н|vs|etc))[.!?…]+["»)`]*\s+(?=[«("„]?[\p{Lu}`\da-z])/gu;

function addSentences(plain: PlainText, context: Context, reading: Reading): void {
  let from = 0;
  for (const end of [...sentenceEnds(plain.text), plain.text.length]) {
    if (end > from) addStatement('sentence', sliceOf(plain, from, end), { ...context, before: plain.text.slice(0, from) }, reading);
    from = end;
  }
}

function sentenceEnds(text: string): number[] {
  return [...text.matchAll(SENTENCE_END)].map(({ index, 0: end }) => index + end.length);
}

function lastSentence(text: string): string {
  return text.slice(sentenceEnds(text).at(-1) ?? 0);
}

function addStatement(kind: Statement['kind'], plain: PlainText, context: Context, reading: Reading): void {
  const past =
    context.past ||
    speaksOfThePast(plain.text) ||
    speaksOfThePast(context.column) ||
    speaksOfThePast(context.lead) ||
    tellsHistory(context.headings, [plain.text, context.row]);
  reading.statements.push({ ...context, kind, plain, past });
  for (const { url, range } of plain.addresses) {
    const address = plainTextAt(url, { start: 0, end: url.length });
    const at = reading.source.indexOf(url, placeOf(plain, 0, 0).start);
    const start = at === -1 || at >= range.end ? range.start : at;
    const places = address.places.map((place) => (at === -1 ? range.start : start + place));
    reading.statements.push({ ...context, kind: 'code', plain: { ...address, places }, before: plain.text, past });
  }
}
