import type { ElementContent, Properties } from 'hast';
import type { BlockContent, Parent, PhrasingContent } from 'mdast';
// Declares `data.hName` and `data.hProperties` of every node.
import type {} from 'mdast-util-to-hast';

/**
 * An HTML element with Markdown inside: what Markdown itself has no node for (`<span>`, `<figure>`).
 * remark-rehype renders any unknown node that carries `hName`.
 */
export interface SiteElement extends Parent {
  type: 'siteElement';
  children: Array<PhrasingContent | BlockContent>;
  data: { hName: string; hProperties: Properties; hChildren?: ElementContent[] };
}

declare module 'mdast' {
  interface RootContentMap {
    siteElement: SiteElement;
  }
  interface PhrasingContentMap {
    siteElement: SiteElement;
  }
  interface BlockContentMap {
    siteElement: SiteElement;
  }
}

/** Makes an element around Markdown nodes. */
export function siteElement(tag: string, properties: Properties, children: SiteElement['children']): SiteElement {
  return { type: 'siteElement', children, data: { hName: tag, hProperties: properties } };
}

/** Makes an element whose inside is HTML already. */
export function htmlElement(tag: string, properties: Properties, children: ElementContent[]): SiteElement {
  return { type: 'siteElement', children: [], data: { hName: tag, hProperties: properties, hChildren: children } };
}
