import type { Product } from '../../inventory/index.ts';
import type { Reading } from './contradiction.ts';
import type { Lexicon, Mention, Token } from './lexicon.ts';

/** Names in a text, in order. */
export function mentionsIn(lexicon: Lexicon, text: string): Mention[] {
  return lexicon.read(text).filter(isMention);
}

export function isMention(token: Token): token is Mention {
  return token.kind === 'mention';
}

/** Products named anywhere in the statement, its row and the head of its column. */
export function productsAround({ statement, known: { lexicon }, tokens }: Reading): Set<Product> {
  const around = [statement.row, statement.column, ...statement.cells, ...(statement.kind === 'code' ? [statement.before] : [])];
  return new Set([...tokens.filter(isMention), ...around.flatMap((text) => mentionsIn(lexicon, text))].flatMap(({ product }) => product ?? []));
}

/** Products that the text around speaks of, when the statement itself names none: the row, the paragraph, then the headings. The nearest text that names any decides. */
export function productsAbove({ statement, known: { lexicon } }: Reading): Product[] {
  for (const text of [statement.row, statement.cells.join(' | '), statement.column, statement.before, statement.lead, ...statement.headings]) {
    const products = new Set(mentionsIn(lexicon, text).flatMap(({ product }) => product ?? []));
    if (products.size > 0) return [...products];
  }
  return [];
}

/**
 * Ids of the servers that a place of the statement is about; none when nobody says.
 * «`8441` на первом» binds what stands before it; else what was named last counts, then the row and the column, then the headings.
 */
export function serversAt({ statement, tokens, known: { lexicon } }: Reading, start: number, end: number): readonly string[] {
  const { text } = statement.plain;
  const named = tokens.filter(isMention).filter(({ servers }) => servers.length > 0);
  const own = named.find((mention) => mention.start <= start && mention.end >= end);
  if (own !== undefined) return own.servers;
  const bound = named.find((mention) => mention.start >= end && /^[`)]?\s*(?:[—(]\s*)?(?:на|у|для)?\s*$/.test(text.slice(end, mention.start)));
  if (bound !== undefined) return bound.servers;
  const clauseStart = text.lastIndexOf(';', start) + 1;
  const clauseEnd = text.indexOf(';', end);
  const before = named.findLast((mention) => mention.end <= start && mention.start >= clauseStart);
  if (before !== undefined) return before.servers;
  const after = named.find((mention) => mention.start >= end && (clauseEnd === -1 || mention.start < clauseEnd));
  if (after !== undefined) return after.servers;
  const near = [statement.column, statement.row, statement.cells.join(' | '), statement.kind === 'code' ? '' : statement.before];
  for (const context of [...near, statement.lead, ...statement.headings]) {
    const servers = new Set(mentionsIn(lexicon, context).flatMap((mention) => mention.servers));
    if (servers.size > 0) return [...servers];
  }
  return [];
}
