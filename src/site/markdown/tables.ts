import type { Root, Table } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import type { PageTransform } from './page-context.ts';
import { siteElement } from './site-element.ts';

/** Characters that fit across the narrowest phone (320 px wide, 16 px margins, 16 px text). */
const PHONE_CHARACTERS = 34;
/** Cell padding of one column, in characters. */
const COLUMN_PADDING = 3;

/** Tables that cannot shrink to a phone scroll inside a box of their own; the box takes the keyboard focus. */
export const wrapWideTables: PageTransform = (tree: Root) => {
  const boxes: Array<ReturnType<typeof siteElement>> = [];
  visit(tree, 'table', (table, index, parent) => {
    if (parent === undefined || index === undefined || narrowestWidth(table) <= PHONE_CHARACTERS) return;
    const box = siteElement('div', { className: ['kb-table'], tabIndex: 0, role: 'region', ariaLabel: 'Таблица' }, [table]);
    boxes.push(box);
    parent.children[index] = box;
    return SKIP;
  });
  // Regions of one page need different names, or a screen reader's list of them is useless.
  if (boxes.length > 1)
    boxes.forEach((box, at) => {
      box.data.hProperties['ariaLabel'] = `Таблица ${at + 1}`;
    });
};

/** Width below which the table overflows: the longest unbreakable word of each column. Characters. */
function narrowestWidth(table: Table): number {
  const columns: number[] = [];
  for (const row of table.children) {
    row.children.forEach((cell, column) => {
      const longest = Math.max(
        0,
        ...textOf(cell)
          .split(/\s+/)
          .map((word) => word.length),
      );
      columns[column] = Math.max(columns[column] ?? 0, longest);
    });
  }
  return columns.reduce((sum, width) => sum + width + COLUMN_PADDING, 0);
}
