import { readingFindings } from '../facts/contradictions.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';

const START = '---\ntitle: 02.02 - Ресурсы\n---\n\n';

export const rule = defineRule({
  id: 'F005',
  severity: 'error',
  title: 'Размер, цена, порог и цель — те, что в инвентаре',
  why: 'По этим числам покупают память и обещают сроки: неверное число стоит денег или доверия.',
  remedy: 'Исправьте число. Если изменилось само железо или цена, сначала исправьте их в папке inventory.',
  fixable: true,
  examples: {
    bad: { data: EXAMPLE_INVENTORY, files: { '02-infrastructure/02-02-resources/_index.md': `${START}У второго сервера 8 ГБ памяти.\n` } },
    good: {
      data: EXAMPLE_INVENTORY,
      files: {
        '02-infrastructure/02-02-resources/_index.md': `${START}У второго сервера 4 ГБ памяти, увеличить можно до 8 ГБ. Он стоит 714 ₽ в месяц.\n\n| | Первый | Второй |\n| --- | --- | --- |\n| Диск | 10 ГБ | 30 ГБ |\n`,
      },
    },
  },
  facts: (page, known) => readingFindings('F005', page, known),
});
