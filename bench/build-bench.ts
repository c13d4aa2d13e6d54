import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { generateCorpus, writeCorpus } from './corpus.ts';
import { measure } from './measure.ts';

const ASTRO = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs');

/**
 * Cold build of the same generated pages: this project with all its checks and views, and bare Starlight
 * with the same Markdown processor. Both build their search index.
 *
 * @param size number of pages
 * @returns lines of a Markdown table
 */
export async function benchBuild(size: number): Promise<string[]> {
  const work = resolve('.cache/bench');
  const content = join(work, 'content');
  const corpus = generateCorpus(size);
  writeCorpus(content, corpus);
  const bare = join(work, 'bare');
  writeBareProject(bare, corpus);

  const starlight = await measure([process.execPath, ASTRO, 'build', '--force'], { cwd: bare });
  const checks = await measure([process.execPath, 'scripts/kb.ts', 'check', content], { cwd: process.cwd() });
  const site = await measure([process.execPath, ASTRO, 'build', '--force', '--outDir', join(work, 'site')], {
    cwd: process.cwd(),
    env: { KB_CONTENT: content },
  });
  const ours = { seconds: checks.seconds + site.seconds, peakMiB: Math.max(checks.peakMiB, site.peakMiB) };
  rmSync(work, { recursive: true, force: true });
  const row = (name: string, cost: { seconds: number; peakMiB: number }): string =>
    `| ${name} | ${corpus.size} | ${cost.seconds.toFixed(1)} | ${cost.peakMiB.toFixed(0)} | ${(cost.seconds / starlight.seconds).toFixed(2)} |`;
  return [
    '| build | pages | wall, s | peak, MiB | ratio to bare Starlight |',
    '| --- | ---: | ---: | ---: | ---: |',
    row('bare Starlight, unified processor', starlight),
    row('this project: `kb check`', checks),
    row('this project: checks + site', ours),
  ];
}

/** The smallest Starlight project over the same pages. It lives inside this project to share its packages. */
function writeBareProject(folder: string, corpus: ReadonlyMap<string, string>): void {
  const pages = new Map([...corpus].map(([path, text]) => [path.replace(/_index\.md$/, 'index.md'), text]));
  writeCorpus(join(folder, 'src/content/docs'), pages);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'), // Astro bundles integrations only when package.json names them.
    JSON.stringify({ name: 'bare', type: 'module', private: true, dependencies: { astro: '*', '@astrojs/starlight': '*' } }),
  );
  writeFileSync(
    join(folder, 'astro.config.mjs'),
    `import starlight from '@astrojs/starlight';
import { unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
export default defineConfig({ site: 'https://example.com', markdown: { processor: unified({}) }, integrations: [starlight({ title: 'bare', defaultLocale: 'root', locales: { root: { label: 'Русский', lang: 'ru' } } })] });
`,
  );
  writeFileSync(
    join(folder, 'src/content.config.ts'),
    `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  );
}
