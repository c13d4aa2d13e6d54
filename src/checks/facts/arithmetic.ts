import type { TextRange } from '../../knowledge/index.ts';
import { placeOf } from './plain-text.ts';
import type { Statement } from './statements.ts';

/** A sum, product or share that does not come out. */
export interface WrongResult {
  readonly range: TextRange;
  readonly message: string;
  readonly expected: string;
  readonly found: string;
}

/** An amount as it is written: how far it is rounded shows in its digits. */
interface Amount {
  readonly low: number;
  readonly high: number;
  /** One unit of the last digit written. */
  readonly step: number;
  readonly start: number;
  readonly end: number;
  readonly unit: string;
}

const NUMBER = '\\d{1,3}(?: \\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?';
const UNIT = '₽|%|ГБ|МБ|ТБ|мс|сек(?:унд[аы]?)?|мин(?:ут[аы]?)?|час(?:а|ов)?|дн(?:ей|я)|год(?:а)?|лет|шт\\.?|vCPU|GB|MB';
const AMOUNT = new RegExp(`(?<![\\p{L}\\d.,:/№#-])(?<low>${NUMBER})(?:\\s?–\\s?(?<high>${NUMBER}))?(?![\\d.,]*\\d)(?:\\s?(?<unit>${UNIT})(?!\\p{L}))?`, 'gu');

/** Words by which a text says itself that numbers do not meet. */
const EXPLAINED =
  /(?<!\p{L})(?:расхо(?:д|ж)|разниц|округл|не сход|спор|противореч|уточнит|примерно|около|почти|больше чем|без учёта|не счита|не входит|отдельно)\p{L}*|≈|~/iu;

function amountsIn(text: string): Amount[] {
  return [...text.matchAll(AMOUNT)].map(({ index, 0: written, groups }) => {
    const low = groups?.['low'] ?? '';
    const high = groups?.['high'] ?? low;
    return {
      low: valueOf(low),
      high: valueOf(high),
      step: Math.max(stepOf(low), stepOf(high)),
      start: index,
      end: index + written.length,
      unit: groups?.['unit'] ?? '',
    };
  });
}

function valueOf(digits: string): number {
  return Number(digits.replaceAll(' ', '').replace(',', '.'));
}

function stepOf(digits: string): number {
  return 10 ** -(/[.,](\d+)$/.exec(digits)?.[1]?.length ?? 0);
}

type Operator = '+' | '−' | '×' | '/';
const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': '+',
  '-': '−',
  '−': '−',
  '–': '−',
  '×': '×',
  x: '×',
  х: '×',
  '*': '×',
  '·': '×',
  '/': '/',
  '÷': '/',
  ':': '/',
};
/** Between two amounts: an operator, with words that name what is added: «серверы 15 216 + все шаги 5 832». */
const JOINT = /^\s*(?:\([^()=+]*\)\s*)?(?<operator>[+−×xх*·/÷-])\s*(?:[\p{L}«»"() ]{0,40}\s)?$/u;
const EQUALS = /^\s*(?:\([^()=+]*\)\s*)?=\s*$/;

/** «18 716 + 26 500 = 45 216», «1 268 × 12 = 15 216»: chains of amounts whose result is written beside. */
export function* wrongChains(statement: Statement): Iterable<WrongResult> {
  const { text } = statement.plain;
  if (!text.includes('=') || EXPLAINED.test(text)) return;
  const amounts = amountsIn(text);
  let chain: { amount: Amount; operator: Operator | undefined }[] = [];
  for (const [index, amount] of amounts.entries()) {
    const previous = amounts[index - 1];
    const between = previous === undefined ? '' : text.slice(previous.end, amount.start);
    const sign = OPERATORS[JOINT.exec(between)?.groups?.['operator'] ?? ''];
    if (sign !== undefined && chain.length > 0) chain.push({ amount, operator: sign });
    else {
      if (EQUALS.test(between) && chain.length > 1) yield* judge(statement, chain, amount);
      chain = [{ amount, operator: undefined }];
    }
  }
}

function* judge(statement: Statement, chain: ReadonlyArray<{ amount: Amount; operator: Operator | undefined }>, result: Amount): Iterable<WrongResult> {
  const { text } = statement.plain;
  // What stands before the first amount may be a part of it: «2 × (3 + 4)», «−5 + 7».
  const [first] = chain;
  if (
    first === undefined ||
    /[(\d=+*/×·−]\s*$/.test(text.slice(0, first.amount.start)) ||
    /[()]/.test(text.slice(first.amount.end, result.start).replace(/\([^()=+]*\)/g, ''))
  )
    return;
  const low = compute(chain.map(({ amount, operator }) => ({ value: amount.low, operator })));
  const high = compute(chain.map(({ amount, operator }) => ({ value: amount.high, operator })));
  // Every rounded term may be half a unit off, and the result is rounded or cut.
  const slack =
    result.step +
    (chain.some(({ operator }) => operator === '×' || operator === '/')
      ? 0
      : chain.reduce((sum, { amount }) => sum + (amount.step < 1 ? amount.step / 2 : 0), 0));
  if (Math.abs(low - result.low) < slack - 1e-9 && Math.abs(high - result.high) < slack - 1e-9) return;
  if (low === result.low && high === result.high) return;
  const right = low === high ? show(low, result.step) : `${show(low, result.step)} – ${show(high, result.step)}`;
  yield {
    range: placeOf(statement.plain, result.start, result.end),
    message: `Не сходится: ${text.slice(first.amount.start, result.end).replace(/\s+/g, ' ')}, а получается ${right}`,
    expected: right,
    found: text.slice(result.start, result.end),
  };
}

/** Products before sums, both from the left. */
function compute(terms: ReadonlyArray<{ readonly value: number; readonly operator: Operator | undefined }>): number {
  const sums: number[] = [];
  for (const { value, operator } of terms) {
    const last = sums.length - 1;
    if (operator === '×') sums[last] = (sums[last] ?? 0) * value;
    else if (operator === '/') sums[last] = (sums[last] ?? 0) / value;
    else sums.push(operator === '−' ? -value : value);
  }
  return sums.reduce((sum, value) => sum + value, 0);
}

function show(value: number, step: number): string {
  const digits = step < 1 ? Math.max(0, Math.round(-Math.log10(step))) : Number.isInteger(value) ? 0 : 2;
  const [whole = '', fraction] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(?:\d{3})+$)/g, ' ') : whole;
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `,${fraction}`}`;
}

const SHARE = new RegExp(
  `(?<![\\p{L}\\d.,])(?<part>${NUMBER})(?: [\\p{L}]+)? (?:из|от общих) (?:\\p{L}+ )?(?<whole>${NUMBER})(?: [\\p{L}]+)?(?:,? (?:то есть|это|или|значит)|,|:| —| \\(| =)\\s*(?:около |примерно )?(?<percent>${NUMBER})\\s?%`,
  'gu',
);

/** «11 документов из 15, то есть 73 %». */
export function* wrongShares(statement: Statement): Iterable<WrongResult> {
  const { text } = statement.plain;
  if (!text.includes('%')) return;
  for (const { index, 0: written, groups } of text.matchAll(SHARE)) {
    const [part, whole, percent] = ['part', 'whole', 'percent'].map((name) => groups?.[name] ?? '');
    const right = (valueOf(part ?? '') / valueOf(whole ?? '')) * 100;
    const step = stepOf(percent ?? '');
    if (!Number.isFinite(right) || right > 100 || Math.abs(right - valueOf(percent ?? '')) < step) continue;
    const start = index + written.lastIndexOf(percent ?? '');
    yield {
      range: placeOf(statement.plain, start, start + (percent ?? '').length),
      message: `Не сходится: ${part} из ${whole} — это ${show(right, step)} %, а не ${percent} %`,
      expected: `${show(right, step)} %`,
      found: `${percent} %`,
    };
  }
}

const TOTAL = /^[\s*`]*(?:итого|всего|сумма|оба|обе|вместе|total)(?: [\p{L} ]+)?[\s*`:]*$/iu;

/** Rows «Итого» and «Всего» against the rows above them. */
export function* wrongTotals(table: readonly Statement[]): Iterable<WrongResult> {
  if (table.some(({ past }) => past)) return;
  const rows = [...Map.groupBy(table, ({ line }) => line).values()];
  const columns = new Set(table.map(({ columnIndex }) => columnIndex).filter((index) => index > 0));
  for (const column of columns) {
    let above: Statement[] = [];
    for (const row of rows) {
      const head = row.find(({ columnIndex }) => columnIndex === 0);
      const cell = row.find(({ columnIndex }) => columnIndex === column);
      if (head === undefined || cell === undefined) continue;
      if (!TOTAL.test(head.plain.text)) {
        // «В том числе» repeats what its row has counted.
        if (!/^[\s*`]*(?:в том числе|в т\. ?ч|из них|из него)/iu.test(head.plain.text)) above.push(cell);
        continue;
      }
      if (!EXPLAINED.test(row.map(({ plain }) => plain.text).join(' '))) yield* judgeTotal(cell, above);
      above = [];
    }
  }
}

function* judgeTotal(cell: Statement, above: readonly Statement[]): Iterable<WrongResult> {
  const totals = amountsIn(cell.plain.text);
  const [total] = totals;
  const parts = above.map(({ plain }) => (NOTHING.test(plain.text) ? [] : summands(plain.text)));
  if (total === undefined || totals.length !== 1 || parts.some((part) => part === undefined) || above.length < 2) return;
  const amounts = parts.flatMap((part) => part ?? []);
  if (amounts.length < 2 || amounts.some(({ unit }) => unit !== total.unit && unit !== '' && total.unit !== '')) return;
  const low = amounts.reduce((sum, amount) => sum + amount.low, 0);
  const high = amounts.reduce((sum, amount) => sum + amount.high, 0);
  const slack = (amounts.some(({ step }) => step < 1) ? amounts.length * total.step * 0.5 : 0) + 1e-6;
  if (Math.abs(low - total.low) <= slack && Math.abs(high - total.high) <= slack) return;
  // Shares are not always parts of one whole, and a column of them without 100 % is no sum.
  if (total.unit === '%' && total.low !== 100) return;
  const right = low === high ? show(low, total.step) : `${show(low, total.step)} – ${show(high, total.step)}`;
  const found = cell.plain.text.slice(total.start, total.end);
  yield {
    range: placeOf(cell.plain, total.start, total.end),
    message: `Сумма столбца${cell.column === '' ? '' : ` «${cell.column}»`} — ${right}, а в строке итога ${found}`,
    expected: right,
    found,
  };
}

const NOTHING = /^[\s*`]*(?:[—–-]|нет|0|бесплатно)?[\s*`]*$/iu;

/** Amounts of a cell that lists what it adds up: «18,48 ₽», «n8n 1 024, Redis 192». Undefined when it says more than that. */
function summands(text: string): Amount[] | undefined {
  const amounts = amountsIn(text);
  if (amounts.length === 0) return undefined;
  const rest = amounts
    .reduceRight((left, { start, end }) => `${left.slice(0, start)}#${left.slice(end)}`, text)
    .replace(/[*`\s]+/g, ' ')
    .trim();
  return rest === '#' || /^(?:[\p{L}][\p{L}\d «»-]* #(?:, |$))+$/u.test(rest) ? amounts : undefined;
}
