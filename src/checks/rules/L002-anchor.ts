import type { KnowledgeBase, PageRecord } from '../../knowledge/index.ts';
import { SectionNumber } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { nearest } from './nearest.ts';
import type { ResolvedLink } from './page-links.ts';
import { anchorPart, resolvedLinks, targetPage, writtenAddress } from './page-links.ts';

/** Anchors that browsers and the site always have. */
const ALWAYS = new Set(['', 'top', '_top']);

const BACKUP = '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.03 - Восстановление\n\nПо шагам.\n';

export const rule = defineRule({
  id: 'L002',
  severity: 'error',
  title: 'Якорь ссылки есть на странице',
  why: 'Без якоря страница открывается сверху, и нужное место читатель ищет сам.',
  remedy: 'Сошлитесь на номер темы: #06-01-03.',
  fixable: true,
  examples: {
    bad: {
      files: {
        '06-operations/06-01-backup/_index.md': BACKUP,
        '06-operations/06-02-monitoring/_index.md': '---\ntitle: 06.02 - Мониторинг\n---\n\n[Восстановление](../06-01-backup/_index.md#060103)\n',
      },
    },
    good: {
      files: {
        '06-operations/06-01-backup/_index.md': BACKUP,
        '06-operations/06-02-monitoring/_index.md': '---\ntitle: 06.02 - Мониторинг\n---\n\n[Восстановление](../06-01-backup/_index.md#06-01-03)\n',
      },
    },
  },
  *base({ base }) {
    for (const resolved of resolvedLinks(base)) {
      const { page, link, target } = resolved;
      if (link.kind !== 'link' || (target.kind !== 'page' && target.kind !== 'redirect') || target.anchor === undefined) continue;
      const destination = targetPage(base, target);
      if (destination === undefined || hasAnchor(destination, target.anchor)) continue;
      const number = numberInAnchor(target.anchor);
      const heading = number === undefined ? undefined : destination.headings.find((candidate) => candidate.number === number);
      // A link to the page's own number needs no anchor.
      const anchor = heading !== undefined ? `#${heading.anchors[0]}` : number !== undefined && number === destination.number ? '' : undefined;
      const range = writtenAddress(page, link);
      const old = anchorPart(link.url);
      const edit =
        range === undefined || anchor === undefined || (anchor === '' && link.url === old) ? undefined : { start: range.end - old.length, end: range.end };
      yield {
        path: page.path,
        range: range === undefined ? link.urlRange : { start: range.end - old.length, end: range.end },
        message: `На странице ${destination.path} нет якоря ${old}`,
        expected: anchor === '' ? 'адрес без якоря' : anchor,
        found: old,
        hint: anchor === undefined ? advice(base, resolved, destination, number, target.anchor) : undefined,
        fix:
          edit === undefined || anchor === undefined
            ? undefined
            : { title: anchor === '' ? 'убрать якорь' : `заменить якорь на ${anchor}`, edits: [{ path: page.path, range: edit, text: anchor }] },
      };
    }
  },
});

function hasAnchor(page: PageRecord, anchor: string): boolean {
  return ALWAYS.has(anchor) || page.headings.some(({ anchors }) => anchors.includes(anchor));
}

/** `06.01.03`, `6-1-3`, `060103`, `060103---старое-название` → 06.01.03. */
function numberInAnchor(anchor: string): SectionNumber | undefined {
  const joined = /^(?<digits>(?:\d\d){2,4})(?=-|$)/.exec(anchor)?.groups?.['digits'];
  if (joined !== undefined) return SectionNumber.parse((joined.match(/\d\d/g) ?? []).join('.'));
  const separate = /^\d\d?(?:[.-]\d\d?){1,3}(?=-|$)/.exec(anchor)?.[0];
  return separate === undefined
    ? undefined
    : SectionNumber.parse(
        separate
          .split(/[.-]/)
          .map((part) => part.padStart(2, '0'))
          .join('.'),
      );
}

function advice(base: KnowledgeBase, { link }: ResolvedLink, destination: PageRecord, number: SectionNumber | undefined, anchor: string): string | undefined {
  const elsewhere = number === undefined ? undefined : base.catalogue.numbers.get(number);
  if (elsewhere !== undefined && elsewhere.page !== destination) return `${number} — на странице ${elsewhere.page.path}: сошлитесь на /${number}.`;
  const close = nearest(
    anchor,
    destination.headings.flatMap(({ anchors }) => anchors),
  );
  if (close === undefined) return undefined;
  const primary = destination.headings.find(({ anchors }) => anchors.includes(close))?.anchors[0] ?? close;
  return `Возможно, «${link.text || link.url}» ведёт на #${primary}.`;
}
