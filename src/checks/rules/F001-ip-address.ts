import { readingFindings } from '../facts/contradictions.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';

const START = '---\ntitle: 02.01 - Серверы\nprivate: true\n---\n\n';

export const rule = defineRule({
  id: 'F001',
  severity: 'error',
  title: 'IP-адрес сервера — тот, что в инвентаре',
  why: 'По чужому адресу в лучшем случае никто не ответит, а в худшем пароль узнает чужой сервер.',
  remedy: 'Исправьте адрес. Если сервер переехал, сначала исправьте его в inventory/servers.yaml.',
  fixable: false,
  examples: {
    bad: { data: EXAMPLE_INVENTORY, files: { '02-infrastructure/02-01-servers/_index.md': `${START}Второй сервер отвечает на 192.0.2.99.\n` } },
    good: {
      data: EXAMPLE_INVENTORY,
      files: { '02-infrastructure/02-01-servers/_index.md': `${START}Второй сервер отвечает на 192.0.2.20. Адрес 192.0.2.99 в старых чатах — не наш.\n` },
    },
  },
  facts: (page, known) => readingFindings('F001', page, known),
});
