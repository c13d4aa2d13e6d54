import type { FrontMatter, PageRecord, TextEdit } from '../knowledge/index.ts';
import { bodyStart } from '../knowledge/index.ts';
import type { ImportLog } from './import-log.ts';
import { readRussianDate } from './russian-date.ts';
import { readStatus } from './status-words.ts';

/** What a header line says, in keys of the front matter, and whether it says nothing else. */
interface Lifted {
  readonly values: FrontMatter;
  readonly whole: boolean;
}

/** Names of people and teams in lower case → their ids in the inventory. */
export type People = ReadonlyMap<string, string>;

type Reader = (value: string, people: People) => Lifted | undefined;

const LINE = /^(?:[-*+]\s+)?\*\*(?<key>[^*:]+?)(?::\*\*|\*\*\s*:)\s*(?<value>.*?)\s*(?:\\|<br\s*\/?>)?$/;
/** A description longer than this is a paragraph. */
const LONGEST_DESCRIPTION = 200;

const READERS: ReadonlyArray<readonly [RegExp, Reader]> = [
  // «Версия проекта» is not that of the page.
  [/^(?:верси[яи](?: (?:документа|документации|структуры|страницы))?|version)$/i, readVersion],
  [/^(?:последнее обновление|обновлен[оа]?|дата (?:последнего )?обновления|дата редакции|актуально на|last updated?|updated)$/i, readUpdated],
  [/^(?:обновление|периодичность(?: обновления)?|частота обновления|пересмотр)$/i, readReview],
  [/^(?:статус(?: документа| страницы)?|status)$/i, readStatusLine],
  [/^(?:ответственн(?:ый|ая|ые)|владел(?:ец|ица)|автор|owner)$/i, readOwner],
  [/^(?:готовность|прогресс|progress)$/i, readProgress],
  [/^(?:назначение|описание|description)$/i, readDescription],
  [/^(?:целевая аудитория|аудитория|audience)$/i, readAudience],
];

/**
 * Lifts `**Версия:** 1.0\` and the like from the head and the foot of a page. A line that says more than the front matter
 * can hold stays; one that contradicts it stays and is reported.
 */
export function liftHeaderLines(
  page: PageRecord,
  known: FrontMatter,
  people: People,
  log: ImportLog,
): { readonly values: FrontMatter; readonly edits: readonly TextEdit[] } {
  const values: Record<string, unknown> = {};
  const edits: TextEdit[] = [];
  for (const block of headerBlocks(page)) {
    const kept: string[] = [];
    for (const line of block.lines) {
      const lifted = readLine(line, people);
      const conflict = lifted === undefined ? undefined : conflictWith({ ...values, ...known }, lifted.values);
      if (lifted === undefined || conflict !== undefined || !lifted.whole) kept.push(line);
      if (conflict !== undefined) log.undecided(`«${plain(line).replace(/\s*\\$/, '')}», а ${conflict}`, 'Оставьте верное, другое уберите.', line);
      else Object.assign(values, lifted?.values, known);
    }
    if (kept.length === block.lines.length) continue;
    const text = kept.map((line, index) => (index === kept.length - 1 ? line.replace(/\s*\\$/, '') : line)).join('\n');
    edits.push({ path: page.path, range: { start: block.start, end: block.end }, text });
  }
  return { values: { ...values, ...known }, edits };
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Blocks of bold keys above the first heading, and the one that closes the page. */
function headerBlocks(page: PageRecord): Block[] {
  const start = bodyStart(page);
  const blocks: Block[] = [];
  for (const match of page.text.slice(start).matchAll(/(?<=^|\n)[^\s\n][^\n]*(?:\n[^\n]*\S[^\n]*)*/g)) {
    blocks.push({ start: start + match.index, end: start + match.index + match[0].length, lines: match[0].split('\n') });
  }
  const firstHeading = page.headings.find(({ depth }) => depth > 1)?.range.start ?? page.text.length;
  const last = blocks.at(-1);
  return blocks.filter((block) => (block.start < firstHeading || block === last) && block.lines.every((line) => /^(?:[-*+]\s+)?\*\*/.test(line)));
}

function readLine(line: string, people: People): Lifted | undefined {
  const { key = '', value = '' } = LINE.exec(line)?.groups ?? {};
  const name = plain(key);
  const reader = READERS.find(([pattern]) => pattern.test(name))?.[1];
  return reader?.(plain(value), people);
}

function conflictWith(known: Readonly<Record<string, unknown>>, values: FrontMatter): string | undefined {
  for (const [key, value] of Object.entries(values)) {
    const old = known[key];
    if (old !== undefined && JSON.stringify(old) !== JSON.stringify(value)) return `«${key}» уже равно «${Array.isArray(old) ? old.join(', ') : String(old)}»`;
  }
  return undefined;
}

function readVersion(value: string): Lifted | undefined {
  const match = /^v?(?<version>\d+(?:\.\d+)*)(?<rest>.*)$/i.exec(value)?.groups;
  return match === undefined ? undefined : { values: { version: match['version'] }, whole: (match['rest'] ?? '').trim() === '' };
}

function readUpdated(value: string): Lifted | undefined {
  const updated = readRussianDate(value);
  return updated === undefined ? undefined : { values: { updated }, whole: true };
}

function readReview(value: string): Lifted | undefined {
  const rhythms = [
    [/^(?:еженедельн\p{L}*|раз в неделю)/iu, 'weekly'],
    [/^(?:ежемесячн\p{L}*|раз в месяц)/iu, 'monthly'],
    [/^(?:ежеквартальн\p{L}*|раз в квартал)/iu, 'quarterly'],
    [/^(?:ежегодн\p{L}*|раз в год)/iu, 'yearly'],
  ] as const;
  for (const [pattern, review] of rhythms) {
    const match = pattern.exec(value);
    if (match !== null) return { values: { review }, whole: match[0].length === value.replace(/\.$/, '').length };
  }
  return readUpdated(value);
}

function readStatusLine(value: string): Lifted | undefined {
  const status = readStatus(value);
  return status === undefined ? readProgress(value) : { values: { status: status.status }, whole: status.whole };
}

function readProgress(value: string): Lifted | undefined {
  const match = /^(?<percent>\d{1,3})\s*%\s*(?<rest>.*)$/.exec(value)?.groups;
  const progress = Number(match?.['percent']);
  if (match === undefined || progress > 100) return undefined;
  return { values: { progress }, whole: /^(?:готовности|готово|выполнено)?$/i.test(match['rest'] ?? '') };
}

function readOwner(value: string, people: People): Lifted | undefined {
  const names = value.split(/\s*(?:\+|,|;|\sи\s)\s*/);
  const owner = people.get((names[0] ?? '').toLowerCase());
  return owner === undefined ? undefined : { values: { owner }, whole: names.length === 1 };
}

function readDescription(value: string): Lifted | undefined {
  if (value === '' || value.length > LONGEST_DESCRIPTION || /[*`[\]|]/.test(value)) return undefined;
  return { values: { description: value }, whole: true };
}

function readAudience(value: string): Lifted | undefined {
  const roles = [
    [/новичк|новичок|студент|стаж[её]р/i, 'newcomer'],
    [/разработ|программист|developer/i, 'developer'],
    [/devops|администратор/i, 'devops'],
    [/менеджмент|менеджер|руковод|manager/i, 'manager'],
  ] as const;
  const parts = value.split(/\s*[,;]\s*/).filter(Boolean);
  const found = parts.map((part) => roles.find(([pattern]) => pattern.test(part))?.[1]);
  const audience = [...new Set(found.filter((role) => role !== undefined))];
  return audience.length === 0 ? undefined : { values: { audience }, whole: !found.includes(undefined) };
}

/** Text without escapes and emphasis. */
function plain(text: string): string {
  return text
    .replace(/\\(?=[\p{P}\p{S}])/gu, '')
    .replace(/\*\*/g, '')
    .trim();
}
