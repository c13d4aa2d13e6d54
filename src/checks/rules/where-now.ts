import type { KnowledgeBase, SectionNumber } from '../../knowledge/index.ts';
import { redirectsOf } from '../../knowledge/index.ts';

/** Advice for a number that no longer exists: where the old numbering says its topic lives now. */
export function whereNow(base: KnowledgeBase, number: SectionNumber): string | undefined {
  const redirect = redirectsOf(base).get(`/${number}`);
  if (redirect === undefined) return undefined;
  const [url = '', anchor] = redirect.to.split('#');
  const page = base.catalogue.byUrl.get(url);
  if (page === undefined) return undefined;
  const heading = anchor === undefined ? undefined : page.headings.find(({ anchors }) => anchors[0] === anchor);
  const now = heading?.number ?? page.number;
  return now === undefined ? undefined : `Это номер из прежней структуры. Сейчас эта тема — ${now} «${heading?.name ?? page.name}».`;
}
