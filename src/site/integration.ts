import { copyFileSync, createReadStream, mkdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isUnifiedProcessor } from '@astrojs/markdown-remark';
import type { AstroConfig, AstroIntegration } from 'astro';
import { attachmentAt, linkedAttachments } from './attachments.ts';
import { writeRedirectFiles } from './redirect-files.ts';
import { redirectMiddleware } from './redirect-middleware.ts';
import { contentFolder, forgetSiteKnowledgeBase, siteView } from './site-knowledge-base.ts';

/** Editors write a file in several steps; one reload answers them all. Milliseconds. */
const SETTLE = 150;

/**
 * Everything of the site that is not a page: redirects, attachments, reloading while people write.
 * It must stand after `starlight()` in the configuration: its hooks then run after Pagefind and the sitemap,
 * so neither sees the redirect stubs.
 */
export function knowledgeBaseIntegration(): AstroIntegration {
  let site = new URL('http://localhost/');
  return {
    name: 'knowledge-base',
    hooks: {
      'astro:config:setup': ({ config }) => dropDirectiveSyntax(config.markdown.processor),
      'astro:config:done': ({ config }) => {
        if (config.site !== undefined) site = new URL(config.site);
      },
      'astro:server:setup': ({ server, refreshContent, logger }) => {
        server.middlewares.use(redirectMiddleware(siteView));
        server.middlewares.use((request, response, next) => {
          const path = attachmentAt(siteView(), request.url ?? '/');
          if (path === undefined) next();
          else createReadStream(join(contentFolder(), path)).on('error', next).pipe(response);
        });
        const folder = contentFolder() + sep;
        let waiting: NodeJS.Timeout | undefined;
        server.watcher.add(folder);
        server.watcher.on('all', (_event, path) => {
          if (!path.startsWith(folder)) return;
          // At once: Astro renders the changed page right after this event.
          forgetSiteKnowledgeBase();
          clearTimeout(waiting);
          waiting = setTimeout(() => {
            // The other pages: their links, references and sidebars may name the changed one.
            Promise.resolve(refreshContent?.({}))
              .then(() => server.hot.send({ type: 'full-reload' }))
              .catch((error: unknown) => logger.error(error instanceof Error ? error.message : String(error)));
          }, SETTLE);
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const output = fileURLToPath(dir);
        const view = siteView();
        for (const path of linkedAttachments(view)) {
          const target = join(output, path);
          mkdirSync(dirname(target), { recursive: true });
          copyFileSync(join(contentFolder(), path), target);
        }
        const { stubs, dropped } = await writeRedirectFiles(view, output, site);
        logger.info(`перенаправлений: ${stubs}`);
        if (dropped.length > 0) logger.warn(`без цели или поверх страницы, пропущены: ${dropped.join(', ')}`);
      },
    },
  };
}

/**
 * Starlight turns on `:name`, `::name` and `:::name`, and then writes back what it did not use, not always as it was:
 * «n8n:latest», «10:30». Pages do not use directives (Gramax destroys them, rule T008), and the checker reads pages
 * without them. So the syntax goes, and both see the same tree. Asides still work: alerts make their nodes themselves.
 */
export function dropDirectiveSyntax(processor: AstroConfig['markdown']['processor']): void {
  if (!isUnifiedProcessor(processor)) return;
  const { remarkPlugins } = processor.options;
  const at = remarkPlugins.findIndex((plugin) => typeof plugin === 'function' && plugin.name === 'remarkDirective');
  if (at !== -1) remarkPlugins.splice(at, 1);
}
