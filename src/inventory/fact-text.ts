import type { Unit } from './schema/field.ts';
import { UNITS } from './schema/field.ts';

/**
 * How values stand in prose. Words and numbers are parted by plain spaces: sources stay searchable,
 * the chip on the page does not break lines by itself.
 *
 * - thousands are grouped from four digits on: «1 268 ₽», «3 800 МБ»; the comma parts decimals: «99,5 %»;
 * - money has kopecks only when there are any: «18,48 ₽», «554 ₽»;
 * - units follow the number after a space, also %: «80 %», «250 Мбит/с»; words are declined: «30 дней»;
 * - ranges take –, with spaces around when a number itself holds a space: «40–60 мс», «50 000 – 150 000 ₽»;
 * - days are «17 июня 2025», quarters «I квартал 2026», intervals «18–31 июля 2025».
 */
export function quantityText(value: number, unit: Unit): string {
  return `${numberText(value)} ${unitText(value, unit)}`;
}

/** «1 268», «99,5». */
export function numberText(value: number): string {
  const [whole = '', fraction] = String(Math.abs(value)).split('.');
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(?:\d{3})+$)/g, ' ') : whole;
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `,${fraction}`}`;
}

/** «1 268 ₽», «18,48 ₽». */
export function moneyText(value: number): string {
  return `${numberText(value).replace(/,(\d)$/, ',$10')} ₽`;
}

export function rangeText(from: number, to: number, unit: Unit): string {
  const [low, high] = [numberText(from), numberText(to)];
  return `${low}${/ /.test(low + high) ? ' – ' : '–'}${high} ${unitText(to, unit)}`;
}

const MONTHS = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'];
const QUARTERS = ['I', 'II', 'III', 'IV'];

/** `2025-06-17` → «17 июня 2025». */
export function dayText(day: string): string {
  const { date, month, year } = partsOfDay(day);
  return `${date} ${month} ${year}`;
}

/** `2026-Q1` → «I квартал 2026», `2025-07-18/2025-07-31` → «18–31 июля 2025». */
export function plannedText(planned: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(planned);
  if (quarter !== null) return `${QUARTERS[Number(quarter[2]) - 1]} квартал ${quarter[1]}`;
  const [first = '', last] = planned.split('/');
  if (last === undefined) return dayText(first);
  const [from, to] = [partsOfDay(first), partsOfDay(last)];
  if (from.year !== to.year) return `${dayText(first)} – ${dayText(last)}`;
  return from.month === to.month ? `${from.date}–${to.date} ${to.month} ${to.year}` : `${from.date} ${from.month} – ${to.date} ${to.month} ${to.year}`;
}

/** True when a text of a page says the value: spaces of any kind, dashes and digit groups may differ, and nothing else. */
export function factTextEquals(text: string, value: string): boolean {
  return canonical(text) === canonical(value);
}

/** NBSP, thin spaces, – — ‑ − and `--`, «1268» and «1 268» are one spelling. */
function canonical(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/--|[‐‑‒–—−]/g, '-')
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, '')
    .replace(/ ?- ?/g, '-')
    .trim();
}

function partsOfDay(day: string): { date: number; month: string; year: string } {
  const [year = '', month = '', date = ''] = day.split('-');
  return { date: Number(date), month: MONTHS[Number(month) - 1] ?? month, year };
}

const plurals = new Intl.PluralRules('ru');

function unitText(value: number, unit: Unit): string {
  const [one, few, many] = UNITS[unit];
  const category = plurals.select(value);
  return category === 'one' ? one : category === 'many' ? many : few;
}
