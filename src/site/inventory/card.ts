import type { Element } from 'hast';
import type { Child } from './element.ts';
import { element } from './element.ts';

/** One line of a card: what, and what about it. Lines without a value are left out. */
export interface CardLine {
  readonly name: string;
  readonly value: Child;
  /** Takes the whole width. */
  readonly wide?: boolean;
}

export interface Card {
  /** Anchor of the card; a card inside another page has none. */
  readonly anchor: string | undefined;
  /** Depth of the title as a heading; undefined in other pages, where it would break into their outline. */
  readonly depth: 3 | 4 | undefined;
  readonly title: Child;
  /** Small words beside the title: the id, the state. */
  readonly aside: readonly Child[];
  readonly lead: Child;
  readonly lines: ReadonlyArray<CardLine | undefined>;
  /** Lines for those who look closer: folded under this title. */
  readonly more?: { readonly title: string; readonly lines: ReadonlyArray<CardLine | undefined> };
}

/** A card of the inventory. */
export function card({ anchor, depth, title, aside, lead, lines, more }: Card): Element {
  return element(
    'article',
    { className: ['kb-card', 'not-content'], id: anchor },
    element(
      'header',
      {},
      element(depth === undefined ? 'p' : `h${depth}`, { className: ['kb-card-title'] }, title),
      element('p', { className: ['kb-card-aside'] }, aside),
    ),
    lead === undefined ? undefined : element('p', { className: ['kb-card-lead'] }, lead),
    lineGrid(lines),
    more === undefined ? undefined : folded(more.title, lineGrid(more.lines)),
  );
}

function lineGrid(lines: ReadonlyArray<CardLine | undefined>): Element | undefined {
  const shown = lines
    .filter((line) => line !== undefined)
    .filter(({ value }) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0));
  if (shown.length === 0) return undefined;
  return element(
    'dl',
    {},
    shown.map(({ name, value, wide }) =>
      element('div', { className: wide === true ? ['wide'] : undefined }, element('dt', {}, name), element('dd', {}, value)),
    ),
  );
}

function folded(title: string, inside: Element | undefined): Element | undefined {
  return inside === undefined ? undefined : element('details', {}, element('summary', {}, title), inside);
}

/** Several values of one line, each on its own. */
export function lineList(values: readonly Child[]): Element | undefined {
  return values.length === 0
    ? undefined
    : element(
        'ul',
        {},
        values.map((value) => element('li', {}, value)),
      );
}
