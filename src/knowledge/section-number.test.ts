import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, SectionNumber } from './section-number.ts';

const parts = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: MAX_DEPTH });
const anyNumber = parts.map(numberOf);

function numberOf(values: readonly number[]): SectionNumber {
  const parsed = SectionNumber.parse(values.map((value) => String(value).padStart(2, '0')).join('.'));
  if (parsed === undefined) throw new Error(`not a number: ${values}`);
  return parsed;
}

function partsOf(number: SectionNumber): number[] {
  return number.split('.').map(Number);
}

describe('a section number', () => {
  it('reads what it prints, in every way people write it', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        expect(SectionNumber.parse(number)).toBe(number);
        expect(SectionNumber.parse(number.replaceAll('.', '\\.'))).toBe(number);
        expect(SectionNumber.parse(SectionNumber.anchor(number))).toBe(number);
        expect(SectionNumber.parse(` ${number} `)).toBe(number);
        expect(SectionNumber.ofFolder(`${SectionNumber.anchor(number)}-some-slug`)).toBe(number);
        expect(SectionNumber.ofFolder(SectionNumber.anchor(number))).toBe(number);
      }),
    );
  });

  it.each(['', '6', '6.1', '006', '06.1', '06..01', '06.01.', '.06', '06.01.02.03.04', '06,01', 'ab', '06.XX', '2025', '06.01-a', '06/01', '０６'])(
    'is not «%s»',
    (text) => {
      expect(SectionNumber.parse(text)).toBeUndefined();
    },
  );

  it('is built from its parts and taken apart again', () => {
    fc.assert(
      fc.property(parts, (values) => {
        const number = values.reduce<SectionNumber | undefined>((parent, value) => SectionNumber.child(parent, value), undefined);
        expect(number).toBe(numberOf(values));
        if (number === undefined) return;
        expect(SectionNumber.depth(number)).toBe(values.length);
        expect(SectionNumber.last(number)).toBe(values.at(-1));
        expect(SectionNumber.parent(number)).toBe(values.length === 1 ? undefined : numberOf(values.slice(0, -1)));
        for (let depth = 1; depth <= values.length; depth++) expect(SectionNumber.ancestor(number, depth)).toBe(numberOf(values.slice(0, depth)));
      }),
    );
  });

  it('sorts as its parts do, a parent before its children', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        expect(Math.sign(SectionNumber.compare(a, b))).toBe(compareParts(partsOf(a), partsOf(b)));
        expect(SectionNumber.compare(a, b)).toBe(-SectionNumber.compare(b, a) + 0);
        const parent = SectionNumber.parent(a);
        if (parent !== undefined) expect(SectionNumber.compare(parent, a)).toBe(-1);
      }),
    );
  });

  it('lies within itself and its ancestors only', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        const inside = partsOf(b).every((part, index) => partsOf(a)[index] === part);
        expect(SectionNumber.isWithin(a, b)).toBe(inside);
      }),
    );
  });

  it('moves to another parent and back without loss', () => {
    fc.assert(
      fc.property(anyNumber, parts, fc.integer({ min: 1, max: MAX_DEPTH }), (number, target, depth) => {
        const from = SectionNumber.ancestor(number, Math.min(depth, SectionNumber.depth(number)));
        const to = numberOf(target.slice(0, SectionNumber.depth(from)));
        if (SectionNumber.depth(to) !== SectionNumber.depth(from)) return;
        const moved = SectionNumber.rebase(number, from, to);
        expect(SectionNumber.isWithin(moved, to)).toBe(true);
        expect(SectionNumber.depth(moved)).toBe(SectionNumber.depth(number));
        expect(SectionNumber.rebase(moved, to, from)).toBe(number);
      }),
    );
  });

  it('stays where it is when it does not belong to what moves', () => {
    expect(SectionNumber.rebase(numberOf([6, 1, 3]), numberOf([6, 10]), numberOf([8, 5]))).toBe('06.01.03');
    expect(SectionNumber.rebase(numberOf([2, 4, 1]), numberOf([2, 4]), numberOf([8, 5]))).toBe('08.05.01');
  });

  it('refuses children that it cannot have', () => {
    expect(() => SectionNumber.child(numberOf([1, 2, 3, 4]), 1)).toThrow(RangeError);
    for (const position of [-1, 100, 1.5, Number.NaN]) expect(() => SectionNumber.child(undefined, position)).toThrow(RangeError);
  });

  it.each([
    ['06-operations', '06'],
    ['06-01-backup', '06.01'],
    ['06-01', '06.01'],
    ['06-01-03-restore-drill', '06.01.03'],
    ['2025-07-report', undefined],
    ['backup-06', undefined],
    ['6-operations', undefined],
    ['06operations', undefined],
  ])('is read from the folder name %s as %s', (name, expected) => {
    expect(SectionNumber.ofFolder(name)).toBe(expected);
  });
});

function compareParts(a: readonly number[], b: readonly number[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (part !== other) return part < other ? -1 : 1;
  }
  return a.length < b.length ? -1 : 0;
}
