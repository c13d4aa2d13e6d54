/** Filters the rows of «История нумерации» while one types: every word must be found (a number from its beginning), on demand only in rows that moved. */
const form = document.querySelector<HTMLFormElement>('form[data-kb-filter]');
const field = form?.querySelector<HTMLInputElement>('input[type=search]') ?? null;
const onlyMoved = form?.querySelector<HTMLInputElement>('[data-kb-filter-moved]') ?? null;
const counter = form?.querySelector('[data-kb-filter-count]') ?? null;
const groups = [...document.querySelectorAll<HTMLElement>('[data-kb-filter-group]')].map((group) => ({
  group,
  rows: [...group.querySelectorAll<HTMLElement>('[data-kb-filter-row]')].map((row) => ({ row, text: ` ${simplified(row.textContent ?? '')}` })),
}));

function filter(): void {
  const words = simplified(field?.value ?? '')
    .split(' ')
    .filter(Boolean);
  let found = 0;
  for (const { group, rows } of groups) {
    let inGroup = 0;
    for (const { row, text } of rows) {
      row.hidden =
        !words.every((word) => text.includes(/^[\d.]+$/.test(word) ? ` ${word}` : word)) || (onlyMoved?.checked === true && row.dataset['moved'] === undefined);
      if (!row.hidden) inGroup++;
    }
    group.hidden = inGroup === 0;
    found += inGroup;
  }
  if (counter !== null) counter.textContent = words.length === 0 && onlyMoved?.checked !== true ? '' : found === 0 ? 'ничего нет' : `найдено: ${found}`;
}

function simplified(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ').trim();
}

form?.addEventListener('input', filter);
form?.addEventListener('submit', (event) => event.preventDefault());
// A browser may bring back what was typed before.
filter();
