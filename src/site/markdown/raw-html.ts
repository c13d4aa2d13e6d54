import type { Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { PageTransform } from './page-context.ts';

const LINE_BREAK = /^<br\s*\/?>$/i;
const COMMENT = /^<!--[\s\S]*?-->$/;

/**
 * HTML in a page is shown as text, never run: pages are edited by many hands, the site has no reason to trust their tags.
 * A comment disappears, `<br>` breaks the line.
 */
export const showRawHtmlAsText: PageTransform = (tree: Root) => {
  visit(tree, 'html', (node, index, parent) => {
    if (parent === undefined || index === undefined) return;
    const value = node.value.trim();
    const inline = parent.type !== 'root' && parent.type !== 'blockquote' && parent.type !== 'listItem' && parent.type !== 'footnoteDefinition';
    if (COMMENT.test(value)) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (inline && LINE_BREAK.test(value)) parent.children[index] = { type: 'break' };
    else parent.children[index] = inline ? { type: 'text', value: node.value } : { type: 'paragraph', children: [{ type: 'text', value: node.value }] };
    return SKIP;
  });
};
