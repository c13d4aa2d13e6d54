import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBody } from './test-page.ts';
import { typeset } from './typography.ts';

const NBSP = '\u00A0';

describe('typography', () => {
  it.each([
    ['Слово -- слово', `Слово${NBSP}— слово`],
    ['Слово — слово', `Слово${NBSP}— слово`],
    ['Слово\n-- слово', `Слово${NBSP}— слово`],
    ['-- Да.', '— Да.'],
    ['A -> B <- C <-> D', 'A → B ← C ↔ D'],
    ['1 -> 2', '1 → 2'],
  ])('%j is set as %j', (written, expected) => {
    expect(typeset(written)).toBe(expected);
  });

  it.each(['--dry-run', 'a--b', '10--20', '10-20', 'x --> y', 'x <-- y', '<!--', '-->', 'a <-5', '=>', '<->>', '---', 'кое-что'])('%j stays', (text) => {
    expect(typeset(text)).toBe(text);
  });

  it('set twice is set once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('-', '—', ' ', '<', '>', 'a', '1', '\n', NBSP) }), (text) => typeset(typeset(text)) === typeset(text)),
    );
  });

  it('after code and emphasis has its dash too', async () => {
    expect((await renderBody('`x` -- *y* -- z')).html).toBe(`<p><code dir="auto">x</code>${NBSP}— <em>y</em>${NBSP}— z</p>`);
  });

  it('leaves code, addresses and their texts alone', async () => {
    const { html } = await renderBody('`a -- b -> c` <https://example.com/a--b> [имя -- адрес](https://example.com/a--b->c)\n\n```\na -- b -> c\n```');
    expect(html).toContain('<code dir="auto">a -- b -> c</code>');
    expect(html).toContain('<code>a -- b -> c\n</code>');
    expect(html).toContain('>https://example.com/a--b</a>');
    expect(html).toContain(`<a href="https://example.com/a--b-%3Ec" class="kb-external" rel="noopener">имя${NBSP}— адрес</a>`);
  });

  it.each(['В 10:30 и 9:05', 'n8n:latest', 'postgres:16-alpine', 'Итог ::все и :один[текст]{ключ=1}', 'http://localhost:8080', ':::note'])(
    'does not take %j for a directive',
    async (text) => {
      expect((await renderBody(text)).html.replace(/<a [^>]*>|<\/a>/g, '')).toBe(`<p>${text}</p>`);
    },
  );
});
