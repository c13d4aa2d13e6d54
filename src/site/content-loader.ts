import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Loader } from 'astro/loaders';
import { glob } from 'astro/loaders';
import type { InventoryProblem } from '../inventory/index.ts';
import { lineStarts, pageId, positionAt } from '../knowledge/index.ts';
import { PROBLEMS_KEY } from './markdown/problems.ts';
import { contentFolder, inventoryProblems, siteView } from './site-knowledge-base.ts';
import type { SiteView } from './site-view.ts';

/**
 * Astro's own loader of files, with three things it does not do for a knowledge base:
 *
 * - It caches a rendered page by the text of that page alone, while links and references depend on other pages, and on
 *   whether the build is public. The cache is dropped when anything a page can see of the others has changed.
 * - A page that failed to render is logged, cached as empty and published. Here it is rendered again, and a build fails.
 * - Problems that pages report (`PageContext.report`) fail a build together, after all of them were said.
 */
export function contentLoader(): Loader {
  return {
    name: 'knowledge-base',
    async load(context) {
      const { store, meta, logger, watcher } = context;
      const files = glob({
        base: contentFolder(),
        pattern: ['**/*.md', ...unshown(siteView()).map((path) => `!${escapeGlob(path)}`)],
        generateId: ({ entry }) => pageId(entry) || 'index',
      });
      const fingerprint = fingerprintOf(siteView());
      if (meta.get('fingerprint') !== fingerprint) store.clear();
      for (const [id, entry] of store.entries()) if (entry.rendered === undefined) store.delete(id);
      await files.load(context);
      meta.set('fingerprint', fingerprint);

      const problems = [
        ...inventoryProblems().map(inventoryProblem),
        ...store.values().flatMap((entry) => problemsOf(entry.filePath ?? entry.id, entry.rendered)),
      ];
      for (const problem of problems) logger.error(problem);
      if (problems.length > 0 && watcher === undefined) throw buildRefusal(problems.length);
    },
  };
}

/** The problems were said one by one; where in this code the build stopped helps nobody. */
function buildRefusal(problems: number): Error {
  const error = new Error(`Сайт не собран. Ошибок на страницах: ${problems}, они перечислены выше.`);
  error.stack = '';
  return error;
}

function problemsOf(path: string, rendered: { readonly metadata?: { readonly frontmatter?: Record<string, unknown> } } | undefined): string[] {
  if (rendered === undefined) return [`${path}: страница не отрисована, причина названа выше`];
  const problems = rendered.metadata?.frontmatter?.[PROBLEMS_KEY];
  if (!Array.isArray(problems)) return [];
  return problems.map((problem: { line: number; message: string }) => `${path}:${problem.line}: ${problem.message}`);
}

function inventoryProblem({ file, range, message, hint }: InventoryProblem): string {
  let line = 1;
  try {
    line = positionAt(lineStarts(readFileSync(join(contentFolder(), file), 'utf8')), range.start).line;
  } catch {
    // A file that is not there has no lines.
  }
  return `${relative('', join(contentFolder(), file))}:${line}: ${message}. ${hint}`;
}

/** Markdown files that are no page of this build: hidden pages, a README beside `_index.md`, files that could not be read. */
function unshown({ base, catalogue }: SiteView): string[] {
  return [...base.files].filter((path) => path.endsWith('.md') && !catalogue.byPath.has(path));
}

/** Everything that one page may show of another, and the code that shows it. */
function fingerprintOf(view: SiteView): string {
  const hash = createHash('sha256');
  hash.update(`${view.team}`);
  for (const page of view.base.pages) {
    hash.update(
      JSON.stringify([
        page.path,
        page.number,
        page.name,
        view.hidden.has(page.path),
        page.headings.map(({ number, name, anchors }) => [number, name, anchors]),
      ]),
    );
  }
  hash.update(JSON.stringify([[...view.base.files].sort(), [...view.base.publicFiles].sort(), view.redirects]));
  hash.update(view.inventory?.fingerprint ?? '');
  for (const folder of ['./markdown/', './inventory/', '../inventory/', '../inventory/schema/']) {
    const code = new URL(folder, import.meta.url);
    for (const file of readdirSync(code).sort()) if (file.endsWith('.ts')) hash.update(readFileSync(new URL(file, code)));
  }
  return hash.digest('hex');
}

function escapeGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@]/g, '\\$&');
}
