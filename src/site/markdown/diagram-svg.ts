import type { Element, ElementContent, Properties } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { typeset } from './typography.ts';

/** Drawing elements a diagram is made of. Scripts, styles, pictures, links and foreign content are not among them. */
const ELEMENTS = new Set(['svg', 'g', 'defs', 'marker', 'path', 'polygon', 'polyline', 'line', 'rect', 'circle', 'ellipse', 'text', 'tspan']);
const ATTRIBUTES = new Set(
  (
    'className cx cy d dominantBaseline dx dy fill fillOpacity fillRule fontSize fontStyle fontWeight height id markerEnd markerHeight markerMid markerStart ' +
    'markerUnits markerWidth offset opacity orient points r refX refY rx ry stroke strokeDashArray strokeLineCap strokeLineJoin strokeOpacity strokeWidth ' +
    'textAnchor transform viewBox width x x1 x2 y y1 y2'
  ).split(' '),
);
const PAINTS = ['fill', 'stroke'] as const;
const LOCAL_REFERENCE = /^url\(\s*["']?#(?<id>[^"')]+)["']?\s*\)$/;

/** A hundredth of a pixel is nothing to see, and half of the drawing's size. */
const DECIMALS = 2;

/** Variables that colour diagrams; `diagrams.css` gives them their values in both themes. */
const BACKGROUND = 'var(--kb-diagram-background)';
const TEXT = 'var(--kb-diagram-text)';

export interface DiagramSvg {
  readonly svg: Element;
  /** Natural width, CSS pixels. */
  readonly width: number;
}

/**
 * Makes the output of a drawing library fit for a page: only drawing elements and attributes stay (no style sheets, fonts,
 * addresses, scripts, handlers), ids are prefixed so that they are unique on the page, colours follow the theme.
 *
 * @param markup SVG as text
 * @param prefix unique on the page
 * @param paint theme colours by what the library writes, e.g. `black` → `var(--kb-diagram-line)`
 * @param links keeps links to pages of this site: only for drawings that are not written by people
 * @throws Error when the text holds no SVG
 */
export function pageSvg(markup: string, prefix: string, paint: ReadonlyMap<string, string>, { links = false }: { readonly links?: boolean } = {}): DiagramSvg {
  const root = findSvg(fromHtml(markup.replace(/<\?xml[^>]*\?>|<!DOCTYPE[^>]*>/gi, ''), { fragment: true }).children);
  if (root === undefined) throw new Error('рисунок не получился');
  const referenced = new Set<string>();
  collectReferences(root, referenced);
  const [svg] = cleaned(root, { prefix, referenced, paint, links });
  if (svg?.type !== 'element') throw new Error('рисунок не получился');
  const [, , viewWidth = 0, viewHeight = 0] = String(svg.properties['viewBox'] ?? '')
    .split(/[\s,]+/)
    .map(Number);
  const width = Math.ceil(viewWidth);
  svg.properties = { ...svg.properties, width, height: Math.ceil(viewHeight), role: links ? 'group' : 'img' };
  return { svg, width };
}

interface Cleaning {
  readonly prefix: string;
  readonly referenced: ReadonlySet<string>;
  readonly paint: ReadonlyMap<string, string>;
  readonly links: boolean;
}

function cleaned(node: ElementContent, cleaning: Cleaning): ElementContent[] {
  if (node.type === 'text') return [{ type: 'text', value: typeset(node.value) }];
  if (node.type !== 'element') return [];
  if (node.tagName === 'a') {
    const inside = node.children.flatMap((child) => cleaned(child, cleaning)).filter((child) => child.type !== 'text');
    const href = String(node.properties['xLinkHref'] ?? '');
    return cleaning.links && /^\/(?!\/)/.test(href) ? [{ type: 'element', tagName: 'a', properties: { href }, children: inside }] : inside;
  }
  if (!ELEMENTS.has(node.tagName)) return [];
  if (node.tagName === 'marker' && !cleaning.referenced.has(String(node.properties['id']))) return [];
  const children = node.children.flatMap((child) => cleaned(child, cleaning));
  // White space between shapes is nothing to see, in a label it is.
  const kept = node.tagName === 'text' || node.tagName === 'tspan' ? children : children.filter((child) => child.type !== 'text');
  return [{ type: 'element', tagName: node.tagName, properties: cleanedProperties(node, cleaning), children: kept }];
}

function cleanedProperties(node: Element, { prefix, referenced, paint }: Cleaning): Properties {
  const properties: Properties = {};
  for (const [name, value] of Object.entries(node.properties)) {
    if (!ATTRIBUTES.has(name) || value === null || value === undefined) continue;
    if (name === 'id') {
      if (referenced.has(String(value))) properties[name] = prefix + String(value);
      continue;
    }
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    const reference = LOCAL_REFERENCE.exec(text)?.groups?.['id'];
    if (reference !== undefined) properties[name] = `url(#${prefix}${reference})`;
    else if (!/url\s*\(|[;<>\\]/i.test(text)) properties[name] = text.replace(/\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(DECIMALS))));
  }
  for (const name of PAINTS) {
    const value = properties[name];
    if (typeof value === 'string') properties[name] = themed(value, name, node.tagName, paint);
  }
  // Graphviz leaves the colour of its labels to the viewer, whose default is black.
  if (node.tagName === 'text') properties['fill'] ??= TEXT;
  return properties;
}

/** A colour the author chose is mixed into the theme: text stays readable on it in light and in dark. */
function themed(value: string, name: (typeof PAINTS)[number], tagName: string, paint: ReadonlyMap<string, string>): string {
  const known = paint.get(value);
  if (known !== undefined) return known;
  if (value === 'none' || value === 'transparent' || value === 'currentColor' || value.startsWith('url(') || value.includes('var(--kb-')) return value;
  if (tagName === 'text' || tagName === 'tspan') return TEXT;
  return name === 'fill' ? `color-mix(in srgb, ${value} 20%, ${BACKGROUND})` : `color-mix(in srgb, ${value} 70%, ${TEXT})`;
}

function collectReferences(node: Element, found: Set<string>): void {
  for (const value of Object.values(node.properties)) {
    const reference = LOCAL_REFERENCE.exec(String(value))?.groups?.['id'];
    if (reference !== undefined) found.add(reference);
  }
  for (const child of node.children) if (child.type === 'element') collectReferences(child, found);
}

function findSvg(nodes: ReadonlyArray<{ readonly type: string }>): Element | undefined {
  for (const node of nodes) if (isElement(node) && node.tagName === 'svg') return node;
  return undefined;
}

function isElement(node: { readonly type: string }): node is Element {
  return node.type === 'element';
}
