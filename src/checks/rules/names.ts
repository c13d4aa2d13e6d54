/** A name without what people vary freely: case, ё, punctuation, emoji, status marks in brackets. */
export function plainName(name: string): string {
  return name
    .replace(/\[[^\]]*\]/g, ' ')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

/** True when one name is the beginning of the other, by whole words: «Видение» and «Видение и цели». */
export function abridges(a: string, b: string): boolean {
  return a !== '' && b !== '' && (`${a} `.startsWith(`${b} `) || `${b} `.startsWith(`${a} `));
}
