import { isSeq, parse, parseDocument } from 'yaml';
import type { PageRecord } from './page-record.ts';
import { normalizeAddress } from './redirects.ts';
import { SectionNumber } from './section-number.ts';
import type { TextEdit, TextRange } from './text-range.ts';
import { lineBreakOf } from './topic-block.ts';

/** One alias in the source, as it is written. */
interface WrittenAlias {
  readonly value: string;
  readonly range: TextRange;
}

/**
 * Edits of `aliases` in the front matter; everything else stays as it is written.
 *
 * @param page before the move
 * @param place where it will be: an alias that says the same is needless and goes
 * @param added old address to keep alive, if it is published
 */
export function aliasEdits(
  page: PageRecord,
  place: { readonly url: string; readonly number: SectionNumber | undefined },
  added: string | undefined,
): TextEdit[] {
  const value = page.keys['aliases']?.value;
  const isOwn = (alias: string): boolean =>
    normalizeAddress(alias) === normalizeAddress(place.url) || (place.number !== undefined && SectionNumber.parse(alias) === place.number);
  const written = value === undefined ? [] : readAliases(page.text, value);
  const kept = written.filter(({ value: alias }) => !isOwn(alias));
  const missing =
    added === undefined || isOwn(added) || kept.some(({ value: alias }) => normalizeAddress(alias) === normalizeAddress(added)) ? undefined : added;
  if (kept.length === written.length && missing === undefined) return [];
  if (value === undefined) return missing === undefined ? [] : insertKey(page, missing);
  if (kept.length === 0 && missing === undefined)
    return [{ path: page.path, range: linesOf(page.text, { start: page.keys['aliases']?.key.start ?? value.start, end: value.end }), text: '' }];
  if (page.text[value.start] === '-') return editBlock(page, written, kept, missing);
  return editFlow(page, value, written, kept, missing);
}

/** `aliases: ["/a/", /b/]`, a list with dashes, or one value without brackets. */
function readAliases(text: string, range: TextRange): WrittenAlias[] {
  const source = text.slice(range.start, range.end);
  if (source.startsWith('-')) {
    return [...source.matchAll(/^[ \t]*-[ \t]+(?<item>[^\r\n]*)/gm)].map((match) => ({
      value: String(parse(match.groups?.['item'] ?? '')),
      range: { start: range.start + match.index, end: range.start + match.index + match[0].length },
    }));
  }
  const { contents } = parseDocument(source, { prettyErrors: false });
  if (!isSeq(contents)) return contents === null ? [] : [{ value: String(parse(source)), range }];
  return contents.items.flatMap((item) => {
    if (typeof item !== 'object' || item === null || !('range' in item) || !Array.isArray(item.range)) return [];
    const at = { start: range.start + Number(item.range[0]), end: range.start + Number(item.range[1]) };
    return [{ value: String(parse(text.slice(at.start, at.end))), range: at }];
  });
}

function insertKey({ path, text }: PageRecord, alias: string): TextEdit[] {
  const yaml = /^\uFEFF?---[ \t]*\r?\n(?:[\s\S]*?\n)??(?=---[ \t]*(?:\r?\n|$))/.exec(text);
  if (yaml === null) return [];
  return [{ path, range: { start: yaml[0].length, end: yaml[0].length }, text: `aliases: [${quoted(alias)}]${lineBreakOf(text)}` }];
}

/** A list in brackets may span lines and hold comments: only the alias itself and its comma are touched. */
function editFlow(
  { path, text }: PageRecord,
  range: TextRange,
  written: readonly WrittenAlias[],
  kept: readonly WrittenAlias[],
  missing: string | undefined,
): TextEdit[] {
  const at = (start: number, end: number, replacement: string): TextEdit[] => [{ path, range: { start, end }, text: replacement }];
  const [gone, ...others] = written.filter((item) => !kept.includes(item));
  if (text[range.start] !== '[' || others.length > 0) {
    const items = [...kept.map((item) => text.slice(item.range.start, item.range.end)), ...(missing === undefined ? [] : [quoted(missing)])];
    return at(range.start, range.end, `${text[range.start - 1] === ':' ? ' ' : ''}[${items.join(', ')}]`);
  }
  if (missing !== undefined) {
    if (gone !== undefined) return at(gone.range.start, gone.range.end, quoted(missing));
    const last = written.at(-1);
    return last === undefined ? at(range.start + 1, range.start + 1, quoted(missing)) : at(last.range.end, last.range.end, `, ${quoted(missing)}`);
  }
  if (gone === undefined) return [];
  const index = written.indexOf(gone);
  const before = written[index - 1];
  return before === undefined ? at(gone.range.start, written[index + 1]?.range.start ?? gone.range.end, '') : at(before.range.end, gone.range.end, '');
}

function editBlock({ path, text }: PageRecord, written: readonly WrittenAlias[], kept: readonly WrittenAlias[], missing: string | undefined): TextEdit[] {
  const edits: TextEdit[] = written.filter((item) => !kept.includes(item)).map(({ range }) => ({ path, range: linesOf(text, range), text: '' }));
  const last = written.at(-1);
  if (missing !== undefined && last !== undefined) {
    const line = linesOf(text, last.range);
    const indent = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
    edits.push({ path, range: { start: line.end, end: line.end }, text: `${indent}- ${quoted(missing)}${lineBreakOf(text)}` });
  }
  return edits;
}

/** The whole lines a range touches, line break included. */
function linesOf(text: string, { start, end }: TextRange): TextRange {
  // A value that ends with its line break must not take the next line along.
  const last = Math.max(start, text[end - 1] === '\n' ? end - 1 : end);
  const next = text.indexOf('\n', last);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: next === -1 ? text.length : next + 1 };
}

function quoted(alias: string): string {
  return JSON.stringify(alias);
}
