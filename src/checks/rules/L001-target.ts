import type { KnowledgeBase, PageRecord } from '../../knowledge/index.ts';
import { folderOf, INDEX_FILE, normalizeAddress, pageUrl, relativeLink, SectionNumber } from '../../knowledge/index.ts';
import type { CheckContext } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { formerPage } from './former-page.ts';
import { nearestFile } from './nearest-file.ts';
import type { ResolvedLink } from './page-links.ts';
import { addressLike, anchorPart, escapeAddress, resolvedLinks, writtenAddress } from './page-links.ts';
import { mayExist } from './unread.ts';
import { whereNow } from './where-now.ts';

const MONITORING = { '06-operations/06-02-monitoring/_index.md': '---\ntitle: 06.02 - Мониторинг\n---\n\nЧто измеряем и как часто.\n' };

export const rule = defineRule({
  id: 'L001',
  severity: 'error',
  title: 'Ссылка ведёт на существующую страницу или файл',
  why: 'Мёртвая ссылка останавливает того, кто ищет ответ, и он перестаёт верить остальным.',
  remedy: 'Исправьте адрес. Если страницы больше нет, уберите ссылку.',
  fixable: true,
  examples: {
    bad: {
      files: {
        ...MONITORING,
        '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n[Мониторинг](../06-02-metrics/_index.md) заметит сбой.\n',
      },
    },
    good: {
      files: {
        ...MONITORING,
        '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\n[Мониторинг](../06-02-monitoring/_index.md) заметит сбой.\n',
      },
    },
  },
  *base(context) {
    const { base } = context;
    for (const resolved of resolvedLinks(base)) {
      const { page, link, target } = resolved;
      if (link.kind !== 'link' || target.kind !== 'missing') continue;
      const permalink = SectionNumber.parse(target.path.replace(/^\/|\/$/g, ''));
      if (permalink !== undefined && target.path.startsWith('/')) {
        if (mayExist(base, permalink)) continue;
        yield { path: page.path, range: link.urlRange, message: `Номера ${permalink} в базе нет`, found: link.url, hint: whereNow(base, permalink) };
        continue;
      }
      const { candidates, fixed } = suggest(context, resolved);
      const [best] = candidates;
      const range = writtenAddress(page, link);
      const text = fixed === undefined ? '' : addressLike(link.url, page, fixed) + keptAnchor(fixed, link.url);
      yield {
        path: page.path,
        range: link.urlRange,
        message: `Ссылка${link.text === '' ? '' : ` «${link.text}»`} никуда не ведёт: ${target.path === '' ? link.url : target.path} не существует`,
        expected: fixed === undefined ? best : text,
        found: link.url,
        hint: fixed === undefined && candidates.length > 0 ? `Возможно, нужна ${candidates.join(' или ')}.` : undefined,
        fix: fixed === undefined || range === undefined ? undefined : { title: `заменить адрес на ${text}`, edits: [{ path: page.path, range, text }] },
      };
    }
  },
});

/**
 * Where the link may have meant to go, best first: the same number in that place, what git knows of a rename,
 * the address without `_index` or `README`, the nearest spelling. A repair is offered only for the first two,
 * and only when they do not contradict each other.
 */
function suggest({ base, history }: CheckContext, { page, link, target }: ResolvedLink): { candidates: string[]; fixed: PageRecord | undefined } {
  const path = target.kind === 'missing' ? target.path.replace(/^\/|\/$/g, '') : '';
  const sameNumber = pageWithSameNumber(base, path);
  const renamed = [path, `${path}.md`, `${path}/${INDEX_FILE}`, `${path}/README.md`].map((old) => formerPage(base, history, old)).find(Boolean);
  const bare = normalizeAddress(path);
  const withoutIndex = base.catalogue.byUrl.get(`${bare === '/' ? '' : bare}/`);
  const pages = [sameNumber, renamed, withoutIndex]
    .filter((candidate) => candidate !== undefined && candidate !== page)
    .flatMap((candidate) => candidate ?? []);
  const certain = [...new Set([sameNumber, renamed].flatMap((candidate) => candidate ?? []))];
  const candidates = [...new Set(pages.map((candidate) => addressLike(link.url, page, candidate)))];
  if (candidates.length === 0) {
    const isFile = /\.[^/]+$/.test(path);
    const isPage = !isFile || path.endsWith('.md');
    const close = nearestFile(base.files, isFile ? path : `${path}/${INDEX_FILE}`, (name) => name.endsWith('.md') === isPage);
    if (close !== undefined) candidates.push(link.url.startsWith('/') && isPage ? pageUrl(close) : escapeAddress(relativeLink(page.path, close)));
  }
  return { candidates, fixed: certain.length === 1 ? certain[0] : undefined };
}

/** `06-operations/06-01-old-name/restore.md` → the page at the same place below today's 06.01. */
function pageWithSameNumber(base: KnowledgeBase, path: string): PageRecord | undefined {
  const parts = path.split('/');
  const at = parts.findLastIndex((part) => SectionNumber.ofFolder(part.replace(/\.md$/, '')) !== undefined);
  const number = SectionNumber.ofFolder((parts[at] ?? '').replace(/\.md$/, ''));
  const entry = number === undefined ? undefined : base.catalogue.numbers.get(number);
  if (entry === undefined || entry.heading !== undefined) return undefined;
  const rest = parts
    .slice(at + 1)
    .join('/')
    .replace(/\.md$/, '');
  if (/^(?:_index|README|index)?$/i.test(rest)) return entry.page;
  return (
    base.catalogue.byPath.get(`${folderOf(entry.page.path)}/${rest}.md`) ?? base.catalogue.byPath.get(`${folderOf(entry.page.path)}/${rest}/${INDEX_FILE}`)
  );
}

/** The anchor stays when the new page has it. */
function keptAnchor(page: PageRecord, url: string): string {
  const anchor = anchorPart(url);
  return page.headings.some(({ anchors }) => anchors.includes(decodeURI(anchor.slice(1)))) ? anchor : '';
}
