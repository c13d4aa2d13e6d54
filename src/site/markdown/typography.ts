import type { Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { PageTransform } from './page-context.ts';

const NBSP = '\u00A0';

/**
 * Dashes and arrows as people mean them. Gramax saves `—` as `--` and `→` as `->`; both forms look alike on the site.
 * A dash never begins a line: the space before it does not break.
 */
export function typeset(text: string): string {
  return text
    .replace(/(?<![-<=])<->(?![->])/g, '↔')
    .replace(/(?<![-<=])->(?![->])/g, '→')
    .replace(/(?<![-<])<-(?![-=>\d])/g, '←')
    .replace(/(?<=\S)[^\S\u00A0]+(?:--|—)(?=\s|$)/g, `${NBSP}—`)
    .replace(/^[^\S\u00A0]+(?:--|—)(?=\s)/, `${NBSP}—`)
    .replace(/^--(?=\s)/, '—');
}

/** Typesets running text. Code keeps its characters, and so does the text of a bare address. */
export const setTypography: PageTransform = (tree: Root) => {
  visit(tree, (node) => {
    if (node.type === 'link' && isBareAddress(node.url, node.children)) return SKIP;
    if (node.type === 'text') node.value = typeset(node.value);
    return undefined;
  });
};

function isBareAddress(url: string, children: ReadonlyArray<{ readonly type: string; readonly value?: string }>): boolean {
  const [only] = children;
  return children.length === 1 && only?.type === 'text' && only.value !== undefined && url.endsWith(only.value);
}
