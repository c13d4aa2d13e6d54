import { sep } from 'node:path';
import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { contentFolder, siteView } from '../site-knowledge-base.ts';
import type { SiteView } from '../site-view.ts';
import { turnAlertsIntoAsides } from './alerts.ts';
import { resolveContentLinks } from './content-links.ts';
import { drawDiagrams } from './diagrams.ts';
import { addHeadingAnchors } from './heading-anchors.ts';
import { embedInventoryViews } from './inventory-views.ts';
import { linkNumberMentions } from './number-references.ts';
import type { PageProblem, PageTransform } from './page-context.ts';
import { PROBLEMS_KEY } from './problems.ts';
import { showRawHtmlAsText } from './raw-html.ts';
import { wrapWideTables } from './tables.ts';
import { labelTaskLists } from './task-lists.ts';
import { setTypography } from './typography.ts';

/**
 * The way of a page from Markdown to the site. The order is load-bearing:
 *
 * 1. raw HTML becomes text before anything of ours adds HTML;
 * 2. heading anchors are slugs of the text as written, so nothing may have changed it yet;
 * 3. alerts are recognised by their first characters;
 * 4. links written by people are resolved before step 5 adds links that already are addresses of the site;
 * 5. numbers are found in the characters the checker sees, so before typography replaces dashes;
 * 6. typography changes characters, titles and link texts included;
 * 7. task lists and 8. tables only wrap what is there;
 * 9. views of the inventory and 10. diagrams replace their fences last: nothing may look into what is drawn. The only steps that wait (for libraries).
 */
export const PAGE_TRANSFORMS: readonly PageTransform[] = [
  showRawHtmlAsText,
  addHeadingAnchors,
  turnAlertsIntoAsides,
  resolveContentLinks,
  linkNumberMentions,
  setTypography,
  labelTaskLists,
  wrapWideTables,
  embedInventoryViews,
  drawDiagrams,
];

/** The remark plugin of the site: transforms pages of the content folder, leaves every other Markdown alone. */
export function remarkKnowledgeBase(): (tree: Root, file: VFile) => Promise<void> {
  return createRemarkKnowledgeBase(contentFolder, siteView);
}

/** The same plugin over a given knowledge base, for tests. */
export function createRemarkKnowledgeBase(folder: () => string, view: () => SiteView): (tree: Root, file: VFile) => Promise<void> {
  return async (tree, file) => {
    const path = contentPath(folder(), file.path);
    const current = path === undefined ? undefined : view();
    const page = path === undefined ? undefined : current?.base.catalogue.byPath.get(path);
    if (current === undefined || page === undefined) return;
    const problems: PageProblem[] = [];
    const context = { page, view: current, source: String(file.value), report: (problem: PageProblem) => problems.push(problem) };
    for (const transform of PAGE_TRANSFORMS) await transform(tree, context);
    if (problems.length === 0) return;
    const astro = astroData(file);
    astro['frontmatter'] = { ...(typeof astro['frontmatter'] === 'object' ? astro['frontmatter'] : {}), [PROBLEMS_KEY]: problems };
  };
}

/** Path relative to the content folder with POSIX separators; undefined for other files. */
function contentPath(folder: string, path: string | undefined): string | undefined {
  if (path === undefined || !path.startsWith(folder + sep)) return undefined;
  return path.slice(folder.length + 1).replaceAll(sep, '/');
}

function astroData(file: VFile): Record<string, unknown> {
  const data: Record<string, unknown> = file.data;
  const astro = data['astro'];
  if (typeof astro === 'object' && astro !== null) return astro as Record<string, unknown>;
  const created: Record<string, unknown> = {};
  data['astro'] = created;
  return created;
}
