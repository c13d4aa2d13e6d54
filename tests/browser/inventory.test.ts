import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DESKTOP, launchBrowser, openPage, PHONE } from './browser.ts';
import { expectCleanPage } from './clean-page.ts';

const PAGES = {
  inventory: 'inventory/',
  API: 'api/',
  'servers and services': '02-infrastructure/02-01-servers/',
  memory: '02-infrastructure/02-02-resources/',
  topology: '02-infrastructure/02-03-topology/',
  'service cards': '03-software-stack/03-01-databases/',
  domains: '04-network-architecture/04-01-dns/',
  ports: '04-network-architecture/04-02-ports-protocols/',
  costs: '01-project-foundation/01-03-economics/',
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

describe.each(Object.entries(PAGES))('the page with %s', (_name, address) => {
  it.each([
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ] as const)('is clean on a %s, folded parts open too', async (_device, options) => {
    await withPage(address, options, async (page, trouble) => {
      expect(trouble).toEqual([]);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
      });
      await expectCleanPage(page);
    });
  });
});

describe('the inventory', () => {
  it('is one step from every page: in the side column, in the foot, in the chips of a document', async () => {
    await withPage('03-software-stack/03-02-web-services/', DESKTOP, async (page) => {
      await page
        .getByRole('complementary', { name: 'Карточки сервисов' })
        .getByRole('link', { name: /^Directus/ })
        .click();
      await page.waitForURL('**/inventory/#directus');
      expect(await page.locator('#directus').evaluate((card) => card.matches(':target'))).toBe(true);
      expect(await page.locator('#directus').innerText()).toContain('dir.tapbot.kz');
    });
    await withPage('', DESKTOP, async (page) => {
      await page.getByRole('navigation', { name: 'Разделы базы знаний' }).getByRole('link', { name: 'Инвентарь' }).click();
      await page.waitForURL('**/inventory/');
    });
  });

  it('leads nowhere in vain: every link to a card finds it, every link to a topic its heading', async () => {
    await withPage('inventory/', DESKTOP, async (page) => {
      const links = await page.locator('main a[href^="/"]').evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('href') ?? ''))]);
      expect(links.length).toBeGreaterThan(60);
      const pages = new Map<string, string>();
      for (const link of links) {
        const [path = '', anchor] = link.split('#');
        if (!pages.has(path)) pages.set(path, await (await fetch(new URL(path, inject('siteUrl')))).text());
        if (anchor !== undefined) expect(pages.get(path), link).toContain(` id="${anchor}"`);
      }
    });
  });

  it('answers the search by what a card says', async () => {
    await withPage('', DESKTOP, async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('dialog input').fill('vaultwarden');
      await page
        .locator('dialog')
        .getByRole('link', { name: /Инвентарь/ })
        .first()
        .waitFor();
    });
  });
});

describe('the topology', () => {
  it('is wide on a desktop and a column on a phone, and fits both', async () => {
    for (const [options, shown, hidden] of [
      [DESKTOP, '.kb-topology--wide', '.kb-topology--narrow'],
      [PHONE, '.kb-topology--narrow', '.kb-topology--wide'],
    ] as const) {
      await withPage(PAGES.topology, options, async (page) => {
        expect(await page.locator(hidden).first().isVisible()).toBe(false);
        const drawing = page.locator(shown).first();
        expect(await drawing.isVisible()).toBe(true);
        expect(await drawing.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
      });
    }
  });

  it('is made of links that keyboard and pointer reach', async () => {
    await withPage(PAGES.topology, DESKTOP, async (page) => {
      const node = page.locator('.kb-topology--wide a[href="/inventory/#directus"]');
      await node.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/inventory/#directus');
    });
  });

  it('draws no label past the border of its box', async () => {
    for (const options of [DESKTOP, PHONE]) {
      await withPage(PAGES.topology, options, async (page) => {
        const outside = await page.evaluate(() =>
          [...document.querySelectorAll<SVGGElement>('.kb-topology svg .node')].flatMap((node) => {
            const box = node.querySelector('path, polygon')?.getBoundingClientRect();
            if (box === undefined || box.width === 0) return [];
            return [...node.querySelectorAll('text')]
              .map((text) => ({ name: text.textContent ?? '', label: text.getBoundingClientRect() }))
              .filter(({ label }) => label.left < box.left || label.right > box.right)
              .map(({ name }) => name);
          }),
        );
        expect(outside).toEqual([]);
      });
    }
  });
});

it('tables become lists on a phone, with every value named', async () => {
  await withPage(PAGES.domains, PHONE, async (page) => {
    const cell = page.locator('.kb-view-table td').first();
    expect(await cell.evaluate((element) => getComputedStyle(element).display)).toBe('grid');
    expect(await cell.evaluate((element) => getComputedStyle(element, '::before').content)).toBe('"Сервис"');
    expect(await page.getByRole('table').first().getByRole('row').count()).toBeGreaterThan(10);
  });
});
