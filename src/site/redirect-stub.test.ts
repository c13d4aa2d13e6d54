import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { expect, it } from 'vitest';
import { redirectStub } from './redirect-stub.ts';

const SITE = new URL('https://docs.tapbot.kz');

it('a stub sends the reader on, tells search engines the real address and says so in Russian', () => {
  expect(redirectStub('/06-operations/06-01-backup/#06-01-03', SITE)).toBe(
    '<!doctype html><html lang="ru"><meta charset="utf-8"><title>Страница переехала</title><meta name="robots" content="noindex">' +
      '<link rel="canonical" href="https://docs.tapbot.kz/06-operations/06-01-backup/"><meta http-equiv="refresh" content="0;url=/06-operations/06-01-backup/#06-01-03">' +
      '<p>Страница переехала: <a href="/06-operations/06-01-backup/#06-01-03">/06-operations/06-01-backup/#06-01-03</a></p></html>\n',
  );
});

it('a stub is safe whatever the address is made of', () => {
  const tree = fromHtml(redirectStub('/a"><script>alert(1)</script>\'&x/%zz', SITE));
  visit(tree, 'element', ({ tagName }) => expect(['html', 'head', 'body', 'meta', 'title', 'link', 'p', 'a']).toContain(tagName));
  visit(tree, 'element', ({ tagName, properties }) => {
    if (tagName === 'a') expect(String(properties['href'])).toMatch(/^\/a%22%3E%3Cscript%3E/);
  });
});

it('a stub stays on this site', () => {
  expect(redirectStub('/статья/', SITE)).toContain('href="https://docs.tapbot.kz/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F/"');
});
