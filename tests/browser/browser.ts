import chromium from '@sparticuz/chromium';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium as playwright } from 'playwright-core';
import { inject } from 'vitest';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
export const DESKTOP = { viewport: { width: 1440, height: 900 } } as const;

/** The browser that comes with npm; its background requests would only meet a closed network. */
export async function launchBrowser(): Promise<Browser> {
  // --disable-web-security would hide what a strict policy must show; --single-process dies with its first page.
  const args = chromium.args.filter((arg) => arg !== '--disable-web-security' && arg !== '--single-process' && arg !== '--allow-running-insecure-content');
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    headless: true,
  });
}

/** A page of the built site that keeps an account of what must not happen. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors, uncaught exceptions, failed requests and requests to other hosts. */
  readonly trouble: readonly string[];
}

/** Opens an address of the site (`06.01`, `status/`) in a context of its own. */
export async function openPage(browser: Browser, address: string, options: BrowserContextOptions = DESKTOP): Promise<WatchedPage> {
  const siteUrl = inject('siteUrl');
  const context = await browser.newContext({ baseURL: siteUrl, locale: 'ru-RU', timezoneId: 'Asia/Almaty', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  const { host } = new URL(siteUrl);
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(url.protocol) && url.host !== host) trouble.push(`request to another host: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().endsWith(address)) trouble.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  return { page, trouble };
}
