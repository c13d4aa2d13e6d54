// Runs in the browser too: only the number itself is imported, not the domain with its files.
import { SectionNumber } from '../../knowledge/section-number.ts';

/**
 * Reads a number the way people type it: `06.01.03`, `06-01`, `0601`, `6.1`, ` 06,01 `.
 * Returns undefined for words and for anything that is no number of one to four parts.
 */
export function readTypedNumber(text: string): SectionNumber | undefined {
  const trimmed = text.trim().replace(/^[\s./№#]+|[\s./]+$/gu, '');
  if (/^\d+$/.test(trimmed)) return SectionNumber.parse((trimmed.length === 1 ? `0${trimmed}` : trimmed).replace(/\d\d(?=\d)/g, '$&.'));
  if (!/^\d{1,2}(?:[\s.,-]+\d{1,2})+$/u.test(trimmed)) return undefined;
  return SectionNumber.parse(
    trimmed
      .split(/[\s.,-]+/u)
      .map((part) => part.padStart(2, '0'))
      .join('.'),
  );
}

/** The number an address is about: that of its last folder that begins with one. `/06-operations/06-01-old/x` → 06.01. */
export function numberInAddress(path: string): SectionNumber | undefined {
  for (const segment of path.split('/').reverse()) {
    const number = readTypedNumber(segment.replace(/\.(?:html|md)$/, '')) ?? SectionNumber.ofFolder(segment);
    if (number !== undefined) return number;
  }
  return undefined;
}

/**
 * Existing numbers closest to a wanted one, best first: the number itself, its nearest ancestor,
 * then by the distance of the parts from the left.
 */
export function nearestNumbers(wanted: SectionNumber, known: readonly SectionNumber[], limit: number): SectionNumber[] {
  if (known.includes(wanted)) return [wanted];
  const ancestor = known.filter((number) => SectionNumber.isWithin(wanted, number)).sort((a, b) => b.length - a.length)[0];
  const parts = wanted.split('.').map(Number);
  const distances = (number: SectionNumber): number[] => {
    const own = number.split('.').map(Number);
    return parts.map((part, at) => Math.abs(part - (own[at] ?? part + 100)));
  };
  const ranked = known
    .filter((number) => number !== ancestor)
    .map((number) => ({ number, distances: distances(number) }))
    .sort((a, b) => {
      for (const [at, distance] of a.distances.entries()) {
        const other = b.distances[at] ?? 0;
        if (distance !== other) return distance - other;
      }
      return a.number.length - b.number.length || SectionNumber.compare(a.number, b.number);
    })
    .map(({ number }) => number);
  return [...(ancestor === undefined ? [] : [ancestor]), ...ranked].slice(0, limit);
}
