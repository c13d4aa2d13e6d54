import type { Viz } from '@viz-js/viz';
import { DiagramError } from './diagram-error.ts';

/** A colour nobody writes: marks what the author left to the theme. */
const NODE_MARK = '#fdfefd';
const GROUP_MARK = '#fdfefc';

export const GRAPHVIZ_PAINT: ReadonlyMap<string, string> = new Map([
  ['black', 'var(--kb-diagram-line)'],
  ['#000000', 'var(--kb-diagram-line)'],
  ['white', 'var(--kb-diagram-background)'],
  ['#ffffff', 'var(--kb-diagram-background)'],
  [NODE_MARK, 'var(--kb-diagram-node)'],
  [GROUP_MARK, 'var(--kb-diagram-group)'],
]);

let viz: Promise<Viz> | undefined;

/**
 * Draws a Graphviz diagram as SVG.
 * @throws DiagramError with the line Graphviz stopped at
 */
export async function drawGraphviz(source: string): Promise<string> {
  viz ??= import('@viz-js/viz').then(({ instance }) => instance());
  const result = (await viz).render(source, {
    format: 'svg',
    graphAttributes: { bgcolor: 'transparent', fontname: 'Verdana', fontsize: 13, fillcolor: GROUP_MARK },
    // Widths come from Verdana's metrics: the widest of those Graphviz knows, so labels in the site's font fit.
    nodeAttributes: { shape: 'box', style: 'filled,rounded', fillcolor: NODE_MARK, fontname: 'Verdana', fontsize: 13, margin: '0.15,0.08' },
    edgeAttributes: { fontname: 'Verdana', fontsize: 11, arrowsize: 0.7 },
  });
  if (result.status === 'success') return result.output;
  const message = result.errors.find(({ level }) => level === 'error')?.message ?? result.errors[0]?.message ?? 'причина неизвестна';
  const line = Number(/line (\d+)/.exec(message)?.[1] ?? 1);
  throw new DiagramError(
    /syntax error/.test(message) ? 'ошибка в записи схемы: не хватает скобки, кавычки или точки с запятой' : `Graphviz не понял схему: ${message}`,
    line,
  );
}
