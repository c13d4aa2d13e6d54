import type { KnowledgeBase, PageRecord, TextRange } from '../knowledge/index.ts';

/** One entry of `checks:` in the front matter: a rule that is switched off for the page, and why. */
export interface Suppression {
  readonly page: PageRecord;
  readonly rule: string;
  readonly reason: string;
  /** Where the name of the rule is written. */
  readonly range: TextRange;
}

/** The rules about suppressions themselves: switching those off would defeat them. */
const UNTOUCHABLE = /^X/;

/** Every suppression a page writes down, valid or not. */
export function suppressionsOf(page: PageRecord): Suppression[] {
  return Object.entries(page.frontMatter.checks ?? {}).map(([rule, reason]) => ({ page, rule, reason, range: rangeOf(page, rule) }));
}

/** What keeps a suppression from working; undefined when it works. */
export function obstacleOf({ rule, reason }: Suppression): 'untouchable' | 'no-reason' | undefined {
  if (UNTOUCHABLE.test(rule)) return 'untouchable';
  return isReason(reason) ? undefined : 'no-reason';
}

/** Suppressions that work, by path of the page and id of the rule. */
export function workingSuppressions(base: KnowledgeBase): Map<string, Map<string, Suppression>> {
  const byPath = new Map<string, Map<string, Suppression>>();
  for (const page of base.pages) {
    if (page.frontMatter.checks === undefined) continue;
    const working = suppressionsOf(page).filter((suppression) => obstacleOf(suppression) === undefined);
    byPath.set(page.path, new Map(working.map((suppression) => [suppression.rule, suppression])));
  }
  return byPath;
}

/** «тест», «надо» and «-» explain nothing: a reason is a phrase. */
function isReason(text: string): boolean {
  return (text.match(/\p{L}[\p{L}\d]+/gu)?.length ?? 0) >= 2;
}

function rangeOf({ keys, text }: PageRecord, rule: string): TextRange {
  const place = keys['checks'];
  if (place === undefined) return { start: 0, end: 0 };
  const at = text.slice(place.value.start, place.value.end).indexOf(rule);
  return at === -1 ? place.value : { start: place.value.start + at, end: place.value.start + at + rule.length };
}
