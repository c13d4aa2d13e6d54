import type { ElementContent } from 'hast';
import type { Code, Root } from 'mdast';
import type { Parent } from 'unist';
import { visit } from 'unist-util-visit';
import type { ViewKind, ViewProblem } from '../../inventory/index.ts';
import { isViewKind, readViewFence } from '../../inventory/index.ts';
import { lineStarts, positionAt } from '../../knowledge/index.ts';
import { element } from '../inventory/element.ts';
import { renderView } from '../inventory/render-view.ts';
import { viewContext } from '../inventory/view-context.ts';
import { fileLine } from './file-line.ts';
import type { PageContext, PageTransform } from './page-context.ts';
import type { SiteElement } from './site-element.ts';
import { htmlElement } from './site-element.ts';

/** Replaces ```` ```ports ```` and its like by what the inventory says now. */
export const embedInventoryViews: PageTransform = async (tree: Root, context) => {
  const fences: Array<{ readonly code: Code; readonly kind: ViewKind; readonly parent: Parent }> = [];
  visit(tree, 'code', (code, _index, parent) => {
    const kind = code.lang ?? '';
    if (isViewKind(kind) && parent !== undefined) fences.push({ code, kind, parent });
  });
  const named = new Map<string, number>();
  for (const [index, { code, kind, parent }] of fences.entries()) {
    const drawn = await embedded(code, kind, context, `kb-view-${index + 1}-`);
    for (const child of drawn.data.hChildren ?? []) nameApart(child, named);
    parent.children[parent.children.indexOf(code)] = drawn;
  }
};

/** Tables of one page need different names, or a screen reader's list of them is useless: «Порты: Второй сервер, 2». */
function nameApart(node: ElementContent, named: Map<string, number>): void {
  if (node.type !== 'element') return;
  const { role, ariaLabel } = node.properties;
  if (role === 'region' && typeof ariaLabel === 'string') {
    const times = (named.get(ariaLabel) ?? 0) + 1;
    named.set(ariaLabel, times);
    if (times > 1) node.properties['ariaLabel'] = `${ariaLabel}, ${times}`;
  }
  for (const child of node.children) nameApart(child, named);
}

async function embedded(code: Code, kind: ViewKind, context: PageContext, idPrefix: string): Promise<SiteElement> {
  const line = fileLine(context, code);
  const views = viewContext(context.view, idPrefix);
  if (views === undefined)
    return refused(code, line, [{ range: { start: 0, end: 0 }, message: 'Инвентарь не читается', hint: 'Исправьте файлы content/inventory.' }], context);
  const reading = readViewFence(kind, code.value, views.inventory);
  if (!reading.ok) return refused(code, line, reading.problems, context);
  return view(kind, await renderView(views, reading.view));
}

function view(kind: ViewKind, children: ElementContent[]): SiteElement {
  return htmlElement('div', { className: ['kb-view', `kb-view--${kind}`] }, children);
}

/** The page goes on, the build will not. */
function refused(code: Code, line: number, problems: readonly ViewProblem[], { report }: PageContext): SiteElement {
  const starts = lineStarts(code.value);
  for (const { range, message, expected, hint } of problems) {
    // The body begins in the line after the opening of the fence.
    const inBody = code.value === '' ? 0 : positionAt(starts, range.start).line;
    report({ line: line + inBody, message: `${message}.${expected === undefined ? '' : ` Ожидалось: ${expected}.`} ${hint}` });
  }
  return htmlElement('div', { className: ['kb-diagram', 'kb-diagram-broken'] }, [
    element('p', {}, `Вид не собран: ${problems.map(({ message }) => message).join('; ')}`),
    element('pre', { className: ['kb-diagram-source'], tabIndex: 0 }, code.value),
  ]);
}
