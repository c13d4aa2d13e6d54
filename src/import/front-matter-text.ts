import { stringify } from 'yaml';
import type { FrontMatter, PageRecord } from '../knowledge/index.ts';
import { bodyStart, frontMatterSchema } from '../knowledge/index.ts';
import type { ImportLog } from './import-log.ts';
import { readRussianDate } from './russian-date.ts';

/** Order in which the keys of a page stand. */
const KEYS = Object.keys(frontMatterSchema.shape);
const QUOTED = new Set(['version', 'updated']);

/** The front matter of a page with its `---` lines. */
export function writeFrontMatter(data: FrontMatter): string {
  const lines = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => KEYS.indexOf(a) - KEYS.indexOf(b))
    .map(([key, value]) => `${key}: ${writeValue(key, value)}`);
  return `---\n${lines.join('\n')}\n---\n`;
}

function writeValue(key: string, value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => (key === 'audience' ? String(item) : JSON.stringify(item))).join(', ')}]`;
  if (QUOTED.has(key)) return JSON.stringify(value);
  return stringify(value, { lineWidth: 0, collectionStyle: 'flow' }).trimEnd();
}

/**
 * What of an old front matter can be kept. `{}`, wrong types and keys of other programs do not stop anything:
 * values are mended where that is certain, the rest is reported.
 */
export function readOldFrontMatter(page: PageRecord, log: ImportLog): FrontMatter {
  if (page.frontMatterProblems.length === 0) return page.frontMatter;
  const raw = rawValues(page);
  const data: Record<string, unknown> = { ...page.frontMatter };
  const named = page.frontMatterProblems.flatMap(({ key }) => (key === undefined ? [] : [key]));
  // When the YAML itself is broken, every line is looked at by itself.
  for (const key of named.length === page.frontMatterProblems.length ? new Set(named) : raw.keys()) {
    const value = raw.get(key);
    if (value === undefined) continue;
    const mended = mend(key, value);
    if (mended !== undefined) data[key] = mended;
    else
      log.undecided(
        `ключ «${key}: ${value}» не перенесён`,
        KEYS.includes(key) ? 'Запишите верное значение.' : 'Если он нужен, скажите это текстом.',
        `${key}:`,
      );
  }
  const parsed = frontMatterSchema.partial().safeParse(data);
  return parsed.success ? parsed.data : page.frontMatter;
}

function rawValues(page: PageRecord): Map<string, string> {
  const block = page.text.slice(0, bodyStart(page));
  const lines = [...block.matchAll(/^(?<key>[A-Za-z][\w-]*):[ \t]*(?<value>.*)$/gm)];
  return new Map(lines.map(({ groups }) => [groups?.['key'] ?? '', (groups?.['value'] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2')]));
}

/** A value of a known key as the schema wants it; undefined when there is no certain way. */
function mend(key: string, value: string): unknown {
  if (value === '') return undefined;
  if (key === 'updated') return readRussianDate(value);
  if (['title', 'description', 'version', 'owner'].includes(key)) return value;
  return undefined;
}
