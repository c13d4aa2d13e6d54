import type { Inventory, Product } from '../../inventory/index.ts';

/** A program of the host whose version the inventory knows: Docker, Compose, the operating system. */
export interface Program {
  readonly name: string;
  /** Versions by server, with the fact that says each. */
  readonly versions: ReadonlyArray<{ readonly server: string; readonly version: string; readonly fact: string }>;
}

/** Something the inventory knows, named in a text. */
export interface Mention {
  readonly kind: 'mention';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly product: Product | undefined;
  readonly program: Program | undefined;
  /** The service, where the name says which one: `traefik2`, `logs2.tapbot.kz`. */
  readonly service: string | undefined;
  /** Ids of the servers: one, or all of «оба сервера». Empty when none is named. */
  readonly servers: readonly string[];
}

/** A number with what stands around it: `8055`, «4 ГБ», «600–714 ₽», «v3.7.11». */
export interface NumberToken {
  readonly kind: 'number';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The digits as they stand: «10.10» is no 10.1. */
  readonly digits: string;
  readonly from: number;
  /** Equal to `from` where there is no range. */
  readonly to: number;
  readonly unit: Measure | undefined;
  /** True between backticks, with nothing else there but a protocol. */
  readonly code: boolean;
}

/** A name under the domain of the project, or of a container, maybe with a port. */
export interface HostToken {
  readonly kind: 'host';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In small letters; of a container as it is named in Compose. */
  readonly host: string;
  readonly port: number | undefined;
}

export interface PlainToken {
  readonly kind: 'address' | 'mail' | 'image';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type Token = Mention | NumberToken | HostToken | PlainToken;

/** A unit and how much of the base unit it is: minutes count in seconds, gigabytes in megabytes. */
export interface Measure {
  readonly base: 'МБ' | 'с' | '%' | '₽' | 'CPU' | 'Мбит/с' | 'ГГц' | 'год' | 'МБ/с';
  readonly factor: number;
}

const MEASURES: ReadonlyArray<readonly [pattern: string, base: Measure['base'], factor: number]> = [
  ['МБ\\/с|MB\\/s|МБ в секунду', 'МБ/с', 1],
  ['ТБ|TB', 'МБ', 1024 * 1024],
  ['ГБ|Гб|GB|GiB|ГиБ|гигабайт(?:а|ов)?', 'МБ', 1024],
  ['МБ|Мб|MB|MiB|МиБ|мегабайт(?:а|ов)?', 'МБ', 1],
  ['КБ|Кб|KB|kB', 'МБ', 1 / 1024],
  ['Гбит\\/с|Gbit\\/s', 'Мбит/с', 1000],
  ['Мбит\\/с|Mbit\\/s|Mbps', 'Мбит/с', 1],
  ['ГГц|GHz', 'ГГц', 1],
  ['vCPU|CPU|виртуальн(?:ых|ые|ый|ого) (?:ядр|процессор)\\p{L}*|ядр(?:о|а|ами|ах)?|ядер|процессор(?:а|ов|ами|ах)?', 'CPU', 1],
  ['%|процент(?:а|ов)?', '%', 1],
  ['₽|руб(?:ль|ля|лей)|руб\\.?|RUB', '₽', 1],
  ['мс|ms|миллисекунд\\p{L}*', 'с', 0.001],
  ['секунд(?:а|ы|у|ой)?|сек\\.?|с(?=\\s*(?:$|[.,;)|»]))', 'с', 1],
  ['минут(?:а|ы|у|ой)?|мин\\.?', 'с', 60],
  ['час(?:а|ов|ами|ах)?|ч', 'с', 3600],
  ['сут(?:ки|ок)|день|дня|дней|дн\\.', 'с', 86_400],
  ['недел(?:я|и|ю|ь)', 'с', 7 * 86_400],
  ['год(?:а|у)?|лет', 'год', 1],
];

const UNIT = MEASURES.map(([pattern], index) => `(?<u${index}>${pattern})`).join('|');
const MONTHS = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';
/** Small numbers in words, in the cases that stand before a unit. */
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  один: 1,
  одна: 1,
  одно: 1,
  одного: 1,
  одной: 1,
  два: 2,
  две: 2,
  двух: 2,
  двумя: 2,
  двум: 2,
  три: 3,
  трёх: 3,
  тремя: 3,
  трём: 3,
  четыре: 4,
  четырёх: 4,
  четырьмя: 4,
  пять: 5,
  пяти: 5,
  пятью: 5,
  шесть: 6,
  шести: 6,
  шестью: 6,
  семь: 7,
  семи: 7,
  восемь: 8,
  восьми: 8,
  восемью: 8,
  девять: 9,
  девяти: 9,
  десять: 10,
  десяти: 10,
  десятью: 10,
};
const NUMBER_WORD = Object.keys(NUMBER_WORDS)
  .map((word) => word.replaceAll('ё', '[её]'))
  .join('|');
const AMOUNT = '\\d{1,3}(?: \\d{3})+(?:,\\d+)?(?![\\d.])|\\d+(?:,\\d+)?(?![\\d.,]*\\d)|\\d+(?:\\.\\d+)+';
const BEFORE = '(?<![\\p{L}\\d_.,/@-])';

/** The words of an inventory and one expression that finds them all, numbers, addresses and images in a single pass. */
export interface Lexicon {
  /** Everything of interest in a text, in order. */
  readonly read: (text: string) => readonly Token[];
  /** Products with their images, without tags: `postgres`, `n8nio/n8n`. */
  readonly images: ReadonlyMap<string, Product>;
  readonly programs: readonly Program[];
}

interface Meaning {
  readonly product?: Product;
  readonly program?: Program;
  readonly service?: string;
  readonly servers?: readonly string[];
}

/** How many texts are remembered: headings and heads of columns come again and again. */
const MEMORY = 20_000;

export function buildLexicon(inventory: Inventory): Lexicon {
  const programs = programsOf(inventory);
  const meanings = meaningsOf(inventory, programs);
  const images = imagesOf(inventory);
  const hosts = new Map(
    [...inventory.services.values()].flatMap(({ id, domain, laterDomain }) =>
      [domain, laterDomain].flatMap((name) => (name === undefined ? [] : [[name, id] as const])),
    ),
  );
  const pattern = lexerOf(inventory, [...meanings.keys()], [...images.keys()]);
  const labels = labelsOf(inventory);
  const ordinals = ordinalsOf(inventory);
  let memory = new Map<string, readonly Token[]>();

  const read = (text: string): readonly Token[] => {
    const known = memory.get(text);
    if (known !== undefined) return known;
    const tokens = [...text.matchAll(pattern)].flatMap((match): Token[] => {
      const token = tokenOf(match, text);
      if (token?.kind !== 'host') return token === undefined ? [] : [token];
      // A name of a host speaks of its service too, that of a container of its product.
      const mention = mentionOf(token, { service: hosts.get(token.host) ?? '', ...meanings.get(keyOf(token.host)) }, inventory);
      return mention.product === undefined ? [token] : [mention, token];
    });
    if (memory.size >= MEMORY) memory = new Map();
    memory.set(text, tokens);
    return tokens;
  };

  function tokenOf(match: RegExpExecArray, text: string): Token | undefined {
    const { groups = {}, index, 0: written } = match;
    const place = { start: index, end: index + written.length, text: written };
    if (groups['skip'] !== undefined) return undefined;
    if (groups['mail'] !== undefined) return { kind: 'mail', ...place };
    if (groups['host'] !== undefined) {
      const port = groups['hostPort'];
      return { kind: 'host', ...place, host: groups['host'].toLowerCase(), port: port === undefined ? undefined : Number(port) };
    }
    if (groups['ip'] !== undefined) return { kind: 'address', ...place };
    if (groups['containerPort'] !== undefined) return { kind: 'host', ...place, host: groups['container'] ?? '', port: Number(groups['containerPort']) };
    if (groups['tag'] !== undefined) return { kind: 'image', ...place };
    const ordinal = ordinals.findIndex((_, at) => groups[`ordinal${at}`] !== undefined);
    const server = ordinals[ordinal]?.server;
    if (server !== undefined) return mentionOf(place, { servers: [server] }, inventory);
    const { name, label } = groups;
    const meaning = name === undefined ? (label === undefined ? undefined : labels.get(label.toLowerCase())) : meanings.get(keyOf(name));
    if (meaning !== undefined) return mentionOf(place, meaning, inventory);
    const { word } = groups;
    if (word !== undefined) return wordNumber(word, place, text);
    return groups['low'] === undefined ? undefined : numberOf(groups, place, text);
  }

  return { read, images, programs };
}

function numberOf(groups: Readonly<Record<string, string | undefined>>, place: { start: number; end: number; text: string }, text: string): NumberToken {
  const digits = groups['low'] ?? '';
  const from = valueOf(digits);
  const high = groups['high'];
  const index = MEASURES.findIndex((_, at) => groups[`u${at}`] !== undefined);
  const measure = MEASURES[index];
  const { start, end } = place;
  const before = text[start - 1];
  const after = text.slice(end);
  return {
    kind: 'number',
    ...place,
    digits,
    from,
    to: high === undefined ? from : valueOf(high),
    unit: measure === undefined ? undefined : { base: measure[1], factor: measure[2] },
    code: before === '`' && /^(?:\/(?:tcp|udp))?`/i.test(after),
  };
}

const UNIT_AFTER = new RegExp(`^ (?:${UNIT})(?![\\p{L}\\d])`, 'iu');

/** «четырьмя процессорами»: a number only where a unit follows. */
function wordNumber(word: string, { start, end }: { start: number; end: number }, text: string): NumberToken | undefined {
  const unit = UNIT_AFTER.exec(text.slice(end, end + 30));
  const measure = MEASURES[MEASURES.findIndex((_, at) => unit?.groups?.[`u${at}`] !== undefined)];
  const value = Object.entries(NUMBER_WORDS).find(([known]) => keyOf(known) === keyOf(word))?.[1];
  if (unit === null || measure === undefined || value === undefined) return undefined;
  const whole = text.slice(start, end + unit[0].length);
  const shared = { from: value, to: value, unit: { base: measure[1], factor: measure[2] } };
  return { kind: 'number', start, end: start + whole.length, text: whole, digits: String(value), code: false, ...shared };
}

function valueOf(digits: string): number {
  return Number(
    digits
      .replaceAll(' ', '')
      .replace(',', '.')
      .replace(/^(\d+\.\d+)\..*$/, '$1'),
  );
}

function mentionOf(place: { start: number; end: number; text: string }, meaning: Meaning, inventory: Inventory): Mention {
  const service = meaning.service === undefined ? undefined : inventory.services.get(meaning.service);
  return {
    kind: 'mention',
    start: place.start,
    end: place.end,
    text: place.text,
    product: meaning.product ?? service?.product,
    program: meaning.program,
    service: service?.id,
    servers: meaning.servers ?? (service === undefined ? [] : [service.server]),
  };
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ');
}

const ESCAPED = /[.*+?^${}()|[\]\\/]/g;

function escape(text: string): string {
  return text.replace(ESCAPED, '\\$&').replace(/[её]/gi, '[её]').replace(/ +/g, '\\s+');
}

/**
 * One alternative after another, the most telling first: what is a date or a number of a section must not be read as a version,
 * nor the digits of a name as an amount.
 */
function lexerOf(inventory: Inventory, names: readonly string[], images: readonly string[]): RegExp {
  const root = escape(inventory.networks.domain.name);
  const byLength = (list: readonly string[]): string[] => [...list].sort((a, b) => b.length - a.length);
  const labels = [...labelsOf(inventory).keys()];
  const containers = [...inventory.products.values()].flatMap(({ container }) => (container === undefined ? [] : [container]));
  const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
  return new RegExp(
    [
      // Dates, times, quarters, numbers of sections.
      `(?<skip>${BEFORE}(?:\\d{1,2}(?:[–-]\\d{1,2})? (?:${MONTHS})(?: 20\\d\\d)?|20\\d\\d-\\d\\d-\\d\\d|\\d{1,2}\\.\\d{2}\\.(?:20)?\\d\\d(?![\\d.])|\\d{1,2}:\\d{2}(?::\\d{2})?(?!\\d)|0\\d(?:\\.\\d\\d){1,3}(?!\\.?\\d)))`,
      '(?<mail>[\\p{L}\\d._+-]+@[\\p{L}\\d-]+(?:\\.[\\p{L}\\d-]+)+)',
      `(?<![\\p{L}\\d@._*…-]|(?<!:\\/)\\/)(?<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)*${root})(?![\\p{L}\\d-]|\\.[\\p{L}\\d])(?::(?<hostPort>\\d{1,5}))?`,
      `(?<![\\p{L}\\d.,-]|\\d\\/)(?<ip>${octet}(?:\\.${octet}){3})(?:\\/\\d\\d?)?(?![\\d\\p{L}]|\\.\\d)`,
      `(?<![\\p{L}\\d._-]|[^/]\\/)(?<container>${byLength(containers).map(escape).join('|')}):(?<containerPort>\\d{3,5}|80)(?![\\w.-])`,
      `(?<![\\p{L}\\d._-]|[^/]\\/)(?:(?:[a-z0-9-]+\\.)+[a-z]+(?::\\d+)?\\/|library\\/)?(?:${byLength(images).map(escape).join('|')}):(?<tag>\\w[\\w.-]*)(?!:)`,
      `(?<![\\p{L}\\d_.@/-])(?<name>${byLength(names).map(escape).join('|')})(?![\\p{L}\\d_]|-[\\p{L}\\d]*\\d)`,
      ...(labels.length === 0 ? [] : [`(?<=\`)(?<label>${byLength(labels).map(escape).join('|')})(?=\`)`]),
      ...ordinalsOf(inventory).map(
        ({ stem, ending }, index) =>
          `(?<!\\p{L})(?<ordinal${index}>${stem})(?:${ending}|ого|ому|ым|ом)(?:\\s+сервер\\p{L}*|(?!\\p{L})(?=\\s*(?:$|[.,;:!?)»|—–/(\`\\d→]|[a-z]|${AFTER_ORDINAL})))`,
      ),
      `${BEFORE}v?(?<low>${AMOUNT})(?:\\s?[–—-]\\s?(?<high>\\d{1,3}(?: \\d{3})+(?:,\\d+)?|\\d+(?:,\\d+)?))?(?:[\\s-]?(?:полных )?(?:${UNIT})(?![\\p{L}\\d]))?`,
      `(?<!\\p{L})(?<word>${NUMBER_WORD})(?!\\p{L})`,
    ].join('|'),
    'giu',
  );
}

/** «первый» and «второй» of the names of the servers: «на втором» is enough to know which one is meant. */
function ordinalsOf(inventory: Inventory): Array<{ readonly stem: string; readonly ending: string; readonly server: string }> {
  return [...inventory.servers.values()].flatMap(({ id, name }) => {
    const [, stem, ending] = /^(\p{L}{3,}?)(ый|ой|ий) сервер$/iu.exec(name) ?? [];
    return stem === undefined || ending === undefined ? [] : [{ stem: keyOf(stem), ending, server: id }];
  });
}

/** What may follow a bare «первый» that means a server; before any other word it counts something else. */
const AFTER_ORDINAL = '(?:и|или|а|не|это|тоже|уже|ещё|есть|нет|стоит|стоят|работает|будет|нуж\\p{L}*|пуст|прошёл|без|можно|до)(?!\\p{L})';

const ALL_SERVERS = [
  'оба сервера',
  'обоих серверов',
  'обоих серверах',
  'обоим серверам',
  'двух серверов',
  'двух серверах',
  'каждый сервер',
  'каждого сервера',
  'каждом сервере',
  'оба',
  'обоих',
  'обе машины',
];

function meaningsOf(inventory: Inventory, programs: readonly Program[]): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  const add = (name: string, meaning: Meaning): void => {
    if (!meanings.has(keyOf(name))) meanings.set(keyOf(name), meaning);
  };
  for (const { id, name, alsoCalled } of inventory.servers.values()) for (const word of [id, name, ...(alsoCalled ?? [])]) add(word, { servers: [id] });
  for (const word of ALL_SERVERS) add(word, { servers: [...inventory.servers.keys()] });
  for (const product of inventory.products.values()) for (const name of [product.name, ...(product.alsoCalled ?? [])]) add(name, { product });
  for (const product of inventory.products.values()) if (product.container !== undefined) add(product.container, { product });
  for (const { id, product } of inventory.services.values()) if (id !== product.id) add(id, { service: id });
  for (const program of programs) for (const name of [program.name, program.name.split(' ').at(-1) ?? '']) add(name, { program });
  return meanings;
}

/** First labels of the domains, `logs2`: between backticks they stand for the service. */
function labelsOf(inventory: Inventory): Map<string, Meaning> {
  const root = `.${inventory.networks.domain.name}`;
  return new Map(
    [...inventory.services.values()].flatMap(({ id, domain }) =>
      domain?.endsWith(root) === true ? [[domain.slice(0, -root.length), { service: id }] as const] : [],
    ),
  );
}

function programsOf(inventory: Inventory): Program[] {
  const programs = new Map<string, { name: string; versions: { server: string; version: string; fact: string }[] }>();
  for (const { id: server, software, os } of inventory.servers.values()) {
    const [, system, release] = /^(\p{L}+) (\d+(?:\.\d+)*)/u.exec(os) ?? [];
    const list = Object.entries(software ?? {}).map(([key, { name, version }]) => ({ name, version, fact: `${server}.software.${key}.version` }));
    if (system !== undefined && release !== undefined) list.push({ name: system, version: release, fact: `${server}.os` });
    for (const { name, version, fact } of list) {
      const program = programs.get(name) ?? { name, versions: [] };
      program.versions.push({ server, version, fact });
      programs.set(name, program);
    }
  }
  return [...programs.values()];
}

/** Images without tag and registry; with the registry they are found too. */
function imagesOf(inventory: Inventory): Map<string, Product> {
  return new Map(
    [...inventory.products.values()].flatMap((product) => {
      const path = product.image?.replace(/@.*$/, '').replace(/:[\w.-]+$/, '');
      return path === undefined ? [] : [[path.replace(/^(?:[a-z0-9-]+\.)+[a-z]+(?::\d+)?\//, ''), product] as const];
    }),
  );
}
