import type { Inventory } from '../../inventory/index.ts';
import { listFacts, resolveFact, teamValues } from '../../inventory/index.ts';
import { quoteOf } from '../facts/contradiction.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';

const START = '---\ntitle: 02.01 - Серверы\n---\n\n';

export const rule = defineRule({
  id: 'S005',
  severity: 'error',
  title: 'На открытой странице нет фактов для команды',
  why: 'Адреса серверов и контакты для команды с открытой страницы попадут в поиск и к тем, кто ищет, что взломать.',
  remedy: 'Уберите значение: напишите имя сервера или домен. Если странице без него нельзя, закройте её: private: true.',
  fixable: false,
  examples: {
    bad: { data: EXAMPLE_INVENTORY, files: { '02-infrastructure/02-01-servers/_index.md': `${START}Входите так: \`ssh monitor@192.0.2.20\`.\n` } },
    good: {
      data: EXAMPLE_INVENTORY,
      files: {
        '02-infrastructure/02-01-servers/_index.md': `${START}Входите так: \`ssh monitor@server2\`, адрес 127.0.0.1 — сам сервер.\n`,
        '02-infrastructure/02-02-addresses/_index.md': '---\ntitle: 02.02 - Адреса\nprivate: true\n---\n\nserver2 — 192.0.2.20.\n',
      },
    },
  },
  *facts(page, { inventory }) {
    if (page.frontMatter.private === true) return;
    const { path, text } = page;
    for (const { index, 0: found } of text.matchAll(teamPattern(inventory))) {
      yield {
        path,
        range: { start: index, end: index + found.length },
        message: `«${found}» — факт для команды, а страница открыта всем`,
        found,
        hint: whereItStands(inventory, found),
      };
    }
    for (const link of page.links) {
      const key = /^fact:(.*)$/i.exec(link.url)?.[1];
      const resolution = key === undefined ? undefined : resolveFact(inventory, key);
      if (resolution?.ok === true && resolution.fact.audience === 'team')
        yield { path, range: link.urlRange, message: `Факт ${key} — для команды, а страница открыта всем`, found: link.url };
    }
  },
});

/** Undefined for values that nobody may quote, such as notes. */
function whereItStands(inventory: Inventory, found: string): string | undefined {
  const fact = listFacts(inventory).find(({ audience, value }) => audience === 'team' && value === found.replaceAll('\\', ''));
  return fact === undefined
    ? undefined
    : `Это ${fact.key}. В инвентаре ${quoteOf(inventory, fact.source)}. Напишите имя сервера или закройте страницу: private: true.`;
}

const patterns = new WeakMap<Inventory, RegExp>();

/** All values in one expression. Gramax escapes punctuation, and spaces may be of any kind. */
function teamPattern(inventory: Inventory): RegExp {
  let pattern = patterns.get(inventory);
  if (pattern === undefined) {
    const values = teamValues(inventory)
      .sort((a, b) => b.length - a.length)
      .map((value) =>
        [...value].map((sign) => (/\s/.test(sign) ? '\\s' : /[\p{L}\d]/u.test(sign) ? sign : `\\\\?${sign.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}`)).join(''),
      );
    // Neither a part of a longer number nor of a longer word.
    pattern = values.length === 0 ? /(?!)/g : new RegExp(`(?<![\\p{L}\\d]|\\d\\\\?\\.)(?:${values.join('|')})(?![\\p{L}\\d]|\\\\?\\.\\d)`, 'gu');
    patterns.set(inventory, pattern);
  }
  return pattern;
}
