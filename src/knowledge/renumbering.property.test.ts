import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyToTexts } from './change-set.ts';
import { relativeLink } from './content-address.ts';
import { withDataFiles } from './data-number-edits.ts';
import { NO_HISTORY } from './git-history.ts';
import type { KnowledgeBase } from './load-knowledge-base.ts';
import { knowledgeBaseFromTexts } from './load-knowledge-base.ts';
import { NO_GIT_NUMBERS } from './number-allocation.ts';
import type { Heading, PageRecord } from './page-record.ts';
import { planMove, planRenumber, planSwap } from './renumbering.ts';
import { resolveLink } from './resolve-link.ts';
import type { Restructuring, Surroundings } from './restructure.ts';
import { SectionNumber } from './section-number.ts';

/** Enough to find what was found while writing, few enough for every run of the tests. KB_FUZZ asks for more. */
const RUNS = Number(process.env['KB_FUZZ'] ?? 40);

type Texts = ReadonlyMap<string, string>;

/** What a generated base is made of: how many children each place has, how its files are written, where its links go. */
interface Shape {
  readonly sections: ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>>;
  readonly crlf: boolean;
  readonly bom: boolean;
  readonly escaped: boolean;
  readonly finalBreak: boolean;
  readonly epilogue: boolean;
  readonly seed: readonly number[];
}

const shape: fc.Arbitrary<Shape> = fc.record({
  // sections → documents → topics → number of steps
  sections: fc.array(fc.array(fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 }),
  crlf: fc.boolean(),
  bom: fc.boolean(),
  escaped: fc.boolean(),
  finalBreak: fc.boolean(),
  epilogue: fc.boolean(),
  seed: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
});

interface Place {
  readonly number: SectionNumber;
  readonly path: string;
  readonly name: string;
}

/** A small base full of links: to pages and anchors, relative and absolute, permalinks, mentions, index entries, pictures. */
function generate({ sections, crlf, bom, escaped, finalBreak, epilogue, seed }: Shape): { texts: Texts; places: Place[] } {
  const places: Place[] = [];
  const add = (number: SectionNumber, path: string): void => void places.push({ number, path, name: `Имя ${places.length}` });
  for (const [s, documents] of sections.entries()) {
    const section = SectionNumber.child(undefined, s * 2 + 1);
    const folder = `${SectionNumber.anchor(section)}-part`;
    add(section, `${folder}/_index.md`);
    for (const [d, topics] of documents.entries()) {
      const document = SectionNumber.child(section, d * 2 + 1);
      const path = `${folder}/${SectionNumber.anchor(document)}-page/_index.md`;
      add(document, path);
      for (const [t, steps] of topics.entries()) {
        const topic = SectionNumber.child(document, t * 2 + 1);
        add(topic, path);
        for (let step = 0; step < steps; step++) add(SectionNumber.child(topic, step * 2 + 1), path);
      }
    }
  }
  let turn = 0;
  const next = (): number => (seed[turn++ % seed.length] ?? 0) + turn;
  const written = (number: SectionNumber): string => (escaped ? number.replace('.', '\\.') : number);
  const slugOf = (place: Place): string => `${place.number.replaceAll('.', '')}---${place.name.toLowerCase().replaceAll(' ', '-')}`;
  const prose = (from: string): string => {
    const target = places[next() % places.length];
    if (target === undefined) throw new Error('a base without places');
    const relative = relativeLink(from, target.path);
    const anchored = SectionNumber.depth(target.number) > 2;
    const anchor = anchored ? `#${next() % 2 === 0 ? SectionNumber.anchor(target.number) : slugOf(target)}` : '';
    const own = from === target.path && anchored;
    const folder = `/${target.path.replace(/_index\.md$/, '')}`;
    switch (next() % 6) {
      case 0:
        return `Смотрите [${written(target.number)} - ${target.name}](${own ? '' : relative}${anchor}) и дальше.`;
      case 1:
        return `Подробно: раздел ${written(target.number)}, там всё.`;
      case 2:
        return `Вот [это место](${folder}${anchor}), а вот [постоянный адрес](/${target.number}).`;
      case 3:
        return `![Схема](scheme.png) и [текст про \`${target.number}\`](${own ? '' : relative}${anchor}).`;
      case 4:
        return `- [${target.number} - ${target.name}](${own ? '' : relative}${anchor}) — пояснение\n- другое`;
      default:
        return `\`\`\`mermaid\nflowchart LR\n  a["Шаг, ${target.number}"]\n\`\`\``;
    }
  };
  const texts = new Map<string, string>();
  const pages = new Map(places.filter(({ number }) => SectionNumber.depth(number) <= 2).map((place) => [place.path, place]));
  for (const [path, page] of pages) {
    const parts = [`---\ntitle: ${page.number} - ${page.name}\norder: ${SectionNumber.last(page.number)}\n---`, prose(path)];
    for (const { number, name } of places.filter((place) => place.path === path && SectionNumber.depth(place.number) > 2)) {
      parts.push(`${'#'.repeat(SectionNumber.depth(number) - 1)} ${written(number)} - ${name}`, prose(path), prose(path));
    }
    if (epilogue && SectionNumber.depth(page.number) === 2) parts.push('## Что дальше', prose(path));
    const text = (bom ? '\uFEFF' : '') + parts.join('\n\n') + (finalBreak ? '\n' : '');
    texts.set(path, crlf ? text.replaceAll('\n', '\r\n') : text);
    texts.set(path.replace('_index.md', 'scheme.png'), '');
  }
  const index = places.filter(({ number }) => SectionNumber.depth(number) < 3).map(({ number, name, path }) => `- [${number} - ${name}](${path})`);
  texts.set('_index.md', `---\ntitle: Дом\n---\n\n${index.join('\n')}\n`);
  const legacy = places.map(({ number }, i) => `  "9${i % 10}.${String(10 + i)}": { title: Старое, to: "${number}" }\n`);
  texts.set('inventory/legacy-numbers.yaml', `version: "2.0"\ndate: "2025-07-14"\nnumbers:\n${legacy.join('')}`);
  const services = places.map(({ number }, i) => `  - { id: "s${i}", document: "${number}", note: "версия 24.04, раздел ${number}" } # да\n`);
  texts.set('inventory/services.yaml', `services:\n${services.join('')}`);
  return { texts, places };
}

/** @param published the files as the last commit has them; nothing is published when there are none */
function surroundings(texts: Texts, published: Texts = new Map()): Surroundings {
  const numbers = new Set(knowledgeBaseFromTexts(published).catalogue.numbers.keys());
  return {
    base: withDataFiles(knowledgeBaseFromTexts(texts), texts),
    history: { ...NO_HISTORY, committed: new Set(published.keys()) },
    git: { ...NO_GIT_NUMBERS, published: numbers },
    today: '2025-07-21',
  };
}

function nameOf(page: PageRecord, heading: Heading | undefined): string {
  return heading?.name ?? page.name;
}

/** What every link and mention means, by names alone: numbers and paths may change, the meaning may not. */
function meaning(base: KnowledgeBase): string[] {
  return base.pages
    .flatMap((page) => {
      const links = page.links.map((link) => {
        const target = resolveLink(base, page, link.url);
        if (target.kind === 'page') {
          const heading = target.page.headings.find(({ anchors }) => anchors.includes(target.anchor ?? ''));
          return `${link.text.replace(/[\d\\]\S*/, '')} → ${nameOf(target.page, heading)}${target.anchor !== undefined && heading === undefined ? ' БЕЗ ЯКОРЯ' : ''}`;
        }
        if (target.kind === 'redirect') {
          const number = SectionNumber.parse(target.redirect.from.slice(1));
          const entry = number === undefined ? undefined : base.catalogue.numbers.get(number);
          return `permalink → ${entry === undefined ? 'никуда' : nameOf(entry.page, entry.heading)}`;
        }
        // Two documents may both have a scheme.png: whose it is, its folder's page says.
        if (target.kind === 'file') return `file → ${base.catalogue.byPath.get(target.path.replace('scheme.png', '_index.md'))?.name}`;
        return target.kind;
      });
      const mentions = page.mentions.map(({ number }) => {
        const entry = base.catalogue.numbers.get(number);
        return `mention → ${entry === undefined ? 'никуда' : nameOf(entry.page, entry.heading)}`;
      });
      return [...links, ...mentions];
    })
    .sort();
}

function words(base: KnowledgeBase): number {
  return base.pages.reduce((sum, page) => sum + page.words, 0);
}

function apply(texts: Texts, plan: Restructuring): Texts {
  return applyToTexts(texts, plan.change);
}

/** Files by path: the order of a map is of no interest. */
function sorted(texts: Texts): Array<[string, string]> {
  return [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A place and a free number of the same level that it may go to. */
function aMove(places: readonly Place[], pick: number): { from: SectionNumber; to: SectionNumber } | undefined {
  const from = places[pick % places.length]?.number;
  if (from === undefined) return undefined;
  const taken = new Set(places.map(({ number }) => number));
  const parents =
    SectionNumber.depth(from) === 1
      ? [undefined]
      : places.map(({ number }) => number).filter((number) => SectionNumber.depth(number) === SectionNumber.depth(from) - 1);
  const parent = parents[Math.floor(pick / places.length) % parents.length];
  const free = [1, 2, 3, 4, 5, 6, 8]
    .map((position) => SectionNumber.child(parent, position))
    .filter((number) => !taken.has(number) && !SectionNumber.isWithin(number, from));
  const to = free[pick % free.length];
  return to === undefined ? undefined : { from, to };
}

describe('moving a number, on any small base,', () => {
  it('and back restores every byte', () => {
    fc.assert(
      fc.property(shape, fc.nat(), fc.boolean(), (form, pick, isPublished) => {
        const { texts, places } = generate(form);
        const move = aMove(places, pick);
        fc.pre(move !== undefined);
        const published = isPublished ? texts : undefined;
        const there = apply(texts, planMove(surroundings(texts, published), move.from, move.to));
        const back = apply(there, planMove(surroundings(there, published), move.to, move.from));
        expect(sorted(back)).toEqual(sorted(texts));
      }),
      { numRuns: RUNS },
    );
  });

  it('keeps the meaning of every link and mention, and every word', () => {
    fc.assert(
      fc.property(shape, fc.nat(), (form, pick) => {
        const { texts, places } = generate(form);
        const move = aMove(places, pick);
        fc.pre(move !== undefined);
        const before = knowledgeBaseFromTexts(texts);
        const after = knowledgeBaseFromTexts(apply(texts, planMove(surroundings(texts), move.from, move.to)));
        expect(meaning(after)).toEqual(meaning(before));
        expect(meaning(before).join()).not.toMatch(/никуда|БЕЗ ЯКОРЯ|missing/);
        expect(words(after)).toBe(words(before));
        expect(after.pages.flatMap(({ links }) => links)).toHaveLength(before.pages.flatMap(({ links }) => links).length);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('renumbering, on any small base,', () => {
  it('leaves no gap, keeps the order and the meaning, and has nothing to do the second time', () => {
    fc.assert(
      fc.property(shape, fc.nat(), (form, pick) => {
        const { texts, places } = generate(form);
        const parents = places.map(({ number }) => number).filter((number) => places.some((place) => SectionNumber.parent(place.number) === number));
        const parent = parents[pick % parents.length];
        fc.pre(parent !== undefined);
        const once = apply(texts, planRenumber(surroundings(texts), parent));
        const base = knowledgeBaseFromTexts(once);
        const children = [...base.catalogue.numbers].filter(([number]) => SectionNumber.parent(number) === parent);
        expect(children.map(([number]) => SectionNumber.last(number))).toEqual(children.map((_, index) => index + 1));
        expect(children.map(([, { name }]) => name)).toEqual(places.filter(({ number }) => SectionNumber.parent(number) === parent).map(({ name }) => name));
        expect(meaning(base)).toEqual(meaning(knowledgeBaseFromTexts(texts)));
        expect(planRenumber(surroundings(once), parent).change).toEqual({ edits: [], moves: [], creates: [] });
      }),
      { numRuns: RUNS },
    );
  });

  it('swapping two numbers twice restores every byte', () => {
    fc.assert(
      fc.property(shape, fc.nat(), fc.nat(), (form, one, two) => {
        const { texts, places } = generate(form);
        const first = places[one % places.length];
        const rivals = places.filter(
          ({ number }) => first !== undefined && number !== first.number && SectionNumber.depth(number) === SectionNumber.depth(first.number),
        );
        const second = rivals[two % rivals.length];
        fc.pre(first !== undefined && second !== undefined);
        const once = apply(texts, planSwap(surroundings(texts), first.number, second.number));
        expect(meaning(knowledgeBaseFromTexts(once))).toEqual(meaning(knowledgeBaseFromTexts(texts)));
        expect(sorted(apply(once, planSwap(surroundings(once), first.number, second.number)))).toEqual(sorted(texts));
      }),
      { numRuns: RUNS },
    );
  });
});
