import type { Element } from 'hast';
import { element } from './element.ts';

/**
 * A bar in a row of a table; the number itself stands beside it as text.
 * @param share of the longest bar, 0–1
 */
export function bar(share: number): Element {
  return element(
    'svg',
    { className: ['kb-view-bar'], viewBox: '0 0 100 8', preserveAspectRatio: 'none', ariaHidden: 'true' },
    element('rect', { width: Number((share * 100).toFixed(2)), height: 8, rx: 1 }),
  );
}
