import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ASTRO = resolve('node_modules/astro/bin/astro.mjs');

/** A copy of the site's code with its own caches and content, so that no other build of this project meets it. */
export interface SiteCopy {
  readonly folder: string;
  /** Writes files of the content folder. */
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** Builds the site into `dist`; the cache of rendered pages stays between builds, as on a real machine. */
  readonly build: (audience?: 'public' | 'team') => { readonly status: number | null; readonly output: string };
  /** Text of a built file. */
  readonly built: (path: string) => string;
  readonly remove: () => void;
}

/** @param paths what to copy beside the code: `content`, or nothing for a base of one's own */
export function copySite(paths: readonly string[] = []): SiteCopy {
  mkdirSync('.cache', { recursive: true });
  // Inside the project, where Astro finds the packages.
  const folder = mkdtempSync(resolve('.cache/site-build-'));
  for (const path of ['src', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json', ...paths]) {
    if (existsSync(path)) cpSync(path, join(folder, path), { recursive: true });
  }
  return {
    folder,
    write: (files) => {
      for (const [path, text] of Object.entries(files)) {
        const file = join(folder, 'content', path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    },
    build: (audience = 'public') => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [ASTRO, 'build'], {
        cwd: folder,
        encoding: 'utf8',
        // Nothing of vitest's own environment: it would make the build believe it is a development server.
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], KB_AUDIENCE: audience, ASTRO_TELEMETRY_DISABLED: '1' },
      });
      return { status, output: stdout + stderr };
    },
    built: (path) => readFileSync(join(folder, 'dist', path), 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
