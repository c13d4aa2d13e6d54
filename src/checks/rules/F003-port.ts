import { readingFindings } from '../facts/contradictions.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';

const START = '---\ntitle: 04.02 - Порты\n---\n\n';

export const rule = defineRule({
  id: 'F003',
  severity: 'error',
  title: 'Порт сервиса — тот, что в инвентаре',
  why: 'С неверным портом сервис кажется упавшим, а правило файрвола открывает не ту дверь.',
  remedy: 'Исправьте порт. Если сервис перенесли, сначала исправьте порт в inventory/services.yaml.',
  fixable: true,
  examples: {
    bad: { data: EXAMPLE_INVENTORY, files: { '04-network/04-02-ports/_index.md': `${START}Управление сервером: \`webmin2.tapbot.kz:10000\`.\n` } },
    good: {
      data: EXAMPLE_INVENTORY,
      files: {
        '04-network/04-02-ports/_index.md': `${START}Управление сервером: \`webmin2.tapbot.kz:8442\`. Раньше Webmin отвечал на 10000.\n\n| Сервис | Порт |\n| --- | --- |\n| PostgreSQL | \`5432\` |\n| Directus | \`8055\` |\n`,
      },
    },
  },
  facts: (page, known) => readingFindings('F003', page, known),
});
