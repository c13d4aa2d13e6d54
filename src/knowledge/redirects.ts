import type { Catalogue, CatalogueEntry } from './catalogue.ts';
import { placeNumber } from './catalogue.ts';
import { pageId } from './content-address.ts';
import type { LegacyNumbers } from './legacy-numbers.ts';
import { SectionNumber } from './section-number.ts';

/** One address that is not a page but leads to one. Addresses carry neither a trailing slash nor an extension. */
export interface Redirect {
  /** `/06.01.03`, `/06-operations/README`. */
  readonly from: string;
  /** `/06-operations/06-01-backup/#06-01-03`. */
  readonly to: string;
  /** `alias` and `legacy` are written by people and can be wrong; the others follow from the files. */
  readonly source: 'permalink' | 'index-file' | 'alias' | 'legacy';
}

/** `/a/b/README.md` and `/a/b/_index/` → `/a/b`; `06.01` → `/06.01`. */
export function normalizeAddress(address: string): string {
  const rooted = `/${address.replace(/^\.?\//, '')}`.replace(/[?#].*$/, '');
  return (
    rooted
      .replace(/\/$/, '')
      .replace(/\.(?:md|html)$/, '')
      .replace(/\/(?:README|_index|index)$/i, '') || '/'
  );
}

/**
 * All redirects of the site. Later sources never override earlier ones or pages;
 * rule L011 reports where they try.
 */
export function buildRedirects(catalogue: Catalogue, legacy: LegacyNumbers | undefined): Redirect[] {
  const redirects = new Map<string, Redirect>();
  const add = (from: string, to: string, source: Redirect['source']): void => {
    if (!redirects.has(from) && !catalogue.byUrl.has(`${from}/`)) redirects.set(from, { from, to, source });
  };
  for (const [number, { url }] of catalogue.numbers) add(`/${number}`, url, 'permalink');
  for (const page of catalogue.pages) {
    const id = pageId(page.path);
    const root = id === '' ? '' : `/${id}`;
    for (const file of ['README', '_index']) add(`${root}/${file}`, page.url, 'index-file');
  }
  const below = entriesBelow(catalogue);
  for (const page of catalogue.pages) {
    for (const alias of page.frontMatter.aliases ?? [])
      for (const { from, to } of aliasRedirects(below, page.url, placeNumber(page), alias)) add(from, to, 'alias');
  }
  for (const { number, to } of legacy?.numbers ?? []) {
    const target = to === undefined ? undefined : catalogue.numbers.get(to);
    add(`/${number}`, target?.url ?? '/numbering-history/', 'legacy');
  }
  for (const { path, to } of legacy?.paths ?? []) {
    const target = catalogue.numbers.get(to);
    if (target === undefined) continue;
    for (const suffix of ['', '/README', '/_index']) add(`/${path.replace(/^\/|\/$/g, '')}${suffix}`, target.url, 'legacy');
  }
  return [...redirects.values()];
}

/**
 * An alias is an old number (`02.04`) or an old address (`/02-infrastructure/02-04-scaling/`, whose last
 * folder also names an old number). An old number brings its topics along: `02.04.01` → `08.05.01`.
 */
function aliasRedirects(
  below: ReadonlyMap<SectionNumber, readonly CatalogueEntry[]>,
  url: string,
  number: SectionNumber | undefined,
  alias: string,
): Array<{ from: string; to: string }> {
  const result: Array<{ from: string; to: string }> = [];
  const from = normalizeAddress(alias);
  if (SectionNumber.parse(alias) === undefined) result.push({ from, to: url }, { from: `${from}/README`, to: url }, { from: `${from}/_index`, to: url });
  const old = SectionNumber.parse(alias) ?? SectionNumber.ofFolder(from.split('/').at(-1) ?? '');
  if (old === undefined) return result;
  result.push({ from: `/${old}`, to: url });
  if (number === undefined) return result;
  for (const entry of below.get(number) ?? []) result.push({ from: `/${SectionNumber.rebase(entry.number, number, old)}`, to: entry.url });
  return result;
}

/** What lies below each number, however deep, in order. */
function entriesBelow(catalogue: Catalogue): Map<SectionNumber, CatalogueEntry[]> {
  const below = new Map<SectionNumber, CatalogueEntry[]>();
  for (const entry of catalogue.numbers.values()) {
    for (let parent = SectionNumber.parent(entry.number); parent !== undefined; parent = SectionNumber.parent(parent)) {
      const list = below.get(parent);
      if (list === undefined) below.set(parent, [entry]);
      else list.push(entry);
    }
  }
  return below;
}
