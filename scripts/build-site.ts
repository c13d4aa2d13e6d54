import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Runs Astro's own command line in this project and resolves with its exit code. */
export function runAstro(args: readonly string[], env: Readonly<Record<string, string>> = {}, quiet = false): Promise<number> {
  const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs');
  return new Promise((resolve, reject) => {
    // A test runner says NODE_ENV=test; the site would then be built as for development, without its search.
    const mode = args[0] === 'build' ? 'production' : 'development';
    const output: Buffer[] = [];
    const child = spawn(process.execPath, [astro, ...args], {
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, NODE_ENV: mode, ...env },
    });
    child.stdout?.on('data', (data: Buffer) => output.push(data));
    child.stderr?.on('data', (data: Buffer) => output.push(data));
    process.once('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}
