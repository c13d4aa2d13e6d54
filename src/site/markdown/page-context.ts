import type { Root } from 'mdast';
import type { PageRecord } from '../../knowledge/index.ts';
import type { SiteView } from '../site-view.ts';

/** What a transform knows about the page whose tree it changes. */
export interface PageContext {
  readonly page: PageRecord;
  readonly view: SiteView;
  /** Body of the page as it was parsed: positions of the tree point into it. */
  readonly source: string;
  /** Says that something of the page cannot be shown. The page is rendered to its end, the build then fails with everything said. */
  readonly report: (problem: PageProblem) => void;
}

/** Something of a page that could not be rendered. */
export interface PageProblem {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly message: string;
}

/** One step of the page's way from Markdown to the site. Changes the tree in place. */
export type PageTransform = (tree: Root, context: PageContext) => void | Promise<void>;
