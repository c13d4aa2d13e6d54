import type { PageRecord } from '../../knowledge/index.ts';
import type { WrongResult } from '../facts/arithmetic.ts';
import { wrongChains, wrongShares, wrongTotals } from '../facts/arithmetic.ts';
import { statementsOf } from '../facts/statements.ts';
import { defineRule } from '../rule.ts';

const START = '---\ntitle: 01.03 - Экономика\n---\n\n';
const table = (total: string): string => `| Сервер | В месяц |\n| --- | --- |\n| Первый | 554 ₽ |\n| Второй | 714 ₽ |\n| Итого | ${total} |\n`;

/** Fences that hold calculations for people; in others `=` means something else. */
const CALCULATIONS = new Set(['', 'text', 'txt']);

export const rule = defineRule({
  id: 'F010',
  severity: 'warning',
  title: 'Суммы, произведения и доли сходятся',
  why: 'Кто заметит одно неверное сложение, не поверит и остальным числам страницы.',
  remedy: 'Исправьте слагаемое или итог. Если числа и не должны сойтись, скажите в той же фразе почему: «разница — округление».',
  fixable: false,
  examples: {
    bad: {
      files: {
        '01-foundation/01-03-economics/_index.md': `${START}${table('1 286 ₽')}\nЗа год: 1 268 × 12 = 15 261 ₽. Готово 11 страниц из 15, то есть 83 %.\n`,
      },
    },
    good: {
      files: {
        '01-foundation/01-03-economics/_index.md': `${START}${table('1 268 ₽')}\nЗа год: 1 268 × 12 = 15 216 ₽. Готово 11 страниц из 15, то есть 73 %. Посуточно 42,24 × 365 = 15 400 ₽, разница — округление.\n`,
      },
    },
  },
  *page(page) {
    for (const { range, message, expected, found } of wrongResults(page)) yield { path: page.path, range, message, expected, found };
  },
});

function* wrongResults(page: PageRecord): Iterable<WrongResult> {
  // Only what has a sign of a calculation is worth reading twice.
  if (!/=|%|итого|всего|сумма|оба|вместе|total/iu.test(page.text) || !/\d/.test(page.text)) return;
  const statements = statementsOf(page);
  for (const statement of statements) {
    if (statement.past || (statement.kind === 'code' && !CALCULATIONS.has(statement.lang))) continue;
    yield* wrongChains(statement);
    yield* wrongShares(statement);
  }
  for (const [block, cells] of Map.groupBy(statements, (statement) => (statement.kind === 'cell' ? statement.block : -1)))
    if (block !== -1) yield* wrongTotals(cells);
}
