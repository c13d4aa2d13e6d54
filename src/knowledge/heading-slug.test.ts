import fc from 'fast-check';
import GithubSlugger, { slug } from 'github-slugger';
import { describe, expect, it } from 'vitest';
import { headingSlug, uniqueSlug } from './heading-slug.ts';

const SIGNS = [...' _.,:;!?"\'`«»„“”()—–→/\\+*=@#%&<>№[]{}|-~^$©…×😀\u00A0\u2011\t'];

describe('the anchor of a heading', () => {
  it.each(SIGNS)('treats %j as GitHub does', (sign) => {
    expect(headingSlug(`Ёж${sign}a1 ${sign}`)).toBe(slug(`Ёж${sign}a1 ${sign}`));
  });

  it('is what GitHub gives to any text', () => {
    const piece = fc.oneof(fc.constantFrom(...SIGNS, 'Копия', 'ЁЛКА', 'Backup', '06.01', 'ß', 'İ', 'ѣ'), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(headingSlug(pieces.join(''))).toBe(slug(pieces.join('')));
      }),
      { numRuns: 2000 },
    );
  });

  it('gets the counter GitHub gives when it repeats', () => {
    const heading = fc.constantFrom('a', 'a-1', 'a-1-1', 'a-2', 'b', '', '-1');
    fc.assert(
      fc.property(fc.array(heading, { maxLength: 12 }), (headings) => {
        const slugger = new GithubSlugger();
        const given = new Map<string, number>();
        expect(headings.map((text) => uniqueSlug(headingSlug(text), given))).toEqual(headings.map((text) => slugger.slug(text)));
      }),
    );
  });
});
