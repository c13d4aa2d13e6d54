import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** No sideways scroll, and no violation of accessibility in either theme. */
export async function expectCleanPage(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  // Expressive Code makes code that scrolls focusable by script, when the browser is idle.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('.expressive-code pre')].every((code) => code.scrollWidth <= code.clientWidth || code.tabIndex === 0),
  );
  for (const theme of ['light', 'dark']) {
    await page.evaluate(async (value) => {
      document.documentElement.dataset['theme'] = value;
      // Colours that are still on their way would be judged as they pass.
      await Promise.all(document.getAnimations().map((animation) => animation.finished));
    }, theme);
    expect(await violations(page), theme).toEqual([]);
  }
}

/** Violations found by axe-core, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axeSource });
  return page.evaluate(async () => {
    const { axe: engine } = window as unknown as {
      axe: { run: () => Promise<{ violations: Array<{ id: string; nodes: Array<{ target: string[]; failureSummary?: string }> }> }> };
    };
    const { violations: found } = await engine.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
  });
}
