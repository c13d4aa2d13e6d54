import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DESKTOP, launchBrowser, openPage, PHONE } from './browser.ts';
import { expectCleanPage } from './clean-page.ts';

/** One address of every kind of page the site has. */
const PAGE_TYPES = {
  home: '',
  section: '06-operations/',
  'full document': '02-infrastructure/02-04-scaling/',
  'document with steps': '06-operations/06-02-deployment/',
  'numbering history': 'numbering-history/',
  'catalogue of rules': 'rules/',
  rule: 'rules/L001/',
  'missing page': 'no-such-page/',
} as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function withPage(
  address: string,
  options: typeof PHONE | typeof DESKTOP,
  act: (page: Page, trouble: readonly string[]) => Promise<void>,
): Promise<void> {
  const { page, trouble } = await openPage(browser, address, options);
  try {
    await act(page, trouble);
  } finally {
    await page.context().close();
  }
}

describe.each(Object.entries(PAGE_TYPES))('the %s page', (name, address) => {
  it.each([
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ] as const)('is clean on a %s: no errors, no other hosts, no sideways scroll, no violation in either theme', async (_device, options) => {
    await withPage(address, options, async (page, trouble) => {
      if (name !== 'missing page') expect(trouble).toEqual([]);
      await expectCleanPage(page);
    });
  });
});

describe('finding one’s way', () => {
  it('leads from home through a section to a document and on to the next one', async () => {
    await withPage('', DESKTOP, async (page) => {
      await page
        .getByRole('main')
        .getByRole('link', { name: /Операции и мониторинг/ })
        .first()
        .click();
      await page.waitForURL('**/06-operations/');
      await page
        .getByRole('navigation')
        .getByRole('link', { name: /Резервное копирование/ })
        .first()
        .click();
      await page.waitForURL('**/06-operations/06-01-backup/');
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Резервное копирование');
      await page.locator('a[rel="next"]').click();
      await page.waitForURL('**/06-operations/06-02-deployment/');
    });
  });

  it('shows the table of contents by number and jumps to the number’s anchor', async () => {
    await withPage('06-operations/06-01-backup/', DESKTOP, async (page) => {
      await page.getByRole('complementary').locator('a[href="#06-01-03"]:visible').click();
      expect(new URL(page.url()).hash).toBe('#06-01-03');
      expect(await page.locator('[id="06-01-03"]').isVisible()).toBe(true);
    });
  });

  it('keeps the slug anchor of a numbered heading working', async () => {
    await withPage('06-operations/06-01-backup/', DESKTOP, async (page) => {
      expect(await page.locator(`[id="060101---стратегии-backup"]`).count()).toBe(1);
    });
  });

  it('turns a number in prose into a link with the title of its target', async () => {
    await withPage('06-operations/06-01-backup/', DESKTOP, async (page) => {
      const reference = page.locator('main a.kb-ref:not([href*="06-01-backup"])').first();
      expect(await reference.getAttribute('title')).toMatch(/^\d\d(\.\d\d)*\s—\s/);
      await reference.click();
      await page.waitForLoadState();
      expect(await page.title()).not.toContain('Резервное копирование');
    });
  });

  it.each([
    ['a permalink of a topic', '08.01.03', '/08-planning/08-01-roadmap/#08-01-03'],
    ['a permalink of a document', '06.02', '/06-operations/06-02-deployment/'],
    ['an old README path', '06-operations/06-02-deployment/README', '/06-operations/06-02-deployment/'],
    ['a path older than the index', 'guides/operations/backup-procedures', '/06-operations/06-01-backup/'],
    ['a path of index v2.0', '03-software-stack/03-02-databases/README', '/03-software-stack/03-01-databases/'],
  ])('follows %s', async (_what, from, to) => {
    const response = await fetch(`${inject('siteUrl')}${from}`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([301, to]);
    // Static hosting knows no redirects: the stub page has to do the same.
    await withPage(`${from}/index.html`, DESKTOP, async (page) => {
      await page.waitForURL(`**${to}`);
    });
  });

  it('copies the permalink of a page', async () => {
    const { page } = await openPage(browser, '06-operations/06-01-backup/', { ...DESKTOP, permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('link', { name: 'Постоянная ссылка' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/06\.01$/);
    await page.context().close();
  });

  it('suggests the nearest numbers when a number does not exist', async () => {
    await withPage('06.01.99', DESKTOP, async (page) => {
      await page
        .getByRole('main')
        .getByRole('link', { name: /06\.01\.04/ })
        .waitFor();
    });
  });

  it('finds a page by a word through the search', async () => {
    await withPage('', DESKTOP, async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('dialog input').fill('Traefik');
      await page.locator('dialog').getByRole('link').first().waitFor();
      expect(await page.locator('dialog').innerText()).toMatch(/Traefik/);
    });
  });

  it('opens the menu on a phone', async () => {
    await withPage('06-operations/', PHONE, async (page) => {
      await page.getByRole('button', { name: 'Меню' }).click();
      await page
        .getByRole('navigation')
        .getByRole('link', { name: /Сетевая архитектура/ })
        .first()
        .click();
      await page.waitForURL('**/04-network-architecture/');
    });
  });
});
