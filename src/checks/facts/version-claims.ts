import type { Inventory, Product } from '../../inventory/index.ts';
import { tagOfImage, versionOfImage } from '../../inventory/index.ts';
import type { Contradiction, Reading } from './contradiction.ts';
import { factSource, rangeOf } from './contradiction.ts';
import type { Mention, NumberToken, Program } from './lexicon.ts';
import { isMention, mentionsIn, productsAbove, serversAt } from './subjects.ts';

/** Between a name and its version: «PostgreSQL 16», «PostgreSQL, версия 16», «Traefik (v3)», «версия PostgreSQL — 16». */
const NEXT = /^[\s`*]*(?<joint>[,:(—=-]?)\s*(?:версии|версия|версию|версией|version|вер\.|сборка|релиз)?\s*`?$/iu;
/** «Traefik до 3.6.1», «с PostgreSQL 15»: the version is a border or a goal, not what runs. */
const BORDER = /(?<!\p{L})(?:до|после|начиная с|старше|младше|новее|ниже|выше|раньше|чем|минимум|от|не)\s+`?$/iu;
/** With such a word about, «в n8n 1.0» tells of the product, not of what we run. */
const CHANGE =
  /(?<!\p{L})(?:убра|удал|появи|закрыт|закрыва|исправ|сломал|переход|перейти|переезд|переех|обнов|мигра|совместим|поддержива|отказал|выпуск|вышл|требует|уме(?:ет|ют)|понимает)\p{L}*/iu;
const WEAK_BORDER = /(?<!\p{L})(?:в|на|с|для|к|из)\s+`?$/iu;
/** «PostgreSQL 17 вышел», «Directus 12 — цель года», «Docker 20.10 и новее»: a version of the product at large. */
const AT_LARGE =
  /^`?(?:\+|\s*(?:и|или)\s+(?:старше|новее|выше|младше|ниже|позже)|[^.;,]{0,30}?(?<!\p{L})(?:вы(?:шел|шла|шло|йдет|йдёт|пущен|пустил)|исправ|закры(?:л|ва)|измен|смени|меня|убра|убир|удал|появ|добав|требу|лома|не умеет|не поддерж|поддерж|планир|понадоб|цель|план|этап|следующ|будущ|намечен|рассматрива|нужен будет))/iu;
/** What follows an amount, never a version. */
const COUNTED =
  /^`?[\s-]?(?:[×x→/]|(?:раз|шт|экземпляр|копи|контейнер|узл|сервер|пользоват|запрос|подключ|соедин|порт|jail|участник|файл|строк|дн|мест|поток|worker|в |и \d|ГБ|МБ)\p{L}*)/iu;
/** «выбрана 2.660», «ветка 10.10»: a version by its own word, of the product named before. */
const VERSION_WORD =
  /(?<!\p{L})(?:верси(?:я|и|ю|ей)|ветк(?:а|и|у|е)|выбран(?:а|о|ы)?|сборк(?:а|и|у)|релиз|стоит|стоят|установлен(?:а|о|ы)?|закреплен(?:а|о|ы)?|тег)\s*(?:[—:-]\s*)?`?$/iu;
/** «версия TLS», «версии указателя»: a version of something else. */
const OTHER_VERSION = /(?<!\p{L})(?:указател|индекс|структур|документ|страниц|протокол|схем|API|TLS|HTTP|IP)\p{L}*\s+(?:верси\p{L}*\s*)?`?$/iu;
const VERSION_COLUMN = /верси|version|тег|релиз/i;

/** F002: a version that is not the inventory's. */
export function* versionClaims(reading: Reading): Iterable<Contradiction> {
  yield* imageTags(reading);
  const { statement, tokens } = reading;
  const judged = new Set<NumberToken>();
  for (const [index, token] of tokens.entries()) {
    if (!isMention(token) || (token.product === undefined && token.program === undefined)) continue;
    const number = tokens[index + 1];
    if (number?.kind !== 'number' || !isVersion(reading, token, number)) continue;
    judged.add(number);
    yield* compare(reading, subjectsOf(token), number);
  }
  for (const token of tokens) {
    if (token.kind !== 'number' || judged.has(token)) continue;
    const subjects = boundByWord(reading, token);
    if (subjects.length > 0) yield* compare(reading, subjects, token);
    else if (statement.kind !== 'code') yield* staleVersion(reading, token);
  }
}

type Versioned = Product | Program;

function subjectsOf({ product, program }: Mention): Versioned[] {
  return [product ?? program].flatMap((subject) => subject ?? []);
}

function isProgram(subject: Versioned): subject is Program {
  return 'versions' in subject;
}

function isVersion(reading: Reading, name: Mention, number: NumberToken): boolean {
  const { text } = reading.statement.plain;
  const joint = NEXT.exec(text.slice(name.end, number.start))?.groups?.['joint'];
  if (joint === undefined || !looksLikeVersion(reading, name, number, joint)) return false;
  const before = text.slice(Math.max(0, name.start - 40), name.start);
  if (BORDER.test(before) || (WEAK_BORDER.test(before) && CHANGE.test(text)) || AT_LARGE.test(text.slice(number.end))) return false;
  return !isDenied(text, number.start);
}

/** «а не 15»: what is denied is not said. */
function isDenied(text: string, start: number): boolean {
  return /(?<!\p{L})не\s+(?:версия\s+)?[«`]?$/iu.test(text.slice(Math.max(0, start - 16), start));
}

function looksLikeVersion({ statement }: Reading, name: Mention, { text, digits, unit, from, to, end }: NumberToken, joint: string): boolean {
  const after = statement.plain.text.slice(end);
  if (unit !== undefined || from !== to || /[ ,]/.test(digits) || COUNTED.test(after) || after.startsWith('/')) return false;
  const [major = '', minor] = digits.split('.');
  // 03.02.02 is a number of a section, 17.06 a day.
  if (/^0\d/.test(major) || (minor !== undefined && /^0\d$/.test(minor) && name.program === undefined)) return false;
  if (minor !== undefined || /^v/i.test(text)) return true;
  // A bare whole number is a version right after the name only; memory and ports stand there too, and are larger.
  const word = /верси|version/i.test(
    statement.plain.text.slice(Math.max(0, name.start - 20), statement.plain.text.length).slice(0, 20 + name.text.length + 12),
  );
  return (
    name.program === undefined &&
    Number(major) < 40 &&
    Number(major) > 0 &&
    (joint === '' || word) &&
    (statement.kind !== 'code' || PROSE_FENCES.has(statement.lang))
  );
}

/** A version whose product stands before it in the sentence, or in the first cell of the row. */
function boundByWord(reading: Reading, { start, end, digits, unit, from, to, text }: NumberToken): Versioned[] {
  const { statement, tokens, known } = reading;
  if (unit !== undefined || from !== to || /[ ,]/.test(digits) || /^0\d/.test(digits) || isDenied(statement.plain.text, start)) return [];
  const before = statement.plain.text.slice(0, start);
  const after = statement.plain.text.slice(end);
  if (/^`?\s*→/.test(after) || /→\s*`?$/.test(before) || BORDER.test(before)) return [];
  const dotted = digits.includes('.') || /^v/i.test(text);
  if (statement.kind === 'cell' && statement.row !== '') {
    const own = mentionsIn(known.lexicon, statement.row).filter(({ product, program }) => product !== undefined || program !== undefined);
    const [subject] = own.length === 1 ? own : [];
    const first = /^[`*\s]*$/.test(before);
    const state = /^`?(?:\s*$|,? ?(?:работает|активен|действует|в плане|план|на (?:втором|первом)|остаётся))/iu.test(after);
    const versionColumn = VERSION_COLUMN.test(statement.column);
    if (
      subject !== undefined &&
      (versionColumn ||
        VERSION_WORD.test(before) ||
        (first &&
          state &&
          (dotted || Number(digits) < 40) &&
          !COUNTED.test(after) &&
          !NUMBER_COLUMN.test(statement.column) &&
          (dotted || !/^`?\s*$/.test(after))))
    )
      return subjectsOf(subject);
  }
  if (!dotted || !VERSION_WORD.test(before) || OTHER_VERSION.test(before) || CHANGE.test(statement.plain.text)) return [];
  const subject = tokens.filter(isMention).findLast((mention) => mention.end <= start && (mention.product !== undefined || mention.program !== undefined));
  return subject === undefined ? [] : subjectsOf(subject);
}

/** Fences that hold words, not code. */
const PROSE_FENCES = new Set(['', 'text', 'txt', 'mermaid', 'markdown', 'md']);
const NUMBER_COLUMN = /порт|памят|RAM|МБ|ГБ|сколько|число|кол|цена|₽|предел/i;

function* compare(reading: Reading, subjects: readonly Versioned[], number: NumberToken): Iterable<Contradiction> {
  const written = number.digits;
  for (const subject of subjects) {
    const right = rightVersions(reading, subject, number);
    const [best] = right;
    if (best === undefined || right.some(({ version }) => agrees(written, version))) return;
    yield {
      rule: 'F002',
      range: rangeOf(reading, number),
      message: `${subject.name} здесь версии ${number.text}, а в инвентаре — ${best.version}`,
      expected: best.version,
      found: number.text,
      source: factSource(reading.known.inventory, best.fact),
      replacement: isProgram(subject) ? formerProgram(reading, subject, number) : formerProduct(reading, subject, number.text),
    };
    return;
  }
}

interface RightVersion {
  readonly version: string;
  /** The fact that says it. */
  readonly fact: string;
}

function rightVersions(reading: Reading, subject: Versioned, { start, end }: NumberToken): RightVersion[] {
  if (!isProgram(subject)) return versionsOfProduct(subject);
  const servers = serversAt(reading, start, end);
  const own = subject.versions.filter(({ server }) => servers.length === 0 || servers.includes(server));
  // Of a server whose version nobody wrote down nothing can be wrong.
  return own.map(({ version, fact }) => ({ version, fact }));
}

function versionsOfProduct({ id, versionText, exactVersion }: Product): RightVersion[] {
  return [
    ...(versionText === undefined ? [] : [{ version: versionText, fact: `${id}.version` }]),
    ...(exactVersion === undefined ? [] : [{ version: exactVersion, fact: `${id}.exactVersion` }]),
  ];
}

/** «16» and «16.15» both say 16.15; «3» says v3. */
function agrees(written: string, version: string): boolean {
  const right = version.replace(/^v/i, '');
  return written === right || right.startsWith(`${written}.`);
}

/** The version that now stands where `written` once stood. */
function formerProduct({ known: { former } }: Reading, { id, versionText, exactVersion, wrongVersions }: Product, written: string): string | undefined {
  const bare = written.replace(/^v/i, '');
  const now = (version: string | undefined): string | undefined =>
    version === undefined ? undefined : /^v/i.test(written) ? `v${version.replace(/^v/i, '')}` : version;
  if (wrongVersions?.some(({ value }) => value === bare) === true) return now(versionText);
  for (const earlier of former().map((one) => one.products.get(id))) {
    if (earlier?.versionText?.replace(/^v/i, '') === bare) return now(versionText);
    if (earlier?.exactVersion === bare) return now(exactVersion);
  }
  return undefined;
}

function formerProgram(reading: Reading, { name }: Program, { digits, start, end }: NumberToken): string | undefined {
  const { inventory, former, lexicon } = reading.known;
  const servers = serversAt(reading, start, end);
  for (const program of lexicon.programs.filter((one) => one.name === name)) {
    for (const { server, version, fact } of program.versions) {
      if (servers.length > 0 && !servers.includes(server)) continue;
      for (const earlier of former()) {
        const old = versionNear(earlier, server, fact);
        if (old === digits && inventory.servers.has(server)) return version;
      }
    }
  }
  return undefined;
}

function versionNear(inventory: Inventory, server: string, fact: string): string | undefined {
  const software = /\.software\.([^.]+)\.version$/.exec(fact)?.[1];
  const record = inventory.servers.get(server);
  return software === undefined ? /\d+(?:\.\d+)+/.exec(record?.os ?? '')?.[0] : record?.software?.[software]?.version;
}

/**
 * A version that the inventory knows as wrong, or said until lately, is recognised without standing next to its product:
 * it must only be named in the paragraph, the row or the heading.
 */
function* staleVersion(reading: Reading, number: NumberToken): Iterable<Contradiction> {
  const { digits, unit, start, end } = number;
  if (unit !== undefined || !digits.includes('.') || digits.includes(',')) return;
  const { text } = reading.statement.plain;
  if (BORDER.test(text.slice(0, start)) || /^`?\s*→/.test(text.slice(end)) || /→\s*`?$/.test(text.slice(0, start)) || isDenied(text, start)) return;
  const own = reading.tokens.filter(isMention).flatMap(({ product }) => product ?? []);
  for (const product of own.length > 0 ? own : productsAbove(reading)) {
    const replacement = formerProduct(reading, product, digits);
    if (replacement === undefined || versionsOfProduct(product).some(({ version }) => agrees(digits, version))) continue;
    yield* compare(reading, [product], number);
    return;
  }
}

/** `postgres:16.15-bookworm`: the whole tag must be the one that was chosen. */
function* imageTags(reading: Reading): Iterable<Contradiction> {
  const { inventory, former, lexicon } = reading.known;
  for (const token of reading.tokens) {
    if (token.kind !== 'image') continue;
    const [, path = '', tag = ''] = /^(.*):([\w.-]+)$/.exec(token.text) ?? [];
    const product = [...lexicon.images].find(([name]) => path === name || path.endsWith(`/${name}`))?.[1];
    const right = product?.image === undefined ? undefined : tagOfImage(product.image);
    if (product === undefined || right === undefined || tag === right || tag === '') continue;
    const knownOld =
      product.wrongVersions?.some(({ value }) => value === versionOfImage(token.text)) === true ||
      former().some((earlier) => tagOfImage(earlier.products.get(product.id)?.image ?? '') === tag);
    yield {
      rule: 'F002',
      range: rangeOf(reading, token),
      message: `У образа ${path} здесь тег ${tag}, а в инвентаре — ${right}`,
      expected: `${path}:${right}`,
      found: token.text,
      source: factSource(inventory, `${product.id}.tag`),
      replacement: knownOld ? `${path}:${right}` : undefined,
    };
  }
}
