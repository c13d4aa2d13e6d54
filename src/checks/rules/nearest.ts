import { closest, distance } from 'fastest-levenshtein';

/** The candidate that a typing mistake could have turned into `wanted`: at most a third of it differs. */
export function nearest(wanted: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const best = closest(wanted, candidates);
  return distance(wanted, best) <= Math.max(2, Math.floor(wanted.length / 3)) ? best : undefined;
}
