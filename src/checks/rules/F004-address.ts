import { readingFindings } from '../facts/contradictions.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';

const START = '---\ntitle: 04.01 - Домены\n---\n\n';

export const rule = defineRule({
  id: 'F004',
  severity: 'error',
  title: 'Адрес сервиса — тот, что в инвентаре',
  why: 'Неверное имя не открывается или ведёт к чужому сервису, и читатель решает, что сервис упал.',
  remedy: 'Исправьте адрес. Если сервис переименовали, сначала исправьте domain в inventory/services.yaml.',
  fixable: true,
  examples: {
    bad: { data: EXAMPLE_INVENTORY, files: { '04-network/04-01-domains/_index.md': `${START}Админка: [Directus](https://directus2.tapbot.kz/admin).\n` } },
    good: {
      data: EXAMPLE_INVENTORY,
      files: { '04-network/04-01-domains/_index.md': `${START}Админка: [Directus](https://dir.tapbot.kz/admin). Имя directus2.tapbot.kz устарело.\n` },
    },
  },
  facts: (page, known) => readingFindings('F004', page, known),
});
