import { readingFindings } from '../facts/contradictions.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';

const START = '---\ntitle: 04.01 - Домены\n---\n\n';

export const rule = defineRule({
  id: 'F008',
  severity: 'warning',
  title: 'Серверы, сервисы, домены и почта известны инвентарю',
  why: 'Чего нет в инвентаре, за тем никто не следит: не меряет, не копирует и не закрывает.',
  remedy: 'Исправьте имя. Если это новый сервис, добавьте его в inventory/services.yaml.',
  fixable: false,
  examples: {
    bad: { data: EXAMPLE_INVENTORY, files: { '04-network/04-01-domains/_index.md': `${START}Файлы лежат на \`files.tapbot.kz\`, копия — на server3.\n` } },
    good: {
      data: EXAMPLE_INVENTORY,
      files: {
        '04-network/04-01-domains/_index.md': `${START}Админка — \`dir.tapbot.kz\`, она на server2. Имена вида \`имя.tapbot.kz\` и \`webmin1/2.tapbot.kz\` — образцы, а example.com не наш.\n`,
      },
    },
  },
  facts: (page, known) => readingFindings('F008', page, known),
});
