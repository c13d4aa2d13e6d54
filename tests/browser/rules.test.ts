import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESKTOP, launchBrowser, openPage } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

it('every rule has a page with an example and the checker’s real answer', async () => {
  const { page, trouble } = await openPage(browser, 'rules/', DESKTOP);
  const addresses = await page
    .getByRole('main')
    .locator('a[href^="/rules/"]:not([href="/rules/"])')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.length).toBeGreaterThan(40);
  for (const address of addresses) {
    const id = address.split('/')[2] ?? '';
    const html = await (await page.request.get(address)).text();
    expect(html, address).toContain(`<h1`);
    expect(html, address).toMatch(new RegExp(`(?:ошибка|предупреждение|заметка) ${id} `));
  }
  expect(trouble).toEqual([]);
  await page.context().close();
});
