import type { Inventory, Server } from '../../inventory/index.ts';
import { memoryBudget, numberText } from '../../inventory/index.ts';
import type { Contradiction, Reading } from './contradiction.ts';
import { factSource, factValue, rangeOf } from './contradiction.ts';
import type { Measure, NumberToken } from './lexicon.ts';
import { isMention, mentionsIn, serversAt } from './subjects.ts';

/** An amount of a statement with the words around it. */
interface Quantity {
  readonly reading: Reading;
  readonly token: NumberToken;
  readonly base: Measure['base'] | undefined;
  /** In base units. */
  readonly from: number;
  readonly to: number;
  /** The clause before the amount, and after it. */
  readonly before: string;
  readonly after: string;
  /** The clause, the row and the column: what the amount is about. */
  readonly around: string;
}

/** A value that the inventory allows here. */
interface Accepted {
  /** The fact that says it. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** Tells which values may stand in a place; undefined when the place is about something else. The first topic that answers decides. */
type Topic = (quantity: Quantity, inventory: Inventory) => readonly Accepted[] | undefined;

/** F005: a size, price or other amount that is not the inventory's. */
export function* quantityClaims(reading: Reading): Iterable<Contradiction> {
  yield* timeZone(reading);
  for (const token of reading.tokens) {
    if (token.kind !== 'number' || /^0\d/.test(token.digits) || /\d\.\d+\.\d/.test(token.digits)) continue;
    const quantity = quantityOf(reading, token);
    if (DENIED.test(quantity.before)) continue;
    const { inventory } = reading.known;
    const accepted = firstAnswer(quantity, inventory);
    if (accepted === undefined || accepted.length === 0 || isAccepted(quantity, accepted)) continue;
    const [best] = accepted;
    if (best === undefined) continue;
    const expected = [...new Set(accepted.map(({ key }) => factValue(inventory, key) ?? ''))].filter((text) => text !== '').join(' или ');
    yield {
      rule: 'F005',
      range: rangeOf(reading, token),
      message: `${best.label}: здесь ${token.text}, а в инвентаре — ${expected}`,
      expected,
      found: token.text,
      source: factSource(inventory, best.key),
      replacement: replacementFor(quantity, accepted),
    };
  }
}

const DENIED = /(?<!\p{L})не\s+`?$/iu;

function firstAnswer(quantity: Quantity, inventory: Inventory): readonly Accepted[] | undefined {
  for (const topic of quantity.base === undefined ? BARE_TOPICS : TOPICS) {
    const answer = topic(quantity, inventory);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function quantityOf(reading: Reading, token: NumberToken): Quantity {
  const { statement } = reading;
  const { text } = statement.plain;
  const clauseStart = Math.max(text.lastIndexOf(';', token.start), text.lastIndexOf('(', token.start) < text.lastIndexOf(')', token.start) ? -1 : -1) + 1;
  const clauseEnd = text.indexOf(';', token.end);
  const before = text.slice(clauseStart, token.start);
  const after = text.slice(token.end, clauseEnd === -1 ? undefined : clauseEnd);
  // A unit may stand in the head of the column or of the row: «Предел, МБ».
  const unit = token.unit ?? unitOfHead(statement.column) ?? unitOfHead(statement.row);
  const factor = unit?.factor ?? 1;
  return {
    reading,
    token,
    base: unit?.base,
    from: token.from * factor,
    to: token.to * factor,
    before,
    after,
    around: [before, token.text, after, statement.row, statement.column].join(' '),
  };
}

function unitOfHead(text: string): Measure | undefined {
  if (/,\s*(?:МБ|MB)(?!\p{L})/u.test(text)) return { base: 'МБ', factor: 1 };
  if (/,\s*(?:ГБ|GB)(?!\p{L})/u.test(text)) return { base: 'МБ', factor: 1024 };
  if (/,\s*₽/u.test(text)) return { base: '₽', factor: 1 };
  return undefined;
}

function isAccepted({ from, to }: Quantity, accepted: readonly Accepted[]): boolean {
  const has = (low: number, high: number): boolean => accepted.some((one) => near(one.from, low) && near(one.to, high));
  // A range may be two accepted values: «80–90 %».
  return has(from, to) || (from !== to && [from, to].every((end) => accepted.some((one) => near(one.from, end) || near(one.to, end))));
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** The same text with the value of today, when the old one is known as wrong or was right in an earlier inventory. */
function replacementFor(quantity: Quantity, accepted: readonly Accepted[]): string | undefined {
  const { inventory, former } = quantity.reading.known;
  const wrong = knownWrong(quantity, inventory);
  const late = former().flatMap((earlier) => (firstAnswer(quantity, earlier) ?? []).filter((one) => isAccepted(quantity, [one])));
  const keys = new Set([...(wrong === undefined ? [] : [wrong]), ...late.map(({ key }) => key)]);
  const right = accepted.filter(({ key }) => keys.has(key));
  const [only] = right;
  if (only === undefined || right.some(({ from, to }) => !near(from, only.from) || !near(to, only.to))) return undefined;
  const { token } = quantity;
  const factor = token.unit?.factor ?? 1;
  // «15 минут» instead of «24 ч»: another unit, so the whole value as the inventory writes it.
  if (!Number.isInteger(only.from / factor) && only.from === only.to) return factValue(inventory, only.key);
  const digits = only.from === only.to ? numberText(only.from / factor) : `${numberText(only.from / factor)}–${numberText(only.to / factor)}`;
  const written = token.text.replace(/^v/i, '');
  const unit = /[^\d\s,.–—-].*$/u.exec(written)?.[0];
  return unit === undefined ? digits : `${digits} ${unit}`;
}

/** The key of the fact whose list of wrong values names this one. */
function knownWrong({ token, from, to }: Quantity, { servers, costs, networks }: Inventory): string | undefined {
  for (const { id, wrongValues } of servers.values()) {
    for (const { field, value } of wrongValues ?? []) {
      const factor = field === 'cpu' ? 1 : 1024;
      if (near(from, value * factor) && from === to && token.unit?.factor === factor) return `${id}.${field}`;
    }
  }
  for (const [id, { wrong }] of Object.entries(networks.serviceLevels)) {
    if (wrong?.some(({ value }) => value.replace(/\s+/g, ' ') === token.text) === true) return `networks.serviceLevels.${id}`;
  }
  return costs.payback.wrong?.some(({ value }) => value.replace(/\s*\p{L}+$/u, '') === token.text.replace(/\s*\p{L}.*$/u, '')) === true
    ? 'costs.payback.years'
    : undefined;
}

function servers(quantity: Quantity, inventory: Inventory): Server[] {
  const { reading, token } = quantity;
  const named = serversAt(reading, token.start, token.end).flatMap((id) => inventory.servers.get(id) ?? []);
  return named.length > 0 ? named : [...inventory.servers.values()];
}

function accept(key: string, value: number, label: string, to = value): Accepted {
  return { key, from: value, to, label };
}

/** What is bought, wanted or measured is not what the server has. */
const NOT_THE_SIZE =
  /(?<!\p{L})(?:увелич|расшир|добав|докуп|плюс|прибав|станет|стало бы|нуж(?:ен|н)|треб|просит|прос(?:ит|ят)|до(?=\s|$)|трет(?:ий|ьего|ьему)|нов(?:ый|ого|ом) сервер|вариант|тариф|порог|swap|подкач|занят|занима|свобод|остал|выдел|огранич|лимит|предел|buffers|cache|mem\b|обновл|меньше|больше|выше|ниже|постоянное решение|или)\p{L}*|→/iu;

function sizeOf(field: 'ram' | 'disk', quantity: Quantity, inventory: Inventory): Accepted[] {
  return servers(quantity, inventory).map((server) =>
    accept(`${server.id}.${field}`, server[field] * 1024, `${field === 'ram' ? 'Память' : 'Диск'} ${server.id}`),
  );
}

const RAM_HEAD = /^[\s`*]*(?:оперативная память|память|RAM|ОЗУ)(?![\p{L}])/iu;
const DISK_HEAD = /^[\s`*]*(?:диск|накопитель|хранилище|SSD|NVMe|storage|disk)(?![\p{L}])/iu;

/** Of a table of servers: «Память | 4 ГБ | 4 ГБ», «Первый | 10 ГБ». */
const sizeInTable: Topic = (quantity, inventory) => {
  const { reading, token, base } = quantity;
  const { statement } = reading;
  if (statement.kind !== 'cell' || base !== 'МБ' || (token.unit?.factor ?? 0) < 1024 || !/^[\s`*]*$/.test(statement.plain.text.slice(0, token.start)))
    return undefined;
  if (NOT_THE_SIZE.test([statement.row, statement.column, statement.plain.text].join(' '))) return undefined;
  const serverIn = (text: string): boolean => mentionsIn(reading.known.lexicon, text).some((mention) => mention.servers.length === 1);
  const [head, other] = serverIn(statement.column) ? [statement.row, statement.column] : [statement.column, statement.row];
  if (!serverIn(other)) return undefined;
  if (RAM_HEAD.test(head)) return sizeOf('ram', quantity, inventory);
  if (DISK_HEAD.test(head) || (/^[\s`*]*(?:всего|размер|объём|сколько)[\s`*]*$/iu.test(head) && /(?<!\p{L})диск/iu.test(statement.headings[0] ?? '')))
    return sizeOf('disk', quantity, inventory);
  return undefined;
};

const AFTER_RAM = /^[\s`]*(?:оперативной |общей )?(?:памяти|RAM|ОЗУ|оперативки)(?!\p{L})/iu;
const BEFORE_RAM = /(?<!\p{L})(?:оперативн(?:ая|ой) памят[ьи]|памят[ьи]|RAM|ОЗУ)(?: (?!под|для|на)[\p{L}\d]+){0,2}\s*[—:=,(-]?\s*`?$/iu;
const AFTER_DISK = /^[\s`]*(?:NVMe|SSD|HDD|диска?|дискового пространства|на диске)(?![\p{L}])/iu;
const BEFORE_DISK = /(?<!\p{L})(?:диск(?:е|а|ом)?|NVMe|SSD|накопител[ья])(?: (?!под|для)[\p{L}\d]+){0,2}\s*[—:=,(-]?\s*(?:всего |в |на )?`?$/iu;

const sizeInProse: Topic = (quantity, inventory) => {
  const { token, base, before, after, reading } = quantity;
  if (base !== 'МБ' || (token.unit?.factor ?? 0) < 1024) return undefined;
  const tail = before.slice(-60);
  if (
    NOT_THE_SIZE.test(tail.slice(Math.max(0, tail.lastIndexOf(', ') + 1))) ||
    NOT_THE_SIZE.test(after.slice(0, 12)) ||
    NOT_THE_SIZE.test(reading.statement.row)
  )
    return undefined;
  if (/(?:вмест|\+)\s*$/.test(tail)) return undefined;
  // A product that is named right before has memory of its own.
  const owner = reading.tokens.filter(isMention).findLast(({ end, product }) => end <= token.start && product !== undefined);
  if (owner !== undefined && token.start - owner.end < 25) return undefined;
  if (!isAboutServers(quantity)) return undefined;
  if (AFTER_RAM.test(after)) return sizeOf('ram', quantity, inventory);
  if (AFTER_DISK.test(after)) return sizeOf('disk', quantity, inventory);
  if (BEFORE_DISK.test(before)) return sizeOf('disk', quantity, inventory);
  if (BEFORE_RAM.test(before)) return sizeOf('ram', quantity, inventory);
  if (reading.statement.kind === 'cell' && /серв\p{L}+\s*[—:]?\s*$/iu.test(before)) {
    if (/(?<!\p{L})диск/iu.test(reading.statement.row)) return sizeOf('disk', quantity, inventory);
    if (/(?<!\p{L})памят/iu.test(reading.statement.row)) return sizeOf('ram', quantity, inventory);
  }
  // «2 vCPU, 4 ГБ, 30 ГБ NVMe»
  if (/(?:vCPU|CPU|яд\p{L}+|процессор\p{L}*)(?: и|,| \/)\s*$/iu.test(before) && !/^[\s,]*\d+–/.test(after)) return sizeOf('ram', quantity, inventory);
  return undefined;
};

/** A laptop and a test machine have memory too. */
function isAboutServers({ reading, token }: Quantity): boolean {
  const { text } = reading.statement.plain;
  if (/(?<!\p{L})(?:ноутбук|компьютер|локальн|виртуальн\p{L}* машин|тестов|разработчик|телефон|друг(?:ой|ого|ом) провайдер|контейнер|образ)\p{L}*/iu.test(text))
    return false;
  return /(?<!\p{L})сервер\p{L}*/iu.test(text) || serversAt(reading, token.start, token.end).length > 0;
}

const processors: Topic = (quantity, inventory) => {
  const { base, before, reading, token } = quantity;
  if (
    base !== 'CPU' ||
    !isAboutServers(quantity) ||
    NOT_THE_SIZE.test(before.slice(-40)) ||
    NOT_THE_SIZE.test(reading.statement.row) ||
    /\.\d/.test(token.digits)
  )
    return undefined;
  return servers(quantity, inventory).map(({ id, cpu }) => accept(`${id}.cpu`, cpu, `Процессоры ${id}`));
};

const network: Topic = (quantity, inventory) => {
  if (quantity.base !== 'Мбит/с' || !isAboutServers(quantity)) return undefined;
  return servers(quantity, inventory).map(({ id, network: speed }) => accept(`${id}.network`, speed, `Канал ${id}`));
};

type Period = 'day' | 'month' | 'year';
const PERIODS: ReadonlyArray<readonly [Period, RegExp]> = [
  ['day', /(?<!\p{L})(?:день|дня|сутки|посуточно)(?!\p{L})/iu],
  ['month', /(?<!\p{L})(?:месяц|мес\.?|месяца|ежемесячно)(?!\p{L})/iu],
  ['year', /(?<!\p{L})(?:год|года)(?!\p{L})/iu],
];

function periodIn(text: string): Period | undefined {
  const found = PERIODS.filter(([, pattern]) => pattern.test(text));
  return found.length === 1 ? found[0]?.[0] : undefined;
}

/** Money that is no rent of what stands now. */
const NOT_THE_RENT =
  /(?<!\p{L})(?:памят|диск|RAM|процессор|трет(?:ий|ьего)|плюс|прибав|домен|SSL|увелич|расшир|вариант|смет|разниц|станет|нижн|верхн|оценк|выруч|копи|дорож|дешев|минус|порог|тариф|стоимость владения|запас|перв(?:ый|ом|ого) план|втор(?:ой|ом|ого) план|×|дополнительн|друг(?:ой|ого|ом|их)|чуж|альтернатив|аналог)\p{L}*|[×→+−/]|%/iu;
const TOGETHER = /(?<!\p{L})(?:оба|обоих|обе|вместе|серверы|серверов|инфраструктур\p{L}*|итого|всего)(?!\p{L})/iu;

const rent: Topic = (quantity, inventory) => {
  const { reading, token, base, before, after } = quantity;
  const { statement } = reading;
  if (base !== '₽' || token.from !== token.to) return undefined;
  const inCell = statement.kind === 'cell';
  const head = inCell ? `${statement.row} | ${statement.column}` : '';
  if (NOT_THE_RENT.test(inCell ? `${head} ${statement.plain.text}` : `${before.slice(-90)} ${after.slice(0, 25)}`)) return undefined;
  const nextPeriod = /^\s*(?:в|за|\/|каждый|\()\s*(?:день|сутки|месяц|мес|год)/iu.exec(after)?.[0];
  const periodBefore = /(?<!\p{L})(?:в|за|цена|месяц|год)\s*(?:в )?(?:день|сутки|месяц|год|месяца|года)?[^\d]{0,25}$/iu.exec(before)?.[0] ?? '';
  const period = nextPeriod === undefined ? (inCell ? periodIn(head) : periodIn(periodBefore)) : periodIn(nextPeriod);
  if (period === undefined) return undefined;
  const said = inCell ? head : before;
  const costs = /(?<!\p{L})(?:сто(?:ит|ят|ил|или)|обход(?:ится|ятся)|цена|стоимость|платим|плат(?:а|ёж)|аренд\p{L}*)(?!\p{L})/iu;
  if (!inCell && !costs.test(before) && !/\d ₽ в (?:день|месяц),?\s*(?:или )?$/iu.test(before)) return undefined;
  const total = [accept(`costs.total.${period}`, inventory.costs.total[period], `Цена обоих серверов за ${PERIOD_NAMES[period]}`)];
  const named = mentionsIn(reading.known.lexicon, said).flatMap((mention) => (mention.servers.length > 0 ? [mention.servers] : []));
  const last = named.at(-1);
  if (last?.length === 1 && !(inCell && TOGETHER.test(statement.row)))
    return last.flatMap((id) => {
      const server = inventory.servers.get(id);
      return server === undefined ? [] : [accept(`${id}.price.${period}`, server.price[period], `Цена ${id} за ${PERIOD_NAMES[period]}`)];
    });
  return TOGETHER.test(said) || (inCell && mentionsIn(reading.known.lexicon, statement.cells.join(' | ')).some((mention) => mention.servers.length > 1))
    ? total
    : undefined;
};

const PERIOD_NAMES: Readonly<Record<Period, string>> = { day: 'день', month: 'месяц', year: 'год' };

/** A row of a table of upgrades: the price, the new price, the difference, and each for a year. */
const upgrades: Topic = (quantity, inventory) => {
  const { reading, base } = quantity;
  const { statement } = reading;
  if (statement.kind !== 'cell' || base !== '₽') return undefined;
  const third = /(?<!\p{L})(?:трет(?:ий|ьего)|нов(?:ый|ого)) сервер/iu.test(statement.row);
  const field = /(?<!\p{L})память/iu.test(statement.row) ? 'ram' : /(?<!\p{L})диск/iu.test(statement.row) ? 'disk' : undefined;
  if (!third && (field === undefined || !statement.row.includes('→'))) return undefined;
  const named = mentionsIn(reading.known.lexicon, statement.row).flatMap((mention) => mention.servers);
  const matching = Object.entries(inventory.costs.upgrades).filter(([, upgrade]) =>
    third ? upgrade.field === 'server' : upgrade.field === field && (named.length === 0 || named.includes(upgrade.server ?? '')),
  );
  if (matching.length === 0) return undefined;
  return matching.flatMap(([id, { name, server, options, price }]) => {
    const now = inventory.servers.get(server ?? '')?.price.month ?? 0;
    const key = `costs.upgrades.${id}`;
    const single = Object.entries(options ?? {}).flatMap(([option, { delta, month }]) => {
      const more = delta ?? (month ?? now) - now;
      const at = `${key}.options.${option}.${delta === undefined ? 'month' : 'delta'}`;
      return [more, now + more, more * 12, (now + more) * 12].map((value) => accept(at, value, name));
    });
    const ranges = price === undefined ? [] : [1, 12].map((months) => accept(`${key}.price`, price.from * months, name, price.to * months));
    return [...single, ...ranges, ...(now === 0 ? [] : [accept(`${server}.price.month`, now, name)])];
  });
};

const estimate: Topic = ({ reading: { statement }, base }, inventory) => {
  const year = /^[\s*`]*(20\d\d)(?: год)?[\s*`]*$/.exec(statement.row)?.[1];
  if (
    statement.kind !== 'cell' ||
    base !== '₽' ||
    year === undefined ||
    !/смет|расход|затрат|оценк|бюджет/iu.test([statement.lead, statement.before, statement.column, ...statement.headings].join(' '))
  )
    return undefined;
  const value = inventory.costs.estimate.years[year];
  return value === undefined ? undefined : [accept(`costs.estimate.years.${year}`, value, `Смета ${year} года`)];
};

const project: Topic = ({ base, before, token }, inventory) => {
  const { from, to } = inventory.costs.project;
  if (base !== '₽' || token.from === token.to || !/(?<!\p{L})проект\p{L}*(?: (?:сто(?:ит|ят)|за|обходится в|по|клиента))*\s*[—:]?\s*$/iu.test(before))
    return undefined;
  return [accept('costs.project', from, 'Цена проекта', to)];
};

const payback: Topic = ({ base, before, token }, inventory) => {
  const { from, to } = inventory.costs.payback.years;
  if (base !== 'год' || token.from === token.to || token.from > 100 || !/(?<!\p{L})(?:оплачива|окупа|хвата)\p{L}*/iu.test(before)) return undefined;
  return [accept('costs.payback.years', from, 'Окупаемость', to)];
};

const extras: Topic = ({ base, before, token }, inventory) => {
  if (base !== '₽' || token.from === token.to) return undefined;
  const words: Readonly<Record<string, RegExp>> = {
    domains: /(?<!\p{L})домен\p{L}*(?: и (?:SSL|сертификат\p{L}*))?\s*(?:—|закладывают)?\s*$/iu,
    services: /(?<!\p{L})дополнительн\p{L}+ сервис\p{L}*\s*—?\s*$/iu,
  };
  for (const [id, { name, year }] of Object.entries(inventory.costs.extras)) {
    if (words[id]?.test(before) === true) return [accept(`costs.extras.${id}.year`, year.from, name, year.to)];
  }
  return undefined;
};

/** «Directus — 768 МБ», «n8n отведено 1 024 МБ», «Redis 192» in a budget of memory. */
const memoryLimit: Topic = ({ reading, token, base, before }, inventory) => {
  const { statement, tokens, known } = reading;
  const bare = token.unit === undefined;
  if ((base !== undefined && base !== 'МБ') || (bare && (token.code || !/^\d[\d ]*$/.test(token.digits) || token.from < 40))) return undefined;
  const owner = tokens.filter(isMention).findLast(({ end, product }) => end <= token.start && product !== undefined);
  const gap = owner === undefined ? '' : statement.plain.text.slice(owner.end, token.start);
  const joined =
    owner !== undefined &&
    /^[\s`»]*[—:(,-]?\s*(?:(?:отведено|отводят|просит|занимает|получает|нужно|по|ограничен\p{L}*|ограничивают|ограничат|предел|лимит|памяти|до)\s*)*$/iu.test(
      gap,
    );
  const alone = owner === undefined && statement.kind === 'cell' && /^[\s`*]*$/.test(before) && /памят|предел|лимит/iu.test(statement.column);
  const [inRow, ...others] = alone ? mentionsIn(known.lexicon, statement.row).filter((mention) => mention.product !== undefined) : [];
  // «порт внутри `5678`, предел памяти 1024 МБ»: the word itself says what the number is.
  const said = owner !== undefined && !gap.includes(';') && /(?:предел|лимит)(?: памяти)?\s*[—:]?\s*$/iu.test(gap);
  const product = joined || said ? owner?.product : others.length === 0 ? inRow?.product : undefined;
  if (product === undefined) return undefined;
  const context = [statement.plain.text, statement.before, statement.row, statement.column, statement.lead, ...statement.headings].join(' ');
  if (bare && !/(?<!\p{L})(?:бюджет|предел|памят|лимит)\p{L}*|МБ/iu.test(context)) return undefined;
  if (bare && /порт|стоит|₽/iu.test([statement.column, before.slice(-20)].join(' '))) return undefined;
  const services = [...inventory.services.values()].filter((service) => service.product.id === product.id);
  const named = serversAt(reading, token.start, token.end);
  const own = services.filter(({ server }) => named.includes(server));
  const limits = (own.length > 0 ? own : services).flatMap(({ id, memory, diskLimit }) => [
    ...(memory?.limit === undefined ? [] : [accept(`${id}.memory`, memory.limit, `Предел памяти ${product.name}`)]),
    ...(diskLimit === undefined ? [] : [accept(`${id}.diskLimit`, diskLimit, `Предел диска ${product.name}`)]),
  ]);
  const settings = Object.entries(product.settings ?? {}).flatMap(([name, value]) => {
    const size = /^(\d+)\s*(MB|GB)$/i.exec(value);
    return size === null ? [] : [accept(`${product.id}.settings.${name}`, Number(size[1]) * (size[2]?.toUpperCase() === 'GB' ? 1024 : 1), name)];
  });
  return limits.length === 0 ? undefined : [...limits, ...settings];
};

const memoryBudgetTopic: Topic = (quantity, inventory) => {
  const { base, before, token, around } = quantity;
  if ((base !== undefined && base !== 'МБ') || token.from < 1000 || token.unit?.factor === 1024) return undefined;
  const budget = /(?<!\p{L})бюджет\p{L}*(?: памяти)?(?: (?!на)[\p{L}\d]+){0,2}\s*[—:]\s*$/iu.test(before);
  const usable =
    /(?<!\p{L})(?:из (?:примерно |около )?|примерно из |остаётся (?:около |примерно )?|против примерно )$/iu.test(before) &&
    /доступн|раздать|систем|предел/iu.test(around);
  if (!budget && !usable) return undefined;
  return servers(quantity, inventory).flatMap(({ id, memory }) => {
    const sums = memoryBudget(inventory, id);
    if (usable) return [accept(`${id}.memory.usable`, memory.usable, `Доступная память ${id}`)];
    return sums === undefined
      ? []
      : [accept(`${id}.memory.used`, sums.used, `Бюджет памяти ${id}`), accept(`${id}.memory.extended`, sums.extended, `Бюджет памяти ${id}`)];
  });
};

const MORE_OR_LESS =
  /(?<!\p{L})(?:больше|меньше|выше|ниже|быстрее|короче|дольше|медленнее|не больше|не меньше|порог|цель)(?:,? чем)?(?: за| на)?\s*$|[<>≥≤]\s*$/iu;
const RESOURCES: Readonly<Record<'cpu' | 'ram' | 'disk', RegExp>> = {
  cpu: /(?<!\p{L})(?:CPU|ЦП|процессор\p{L}*)(?!\p{L})/iu,
  ram: /(?<!\p{L})(?:RAM|ОЗУ|памят\p{L}*)(?!\p{L})/iu,
  disk: /(?<!\p{L})(?:диск\p{L}*|disk)(?!\p{L})/iu,
};

/** Thresholds of resources: a table of «внимание» and «критично», or «RAM больше 85 %». */
const thresholds: Topic = ({ base, before, after, reading: { statement } }, inventory) => {
  if (base !== '%') return undefined;
  const inCell = statement.kind === 'cell';
  const names = Object.keys(RESOURCES) as Array<keyof typeof RESOURCES>;
  if (inCell) {
    const resource = names.find((name) => RESOURCES[name].test(statement.row) && statement.row.length < 24);
    const level = /внимани|жёлт|предупрежд/iu.test(statement.column) ? 'attention' : /критич|красн/iu.test(statement.column) ? 'critical' : undefined;
    const threshold = resource === undefined ? undefined : inventory.networks.thresholds[resource];
    if (threshold !== undefined && level !== undefined && resource !== undefined)
      return [accept(`networks.thresholds.${resource}.${level}`, threshold[level], `Порог «${threshold.name}»`)];
  }
  if (!MORE_OR_LESS.test(before)) return undefined;
  const tail = before.slice(-40);
  const local = inCell ? `${statement.row} ${tail}` : tail.slice(tail.lastIndexOf(',') + 1) + after.slice(0, 12);
  const meant = names.filter((name) => RESOURCES[name].test(local));
  const [resource] = meant;
  if (meant.length !== 1 || resource === undefined || /(?<!\p{L})(?:кэш|попадан|свобод|дешев|выруч)/iu.test(local)) return undefined;
  return [
    ...(['attention', 'critical'] as const).flatMap((level) => {
      const threshold = inventory.networks.thresholds[resource];
      return threshold === undefined ? [] : [accept(`networks.thresholds.${resource}.${level}`, threshold[level], `Порог «${threshold.name}»`)];
    }),
    ...measures(inventory, 'serviceLevels', [resource], '%'),
    ...measures(inventory, 'upgradeCriteria', [resource], '%'),
    ...measures(inventory, 'upgradeCriteria', ['both-servers'], '%'),
  ];
};

const SECONDS: Readonly<Record<string, number>> = { мс: 0.001, с: 1, мин: 60, ч: 3600, день: 86_400, неделя: 7 * 86_400 };

function measures(inventory: Inventory, section: 'serviceLevels' | 'upgradeCriteria', ids: readonly string[], base: '%' | 'с'): Accepted[] {
  return ids.flatMap((id) => {
    const measure = inventory.networks[section][id];
    if (measure === undefined || (base === '%') !== (measure.unit === '%')) return [];
    return [accept(`networks.${section}.${id}`, measure.value * (base === '%' ? 1 : (SECONDS[measure.unit] ?? Number.NaN)), measure.name)];
  });
}

/** Words of the goals, and whose values may stand beside them. The more telling come first. */
const GOALS: ReadonlyArray<readonly [words: RegExp, base: '%' | 'с', levels: readonly string[], criteria: readonly string[]]> = [
  [/(?<!\p{L})(?:RTO|восстановлени\p{L}* после аварии)(?!\p{L})/iu, 'с', ['rto'], []],
  [/(?<!\p{L})(?:RPO|потер(?:я|ю|и|е) данных|допустимая потеря)(?!\p{L})/iu, 'с', ['rpo'], []],
  [/(?<!\p{L})(?:доступность|uptime|SLA)(?!\p{L})/iu, '%', ['uptime'], []],
  [/(?<!\p{L})попадани\p{L}* в кэш Redis/iu, '%', ['redis-hits'], []],
  [/(?<!\p{L})(?:новичок|новичка|онбординг)[^.;]*(?:недел)/iu, 'с', ['onboarding'], []],
  [/(?<!\p{L})новичок находит ответ/iu, 'с', ['answers'], []],
  [/(?<!\p{L})(?:workflow|сценари\p{L}*)(?!\p{L})[^.;]*сек|(?<!\p{L})(?:workflow|сценарий) n8n/iu, 'с', ['workflow'], []],
  [
    /(?<!\p{L})(?:обнаруж\p{L}*|узна\p{L}*|замеч\p{L}*|находить проблем\p{L}*|реаг\p{L}*|реакци\p{L}*|отвечать|инцидент\p{L}*)(?!\p{L})[^.;]*мин/iu,
    'с',
    ['detection', 'response'],
    [],
  ],
  [/(?<!\p{L})API(?!\p{L})/u, 'с', ['api-latency'], ['api-latency']],
];

const goals: Topic = ({ base, before, around, token, reading: { statement } }, inventory) => {
  if ((base !== '%' && base !== 'с') || token.unit === undefined) return undefined;
  const inCell = statement.kind === 'cell';
  if (!inCell && !MORE_OR_LESS.test(before) && !/(?<!\p{L})(?:RTO|RPO)\s*(?:[—:=<>-]|—\s*(?:меньше|это))?\s*$/iu.test(before)) return undefined;
  if (inCell && !/^[\s`*]*(?:(?:больше|меньше|выше|ниже|короче|быстрее|дольше|не больше|не меньше|до|[<>≥≤])\s*)?$/iu.test(before)) return undefined;
  const local = inCell ? `${statement.row} ${token.text}` : around.slice(Math.max(0, before.length - 90), before.length + token.text.length + 30);
  if (/(?<!\p{L})(?:цель|лимит) не/iu.test(local) || /выручк|простой|ускор|провайдер|договор/iu.test(local)) return undefined;
  const goal = GOALS.find(([words, of]) => of === base && words.test(local));
  if (goal === undefined) return undefined;
  const [, of, levels, criteria] = goal;
  return [...measures(inventory, 'serviceLevels', levels, of), ...measures(inventory, 'upgradeCriteria', criteria, of)];
};

const idle: Topic = ({ base, around, reading: { statement }, token }, inventory) => {
  if (base !== '%' || !/(?<!\p{L})в (?:покое|простое)(?!\p{L})/iu.test(around) || !RESOURCES.ram.test([around, statement.row].join(' '))) return undefined;
  if (/[<>]|больше|меньше|выше|ниже/iu.test(around.slice(0, around.indexOf(token.text)).slice(-12))) return undefined;
  return [...inventory.servers.values()].flatMap(({ id, idleRam }) =>
    idleRam === undefined ? [] : [accept(`${id}.idleRam`, idleRam, `Память ${id} в покое`)],
  );
};

const readiness: Topic = ({ base, before, around }, inventory) => {
  if (base !== '%' || !/(?<!\p{L})подготовк(?:а|и|у|е)(?!\p{L})[^.;]{0,24}$/iu.test(before) || /документ/iu.test(around)) return undefined;
  return [...inventory.servers.values()].flatMap(({ id, lifecycle, readiness: value }) =>
    lifecycle === 'prepared' ? [accept(`${id}.readiness`, value, `Готовность ${id}`)] : [],
  );
};

const latency: Topic = ({ base, before, after, token, around }, { provider, networks }) => {
  if (base !== 'с' || token.unit?.factor !== 0.001) return undefined;
  const ping = provider.pingToKazakhstan;
  if (/(?<!\p{L})(?:Казахстан\p{L}*|пинг)(?!\p{L})/iu.test(around)) {
    if (token.from !== token.to || /(?:пинг|Казахстан\p{L}*)\s*[—:,]?\s*$/iu.test(before))
      return [accept('provider.pingToKazakhstan', ping.from / 1000, 'Пинг до Казахстана', ping.to / 1000)];
    return /(?<!\p{L})между (?:серверами|ними)/iu.test(before.slice(-40))
      ? [accept('networks.link.latency', networks.link.latency / 1000, 'Задержка между серверами')]
      : undefined;
  }
  if (/(?<!\p{L})между (?:серверами|ними)(?!\p{L})/iu.test(before.slice(-45) + after.slice(0, 30)))
    return [accept('networks.link.latency', networks.link.latency / 1000, 'Задержка между серверами')];
  return undefined;
};

const certificates: Topic = ({ base, before, after, token, reading: { statement } }, { networks: { domain } }) => {
  if (base !== 'с' || token.unit?.factor !== 86_400) return undefined;
  if (!/^\s*до (?:конца|истечения|окончания)/iu.test(after) && !/сертификат\p{L}* действуют дольше $/iu.test(before)) return undefined;
  if (!/сертификат|конца срока|срока/iu.test([statement.plain.text, statement.before, ...statement.headings].join(' '))) return undefined;
  const { warn, daily } = domain.certificates;
  return [
    accept('networks.domain.certificates.warn', warn * 86_400, 'Предупреждение о сертификате'),
    accept('networks.domain.certificates.daily', daily * 86_400, 'Ежедневное напоминание о сертификате'),
  ];
};

const support: Topic = ({ base, around, before, reading: { statement } }, { project: { support: desk } }) => {
  if (
    base !== 'с' ||
    !/рабочее время/iu.test(around) ||
    !/поддержк|почт|tech@|ответ/iu.test([around, statement.before].join(' ')) ||
    !/(?:за|чем за|меньше)\s*$/iu.test(before)
  )
    return undefined;
  return [accept('project.support.answer', desk.answer.value * (SECONDS[desk.answer.unit] ?? Number.NaN), 'Ответ поддержки')];
};

const peers: Topic = ({ token, after, around }, { networks: { vpn } }) => {
  if (token.unit !== undefined || !/^\s*(?:участник|устройств|peer|клиент)/iu.test(after) || !/(?<!\p{L})(?:VPN|WireGuard)(?!\p{L})/iu.test(around))
    return undefined;
  return [accept('networks.vpn.peers', vpn.peers, 'Устройств в VPN')];
};

const logFiles: Topic = ({ base, before, token }, { servers: all }) => {
  if (base !== 'МБ' || token.unit?.factor !== 1 || !/(?<!\p{L})файл\p{L}* по $/iu.test(before)) return undefined;
  return [...all.values()].flatMap(({ id, containerLogs }) =>
    containerLogs === undefined ? [] : [accept(`${id}.containerLogs.maxSize`, containerLogs.maxSize, 'Размер файла журнала')],
  );
};

const TOPICS: readonly Topic[] = [
  sizeInTable,
  processors,
  network,
  upgrades,
  estimate,
  rent,
  project,
  payback,
  extras,
  logFiles,
  memoryBudgetTopic,
  memoryLimit,
  sizeInProse,
  idle,
  readiness,
  thresholds,
  goals,
  latency,
  certificates,
  support,
  peers,
];

/** Topics that understand a number without a unit. */
const BARE_TOPICS: readonly Topic[] = [memoryBudgetTopic, memoryLimit, peers];

/** «UTC+6» is no number with a unit, and a fact all the same. */
function* timeZone(reading: Reading): Iterable<Contradiction> {
  const { statement, known } = reading;
  const { inventory, former } = known;
  const { offset, wrong } = inventory.networks.timeZone;
  for (const { index, 0: written } of statement.plain.text.matchAll(/(?<!\p{L})(?:UTC|GMT)\s?[+−-]\d{1,2}(?!\d)/giu)) {
    const same = (text: string): boolean =>
      text.replace(/\s/g, '').toUpperCase() === written.replace(/\s/g, '').replace('−', '-').replace('GMT', 'UTC').toUpperCase();
    if (same(offset)) continue;
    const old = wrong?.some(({ value }) => same(value)) === true || former().some(({ networks }) => same(networks.timeZone.offset));
    yield {
      rule: 'F005',
      range: rangeOf(reading, { start: index, end: index + written.length }),
      message: `Часовой пояс здесь ${written}, а в инвентаре — ${offset}`,
      expected: offset,
      found: written,
      source: factSource(inventory, 'networks.timeZone.offset'),
      replacement: old ? offset : undefined,
    };
  }
}
