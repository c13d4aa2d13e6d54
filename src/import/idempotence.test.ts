import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../checks/index.ts';
import type { ImportTarget } from './plan-gramax-import.ts';
import { planGramaxImport } from './plan-gramax-import.ts';

const rules = await loadRules();
const target: ImportTarget = { base: undefined, people: new Map([['кадырхан', 'kadyrkhan']]), sameBytes: () => false, replace: false };

function imported(pages: ReadonlyMap<string, string>): Map<string, string> {
  const plan = planGramaxImport({ pages, attachments: new Set(), remarks: [] }, target, rules);
  return new Map(plan.pages.map(({ path, text }) => [path, text]));
}

const FIXTURE = 'src/import/fixtures/old-catalogue';
const oldPages = readdirSync(FIXTURE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md') && !path.endsWith('binary.md') && !path.endsWith('koi.md'))
  .map((path) => [path, readFileSync(join(FIXTURE, path), 'utf8')] as const);

/** Lines of old pages, whole and torn, in any order. */
const line = fc.constantFrom(
  ...new Set(oldPages.flatMap(([, text]) => text.split('\n'))),
  ...[
    '',
    '',
    '',
    '---',
    '# Заголовок',
    '## 🎯 Тема',
    '- пункт',
    '-  пункт',
    '   -  внутри',
    '* [ ] дело',
    '1. раз',
    '2) два',
    '> цитата',
    '> **Важно:** да',
    '```',
    '```bash',
    '| а | б |',
    '|---|---|',
  ],
  ...[
    ':::note',
    ':::',
    '<note>',
    '</note>',
    '**Версия:** 1\\.0\\',
    '**Статус:** ✅ Готово',
    '<view defs="hierarchy=none"/>',
    'текст  ',
    '    отступ',
    '\tтабуляция',
    '[x](README)',
    'а --> б',
    '<!--',
    '-->',
    'раз<br>два',
    'Cервер',
  ],
);

describe('an import of its own output changes nothing', () => {
  it('for pages made of any lines of old pages', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.boolean(), (lines, matter) => {
        const text = `${matter ? '---\ntitle: 06.01 - Копии\n---\n\n' : ''}${lines.join('\n')}\n`;
        const once = imported(new Map([['06-operations/06-01-backup/README.md', text]]));
        expect(imported(once)).toEqual(once);
      }),
      { numRuns: 400 },
    );
  });

  it('for old pages with pieces cut out', () => {
    fc.assert(
      fc.property(fc.constantFrom(...oldPages), fc.nat(2_000), fc.nat(200), ([path, text], from, length) => {
        const torn = text.slice(0, from % (text.length + 1)) + text.slice((from % (text.length + 1)) + length);
        const once = imported(new Map([[path, torn]]));
        expect(imported(once)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  it('for two pages of one folder', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), (one, other) => {
        const once = imported(
          new Map([
            ['06-operations/_index.md', one.join('\n')],
            ['06-operations/README.md', other.join('\n')],
          ]),
        );
        expect(imported(once)).toEqual(once);
      }),
      { numRuns: 200 },
    );
  });
});
