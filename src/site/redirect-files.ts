import { statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { typeset } from './markdown/typography.ts';
import { redirectStub } from './redirect-stub.ts';
import type { SiteView } from './site-view.ts';

/** Files written at the same time: a large base has a stub for every topic. */
const AT_ONCE = 64;

/** What was written, for the log and the tests. */
export interface WrittenRedirects {
  readonly stubs: number;
  /** Redirects whose target this build does not contain: nothing was written for them. */
  readonly dropped: readonly string[];
}

/**
 * Writes a stub for every redirect whose target is in the build, and two indexes: `redirects.json` (`{from: to}`, for servers)
 * and `numbers.json` (`{number: {name, url}}`, for the 404 page). A redirect never overwrites a page.
 *
 * @param outputFolder the built site
 */
export async function writeRedirectFiles(view: SiteView, outputFolder: string, site: URL): Promise<WrittenRedirects> {
  const targets = new Map<string, boolean>();
  const exists = (to: string): boolean => {
    const path = to.replace(/#.*$/, '');
    let known = targets.get(path);
    if (known === undefined) {
      known = isFile(join(outputFolder, path, 'index.html'));
      targets.set(path, known);
    }
    return known;
  };
  const redirects: Record<string, string> = {};
  const dropped: string[] = [];
  const stubs: Array<{ readonly file: string; readonly to: string }> = [];
  for (const { from, to } of view.redirects) {
    const file = join(outputFolder, from, 'index.html');
    if (!file.startsWith(outputFolder.replace(/[\\/]$/, '') + sep) || isFile(file) || !exists(to)) {
      dropped.push(from);
      continue;
    }
    redirects[from] = to;
    stubs.push({ file, to });
  }
  for (let at = 0; at < stubs.length; at += AT_ONCE) {
    await Promise.all(
      stubs.slice(at, at + AT_ONCE).map(async ({ file, to }) => {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, redirectStub(to, site));
      }),
    );
  }
  const numbers = Object.fromEntries([...view.catalogue.numbers].sort().map(([number, { name, url }]) => [number, { name: typeset(name), url }]));
  await writeFile(join(outputFolder, 'redirects.json'), JSON.stringify(redirects));
  await writeFile(join(outputFolder, 'numbers.json'), JSON.stringify(numbers));
  return { stubs: stubs.length, dropped };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
