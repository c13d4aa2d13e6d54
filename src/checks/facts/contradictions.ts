import type { PageRecord } from '../../knowledge/index.ts';
import type { Finding } from '../rule.ts';
import { addressClaims } from './address-claims.ts';
import type { Contradiction, Reader, Reading, ReadingRule } from './contradiction.ts';
import { quoteOf } from './contradiction.ts';
import type { KnownFacts } from './known-facts.ts';
import { nameClaims } from './name-claims.ts';
import { portClaims } from './port-claims.ts';
import { quantityClaims } from './quantity-claims.ts';
import { settingClaims } from './setting-claims.ts';
import { statementsOf } from './statements.ts';
import { versionClaims } from './version-claims.ts';

const READERS: readonly Reader[] = [addressClaims, nameClaims, versionClaims, portClaims, settingClaims, quantityClaims];

/** Without a digit, an address or a counted processor nothing is said that could be compared. */
const MAY_SAY = /\d|@|\.\p{L}|процессор|яд(?:р|ер)/iu;

const found = new WeakMap<KnownFacts, WeakMap<PageRecord, readonly Contradiction[]>>();

/** Everything on a page that says something else than the inventory. Read once for all rules. */
export function contradictionsOn(page: PageRecord, known: KnownFacts): readonly Contradiction[] {
  let byPage = found.get(known);
  if (byPage === undefined) {
    byPage = new WeakMap();
    found.set(known, byPage);
  }
  let contradictions = byPage.get(page);
  if (contradictions === undefined) {
    contradictions = [...read(page, known)];
    byPage.set(page, contradictions);
  }
  return contradictions;
}

function* read(page: PageRecord, known: KnownFacts): Iterable<Contradiction> {
  for (const statement of statementsOf(page)) {
    if (statement.past) continue;
    const { quoted, text } = statement.plain;
    if (!MAY_SAY.test(text)) continue;
    const tokens = known.lexicon.read(text);
    const reading: Reading = { statement, tokens, known };
    // What a `fact:` link says is judged by F011.
    const isQuoted = (contradiction: Contradiction): boolean =>
      quoted.some(
        ({ start, end }) => (statement.plain.places[start] ?? 0) <= contradiction.range.start && contradiction.range.end <= (statement.plain.places[end] ?? 0),
      );
    for (const reader of READERS) for (const contradiction of reader(reading)) if (!isQuoted(contradiction)) yield contradiction;
  }
}

/** Findings of one rule on a page. Each quotes the line of the inventory that says otherwise. */
export function* readingFindings(rule: ReadingRule, page: PageRecord, known: KnownFacts): Iterable<Finding> {
  for (const contradiction of contradictionsOn(page, known)) {
    if (contradiction.rule !== rule) continue;
    const { range, message, expected, found, source, replacement } = contradiction;
    yield {
      path: page.path,
      range,
      message,
      expected,
      found,
      hint: source === undefined ? undefined : `В инвентаре ${quoteOf(known.inventory, source)}`,
      fix: replacement === undefined ? undefined : { title: `написать ${replacement}`, edits: [{ path: page.path, range, text: replacement }] },
    };
  }
}
