import type { ElementContent } from 'hast';
import type { Code, Root } from 'mdast';
import type { Parent } from 'unist';
import { visit } from 'unist-util-visit';
import { lineStarts, positionAt } from '../../knowledge/index.ts';
import { DiagramError } from './diagram-error.ts';
import { pageSvg } from './diagram-svg.ts';
import { drawGraphviz, GRAPHVIZ_PAINT } from './graphviz-diagram.ts';
import { drawMermaid, MERMAID_PAINT } from './mermaid-diagram.ts';
import type { PageContext, PageTransform } from './page-context.ts';
import type { SiteElement } from './site-element.ts';
import { htmlElement } from './site-element.ts';
import { typeset } from './typography.ts';

interface Language {
  readonly draw: (source: string) => Promise<string>;
  readonly paint: ReadonlyMap<string, string>;
}

const MERMAID: Language = { draw: drawMermaid, paint: MERMAID_PAINT };
const GRAPHVIZ: Language = { draw: drawGraphviz, paint: GRAPHVIZ_PAINT };
const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['mermaid', MERMAID],
  ['dot', GRAPHVIZ],
  ['graphviz', GRAPHVIZ],
]);

/** A diagram no wider than this never scrolls, not even on a phone. CSS pixels. */
const PHONE_WIDTH = 288;
const LABELS_READ_ALOUD = 12;

/**
 * Draws ```` ```mermaid ```` and ```` ```dot ```` fences at build time. The fence is gone after this, so Expressive Code does not
 * frame it; the source stays below the picture, folded. Drawing libraries load when the first fence asks for them.
 */
export const drawDiagrams: PageTransform = async (tree: Root, context) => {
  const fences: Array<{ readonly code: Code; readonly parent: Parent; readonly language: Language; readonly line: number }> = [];
  visit(tree, 'code', (code, _index, parent) => {
    const language = LANGUAGES.get(code.lang?.toLowerCase() ?? '');
    if (language !== undefined && parent !== undefined) fences.push({ code, parent, language, line: fenceLine(context, fences.length) });
  });
  for (const [index, { code, parent, language, line }] of fences.entries()) {
    const figure = await drawn(code, language, `kb-diagram-${index + 1}-`).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      context.report({ line: error instanceof DiagramError ? line + error.line : line, message: `схема не нарисована: ${message}` });
      return brokenFigure(code, message);
    });
    parent.children[parent.children.indexOf(code)] = figure;
  }
};

async function drawn(code: Code, language: Language, prefix: string): Promise<SiteElement> {
  const markup = await language.draw(code.value);
  const title = fenceTitle(code);
  const { svg, width } = pageSvg(markup, prefix, language.paint);
  svg.properties['ariaLabel'] = title ?? `Схема: ${labels(svg).slice(0, LABELS_READ_ALOUD).join(', ')}`;
  const scroll = width > PHONE_WIDTH ? { tabIndex: 0, role: 'group', ariaLabel: 'Схема, прокручивается' } : {};
  return htmlElement('figure', { className: ['kb-diagram'] }, [
    element('div', { className: ['kb-diagram-scroll'], ...scroll }, [svg]),
    ...(title === undefined ? [] : [element('figcaption', {}, [text(title)])]),
    element('details', { dataPagefindIgnore: '' }, [element('summary', {}, [text('Текст схемы')]), sourceBlock(code)]),
  ]);
}

function brokenFigure(code: Code, message: string): SiteElement {
  return htmlElement('figure', { className: ['kb-diagram', 'kb-diagram-broken'] }, [
    element('p', {}, [text(`Схема не нарисована: ${message}`)]),
    sourceBlock(code),
  ]);
}

/** Without `<code>` inside: Expressive Code looks for `pre > code`. */
function sourceBlock(code: Code): ElementContent {
  return element('pre', { className: ['kb-diagram-source'], tabIndex: 0 }, [text(code.value)]);
}

/** `title="…"` of the fence, else a comment in its first line. */
function fenceTitle(code: Code): string | undefined {
  const meta = /(?:^|\s)title=(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/.exec(code.meta ?? '')?.groups;
  const comment = /^\s*(?:%%|\/\/|#)\s*(?<comment>\S.*)/.exec(code.value)?.groups?.['comment'];
  const title = meta?.['double'] ?? meta?.['single'] ?? comment;
  return title === undefined || title.trim() === '' ? undefined : typeset(title.trim());
}

function labels(node: ElementContent): string[] {
  if (node.type !== 'element') return [];
  if (node.tagName === 'text') return [plain(node).trim()].filter((label) => label !== '');
  return [...new Set(node.children.flatMap(labels))];
}

function plain(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(plain).join(' ') : '';
}

/** Line of the page's `index`-th diagram fence in the file; Astro parses the body without the front matter. */
function fenceLine({ page }: PageContext, index: number): number {
  const fence = page.fences.filter(({ lang }) => LANGUAGES.has(lang.toLowerCase()))[index];
  return fence === undefined ? 1 : positionAt(lineStarts(page.text), fence.range.start).line;
}

function element(tagName: string, properties: Record<string, string | number | string[]>, children: ElementContent[]): ElementContent {
  return { type: 'element', tagName, properties, children };
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}
