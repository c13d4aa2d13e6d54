import type { CatalogueNode, FrontMatter, GitHistory, PageRecord, SectionNumber } from '../knowledge/index.ts';
import { permalink, type REVIEW_RHYTHMS, writtenProgress } from '../knowledge/index.ts';
import type { SiteView } from './site-view.ts';

export type ReviewRhythm = (typeof REVIEW_RHYTHMS)[number];

/** Everything components show about the page beside its text: `Astro.locals.kbPage`. */
export interface KbPage {
  readonly record: PageRecord;
  /** The page's place in the tree of visible pages. */
  readonly node: CatalogueNode;
  readonly number: SectionNumber | undefined;
  readonly name: string;
  readonly status: FrontMatter['status'];
  /** How far the page and everything below it is written, 0–100. */
  readonly progress: number;
  readonly version: string | undefined;
  /** Day the content is true for, as its author says, `2025-07-21`. */
  readonly updated: string | undefined;
  /** Last change in git. */
  readonly changed: { readonly date: string; readonly author: string } | undefined;
  readonly owner: string | undefined;
  readonly review: ReviewRhythm | undefined;
  /** Day by which the page must be read again, `2025-10-21`. */
  readonly reviewDue: string | undefined;
  readonly audience: NonNullable<FrontMatter['audience']>;
  /** `/06.01`; undefined for a page without a number. */
  readonly permalink: string | undefined;
}

/** Collects the facts of a visible page; undefined for a page this build does not show. */
export function pageFacts(view: SiteView, history: GitHistory, page: PageRecord): KbPage | undefined {
  const node = view.catalogue.nodes.get(page.path);
  if (node === undefined) return undefined;
  const { status, version, updated, owner, review, audience } = page.frontMatter;
  const changed = history.lastChange.get(page.path);
  return {
    record: page,
    node,
    number: page.number,
    name: page.name,
    status,
    progress: progressOf(node),
    version,
    updated,
    changed,
    owner,
    review,
    reviewDue: reviewDue(updated ?? changed?.date, review),
    audience: audience ?? [],
    permalink: page.number === undefined ? undefined : permalink(page.number),
  };
}

const progresses = new WeakMap<CatalogueNode, number>();

/** Written progress of a node, computed once per catalogue: every page's sidebar asks for it. */
export function progressOf(node: CatalogueNode): number {
  let progress = progresses.get(node);
  if (progress === undefined) {
    progress = writtenProgress(node);
    progresses.set(node, progress);
  }
  return progress;
}

const MONTHS: Readonly<Record<Exclude<ReviewRhythm, 'weekly'>, number>> = { monthly: 1, quarterly: 3, yearly: 12 };
const DAYS_IN_WEEK = 7;

/**
 * Day by which a page must be read again. The last day of a shorter month stands for a day it lacks: 31 January + a month is 28 February.
 * @param updated ISO day the page was last true for
 */
export function reviewDue(updated: string | undefined, rhythm: ReviewRhythm | undefined): string | undefined {
  if (updated === undefined || rhythm === undefined) return undefined;
  const day = new Date(`${updated}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return undefined;
  if (rhythm === 'weekly') day.setUTCDate(day.getUTCDate() + DAYS_IN_WEEK);
  else {
    const dayOfMonth = day.getUTCDate();
    day.setUTCDate(1);
    day.setUTCMonth(day.getUTCMonth() + MONTHS[rhythm]);
    day.setUTCDate(Math.min(dayOfMonth, daysInMonth(day)));
  }
  return day.toISOString().slice(0, 10);
}

function daysInMonth(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
}
