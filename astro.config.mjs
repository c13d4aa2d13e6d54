import { unified } from '@astrojs/markdown-remark';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { knowledgeBaseIntegration } from './src/site/integration.ts';
import { remarkKnowledgeBase } from './src/site/markdown/index.ts';
import { russianInterface } from './src/site/russian-interface.ts';
import { contentFolder } from './src/site/site-knowledge-base.ts';

export default defineConfig({
  site: 'https://docs.tapbot.kz',
  srcDir: './src',
  trailingSlash: 'ignore',
  devToolbar: { enabled: false },
  markdown: { processor: unified({ remarkPlugins: [remarkKnowledgeBase], smartypants: false }) },
  // Scripts and fonts stay files: a strict content security policy allows nothing inside the page.
  vite: { build: { assetsInlineLimit: 0 } },
  integrations: [
    starlight({
      title: 'tapbot.kz',
      description: 'База знаний tapbot.kz: серверы, сервисы, безопасность, эксплуатация и планы',
      defaultLocale: 'root',
      locales: { root: { label: 'Русский', lang: 'ru' } },
      routeMiddleware: './src/site/route-data.ts',
      // The sidebar comes from the catalogue (route-data.ts); Starlight's own would be built and copied for every page in vain.
      sidebar: [],
      markdown: { processedDirs: [contentFolder()] },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      editLink: { baseUrl: 'https://github.com/sutki24info/tapbot.kz/edit/main/' },
      customCss: [
        '@fontsource-variable/golos-text',
        '@fontsource-variable/jetbrains-mono',
        './src/site/markdown/diagrams.css',
        ...['tokens', 'base', 'layout', 'sidebar', 'toc', 'prose', 'inventory', 'print'].map((name) => `./src/site/styles/${name}.css`),
      ],
      components: Object.fromEntries(
        ['Footer', 'Head', 'MarkdownContent', 'MobileTableOfContents', 'PageTitle', 'Sidebar', 'SiteTitle', 'TableOfContents'].map((name) => [
          name,
          `./src/site/components/${name}.astro`,
        ]),
      ),
      expressiveCode: { themes: ['vitesse-dark', 'vitesse-light'], useStarlightUiThemeColors: true },
      plugins: [russianInterface],
      credits: false,
      disable404Route: true,
    }),
    knowledgeBaseIntegration(),
  ],
});
