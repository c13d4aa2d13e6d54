import type { KnowledgeBase, PageRecord, TextRange } from '../../knowledge/index.ts';
import { GENERATED_ADDRESSES, LEGACY_NUMBERS_FILE, normalizeAddress, SectionNumber } from '../../knowledge/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { titlePlace } from './place.ts';

const MONITORING = { '06-operations/06-02-monitoring/_index.md': '---\ntitle: 06.02 - Мониторинг\n---\n\nЧто измеряем.\n' };

export const rule = defineRule({
  id: 'L011',
  severity: 'error',
  title: 'Перенаправление не спорит со страницей и с другим перенаправлением',
  why: 'По одному адресу откроется одно из двух мест, и не обязательно нужное.',
  remedy: 'Оставьте адрес в aliases одной страницы и уберите из остальных.',
  fixable: false,
  examples: {
    bad: {
      files: {
        ...MONITORING,
        '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\naliases: [/06-operations/06-02-monitoring/]\n---\n\nЧто копируем.\n',
      },
    },
    good: { files: { ...MONITORING, '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\naliases: [/guides/backup/]\n---\n\nЧто копируем.\n' } },
  },
  *base({ base }) {
    const owners = new Map<string, PageRecord>();
    for (const page of base.catalogue.pages) {
      for (const alias of page.frontMatter.aliases ?? []) {
        const address = normalizeAddress(alias);
        const place = { path: page.path, range: aliasRange(page, alias), found: alias };
        const owner = owners.get(address);
        const trouble =
          owner === undefined
            ? clash(base, page, address)
            : owner === page
              ? `Адрес ${alias} назван в aliases дважды`
              : `Адрес ${alias} уже отдан странице ${owner.path}`;
        if (trouble !== undefined) yield { ...place, message: trouble };
        else owners.set(address, page);
      }
    }
    yield* legacyClashes(base, owners);
  },
});

/** What an alias of `page` collides with; undefined when it is free. */
function clash(base: KnowledgeBase, page: PageRecord, address: string): string | undefined {
  const { byUrl, numbers } = base.catalogue;
  const there = byUrl.get(address === '/' ? '/' : `${address}/`);
  if (there === page) return `Страница перенаправляет на саму себя: ${address} — её собственный адрес`;
  if (there !== undefined) return `По адресу ${address} уже есть страница ${there.path}`;
  const number = SectionNumber.parse(address.slice(1));
  const entry = number === undefined ? undefined : numbers.get(number);
  if (entry !== undefined)
    return entry.page === page && entry.heading === undefined
      ? `${number} — нынешний номер самой страницы`
      : `Номер ${number} сейчас у «${entry.name}», ${entry.page.path}`;
  if (GENERATED_ADDRESSES.some((known) => address === known || address.startsWith(`${known}/`))) return `Адрес ${address} занят страницей, которую делает сайт`;
  return base.publicFiles.has(address.slice(1)) ? `По адресу ${address} лежит файл` : undefined;
}

/**
 * The map of old numbers against pages and aliases. An old number that is in use again is no clash:
 * the page «История нумерации» says what it used to be.
 */
function* legacyClashes(base: KnowledgeBase, owners: ReadonlyMap<string, PageRecord>): Iterable<Finding> {
  if (base.legacy?.ok !== true) return;
  const { byUrl, numbers } = base.catalogue;
  const seen = new Map<string, SectionNumber>();
  for (const { path: oldPath, to, range } of base.legacy.value.paths) {
    const address = normalizeAddress(oldPath);
    const target = numbers.get(to)?.page;
    const there = byUrl.get(address === '/' ? '/' : `${address}/`) ?? owners.get(address);
    const earlier = seen.get(address);
    seen.set(address, to);
    const place = { path: LEGACY_NUMBERS_FILE, range, found: oldPath };
    if (target !== undefined && there !== undefined && there !== target)
      yield { ...place, message: `Старый путь ${oldPath} должен вести на ${to}, но этот адрес у страницы ${there.path}` };
    else if (earlier !== undefined && earlier !== to) yield { ...place, message: `Старый путь ${oldPath} ведёт и на ${earlier}, и на ${to}` };
  }
  for (const { number, to, range } of base.legacy.value.numbers) {
    const owner = owners.get(`/${number}`);
    const target = to === undefined ? undefined : numbers.get(to)?.page;
    if (owner === undefined || target === undefined || owner === target) continue;
    yield { path: LEGACY_NUMBERS_FILE, range, message: `Старый номер ${number} должен вести на ${to}, но он в aliases страницы ${owner.path}`, found: number };
  }
}

function aliasRange(page: PageRecord, alias: string): TextRange {
  const value = page.keys['aliases']?.value;
  const at = value === undefined ? -1 : page.text.indexOf(alias, value.start);
  return at === -1 || value === undefined || at >= value.end ? (value ?? titlePlace(page)) : { start: at, end: at + alias.length };
}
