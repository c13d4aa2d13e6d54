import { inventoryOf } from '../facts/known-facts.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';

const SERVICES = 'inventory/services.yaml';
const { [SERVICES]: services = '', ...OTHERS } = EXAMPLE_INVENTORY;

export const rule = defineRule({
  id: 'I001',
  severity: 'error',
  title: 'Инвентарь читается и не противоречит себе',
  why: 'С инвентарём сравнивают каждую страницу и из него собирают карты портов и настройки: ошибка в нём повторяется везде.',
  remedy: 'Исправьте строку. Что какое поле значит, подскажет редактор: схема указана в первой строке файла.',
  fixable: false,
  examples: {
    bad: { data: OTHERS, files: { [SERVICES]: services.replace('owner: devops', 'owner: admins') } },
    good: { data: OTHERS, files: { [SERVICES]: services } },
  },
  *base({ base }) {
    for (const { file, range, message, expected, found, hint } of inventoryOf(base).problems) yield { path: file, range, message, expected, found, hint };
  },
});
