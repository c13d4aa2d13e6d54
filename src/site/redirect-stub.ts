import { escapeHtml } from './escape-html.ts';

/**
 * A page that sends the reader on: for hosting that knows no redirects. Servers that do read `redirects.json` instead.
 * Search engines keep the target (canonical), not the stub (noindex).
 *
 * @param to address on the site, with its anchor
 * @param site origin of the published site, for the canonical address
 */
export function redirectStub(to: string, site: URL): string {
  const target = escapeHtml(encodeURI(decodeAddress(to)));
  const canonical = escapeHtml(new URL(to.replace(/#.*$/, ''), site).href);
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Страница переехала</title><meta name="robots" content="noindex"><link rel="canonical" href="${canonical}"><meta http-equiv="refresh" content="0;url=${target}"><p>Страница переехала: <a href="${target}">${escapeHtml(decodeAddress(to))}</a></p></html>\n`;
}

function decodeAddress(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
