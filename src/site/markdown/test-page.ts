import { pathToFileURL } from 'node:url';
import { parseFrontmatter, unified } from '@astrojs/markdown-remark';
import { testInventory } from '../../inventory/test-inventory.ts';
import { knowledgeBaseFromTexts } from '../../knowledge/index.ts';
import { dropDirectiveSyntax } from '../integration.ts';
import { siteInventory } from '../site-inventory.ts';
import { buildSiteView } from '../site-view.ts';
import { createRemarkKnowledgeBase } from './index.ts';
import type { PageProblem } from './page-context.ts';
import { PROBLEMS_KEY } from './problems.ts';

/** A page as the site shows it. */
export interface RenderedPage {
  readonly html: string;
  readonly headings: ReadonlyArray<{ readonly depth: number; readonly slug: string; readonly text: string }>;
  readonly problems: readonly PageProblem[];
}

const FOLDER = '/knowledge';
// Not exported by Starlight, but the test must see what a reader sees: asides and heading links are its work.
const STARLIGHT_PLUGINS = new URL('../../../node_modules/@astrojs/starlight/dist/integrations/remark-rehype.js', import.meta.url);

export interface RenderOptions {
  readonly team?: boolean;
  readonly publicFiles?: readonly string[];
  /** False: the base has no data files. */
  readonly inventory?: boolean;
}

/**
 * Renders one page of a knowledge base given as texts, through the same chain as the site: our plugin, Starlight's
 * plugins, Astro's own. For tests.
 */
export async function renderPage(
  texts: Readonly<Record<string, string>>,
  path: string,
  { team = false, publicFiles, inventory = true }: RenderOptions = {},
): Promise<RenderedPage> {
  const base = knowledgeBaseFromTexts(new Map(Object.entries(texts)), publicFiles);
  const view = buildSiteView(base, team, inventory ? siteInventory({ inventory: testInventory() }, team) : undefined);
  const { starlightRemarkPlugins, starlightRehypePlugins } = await import(STARLIGHT_PLUGINS.href);
  const starlight = {
    starlightConfig: { markdown: { processedDirs: [FOLDER], headingLinks: true } },
    astroConfig: { root: pathToFileURL('/project/'), srcDir: pathToFileURL('/project/src/') },
    useTranslations: () => (key: string) => key,
    absolutePathToLang: () => 'ru',
  };
  const processor = unified({
    remarkPlugins: [
      () =>
        createRemarkKnowledgeBase(
          () => FOLDER,
          () => view,
        ),
      ...starlightRemarkPlugins(starlight),
    ],
    rehypePlugins: starlightRehypePlugins(starlight),
    smartypants: false,
  });
  dropDirectiveSyntax(processor);
  const renderer = await processor.createRenderer({ syntaxHighlight: false });
  const { content, frontmatter } = parseFrontmatter(texts[path] ?? '');
  const { code, metadata } = await renderer.render(content.trim(), { fileURL: pathToFileURL(`${FOLDER}/${path}`), frontmatter });
  return { html: code, headings: metadata.headings, problems: metadata.frontmatter[PROBLEMS_KEY] ?? [] };
}

/** Renders the body of document 01.01 of a small base around it: section 01, documents 01.01, 01.02 (private) and 01.03. */
export function renderBody(body: string, options: RenderOptions = {}): Promise<RenderedPage> {
  return renderPage({ ...SMALL_BASE, [BODY_PATH]: `---\ntitle: 01.01 - Копии\n---\n\n${body}\n` }, BODY_PATH, options);
}

export const BODY_PATH = '01-basics/01-01-backup/_index.md';

export const SMALL_BASE: Readonly<Record<string, string>> = {
  '_index.md': '---\ntitle: База\n---\n\nГлавная.\n',
  '01-basics/_index.md': '---\ntitle: 01 - Основы\n---\n\nРаздел.\n',
  '01-basics/01-01-backup/scheme.png': '',
  '01-basics/01-01-backup/plan.xlsx': '',
  '01-basics/01-02-secrets/_index.md': '---\ntitle: 01.02 - Тайны\nprivate: true\n---\n\n## 01.02.01 - Где ключи\n\nТам.\n',
  '01-basics/01-02-secrets/keys.png': '',
  '01-basics/01-03-restore/_index.md':
    '---\ntitle: 01.03 - Возврат\naliases: ["09.09"]\n---\n\n## 01.03.01 - Цена "ошибки" -- и срок\n\n## 01.03.02 - Сроки\n\n## Просто так\n',
  'inventory/servers.yaml': 'servers: []\n',
};
