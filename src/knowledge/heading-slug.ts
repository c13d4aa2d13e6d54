import { slug } from 'github-slugger';

/** Characters that GitHub keeps, a blank, and common signs that it drops. */
const SIMPLE = /^[a-zа-яё\d _.,:;!?"'`«»„“”()—–→/\\+*=@#%&<>№[\]{}|-]*$/;
const DROPPED = /[.,:;!?"'`«»„“”()—–→/\\+*=@#%&<>№[\]{}|]/g;

/**
 * The anchor GitHub gives to a heading, without the counter of repeated ones. The library's expression lists every
 * sign of Unicode and costs 15 µs a heading, 7 % of a cold check; ordinary headings do without it.
 */
export function headingSlug(text: string): string {
  const lower = text.toLowerCase();
  return SIMPLE.test(lower) ? lower.replace(DROPPED, '').replaceAll(' ', '-') : slug(text);
}

/** What GithubSlugger gives: a heading whose slug is taken gets a counter. `given` remembers between calls. */
export function uniqueSlug(base: string, given: Map<string, number>): string {
  let unique = base;
  while (given.has(unique)) {
    const again = (given.get(base) ?? 0) + 1;
    given.set(base, again);
    unique = `${base}-${again}`;
  }
  given.set(unique, 0);
  return unique;
}
