import { resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { runAstro } from '../../scripts/build-site.ts';
import { serveStatic } from '../../src/site/server/static-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built site, with a trailing slash. */
    siteUrl: string;
  }
}

/** Builds the real site once and serves it for all browser tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = resolve('.cache/test-site');
  if ((await runAstro(['build', '--outDir', folder], {}, true)) !== 0) throw new Error('The site does not build');
  const server = await serveStatic(folder, 0);
  project.provide('siteUrl', server.url);
  return () => server.close();
}
