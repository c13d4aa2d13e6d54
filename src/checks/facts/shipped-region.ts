/** A part of a shipped file, or why there is none. */
export type RegionReading = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly names: readonly string[] };

const COMMENT = '(?:#|\\/\\/|;|--|%)';
const OPENING = new RegExp(`^\\s*${COMMENT}\\s*region\\s+(?<name>[\\w.-]+)\\s*$`);
const CLOSING = new RegExp(`^\\s*${COMMENT}\\s*endregion(?:\\s+[\\w.-]+)?\\s*$`);
const KEY = /^(?<indent> *)(?<key>[\w.-]+):(?=\s|$)/;

/**
 * The region of a shipped file that a page shows.
 *
 * A region is what stands between the comments `# region NAME` and `# endregion`. In YAML a key is a region by itself,
 * with the comment right above it: `postgres`, or `services.postgres` where several keys have that name.
 * The common indent goes, and so do the comments that mark regions.
 *
 * @param region undefined means the whole file
 */
export function regionOf(path: string, text: string, region: string | undefined): RegionReading {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  if (region === undefined) return { ok: true, text: shown(lines) };
  const marked = markedRegion(lines, region);
  if (marked !== undefined) return { ok: true, text: shown(marked) };
  const keys = /\.ya?ml$/.test(path) ? yamlKeys(lines) : [];
  const found = keys.filter(({ name }) => name === region || name.endsWith(`.${region}`));
  // A whole path is never ambiguous.
  const exact = found.filter(({ name }) => name === region);
  const [only, second] = exact.length > 0 ? exact : found;
  if (only !== undefined && second === undefined) return { ok: true, text: shown(lines.slice(only.start, only.end)) };
  return { ok: false, names: found.length > 1 ? found.map(({ name }) => name) : [...regionNames(lines), ...keys.map(({ name }) => name)] };
}

function markedRegion(lines: readonly string[], region: string): string[] | undefined {
  const start = lines.findIndex((line) => OPENING.exec(line)?.groups?.['name'] === region);
  if (start === -1) return undefined;
  let depth = 0;
  for (const [index, line] of lines.entries()) {
    if (index < start) continue;
    if (OPENING.test(line)) depth++;
    if (CLOSING.test(line) && --depth === 0) return lines.slice(start + 1, index);
  }
  return lines.slice(start + 1);
}

function regionNames(lines: readonly string[]): string[] {
  return lines.flatMap((line) => OPENING.exec(line)?.groups?.['name'] ?? []);
}

/** Keys of block mappings, by their path, with their lines. */
function yamlKeys(lines: readonly string[]): Array<{ readonly name: string; readonly start: number; readonly end: number }> {
  const above: { indent: number; key: string }[] = [];
  return lines.flatMap((line, index) => {
    const groups = KEY.exec(line)?.groups;
    if (groups === undefined) return [];
    const indent = groups['indent']?.length ?? 0;
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    above.push({ indent, key: groups['key'] ?? '' });
    let end = index + 1;
    while (end < lines.length && (lines[end]?.trim() === '' || indentOf(lines[end]) > indent)) end++;
    let start = index;
    while (start > 0 && isCommentAt(lines[start - 1], indent)) start--;
    return [{ name: above.map(({ key }) => key).join('.'), start, end }];
  });
}

function isCommentAt(line: string | undefined, indent: number): boolean {
  return line !== undefined && /^\s*#/.test(line) && indentOf(line) === indent && !OPENING.test(line) && !CLOSING.test(line);
}

function indentOf(line: string | undefined): number {
  return /^ */.exec(line ?? '')?.[0].length ?? 0;
}

function shown(lines: readonly string[]): string {
  const kept = lines.filter((line) => !OPENING.test(line) && !CLOSING.test(line)).map((line) => line.trimEnd());
  const indents = kept.filter((line) => line !== '').map(indentOf);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  return kept
    .map((line) => line.slice(common))
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
