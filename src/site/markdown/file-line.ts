import type { Node } from 'unist';
import { lineStarts, positionAt } from '../../knowledge/index.ts';
import type { PageContext } from './page-context.ts';

/** Line of a node in its file, from 1. Astro parses the body without the front matter, and positions of the tree count from there. */
export function fileLine({ page, source }: Pick<PageContext, 'page' | 'source'>, node: Node): number {
  const body = Math.max(0, page.text.lastIndexOf(source.trimEnd()));
  return positionAt(lineStarts(page.text), body).line + (node.position?.start.line ?? 1) - 1;
}
