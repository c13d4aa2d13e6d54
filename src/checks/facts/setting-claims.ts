import type { Inventory } from '../../inventory/index.ts';
import { sourceOf } from '../../inventory/index.ts';
import { withoutQuotes } from './config-keys.ts';
import type { Contradiction, Reading } from './contradiction.ts';
import { rangeOf } from './contradiction.ts';

/** F006: `shared_buffers = 1GB` where the inventory has decided on 384MB. */
export function* settingClaims(reading: Reading): Iterable<Contradiction> {
  const { inventory } = reading.known;
  const { text } = reading.statement.plain;
  const settings = settingsOf(inventory);
  if (settings.pattern === undefined) return;
  for (const match of text.matchAll(settings.pattern)) {
    const { name = '', value = '' } = match.groups ?? {};
    const setting = settings.byName.get(name);
    const written = withoutQuotes(value.replace(/[`.,;:)]+$/, ''));
    if (setting === undefined || written === '' || /^[$<{%]|^\.\.\./.test(written) || sameValue(written, setting.value)) continue;
    // A word that follows in prose is no value.
    if (/^\p{L}+$/u.test(written) && !/^(?:true|false|on|off|yes|no)$/i.test(written) && !/[=:]\s*['"]?$/.test(match[0].slice(0, -value.length))) continue;
    const start = match.index + match[0].length - value.length;
    yield {
      rule: 'F006',
      range: rangeOf(reading, { start, end: start + value.replace(/[`.,;:)]+$/, '').length }),
      message: `Настройка ${name} здесь ${written}, а в инвентаре — ${setting.value}`,
      expected: setting.value,
      found: written,
      source: sourceOf(inventory, 'services', ['products', setting.product, 'settings', name]),
    };
  }
}

interface Settings {
  readonly byName: ReadonlyMap<string, { readonly product: string; readonly value: string }>;
  readonly pattern: RegExp | undefined;
}

const known = new WeakMap<Inventory, Settings>();

function settingsOf(inventory: Inventory): Settings {
  let settings = known.get(inventory);
  if (settings === undefined) {
    const byName = new Map(
      [...inventory.products.values()].flatMap(({ id, settings: own }) =>
        Object.entries(own ?? {}).map(([name, value]) => [name, { product: id, value }] as const),
      ),
    );
    const names = [...byName.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    // «`shared_buffers` 384 МБ», «shared_buffers = 384MB», «N8N_PROXY_HOPS=1», «KEY: "value"».
    const pattern =
      names.length === 0
        ? undefined
        : new RegExp(
            `(?<![\\w.-])(?<name>${names.join('|')})["'\`]?\\s*(?:[=:—–]\\s*)?(?<value>'[^']*'|"[^"]*"|\`?\\d[\\d.,]*(?: ?(?:МБ|ГБ|КБ|MB|GB|kB))?|(?<=[=:] ?)[^\\s\`,;)]+)`,
            'gu',
          );
    settings = { byName, pattern };
    known.set(inventory, settings);
  }
  return settings;
}

/** «384 МБ», 384MB and 0.375GB are one size; letter case says nothing. */
function sameValue(written: string, right: string): boolean {
  const [a, b] = [sizeIn(written), sizeIn(right)];
  return a !== undefined && b !== undefined ? a === b : withoutQuotes(written).replace(/^`/, '').toLowerCase() === right.toLowerCase();
}

const SIZES: Readonly<Record<string, number>> = { KB: 1 / 1024, КБ: 1 / 1024, MB: 1, МБ: 1, GB: 1024, ГБ: 1024 };

function sizeIn(text: string): number | undefined {
  const [, digits, unit] = /^`?(\d+(?:[.,]\d+)?)\s*(КБ|МБ|ГБ|KB|MB|GB)$/i.exec(text) ?? [];
  const factor = SIZES[unit?.toUpperCase() ?? ''];
  return digits === undefined || factor === undefined ? undefined : Number(digits.replace(',', '.')) * factor;
}
