import { DiagramError } from './diagram-error.ts';

/** Colours of beautiful-mermaid by its variables. Its fainter texts are below the contrast people need, so they become one. */
export const MERMAID_PAINT: ReadonlyMap<string, string> = new Map([
  ['var(--bg)', 'var(--kb-diagram-background)'],
  ['var(--fg)', 'var(--kb-diagram-text)'],
  ['var(--_text)', 'var(--kb-diagram-text)'],
  ['var(--_text-sec)', 'var(--kb-diagram-text-secondary)'],
  ['var(--_text-muted)', 'var(--kb-diagram-text-secondary)'],
  ['var(--_text-faint)', 'var(--kb-diagram-text-secondary)'],
  ['var(--_line)', 'var(--kb-diagram-line)'],
  ['var(--_arrow)', 'var(--kb-diagram-line)'],
  ['var(--_node-fill)', 'var(--kb-diagram-node)'],
  ['var(--_node-stroke)', 'var(--kb-diagram-border)'],
  ['var(--_group-fill)', 'var(--kb-diagram-group)'],
  ['var(--_group-hdr)', 'var(--kb-diagram-node)'],
  ['var(--_inner-stroke)', 'var(--kb-diagram-border)'],
  ['var(--_key-badge)', 'var(--kb-diagram-border)'],
]);

/** Width of the text column on a desktop, CSS pixels: a wider row of boxes is drawn as a column. */
const COLUMN_WIDTH = 600;

const KINDS = 'flowchart LR, sequenceDiagram, stateDiagram-v2, classDiagram, erDiagram, xychart-beta';
const SIDEWAYS = /^(?<kind>\s*(?:graph|flowchart)\s+)(?:LR|RL)/i;
const FLOWCHART = /^(?:graph|flowchart)/i;
const FLOW = /^(?:graph|flowchart|stateDiagram)/i;
const FLOW_ARROW = /-->|==>|\.->|---|-\.-(?!>)|===|--[xo](?=\s)/g;
const MESSAGE = /^\S+?\s*(?:<<)?--?(?:>>?|[x)])/;

/**
 * Draws a Mermaid diagram as SVG. A row too wide for the page becomes a column. The library skips what it does not understand, so the arrows of the source are counted
 * against the arrows drawn: a diagram that lost a line is an error, not a picture.
 *
 * @throws DiagramError when the diagram is not what its author meant
 */
export async function drawMermaid(source: string): Promise<string> {
  const text = withSpacedArrows(source);
  const first = text
    .split('\n')
    .find((line) => line.trim() !== '' && !isComment(line))
    ?.trim();
  if (first === undefined) throw new DiagramError('схема пуста');
  const { parseMermaid, renderMermaidSVG } = await import('beautiful-mermaid');
  const render = (diagram: string): string => renderMermaidSVG(diagram, { transparent: true, padding: 12 });
  let svg: string;
  try {
    svg = render(text);
    const column = text.replace(SIDEWAYS, '$<kind>TB');
    if (widthOf(svg) > COLUMN_WIDTH && column !== text) {
      const upright = render(column);
      if (widthOf(upright) < widthOf(svg)) svg = upright;
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new DiagramError(/header/i.test(message) ? `первая строка «${first}» не называет вид схемы; бывают: ${KINDS}` : `Mermaid не понял схему: ${message}`);
  }
  if (FLOWCHART.test(first)) checkClosed(text);
  if (FLOW.test(first)) {
    const lost = count(masked(text), FLOW_ARROW) - parseMermaid(text).edges.length;
    if (lost > 0)
      throw new DiagramError(`не нарисовано стрелок: ${lost}. Имена узлов пишите латиницей, подписи — в скобках и кавычках: a["Сервер"] --> b["База"]`);
  } else if (/^sequenceDiagram/i.test(first)) {
    const lost = text.split('\n').filter((line) => MESSAGE.test(line.trim()) && !isComment(line)).length - count(svg, /class="message"/g);
    if (lost > 0) throw new DiagramError(`не нарисовано стрелок: ${lost}. Сообщение пишут так: Клиент->>Сервер: текст`);
  }
  if (!/<text\b/.test(svg)) throw new DiagramError('на схеме нет ни одной подписи');
  return svg;
}

/** An open quote or bracket swallows the rest of its line, arrows included. */
function checkClosed(text: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (isComment(line)) continue;
    if (count(line, /"/g) % 2 === 1) throw new DiagramError(`не закрыта кавычка: «${line.trim()}»`, index + 1);
    const bare = line.replace(/"[^"]*"/g, '');
    // `a>text]` is a shape too, so a closing square bracket may stand alone.
    const open = count(bare, /\[/g) > count(bare, /\]/g) || count(bare, /\(/g) !== count(bare, /\)/g) || count(bare, /\{/g) !== count(bare, /\}/g);
    if (open) throw new DiagramError(`не закрыта скобка: «${line.trim()}»`, index + 1);
  }
}

/** `A-->B` is good Mermaid, but the library reads `A--` as a name: a space parts them. */
function withSpacedArrows(source: string): string {
  if (!FLOW.test(source.trimStart())) return source;
  const mask = masked(source);
  let text = '';
  let from = 0;
  for (const { index } of mask.matchAll(/(?<=\w)(?=--|-\.)/g)) {
    text += `${source.slice(from, index)} `;
    from = index;
  }
  return text + source.slice(from);
}

/** The same text with labels and comments blanked out, so that arrows inside words do not count. */
function masked(source: string): string {
  const blank = (part: string): string => ' '.repeat(part.length);
  return source
    .replace(/^\s*%%.*$/gm, blank)
    .replace(/"[^"\n]*"/g, blank)
    .replace(/\|[^|\n]*\|/g, blank)
    .replace(/\[[^[\]\n]*\]|\{[^{}\n]*\}|\([^()\n]*\)/g, (part) => part[0] + ' '.repeat(part.length - 2) + part.at(-1));
}

function widthOf(svg: string): number {
  return Number(/viewBox="0 0 (?<width>[\d.]+)/.exec(svg)?.groups?.['width'] ?? 0);
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('%%');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
