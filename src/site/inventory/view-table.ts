import type { Element } from 'hast';
import type { Child } from './element.ts';
import { element } from './element.ts';

export interface ViewTable {
  /** Read aloud before the table. */
  readonly label: string;
  readonly columns: readonly Child[];
  /** The first cell of a row is its name. */
  readonly rows: ReadonlyArray<readonly Child[]>;
  /** A last row apart from the others: the sum. */
  readonly total?: readonly Child[];
  /** Columns of numbers, from 0. */
  readonly figures?: readonly number[];
  /** Few narrow columns stay a table on a phone too. */
  readonly stays?: boolean;
}

/** The title of a column that eyes do not need: its cells are drawings, or names of lines. */
export function silentColumn(title: string): Element {
  return element('span', { className: ['sr-only'] }, title);
}

/**
 * A table that becomes a list on a phone: every row a block, every cell with its column's name before it.
 * The roles are written out, because `display: block` takes them away from table elements.
 */
export function viewTable({ label, columns, rows, total, figures = [], stays = false }: ViewTable): Element {
  const row = (cells: readonly Child[], nothing: string): Element =>
    element(
      'tr',
      { role: 'row' },
      cells.map((cell, index) => {
        const className = figures.includes(index) ? ['kb-figure'] : undefined;
        if (index === 0) return element('th', { scope: 'row', role: 'rowheader', className }, cell);
        // An empty cell says nothing on a phone, so it is not there.
        return element(
          'td',
          { role: 'cell', className: isEmpty(cell) ? ['kb-empty'] : className, dataLabel: labelOf(columns[index]) },
          isEmpty(cell) ? nothing : cell,
        );
      }),
    );
  const head = element(
    'tr',
    { role: 'row' },
    columns.map((title, index) => element('th', { scope: 'col', role: 'columnheader', className: figures.includes(index) ? ['kb-figure'] : undefined }, title)),
  );
  const table = element(
    'table',
    { role: 'table', className: ['kb-view-table', ...(stays ? [] : ['kb-view-table--stacks'])] },
    element('thead', { role: 'rowgroup' }, head),
    element(
      'tbody',
      { role: 'rowgroup' },
      rows.map((cells) => row(cells, '—')),
    ),
    total === undefined ? undefined : element('tfoot', { role: 'rowgroup' }, row(total, '')),
  );
  return element('div', { className: ['kb-table'], role: 'region', ariaLabel: label, tabIndex: 0 }, table);
}

function isEmpty(cell: Child): boolean {
  return cell === undefined || cell === '' || (Array.isArray(cell) && cell.every(isEmpty));
}

function labelOf(column: Child): string | undefined {
  return typeof column === 'string' ? column : undefined;
}
