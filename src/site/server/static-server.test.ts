import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunningServer } from './static-server.ts';
import { serveStatic } from './static-server.ts';

const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

function site(): string {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(folder, '06-operations'));
  writeFileSync(join(folder, '06-operations/index.html'), '<h1>Операции</h1>');
  writeFileSync(join(folder, '404.html'), 'Такой страницы нет');
  writeFileSync(join(folder, 'redirects.json'), JSON.stringify({ '/06.01.03': '/06-operations/#06-01-03' }));
  return folder;
}

async function start(folder: string, port = 0): Promise<RunningServer> {
  const server = await serveStatic(folder, port);
  running.push(server);
  return server;
}

describe('the static server', () => {
  it('serves pages, follows permalinks and answers 404 with the site’s own page', async () => {
    const { url } = await start(site());
    expect(await (await fetch(`${url}06-operations/`)).text()).toContain('Операции');
    const permalink = await fetch(`${url}06.01.03/`, { redirect: 'manual' });
    expect([permalink.status, permalink.headers.get('location')]).toEqual([301, '/06-operations/#06-01-03']);
    const missing = await fetch(`${url}no-such-page`);
    expect([missing.status, await missing.text()]).toEqual([404, 'Такой страницы нет']);
  });

  it('takes the next port when the wanted one is busy', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const address = blocker.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const { port } = await start(site(), taken);
    expect(port).toBeGreaterThan(taken);
    blocker.close();
  });

  it('never leaves its folder and survives addresses that do not decode', async () => {
    const { url } = await start(site());
    expect((await fetch(`${url}..%2f..%2fetc/passwd`)).status).toBe(404);
    expect((await fetch(`${url}%E0%A4%A`)).status).toBe(404);
  });

  it('says how to build a site that is not built', async () => {
    await expect(serveStatic(mkdtempSync(join(tmpdir(), 'empty-')), 0)).rejects.toThrow('npm run build');
  });
});
