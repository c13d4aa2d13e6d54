import type { TextEdit, TextRange } from '../../knowledge/index.ts';

/** A tag in prose. */
export interface Tag extends TextRange {
  readonly name: string;
  readonly closing: boolean;
  readonly source: string;
}

/** A tag as CommonMark knows it, or a comment. Addresses in angle brackets (`<https://…>`) are not tags; `\<b>` is text. */
const TAG =
  /(?<!\\)<(?:!--[\s\S]*?(?:-->|$)|(?<slash>\/?)(?<name>[A-Za-z][A-Za-z0-9-]*)(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>)/g;

/** Tags of a piece of prose; a comment has the name `!--`. */
export function tagsIn(text: string, { start, end }: TextRange): Tag[] {
  return [...text.slice(start, end).matchAll(TAG)].map(({ index, 0: source, groups }) => ({
    start: start + index,
    end: start + index + source.length,
    name: groups?.['name']?.toLowerCase() ?? '!--',
    closing: groups?.['slash'] === '/',
    source,
  }));
}

/** Marks that say the same as a pair of tags. */
const MARKS: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', s: '~~', del: '~~', strike: '~~', code: '`', kbd: '`', tt: '`' };

/** What a tag became: the tags that go with it, and the edits. */
export interface Rewriting {
  readonly range: TextRange;
  readonly edits: readonly TextEdit[];
  readonly written: string;
}

/**
 * The Markdown for a tag, where there is exactly one way: a line break, a pair of simple tags on one line without others inside,
 * a link, a picture. Anything else is undefined.
 *
 * @param tags all tags of the piece, in order
 * @param at which of them
 */
export function asMarkdown(path: string, text: string, tags: readonly Tag[], at: number): Rewriting | undefined {
  const tag = tags[at];
  if (tag === undefined || tag.closing) return undefined;
  if (tag.name === 'br') return lineBreak(path, text, tag);
  if (tag.name === 'img') return picture(path, tag);
  const end = tags[at + 1];
  if (end === undefined || !end.closing || end.name !== tag.name) return undefined;
  const inner = text.slice(tag.end, end.start);
  if (inner.trim() === '' || inner !== inner.trim() || /[\n<]/.test(inner)) return undefined;
  const range = { start: tag.start, end: end.end };
  const rewrite = (written: string): Rewriting => ({ range, written, edits: [{ path, range, text: written }] });
  if (tag.name === 'a') {
    const address = attribute(tag.source, 'href');
    return address === undefined || /[\s()<>]/.test(address) || /[[\]]/.test(inner) ? undefined : rewrite(`[${inner}](${address})`);
  }
  const mark = MARKS[tag.name];
  if (mark === undefined || inner.includes(mark[0] ?? '')) return undefined;
  // Emphasis works only where a word begins and ends: https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
  if (mark !== '`' && !(standsApart(text[tag.start - 1], inner[0]) && standsApart(text[end.end], inner.at(-1)))) return undefined;
  return rewrite(mark + inner + mark);
}

/** `\` before the end of the line is a break that Gramax keeps. In a table and in a heading there is no such thing. */
function lineBreak(path: string, text: string, { start, end }: Tag): Rewriting | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd === -1 ? text.length : lineEnd).replace(/\r$/, '');
  if (/^[ \t>]*(?:\||#)/.test(before) || before.trim() === '') return undefined;
  const range = { start: start - (/[ \t]*$/.exec(before)?.[0].length ?? 0), end: end + (/^[ \t]*/.exec(after)?.[0].length ?? 0) };
  // A break at the end of a paragraph breaks nothing.
  const following = lineEnd === -1 ? '' : text.slice(lineEnd + 1);
  const atParagraphEnd = after.trim() === '' && /^[ \t>]*(?:\r?\n|$)/.test(following);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^[ \t>]*/.exec(before)?.[0] ?? '';
  const inItem = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+/.exec(before)?.[0];
  const written = after.trim() === '' ? (atParagraphEnd ? '' : '\\') : `\\${eol}${inItem === undefined ? indent : inItem.replace(/[^\s>]/g, ' ')}`;
  return { range, written: written.replace(/[\r\n ]+/g, ' ').trim(), edits: [{ path, range, text: written }] };
}

function picture(path: string, { start, end, source }: Tag): Rewriting | undefined {
  const address = attribute(source, 'src');
  if (address === undefined || /[\s()<>]/.test(address)) return undefined;
  const written = `![${(attribute(source, 'alt') ?? '').replace(/[[\]]/g, '')}](${address})`;
  return { range: { start, end }, written, edits: [{ path, range: { start, end }, text: written }] };
}

function attribute(source: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(source);
  return match?.[1] ?? match?.[2];
}

/** True when emphasis may begin between these two: the outer one is not a letter, or the inner one is. */
function standsApart(outer: string | undefined, inner: string | undefined): boolean {
  return outer === undefined || /[\s\p{P}\p{S}]/u.test(outer) || /[\p{L}\d]/u.test(inner ?? '');
}
