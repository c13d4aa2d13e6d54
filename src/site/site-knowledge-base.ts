import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { InventoryProblem } from '../inventory/index.ts';
import { INVENTORY_FILES, inventoryPath, loadInventory } from '../inventory/index.ts';
import type { GitHistory } from '../knowledge/index.ts';
import { loadKnowledgeBase, readGitHistory } from '../knowledge/index.ts';
import { siteInventory } from './site-inventory.ts';
import type { SiteView } from './site-view.ts';
import { buildSiteView } from './site-view.ts';

/** Absolute path of the content folder. KB_CONTENT points the whole site at another one (benchmarks, tests). */
export function contentFolder(): string {
  return resolve(process.env['KB_CONTENT'] ?? 'content');
}

/** True when this build is for the team: pages with `private: true` are in it. */
export function isTeamBuild(): boolean {
  return process.env['KB_AUDIENCE'] === 'team';
}

/** What was read, with the settings it was read under. */
interface Loaded {
  readonly key: string;
  readonly view: SiteView;
  readonly inventoryProblems: readonly InventoryProblem[];
  history: GitHistory | undefined;
}

// Astro runs this module three times in one process: under Node for the configuration, under Vite for the content
// collections, bundled for the pages. A slot on globalThis is the one place all three share.
const SLOT = Symbol.for('tapbot-docs.site-knowledge-base');
const shared: typeof globalThis & { [SLOT]?: Loaded | undefined } = globalThis;

function loaded(): Loaded {
  const folder = contentFolder();
  const team = isTeamBuild();
  const key = `${folder}\0${team}`;
  let current = shared[SLOT];
  if (current?.key !== key) {
    const publicFolder = resolve('public');
    const base = loadKnowledgeBase(folder, existsSync(publicFolder) ? publicFolder : undefined);
    // A base without data files is a small one; with some of them, the others are missing.
    const reading = INVENTORY_FILES.some((name) => existsSync(join(folder, inventoryPath(name))))
      ? loadInventory(folder, { catalogue: base.catalogue })
      : { inventory: undefined, problems: [] };
    const view = buildSiteView(base, team, siteInventory(reading, team));
    current = { key, view, inventoryProblems: reading.problems, history: undefined };
    shared[SLOT] = current;
  }
  return current;
}

/** Forgets what was read. The development server calls it when a file of the content changes. */
export function forgetSiteKnowledgeBase(): void {
  shared[SLOT] = undefined;
}

/** What this build shows; read once per process. Pages take their data from its catalogue, so that private ones cannot leak. */
export function siteView(): SiteView {
  return loaded().view;
}

/** What is wrong in the data files of the inventory. */
export function inventoryProblems(): readonly InventoryProblem[] {
  return loaded().inventoryProblems;
}

/** Git history of the content; read once per process. */
export function siteHistory(): GitHistory {
  const current = loaded();
  current.history ??= readGitHistory(contentFolder());
  return current.history;
}
