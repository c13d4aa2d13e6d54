import type { Nodes } from 'mdast';
import type { TextRange } from '../../knowledge/index.ts';

/** Text as a reader sees it. Characters keep their places in the source, so that findings can point at them. */
export interface PlainText {
  /** Markup is gone; a code span keeps one backtick on each side, because `8055` in code is more than a number. */
  readonly text: string;
  /** Where each character stands in the source, and one more for the end. */
  readonly places: readonly number[];
  /** Stretches that quote the inventory by a `fact:` link: rule F011 judges them. */
  readonly quoted: readonly TextRange[];
  /** Addresses of links, with the place of each link. They are not in the text. */
  readonly addresses: ReadonlyArray<{ readonly url: string; readonly range: TextRange }>;
}

interface Growing {
  text: string;
  readonly places: number[];
  quoted: { start: number; end: number }[];
  addresses: { url: string; range: TextRange }[];
}

const SPACES = /[\s\u00A0\u2007\u2009\u202F]/;
/** Typography that says the same: Gramax saves a dash as two hyphens, and pages from Word bring others. */
const SAME: Readonly<Record<string, string>> = { '\u2010': '-', '\u2011': '-', '\u2012': '–', '\u2212': '−', '\u2013': '–' };

/** Reads the text of phrasing content. What is struck through is not said. */
export function plainTextOf(node: Nodes, source: string): PlainText {
  const growing: Growing = { text: '', places: [], quoted: [], addresses: [] };
  visit(node, source, growing);
  const { text, places, quoted, addresses } = growing;
  places.push(offsetOf(node, 'end'));
  return { text, places, quoted, addresses };
}

/** Plain text of a stretch of the source that holds no markup: a line of a fence, a value of the front matter. */
export function plainTextAt(source: string, { start, end }: TextRange): PlainText {
  const growing: Growing = { text: '', places: [], quoted: [], addresses: [] };
  addRun(source.slice(start, end), start, growing);
  growing.places.push(end);
  return { text: growing.text, places: growing.places, quoted: [], addresses: [] };
}

/** A part of a plain text, with the places it had. */
export function sliceOf({ text, places, quoted, addresses }: PlainText, start: number, end: number): PlainText {
  const [from, to] = [places[start] ?? 0, places[end] ?? 0];
  return {
    text: text.slice(start, end),
    places: places.slice(start, end + 1),
    quoted: quoted.filter((range) => range.end > start && range.start < end).map((range) => ({ start: range.start - start, end: range.end - start })),
    addresses: addresses.filter(({ range }) => range.start >= from && range.start < to),
  };
}

/** The place of a stretch of a plain text in the source. */
export function placeOf({ places }: PlainText, start: number, end: number): TextRange {
  return { start: places[start] ?? 0, end: (places[end - 1] ?? 0) + 1 };
}

function visit(node: Nodes, source: string, growing: Growing): void {
  switch (node.type) {
    case 'text':
      addText(node.value, source, offsetOf(node, 'start'), offsetOf(node, 'end'), growing);
      return;
    case 'inlineCode': {
      const start = offsetOf(node, 'start');
      const at = source.indexOf(node.value, start);
      push(growing, '`', start);
      // A line break inside the code is written otherwise in the source.
      addRun(node.value, at === -1 ? start : at, growing);
      push(growing, '`', offsetOf(node, 'end') - 1);
      return;
    }
    case 'break':
      push(growing, ' ', offsetOf(node, 'start'));
      return;
    case 'delete':
    case 'html':
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
      return;
    case 'link': {
      const start = growing.text.length;
      for (const child of node.children) visit(child, source, growing);
      if (/^(?:fact|status):/i.test(node.url)) growing.quoted.push({ start, end: growing.text.length });
      else if (growing.text.slice(start) !== node.url)
        growing.addresses.push({ url: node.url, range: { start: offsetOf(node, 'start'), end: offsetOf(node, 'end') } });
      return;
    }
    default:
      if ('children' in node) for (const child of node.children) visit(child, source, growing);
  }
}

/** What would not stay as it is: spaces of other kinds, signs that take no place, dashes that Gramax or Word write otherwise. */
const SPECIAL = /[\t\r\n\u00A0\u00AD\u2007\u2009\u200B\u2010-\u2012\u2060\u202F\u2212\uFEFF]| {2}|--|->/;

/** A text that stands in the source letter by letter. */
function addRun(run: string, start: number, growing: Growing): void {
  if (SPECIAL.test(run) || (run.startsWith(' ') && growing.text.endsWith(' '))) {
    for (let index = 0; index < run.length; index++) push(growing, run[index] ?? '', start + index, true);
    return;
  }
  growing.text += run;
  for (let index = 0; index < run.length; index++) growing.places.push(start + index);
}

/** Walks the value along the source: escapes, entities and the `>` of a quote's next line are in the source only. */
function addText(value: string, source: string, start: number, end: number, growing: Growing): void {
  if (end - start === value.length && !SPECIAL.test(value) && source.startsWith(value, start)) {
    addRun(value, start, growing);
    return;
  }
  let at = start;
  for (let index = 0; index < value.length; index++) {
    const wanted = value[index] ?? '';
    while (at < end && source[at] !== wanted && source[at] !== '&') at++;
    push(growing, wanted, Math.min(at, end - 1));
    const entity = source[at] === '&' && wanted !== '&' ? source.indexOf(';', at) : source.startsWith('&amp;', at) ? at + 4 : -1;
    at = (entity === -1 || entity >= end ? at : entity) + 1;
  }
}

/** @param literal code means every character as it stands */
function push(growing: Growing, character: string, place: number, literal = false): void {
  if (character === '\u00AD' || character === '\u200B' || character === '\u2060' || character === '\uFEFF') return;
  const shown = SPACES.test(character) ? ' ' : (SAME[character] ?? character);
  const { text } = growing;
  if (!literal && shown === '-' && text.endsWith('-') && !text.endsWith('--')) growing.text = `${text.slice(0, -1)}—`;
  else if (!literal && shown === '>' && text.endsWith('-')) growing.text = `${text.slice(0, -1)}→`;
  else if (shown === ' ' && text.endsWith(' ')) return;
  else {
    growing.text += shown;
    growing.places.push(place);
  }
}

function offsetOf(node: Nodes, side: 'start' | 'end'): number {
  return node.position?.[side].offset ?? 0;
}
