import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countWords } from './word-count.ts';

it('counts what the Unicode expression counts, in any script and beside emoji', () => {
  const piece = fc.oneof(fc.constantFrom('слово', 'Ёж', 'a1', ' ', '-', '҃', '҂', '😀', '𠮷', 'ß', 'ท', '́', '٣'), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      expect(countWords(text)).toBe(text.match(/[\p{L}\d]+/gu)?.length ?? 0);
    }),
    { numRuns: 2000 },
  );
});
