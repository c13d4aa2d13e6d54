import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { PageTransform } from './page-context.ts';
import { htmlElement } from './site-element.ts';

/**
 * Task lists with boxes that a screen reader can name. GFM's own `<input disabled>` has no label, which is why
 * the box is made here and GFM is told that the item is an ordinary one.
 */
export const labelTaskLists: PageTransform = (tree: Root) => {
  visit(tree, 'listItem', (item, _index, parent) => {
    if (typeof item.checked !== 'boolean') return;
    const done = item.checked;
    item.checked = null;
    item.data = { ...item.data, hProperties: { className: ['task-list-item'] } };
    if (parent?.type === 'list') parent.data = { ...parent.data, hProperties: { className: ['contains-task-list'] } };
    const box = htmlElement('input', { type: 'checkbox', disabled: true, checked: done, ariaLabel: done ? 'Сделано' : 'Не сделано' }, []);
    const lead = item.children[0];
    if (lead?.type === 'paragraph') lead.children.unshift(box, { type: 'text', value: ' ' });
    else item.children.unshift({ type: 'paragraph', children: [box] });
  });
};
