import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEdit } from './text-range.ts';
import { applyEdits, lineStarts, positionAt } from './text-range.ts';

const lines = fc.string({ unit: fc.constantFrom('а', 'b', '\n', '\r\n', '😀', ' '), maxLength: 60 });

describe('positions', () => {
  it('agree with counting line breaks, for every offset', () => {
    fc.assert(
      fc.property(lines, (text) => {
        const starts = lineStarts(text);
        expect(starts).toHaveLength(text.split('\n').length);
        for (let offset = 0; offset <= text.length; offset++) {
          const before = text.slice(0, offset).split('\n');
          expect(positionAt(starts, offset)).toEqual({ line: before.length, column: (before.at(-1) ?? '').length + 1 });
        }
      }),
    );
  });

  it('of an empty text are line 1, column 1', () => {
    expect(positionAt(lineStarts(''), 0)).toEqual({ line: 1, column: 1 });
  });
});

describe('edits', () => {
  /** Cuts the text at random places and replaces some of the pieces. */
  const plan = fc
    .record({
      text: lines,
      cuts: fc.array(fc.nat(60), { maxLength: 8 }),
      replacements: fc.array(fc.option(fc.string({ maxLength: 5 })), { minLength: 9, maxLength: 9 }),
    })
    .map(({ text, cuts, replacements }) => {
      const borders = [...new Set([0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length])].sort((a, b) => a - b);
      return borders.slice(1).map((end, index) => {
        const start = borders[index] ?? 0;
        return { piece: text.slice(start, end), range: { start, end }, replacement: replacements[index] ?? null };
      });
    });

  it('replace their ranges and leave every other unit as it was, in any order', () => {
    fc.assert(
      fc.property(plan, fc.boolean(), (pieces, backwards) => {
        const text = pieces.map(({ piece }) => piece).join('');
        const edits: TextEdit[] = pieces.flatMap(({ range, replacement }) => (replacement === null ? [] : [{ path: 'a.md', range, text: replacement }]));
        const expected = pieces.map(({ piece, replacement }) => replacement ?? piece).join('');
        expect(applyEdits(text, backwards ? edits.reverse() : edits)).toBe(expected);
      }),
    );
  });

  it('at one place keep the order they are given in', () => {
    const at = { start: 1, end: 1 };
    expect(
      applyEdits('ab', [
        { path: 'a.md', range: at, text: '1' },
        { path: 'a.md', range: at, text: '2' },
      ]),
    ).toBe('a12b');
  });

  it('that overlap or leave the file are refused as a whole', () => {
    const edit = (start: number, end: number): TextEdit => ({ path: 'a.md', range: { start, end }, text: 'x' });
    expect(() => applyEdits('abcdef', [edit(0, 3), edit(2, 4)])).toThrow(/a\.md/);
    expect(() => applyEdits('abc', [edit(2, 4)])).toThrow(/leave the file/);
    expect(() => applyEdits('abc', [edit(2, 1)])).toThrow();
  });
});
