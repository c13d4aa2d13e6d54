import { distance } from 'fastest-levenshtein';

/** Of `candidates`, those a typist may have meant, best first. A third of the letters may differ. */
export function nearest(text: string, candidates: Iterable<string>, most = 3): string[] {
  const limit = Math.max(2, Math.ceil(text.length / 3));
  const lower = text.toLowerCase();
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => candidate !== text && far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** «Может быть, directus?», or `otherwise` when nothing is near. */
export function didYouMean(text: string, candidates: Iterable<string>, otherwise: string): string {
  const [best] = nearest(text, candidates, 1);
  return best === undefined ? otherwise : `Может быть, ${best}?`;
}
