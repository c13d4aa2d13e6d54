import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

export interface RunningServer {
  readonly port: number;
  readonly url: string;
  /** Closes the listener and every open connection. */
  readonly close: () => Promise<void>;
}

/**
 * Serves a built site on loopback as the real server does: redirects answered with 301, missing pages with 404.html.
 *
 * @param folder the built site
 * @param firstPort where to start looking for a free port; 0 lets the system choose
 * @throws Error when the site is not built or no port of the next hundred is free
 */
export async function serveStatic(folder: string, firstPort: number): Promise<RunningServer> {
  const redirects = new Map<string, string>(Object.entries(readJson(join(folder, 'redirects.json'))));
  const notFound = readFileSync(join(folder, '404.html'));
  const files = sirv(folder, { etag: true, dotfiles: false });
  const server = createServer((request, response) => {
    const address = pathOf(request.url ?? '/');
    const target = address === undefined ? undefined : redirects.get(address);
    if (target !== undefined) {
      response.writeHead(301, { location: encodeURI(target) }).end();
      return;
    }
    files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(notFound);
    });
  });
  for (let port = firstPort; port < firstPort + 100; port++) {
    const listening = await new Promise<boolean>((resolve, reject) => {
      const onError = (error: NodeJS.ErrnoException): void => (error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error));
      server.once('error', onError);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', onError);
        resolve(true);
      });
    });
    if (!listening) continue;
    const { port: actual } = server.address() as AddressInfo;
    return {
      port: actual,
      url: `http://localhost:${actual}/`,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  }
  throw new Error(`Нет свободного порта от ${firstPort} до ${firstPort + 99}`);
}

/** Decoded path without query and trailing slash; undefined for addresses that do not decode. */
function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/, '')).replace(/\/$/, '') || '/';
  } catch {
    return undefined;
  }
}

function readJson(path: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`Сайт не собран: нет файла ${path}. Соберите его: npm run build`, { cause: error });
  }
}
