import type { Heading, PageRecord } from '../knowledge/index.ts';
import { bodyStart, MAX_DEPTH, SectionNumber } from '../knowledge/index.ts';

/** A number at the beginning of a pasted heading, whatever its form: `1.`, `2.3)`, `06.01.03 -`, `Шаг 4:`. */
const OWN_NUMBER = /^(?:(?:шаг|этап|пункт|step)\s+)?\d+(?:\\?\.\d+)*(?:\\?[.):]|\s+[-–—]|(?<=\.\d+))\s+(?=\S)/iu;

/**
 * Gives the headings of a pasted text numbers under a number. Levels count as they are nested, not as they are written:
 * a text that begins with `###` and jumps to `#####` has two levels. Deeper than a step there are no numbers.
 *
 * @param body the text, read as a page
 * @param parent number the text goes under
 * @param firstFree position of the first new child, from 1
 * @throws RangeError when there are more headings than numbers
 */
export function renumberHeadings(body: PageRecord, parent: SectionNumber, firstFree: number): string {
  const counters: number[] = [];
  const open: number[] = [];
  let result = '';
  let from = bodyStart(body);
  for (const heading of body.headings) {
    while ((open.at(-1) ?? 0) >= heading.depth) open.pop();
    open.push(heading.depth);
    const level = open.length;
    counters.length = Math.min(counters.length, level);
    counters[level - 1] = (counters[level - 1] ?? (level === 1 ? firstFree - 1 : 0)) + 1;
    result += body.text.slice(from, heading.range.start) + written(body, heading, parent, counters);
    from = heading.range.end;
  }
  return result + body.text.slice(from);
}

function written(body: PageRecord, heading: Heading, parent: SectionNumber, counters: readonly number[]): string {
  const depth = SectionNumber.depth(parent) + counters.length;
  const source = body.text.slice(heading.textRange.start, heading.textRange.end).replace(/\s*\n\s*/g, ' ');
  const name =
    source
      .replace(OWN_NUMBER, '')
      .replace(/[\s.:]*:[\s.:]*$/, '')
      .trim() || source;
  const marks = '#'.repeat(Math.min(6, depth - 1));
  if (depth > MAX_DEPTH) return `${marks} ${name}`;
  let number = parent;
  for (const position of counters) number = SectionNumber.child(number, position);
  return `${marks} ${number} - ${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
}
