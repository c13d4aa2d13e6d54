import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SectionNumber } from '../../knowledge/section-number.ts';
import { nearestNumbers, numberInAddress, readTypedNumber } from './nearest-numbers.ts';

const numbers = (...texts: string[]): SectionNumber[] => texts.flatMap((text) => SectionNumber.parse(text) ?? []);
const KNOWN = numbers('05', '06', '06.01', '06.01.01', '06.01.02', '06.01.03', '06.02', '06.02.01', '06.02.01.01', '08', '08.04');

describe('readTypedNumber', () => {
  it.each([
    ['06.01.03', '06.01.03'],
    ['06-01', '06.01'],
    ['0601', '06.01'],
    ['060103', '06.01.03'],
    ['6.1', '06.01'],
    [' 06,01 ', '06.01'],
    ['06 01 03', '06.01.03'],
    ['№ 8', '08'],
    ['08.01.', '08.01'],
  ])('reads «%s» as %s', (text, expected) => {
    expect(readTypedNumber(text)).toBe(expected);
  });

  it.each(['backup', '', '06.01.03.02.01', '12345', '2025-07-21', '06.01 копии'])('does not see a number in «%s»', (text) => {
    expect(readTypedNumber(text)).toBeUndefined();
  });

  it('reads every number back from how it is written', () => {
    const part = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, '0'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(readTypedNumber(parts.join('.'))).toBe(parts.join('.'));
        expect(readTypedNumber(parts.join('-'))).toBe(parts.join('.'));
        expect(readTypedNumber(parts.join(''))).toBe(parts.join('.'));
      }),
    );
  });
});

it.each([
  ['/06.01.99', '06.01.99'],
  ['/06-01', '06.01'],
  ['/0601', '06.01'],
  ['/06-operations/06-01-old-name/', '06.01'],
  ['/06-operations/06-01-old-name/README.md', '06.01'],
  ['/06.01.html', '06.01'],
])('finds in the address %s the number %s', (path, expected) => {
  expect(numberInAddress(path)).toBe(expected);
});

it('finds no number in an address of words', () => {
  expect(numberInAddress('/guides/backup/')).toBeUndefined();
});

describe('nearestNumbers', () => {
  const near = (text: string): string[] =>
    nearestNumbers(
      numbers(text)[0] ??
        (() => {
          throw new Error(text);
        })(),
      KNOWN,
      3,
    );

  it('offers only the number itself when it exists', () => {
    expect(near('06.01')).toEqual(['06.01']);
  });

  it('offers the page the number would stand on, then its neighbours', () => {
    expect(near('06.01.99')).toEqual(['06.01', '06.01.03', '06.01.02']);
    expect(near('06.02.01.07')).toEqual(['06.02.01', '06.02.01.01', '06.02']);
  });

  it('goes to the nearest section when the section does not exist', () => {
    expect(near('09.05')).toEqual(['08.04', '08', '06.02']);
  });
});
