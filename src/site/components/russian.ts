const plural = new Intl.PluralRules('ru');
const longDate = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `count(5, 'документ', 'документа', 'документов')` → «5 документов», with a no-break space. */
export function count(amount: number, one: string, few: string, many: string): string {
  const form = plural.select(amount);
  return `${amount}\u00A0${form === 'one' ? one : form === 'few' ? few : many}`;
}

/** `2025-07-21` → «21 июля 2025». */
export function dateInWords(isoDate: string): string {
  return longDate.format(new Date(`${isoDate.slice(0, 10)}T00:00:00Z`)).replace(/\s*г\.$/u, '');
}

/** «40 %» with a no-break space. */
export function percent(value: number): string {
  return `${Math.round(value)}\u00A0%`;
}
