import type { Pair, Scalar } from 'yaml';
import { isMap, isScalar, parseDocument } from 'yaml';
import type { NewFile } from './change-set.ts';
import { LEGACY_NUMBERS_FILE } from './legacy-numbers.ts';
import { writtenLike } from './number-edits.ts';
import { findNumberMentions } from './number-mentions.ts';
import { SectionNumber } from './section-number.ts';
import type { TextEdit } from './text-range.ts';
import { lineBreakOf } from './topic-block.ts';

/** A published topic whose old number nobody has any more. */
export interface FreedNumber {
  readonly old: SectionNumber;
  readonly now: SectionNumber;
  readonly title: string;
}

const OUR_NOTE = /^перенесено \d{4}-\d\d-\d\d$/;

/**
 * Keeps the map of old numbers true after a renumbering: every `to` follows its topic, freed numbers get an entry,
 * an entry that came to lead to itself goes again.
 *
 * @param text the map, undefined when there is none yet
 * @param today `2025-07-21`
 */
export function legacyNumberEdits(
  text: string | undefined,
  numbers: ReadonlyMap<SectionNumber, SectionNumber>,
  freed: readonly FreedNumber[],
  today: string,
): { readonly edits: TextEdit[]; readonly creates: NewFile[] } {
  if (text === undefined) {
    if (freed.length === 0) return { edits: [], creates: [] };
    const lines = freed.toSorted(byNumber).map((entry) => `  ${entryLine(entry, `перенесено ${today}`)}\n`);
    return { edits: [], creates: [{ path: LEGACY_NUMBERS_FILE, text: `version: "до ${today}"\ndate: "${today}"\nnumbers:\n${lines.join('')}` }] };
  }
  const map = parseDocument(text, { prettyErrors: false }).get('numbers');
  const entries = isMap(map) ? map.items.flatMap((pair) => readEntry(pair) ?? []) : [];
  const edits: TextEdit[] = [];
  const written = new Set<SectionNumber>();
  for (const entry of entries) {
    const successor = freed.find(({ old }) => old === entry.key);
    const now = entry.to === undefined ? undefined : (numbers.get(entry.to) ?? entry.to);
    if (successor !== undefined) written.add(successor.old);
    if (now === entry.key && entry.to !== now && OUR_NOTE.test(entry.note)) edits.push(edit(...wholeLines(text, entry.start, entry.end), ''));
    else if (successor !== undefined && now !== successor.now)
      edits.push(edit(entry.valueStart, entry.end, valueText({ ...successor, title: entry.title }, noteOf(entry, today))));
    else {
      if (now !== undefined && now !== entry.to && entry.toNode !== undefined) edits.push(renumber(text, entry.toNode, now));
      for (const remark of entry.remarks) edits.push(...remarkEdits(text, remark, numbers));
    }
  }
  edits.push(...pathEdits(text, numbers));
  const fresh = freed.filter(({ old }) => !written.has(old)).toSorted(byNumber);
  edits.push(...insertEntries(text, entries, fresh, today));
  return { edits, creates: [] };
}

interface Entry {
  readonly key: SectionNumber;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
  readonly title: string;
  readonly to: SectionNumber | undefined;
  readonly toNode: Scalar | undefined;
  readonly note: string;
  readonly retired: string;
  /** Texts in which present numbers may be named. */
  readonly remarks: readonly Scalar[];
}

function readEntry({ key, value }: Pair): Entry | undefined {
  if (!isScalar(key) || !isMap(value) || !key.range || !value.range) return undefined;
  const number = SectionNumber.parse(String(key.value));
  const toNode = value.get('to', true);
  if (number === undefined) return undefined;
  const textAt = (name: string): string => String(value.get(name) ?? '');
  return {
    key: number,
    start: key.range[0],
    valueStart: value.range[0],
    end: value.range[1],
    title: textAt('title'),
    to: SectionNumber.parse(textAt('to')),
    toNode: isScalar(toNode) ? toNode : undefined,
    note: textAt('note'),
    retired: textAt('retired'),
    remarks: ['note', 'retired'].map((name) => value.get(name, true)).filter((node): node is Scalar => isScalar(node)),
  };
}

/** A number meant another topic in an older index: the newer meaning wins, the older one stays told. */
function noteOf(entry: Entry, today: string): string {
  const before = entry.to === undefined ? `в прежнем указателе тема закрыта: ${entry.retired}` : `в прежнем указателе номер вёл на ${entry.to}`;
  return [entry.note, `перенесено ${today}`, before].filter(Boolean).join('; ');
}

function* pathEdits(text: string, numbers: ReadonlyMap<SectionNumber, SectionNumber>): Iterable<TextEdit> {
  const paths = parseDocument(text, { prettyErrors: false }).get('paths');
  if (!isMap(paths)) return;
  for (const { value } of paths.items) {
    const old = isScalar(value) ? SectionNumber.parse(String(value.value)) : undefined;
    const now = old === undefined ? undefined : numbers.get(old);
    if (now !== undefined && isScalar(value)) yield renumber(text, value, now);
  }
}

/** «внутренние порты — в 04.02.02»: remarks speak of present numbers. */
function* remarkEdits(text: string, { range }: Scalar, numbers: ReadonlyMap<SectionNumber, SectionNumber>): Iterable<TextEdit> {
  const [start, end] = range ?? [0, 0];
  for (const mention of findNumberMentions(text.slice(start, end), start)) {
    const now = numbers.get(mention.number);
    if (now !== undefined) yield edit(mention.range.start, mention.range.end, writtenLike(text.slice(mention.range.start, mention.range.end), now));
  }
}

/** Replaces the number inside its quotes. */
function renumber(text: string, { range }: Scalar, now: SectionNumber): TextEdit {
  const [start, end] = range ?? [0, 0];
  const written = text.slice(start, end);
  const number = /\d\d(?:\\?\.\d\d)*/.exec(written);
  const from = start + (number?.index ?? 0);
  return edit(from, from + (number?.[0].length ?? written.length), writtenLike(number?.[0] ?? '', now));
}

/** New entries stand among the others by number; those with one place go there together. */
function* insertEntries(text: string, entries: readonly Entry[], fresh: readonly FreedNumber[], today: string): Iterable<TextEdit> {
  if (fresh.length === 0) return;
  const lineBreak = lineBreakOf(text);
  const first = entries[0];
  if (first === undefined) {
    const map = parseDocument(text, { prettyErrors: false }).get('numbers', true);
    const range = isMap(map) ? map.range : undefined;
    const lines = fresh.map((entry) => `${lineBreak}  ${entryLine(entry, `перенесено ${today}`)}`).join('');
    if (range) yield edit(text.slice(0, range[0]).trimEnd().length, range[1], lines);
    return;
  }
  const indent = text.slice(text.lastIndexOf('\n', first.start - 1) + 1, first.start);
  const places = new Map<number, string>();
  for (const entry of fresh) {
    const before = entries.filter(({ key }) => key < entry.old).at(-1);
    const at = before === undefined ? wholeLines(text, first.start, first.start)[0] : wholeLines(text, before.start, before.end)[1];
    // The last line of the file may lack its line break.
    const lead = at > 0 && text[at - 1] !== '\n' ? lineBreak : '';
    const line = `${lead}${indent}${entryLine(entry, `перенесено ${today}`)}${lead === '' ? lineBreak : ''}`;
    places.set(at, (places.get(at) ?? '') + line);
  }
  for (const [at, lines] of places) yield edit(at, at, lines);
}

function entryLine(entry: FreedNumber, note: string): string {
  return `"${entry.old}": ${valueText(entry, note)}`;
}

function valueText({ now, title }: FreedNumber, note: string): string {
  return `{ title: ${JSON.stringify(title)}, to: "${now}", note: ${JSON.stringify(note)} }`;
}

function wholeLines(text: string, start: number, end: number): [number, number] {
  const last = start + text.slice(start, end).trimEnd().length;
  const next = text.indexOf('\n', last);
  return [text.lastIndexOf('\n', start - 1) + 1, next === -1 ? text.length : next + 1];
}

function edit(start: number, end: number, text: string): TextEdit {
  return { path: LEGACY_NUMBERS_FILE, range: { start, end }, text };
}

function byNumber(a: { old: SectionNumber }, b: { old: SectionNumber }): number {
  return SectionNumber.compare(a.old, b.old);
}
