import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SiteView } from './site-view.ts';

const FOUND = 302;
const indexes = new WeakMap<SiteView, ReadonlyMap<string, string>>();

/** Where an address of the development server leads, as `redirects.json` says of the built site; undefined for a page. */
export function redirectTarget(view: SiteView, url: string): string | undefined {
  let index = indexes.get(view);
  if (index === undefined) {
    index = new Map(view.redirects.map(({ from, to }) => [from, to]));
    indexes.set(view, index);
  }
  const path = url.replace(/[?#].*$/, '').replace(/(?<=.)\/$/, '');
  try {
    return index.get(decodeURI(path));
  } catch {
    return undefined;
  }
}

/** Answers redirects in development; temporary, since browsers keep permanent ones for ever. */
export function redirectMiddleware(view: () => SiteView): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  return (request, response, next) => {
    const target = redirectTarget(view(), request.url ?? '/');
    if (target === undefined) {
      next();
      return;
    }
    response.writeHead(FOUND, { location: encodeURI(target) }).end();
  };
}
