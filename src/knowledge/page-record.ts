import type { FrontMatter, FrontMatterProblem } from './front-matter.ts';
import type { NumberMention } from './number-mentions.ts';
import type { SectionNumber } from './section-number.ts';
import type { TextRange } from './text-range.ts';

export interface Heading {
  readonly depth: number;
  readonly number: SectionNumber | undefined;
  readonly numberRange: TextRange | undefined;
  /** Text after the number, as a reader sees it. */
  readonly name: string;
  /** The whole heading in the source, `## ` included. */
  readonly range: TextRange;
  /** The text of the heading in the source, without `## `. */
  readonly textRange: TextRange;
  /** Anchors that lead here: the number (`06-01-03`) first, then the slug of the text. */
  readonly anchors: readonly string[];
  /** True when another heading of the page has the same text, so the slug carries a counter. */
  readonly slugRepeats: boolean;
  /** Words between this heading and the next one, sub-headings counted as nothing. */
  readonly words: number;
}

export interface Link {
  readonly kind: 'link' | 'image';
  readonly url: string;
  readonly text: string;
  readonly range: TextRange;
  /** Where the address itself stands, for repairs. */
  readonly urlRange: TextRange;
}

export interface Fence {
  readonly lang: string;
  readonly meta: string;
  readonly value: string;
  readonly range: TextRange;
}

/** An item of a list, or a row of a table, that begins with a number: an entry of an index. */
export interface IndexEntry {
  readonly number: SectionNumber;
  /** Text after the number, empty when there is none. */
  readonly name: string;
  readonly range: TextRange;
  /** Address of the link the entry carries, if any. */
  readonly url: string | undefined;
}

/** A file that could not become a page, or a page whose bytes are wrong. */
export interface ReadProblem {
  readonly code: 'unreadable' | 'not-utf8' | 'too-large' | 'too-complex' | 'symlink-loop' | 'bom' | 'crlf' | 'no-front-matter';
  readonly message: string;
  readonly range: TextRange;
}

/**
 * Everything the checker and the site need to know about one page: the result of the «map» step.
 * Plain data, so it can be cached as JSON.
 */
export interface PageRecord {
  /** Path relative to the content folder: `06-operations/06-01-backup/_index.md`. */
  readonly path: string;
  /** Address on the site: `/06-operations/06-01-backup/`. */
  readonly url: string;
  readonly text: string;
  readonly number: SectionNumber | undefined;
  readonly numberRange: TextRange | undefined;
  /** Title without the number. */
  readonly name: string;
  readonly nameRange: TextRange;
  readonly frontMatter: FrontMatter;
  readonly keys: Readonly<Record<string, { readonly key: TextRange; readonly value: TextRange }>>;
  readonly frontMatterProblems: readonly FrontMatterProblem[];
  readonly headings: readonly Heading[];
  readonly links: readonly Link[];
  readonly mentions: readonly NumberMention[];
  readonly indexEntries: readonly IndexEntry[];
  readonly fences: readonly Fence[];
  /** Words of prose on the whole page, headings and code excluded. */
  readonly words: number;
  readonly tasks: { readonly open: number; readonly done: number };
  readonly problems: readonly ReadProblem[];
}
