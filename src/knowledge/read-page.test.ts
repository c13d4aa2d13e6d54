import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageRecord } from './page-record.ts';
import { readPage, splitNumberedText } from './read-page.ts';
import { SectionNumber } from './section-number.ts';
import type { TextRange } from './text-range.ts';

const PAGE = `---
title: "06.01 - Копии 😀 базы"
order: 1
aliases: [/old/]
---

Вступление 😀 с [ссылкой 😀](../06-02-monitoring/_index.md#06-02-01 "Подсказка"), см. 06\\.02.01.

## 06\\.01.01 - Что копируем 😀

Базу; ![scheme.png](scheme.png "scheme.png") и [так](<a b.md>).

### **06.01.01.01** - Шаг

- [ ] открыто
- [x] сделано
- 06.02 - [Мониторинг](../06-02-monitoring/_index.md) — остальное

| Номер | Что |
| --- | --- |
| 06.03 | [Развёртывание](../06-03/_index.md) |

\`\`\`yaml title="a.yaml" file=/stack/a.yaml
## 06.01.09 - не заголовок
\`\`\`

> [!NOTE]
>
> Внутри цитаты 06.01.01.

## Что дальше

Ниже [ссылка][имя].

[имя]: ../06-04/_index.md
`;

const VARIANTS: readonly (readonly [string, string])[] = [
  ['LF', PAGE],
  ['CR LF', PAGE.replaceAll('\n', '\r\n')],
  ['BOM', `\uFEFF${PAGE}`],
  ['BOM and CR LF', `\uFEFF${PAGE.replaceAll('\n', '\r\n')}`],
];

describe.each(VARIANTS)('every range of a page with %s is what it claims to be', (_name, text) => {
  const page = readPage('06-operations/06-01-backup/_index.md', text);
  const at = ({ start, end }: TextRange): string => text.slice(start, end);

  it('title, number and name', () => {
    expect(page).toMatchObject({ number: '06.01', name: 'Копии 😀 базы', url: '/06-operations/06-01-backup/', problems: [], frontMatterProblems: [] });
    expect(at(page.numberRange ?? page.nameRange)).toBe('06.01');
    expect(at(page.nameRange)).toBe('Копии 😀 базы');
    expect(at(page.keys['order']?.key ?? page.nameRange)).toBe('order');
    expect(at(page.keys['order']?.value ?? page.nameRange)).toBe('1');
    expect(at(page.keys['aliases']?.value ?? page.nameRange)).toBe('[/old/]');
  });

  it('headings and their numbers', () => {
    expect(page.headings.map(({ range }) => at(range))).toEqual(['## 06\\.01.01 - Что копируем 😀', '### **06.01.01.01** - Шаг', '## Что дальше']);
    expect(page.headings.map(({ textRange }) => at(textRange))).toEqual(['06\\.01.01 - Что копируем 😀', '**06.01.01.01** - Шаг', 'Что дальше']);
    expect(page.headings.map(({ numberRange }) => numberRange && at(numberRange))).toEqual(['06\\.01.01', '06.01.01.01', undefined]);
    expect(page.headings.map(({ name }) => name)).toEqual(['Что копируем 😀', 'Шаг', 'Что дальше']);
    expect(page.headings.map(({ anchors }) => anchors[0])).toEqual(['06-01-01', '06-01-01-01', 'что-дальше']);
  });

  it('links, pictures and their addresses', () => {
    expect(page.links.map(({ url, urlRange }) => [url, at(urlRange)])).toEqual([
      ['../06-02-monitoring/_index.md#06-02-01', '../06-02-monitoring/_index.md#06-02-01'],
      ['scheme.png', 'scheme.png'],
      ['a b.md', 'a b.md'],
      ['../06-02-monitoring/_index.md', '../06-02-monitoring/_index.md'],
      ['../06-03/_index.md', '../06-03/_index.md'],
      ['../06-04/_index.md', '../06-04/_index.md'],
    ]);
    const [first, picture] = page.links;
    expect(at(first?.range ?? page.nameRange)).toMatch(/^\[ссылкой 😀\]\(.*"Подсказка"\)$/);
    // The description repeats the address and comes first.
    expect(picture?.urlRange.start).toBe(text.indexOf('](scheme.png') + 2);
  });

  it('mentions, entries, fences and tasks', () => {
    expect(page.mentions.map(({ number, range }) => [number, at(range)])).toEqual([
      ['06.02.01', '06\\.02.01'],
      ['06.02', '06.02'],
      ['06.03', '06.03'],
      ['06.01.01', '06.01.01'],
    ]);
    expect(page.indexEntries.map(({ number, name, url, range }) => [number, name, url, at(range)])).toEqual([
      ['06.02', 'Мониторинг', '../06-02-monitoring/_index.md', '06.02 - [Мониторинг](../06-02-monitoring/_index.md) — остальное'],
      ['06.03', 'Развёртывание', '../06-03/_index.md', '| 06.03 | [Развёртывание](../06-03/_index.md) |'],
    ]);
    expect(page.fences).toHaveLength(1);
    expect(page.fences[0]).toMatchObject({ lang: 'yaml', meta: 'title="a.yaml" file=/stack/a.yaml' });
    expect(at(page.fences[0]?.range ?? page.nameRange)).toMatch(/^```yaml[\s\S]*```$/);
    expect(page.tasks).toEqual({ open: 1, done: 1 });
  });
});

it('reads the same from LF, CR LF and BOM', () => {
  const essence = (text: string): unknown => {
    const { headings, links, mentions, words, tasks, number, name } = readPage('a.md', text);
    return {
      headings: headings.map(({ number: n, name: of, anchors, words: w }) => ({ n, of, anchors, w })),
      links: links.map(({ url }) => url),
      mentions: mentions.map((m) => m.number),
      words,
      tasks,
      number,
      name,
    };
  };
  for (const [, text] of VARIANTS) expect(essence(text)).toEqual(essence(PAGE));
});

describe('words', () => {
  const words = (body: string): number[] => {
    const page = readPage('a.md', `---\ntitle: x\n---\n${body}`);
    return [page.words, ...page.headings.map((heading) => heading.words)];
  };
  it('are counted in prose, lists, tables and quotes; headings and code are not prose', () => {
    expect(words('Два слова.')).toEqual([2]);
    expect(words('## Раз два\n\nТри четыре пять.\n\n### Шесть\n\n- семь\n- восемь\n')).toEqual([5, 3, 2]);
    expect(words('```bash\nls -la\n```\n\n`docker ps`')).toEqual([0]);
    expect(words('> [!NOTE]\n>\n> Раз\n\n| два | три |\n| - | - |\n| четыре | 5 |')).toEqual([6]);
  });
});

describe('a number at the start of a title or heading', () => {
  it.each([
    ['06.01 - Копии', '06.01', 'Копии'],
    ['06.01 — Копии', '06.01', 'Копии'],
    ['06.01 -- Копии', '06.01', 'Копии'],
    ['06.01. Копии', '06.01', 'Копии'],
    ['06.01: Копии', '06.01', 'Копии'],
    ['06.01 Копии', '06.01', 'Копии'],
    ['06\\.01 - Копии', '06.01', 'Копии'],
    ['06.01', '06.01', ''],
    ['06 - Операции', '06', 'Операции'],
    ['06. Операции', '06', 'Операции'],
    ['01\\. Основы', '01', 'Основы'],
    ['06.01.02.03 - Шаг', '06.01.02.03', 'Шаг'],
    ['17 июня 2025', undefined, '17 июня 2025'],
    ['10 правил', undefined, '10 правил'],
    ['2025 год', undefined, '2025 год'],
    ['24/7', undefined, '24/7'],
    ['06.XX - Потом', undefined, '06.XX - Потом'],
    ['6.1 - Копии', undefined, '6.1 - Копии'],
    ['192.0.2.10 - сервер', undefined, '192.0.2.10 - сервер'],
  ])('«%s» → %s', (text, number, name) => {
    expect(splitNumberedText(text)).toMatchObject({ number, name });
  });

  it('keeps its place: the text is the number, what separates, and the name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('06.01', '06\\.01', '06.01.02'),
        fc.constantFrom(' - ', ' — ', '. ', ' '),
        fc.constantFrom('Копии', '😀 Б', 'x - y'),
        (number, separator, name) => {
          const split = splitNumberedText(number + separator + name);
          expect(split).toMatchObject({ number: SectionNumber.parse(number), numberLength: number.length, name, nameStart: (number + separator).length });
        },
      ),
    );
  });
});

it('never throws and never points outside the file, whatever the file holds', () => {
  const piece = fc.constantFrom(
    '---\n',
    'title: ',
    '06.01',
    ' - ',
    '*x',
    '&a',
    '## ',
    '### ',
    '[a](',
    ')',
    '![',
    '](b)',
    '```',
    '\n',
    '\r\n',
    '> ',
    '- ',
    '| ',
    '|',
    '😀',
    '\uFEFF',
    '\\',
    '`',
    '{',
    '"',
    "'",
    'слово ',
    '\t',
    '<!-- ',
    '[ref]: x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const page = readPage('a.md', text);
      for (const range of allRanges(page)) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThanOrEqual(text.length);
      }
      for (const heading of page.headings) {
        if (heading.numberRange !== undefined) expect(SectionNumber.parse(text.slice(heading.numberRange.start, heading.numberRange.end))).toBe(heading.number);
      }
      for (const { number, range } of page.mentions) expect(SectionNumber.parse(text.slice(range.start, range.end))).toBe(number);
    }),
    { numRuns: 500 },
  );
});

function allRanges(page: PageRecord): TextRange[] {
  return [
    page.nameRange,
    ...(page.numberRange === undefined ? [] : [page.numberRange]),
    ...Object.values(page.keys).flatMap(({ key, value }) => [key, value]),
    ...page.frontMatterProblems.map(({ range }) => range),
    ...page.problems.map(({ range }) => range),
    ...page.headings.flatMap(({ range, textRange }) => [range, textRange]),
    ...page.links.flatMap(({ range, urlRange }) => [range, urlRange]),
    ...page.mentions.map(({ range }) => range),
    ...page.indexEntries.map(({ range }) => range),
    ...page.fences.map(({ range }) => range),
  ];
}
