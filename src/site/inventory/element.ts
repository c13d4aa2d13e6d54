import type { Element, ElementContent, Properties } from 'hast';

/** What may stand inside an element: elements, text, lists of both, or nothing. */
export type Child = ElementContent | string | undefined | readonly Child[];

/** Makes an element of the page: `element('a', { href }, 'Directus')`. Undefined properties and children are left out. */
export function element(tagName: string, properties: Readonly<Record<string, Properties[string] | undefined>> = {}, ...children: readonly Child[]): Element {
  const kept = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
  const inside = contents(children);
  return { type: 'element', tagName, properties: kept, children: tagName === 'code' ? inside : inside.map(withWholeFigures) };
}

/** A number never parts from its thousands or its unit at the end of a line: «1 268 ₽», «3 800 МБ». */
function withWholeFigures(node: ElementContent): ElementContent {
  return node.type === 'text'
    ? { ...node, value: node.value.replace(/(?<=\d) (?=\d{3}(?!\d)|[₽%→]|(?:МБ|ГБ|Мбит|vCPU|мс|мин|шт|дн|лет|год|с|ч)(?!\p{L}))|(?<=→) (?=\d)/gu, '\u00A0') }
    : node;
}

/** Children as nodes of the tree, in order. */
export function contents(child: Child): ElementContent[] {
  if (child === undefined || child === '') return [];
  if (typeof child === 'string') return [{ type: 'text', value: child }];
  return isList(child) ? child.flatMap(contents) : [child];
}

/** The list with `separator` between its members. */
export function separated(children: readonly Child[], separator: string): Child[] {
  return children.flatMap((child, index) => (index === 0 ? [child] : [separator, child]));
}

function isList(child: Child): child is readonly Child[] {
  return Array.isArray(child);
}
