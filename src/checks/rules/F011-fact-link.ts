import { factTextEquals, nearest, resolveFact } from '../../inventory/index.ts';
import type { Link, PageRecord, TextRange } from '../../knowledge/index.ts';
import { quoteOf } from '../facts/contradiction.ts';
import type { KnownFacts } from '../facts/known-facts.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';
import { isMarkedWrong } from './place.ts';

const START = '---\ntitle: 03.02 - Веб-сервисы\n---\n\n';

export const rule = defineRule({
  id: 'F011',
  severity: 'error',
  title: 'Текст ссылки на факт — его значение в инвентаре',
  why: 'Ссылка обещает проверенное значение, а показывает другое: такой ошибке верят больше всех.',
  remedy: 'Напишите значение из инвентаря, это сделает и npm run fix. Ключи покажет npm run kb -- inventory list.',
  fixable: true,
  examples: {
    bad: { data: EXAMPLE_INVENTORY, files: { '03-stack/03-02-web/_index.md': `${START}Админка — [\`directus2.tapbot.kz\`](fact:directus.domain).\n` } },
    good: {
      data: EXAMPLE_INVENTORY,
      files: {
        '03-stack/03-02-web/_index.md': `${START}Админка — [\`dir.tapbot.kz\`](fact:directus.domain), память — [4\u00A0ГБ](fact:server2.ram), жив ли: [Directus](status:directus).\n`,
      },
    },
  },
  *facts(page, known) {
    for (const link of page.links) {
      const [, scheme, reference = ''] = /^(fact|status):(.*)$/is.exec(link.url) ?? [];
      if (scheme === undefined || isMarkedWrong(page, link.range.start)) continue;
      yield* scheme.toLowerCase() === 'fact' ? factFindings(page, link, reference, known) : statusFindings(page, link, reference, known);
    }
  },
});

function* factFindings(page: PageRecord, link: Link, key: string, { inventory }: KnownFacts): Iterable<Finding> {
  const { path } = page;
  const resolution = resolveFact(inventory, key);
  if (!resolution.ok) {
    const keys = resolution.nearest.join(', ');
    yield {
      path,
      range: link.urlRange,
      message: `Факта ${key} в инвентаре нет`,
      expected: keys || undefined,
      found: link.url,
      hint: keys === '' ? undefined : `Похожие ключи: ${keys}.`,
    };
    return;
  }
  const { value, source } = resolution.fact;
  const range = textRange(page, link);
  // A reference definition has no text of its own.
  if (link.text === '' || factTextEquals(link.text, value)) return;
  yield {
    path,
    range: range ?? link.range,
    message: `Факт ${key} — «${value}», а в тексте «${link.text}»`,
    expected: value,
    found: link.text,
    hint: `В инвентаре ${quoteOf(inventory, source)}`,
    fix: range === undefined ? undefined : { title: `написать «${value}»`, edits: [{ path, range, text: value }] },
  };
}

function* statusFindings({ path }: PageRecord, link: Link, id: string, { inventory }: KnownFacts): Iterable<Finding> {
  const ids = [...inventory.services.keys(), ...inventory.servers.keys()];
  if (ids.includes(id)) return;
  const near = nearest(id, ids).join(', ');
  yield {
    path,
    range: link.urlRange,
    message: `Сервиса ${id} в инвентаре нет`,
    expected: near || undefined,
    found: link.url,
    hint: near === '' ? 'Имена сервисов покажет npm run kb -- inventory list.' : `Похожие имена: ${near}.`,
  };
}

/** Where the words of the link stand, without the backticks and stars around them. */
function textRange({ text }: PageRecord, { range, urlRange, text: shown }: Link): TextRange | undefined {
  const source = text.slice(range.start + 1, urlRange.start);
  const end = source.lastIndexOf('](');
  const at = end === -1 ? -1 : source.slice(0, end).indexOf(shown);
  if (at !== -1) return { start: range.start + 1 + at, end: range.start + 1 + at + shown.length };
  // Escapes or markup inside the words: all of it goes.
  return end === -1 || text[range.start] !== '[' ? undefined : { start: range.start + 1, end: range.start + 1 + end };
}
