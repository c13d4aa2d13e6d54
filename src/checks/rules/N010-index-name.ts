import type { CatalogueEntry, KnowledgeBase, PageRecord, SectionNumber } from '../../knowledge/index.ts';
import { resolveLink } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import type { NamedNumber } from './index-entries.ts';
import { namedNumbers } from './index-entries.ts';
import { abridges, plainName } from './names.ts';
import { targetPage } from './page-links.ts';

const BACKUP = '---\ntitle: 06.01 - Резервное копирование\n---\n\nЧто и куда копируем.\n';
const MONITORING = '---\ntitle: 06.02 - Мониторинг\n---\n\nЧто измеряем.\n';

export const rule = defineRule({
  id: 'N010',
  severity: 'error',
  title: 'Указатель называет номера так, как они называются',
  why: 'Указателю верят: если под номером оказывается другое, перестают верить всей базе.',
  remedy: 'Исправьте в указателе номер, название или ссылку.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n\n- 06.01 - Мониторинг\n',
        '06-operations/06-01-backup/_index.md': BACKUP,
        '06-operations/06-02-monitoring/_index.md': MONITORING,
      },
    },
    good: {
      files: {
        '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n\n- 06.01 - Резервное копирование\n- 06.02 — как узнать, что сервису плохо\n',
        '06-operations/06-01-backup/_index.md': BACKUP,
        '06-operations/06-02-monitoring/_index.md': MONITORING,
      },
    },
  },
  *base({ base }) {
    const { numbers, pages } = base.catalogue;
    let names: ReadonlyMap<string, SectionNumber> | undefined;
    const numberNamed = (name: string): SectionNumber | undefined => {
      names ??= numbersByName(numbers);
      return names.get(name);
    };
    for (const page of pages) {
      for (const entry of namedNumbers(page)) {
        const real = numbers.get(entry.number);
        if (real === undefined) continue;
        const place = { path: page.path, range: entry.range };
        const led = leadsTo(base, page, entry);
        if (led !== undefined && !isPlaceOf(real, led)) {
          yield { ...place, message: `Строка про ${entry.number} ведёт на «${led.page.name}»`, expected: real.url, found: entry.url };
        } else if (isMisnamed(page, entry, real, numberNamed)) {
          yield {
            ...place,
            message: `${entry.number} называется «${real.name}», а не «${entry.name}»`,
            expected: `${entry.number} - ${real.name}`,
            found: `${entry.number} - ${entry.name}`,
          };
        }
      }
    }
  },
});

/** Made only when some name differs: on a sound base it never is. */
function numbersByName(numbers: KnowledgeBase['catalogue']['numbers']): ReadonlyMap<string, SectionNumber> {
  const byName = new Map<string, SectionNumber>();
  for (const [number, entry] of numbers) {
    const name = plainName(entry.name);
    if (!byName.has(name)) byName.set(name, number);
  }
  return byName;
}

interface Destination {
  readonly page: PageRecord;
  readonly anchor: string | undefined;
}

/** The page of the base the entry links to; undefined when it has no link, a dead one (L001) or one to elsewhere. */
function leadsTo(base: KnowledgeBase, page: PageRecord, { url }: NamedNumber): Destination | undefined {
  if (url === undefined) return undefined;
  const target = resolveLink(base, page, url);
  const destination = targetPage(base, target);
  if (destination === undefined) return undefined;
  if (target.kind === 'redirect') return { page: destination, anchor: target.redirect.to.split('#')[1] ?? target.anchor };
  return { page: destination, anchor: target.kind === 'page' ? target.anchor : undefined };
}

/** A dead anchor is not judged here (L002). */
function isPlaceOf({ page, heading }: CatalogueEntry, led: Destination): boolean {
  if (led.page !== page) return false;
  const there = led.anchor === undefined ? undefined : page.headings.find(({ anchors }) => anchors.includes(led.anchor ?? ''));
  return there === undefined || there === heading;
}

/**
 * A title («06.01 - Название», or a link) must be the title; a description after a dash is free,
 * unless it is plainly the title of something else.
 */
function isMisnamed(page: PageRecord, entry: NamedNumber, real: CatalogueEntry, numberNamed: (name: string) => SectionNumber | undefined): boolean {
  if (entry.name === real.name) return false;
  const name = plainName(entry.name);
  const realName = plainName(real.name);
  if (name === '' || realName === '' || name === realName || !/^[^\p{L}\d]*\p{Lu}/u.test(entry.name)) return false;
  const other = numberNamed(name);
  if (other !== undefined && other !== entry.number) return true;
  const afterNumber = page.text.slice(entry.numberRange.end, entry.range.end);
  const isTitle = entry.url !== undefined || !/^\s*(?:--|–|—)/.test(afterNumber);
  return isTitle && !abridges(name, realName);
}
