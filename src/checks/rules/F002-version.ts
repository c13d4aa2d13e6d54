import { readingFindings } from '../facts/contradictions.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';

const START = '---\ntitle: 03.01 - Базы данных\n---\n\n';

export const rule = defineRule({
  id: 'F002',
  severity: 'error',
  title: 'Версия продукта — та, что в инвентаре',
  why: 'Две страницы с разными версиями обе выглядят убедительно, и обновление по неверной ломает базу.',
  remedy: 'Исправьте версию. Если продукт обновили, сначала исправьте её в inventory/services.yaml, а страницы поправит npm run fix.',
  fixable: true,
  examples: {
    bad: {
      data: EXAMPLE_INVENTORY,
      files: {
        '03-stack/03-01-databases/_index.md': `${START}Данные лежат в PostgreSQL 15.3.\n\n\`\`\`yaml\nservices:\n  postgres:\n    image: postgres:15.3\n\`\`\`\n`,
      },
    },
    good: {
      data: EXAMPLE_INVENTORY,
      files: {
        '03-stack/03-01-databases/_index.md': `${START}Данные лежат в PostgreSQL 16, образ — \`postgres:16.15-bookworm\`. Старые страницы называли PostgreSQL 15.3. Traefik до 3.6.1 не годится.\n`,
      },
    },
  },
  facts: (page, known) => readingFindings('F002', page, known),
});
