import type { Inventory } from '../../inventory/index.ts';
import { SectionNumber } from '../../knowledge/index.ts';
import { typeset } from '../markdown/typography.ts';
import type { SiteView } from '../site-view.ts';

/** A topic of the knowledge base that this build shows. */
export interface TopicReference {
  readonly number: string;
  readonly name: string;
  readonly url: string;
}

/** What the drawing of a view knows beside its options. */
export interface ViewContext {
  /** What this build may show: nothing of the team's is in a public one. */
  readonly inventory: Inventory;
  /** The topic with a number; undefined when this build does not show it. */
  readonly topic: (number: string) => TopicReference | undefined;
  /** Begins every id a view makes: unique on its page. */
  readonly idPrefix: string;
}

/** The context of views on a page of this build; undefined when the data files cannot be read. */
export function viewContext({ inventory, catalogue }: SiteView, idPrefix: string): ViewContext | undefined {
  if (inventory === undefined) return undefined;
  return {
    inventory: inventory.inventory,
    idPrefix,
    topic: (text) => {
      const number = SectionNumber.parse(text);
      const entry = number === undefined ? undefined : catalogue.numbers.get(number);
      return entry === undefined ? undefined : { number: entry.number, name: typeset(entry.name), url: entry.url };
    },
  };
}
