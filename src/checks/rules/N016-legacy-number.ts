import { LEGACY_NUMBERS_FILE } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { firstLine } from './place.ts';
import { mayExist } from './unread.ts';

const BACKUP = { '06-operations/06-01-backup/_index.md': '---\ntitle: 06.01 - Копии\n---\n\nЧто и куда копируем.\n' };
const HEAD = 'version: "2.0"\ndate: "2025-07-14"\nnumbers:\n';

export const rule = defineRule({
  id: 'N016',
  severity: 'error',
  title: 'Каждый старый номер ведёт на существующий',
  why: 'Старые номера остались в чатах и письмах: без перехода они ведут в никуда.',
  remedy: 'Укажите в to нынешний номер темы. Если темы больше нет, напишите вместо to причину: retired: "…".',
  fixable: false,
  examples: {
    bad: { files: { ...BACKUP, [LEGACY_NUMBERS_FILE]: `${HEAD}  "05.01": { title: Бэкапы, to: "06.09" }\n` } },
    good: { files: { ...BACKUP, [LEGACY_NUMBERS_FILE]: `${HEAD}  "05.01": { title: Бэкапы, to: "06.01" }\n` } },
  },
  *base({ base }) {
    const { legacy } = base;
    if (legacy === undefined) return;
    const path = LEGACY_NUMBERS_FILE;
    if (!legacy.ok) {
      const text = base.dataFiles.get(path) ?? '';
      for (const { message, range } of legacy.problems) {
        yield {
          path,
          range: range.end > range.start ? range : firstLine(text),
          message: `Карта старых номеров не читается: ${message}`,
          hint: 'Исправьте запись. Образец: "05.01": { title: "Бэкапы", to: "06.01" }.',
        };
      }
      return;
    }
    const old = new Map(legacy.value.numbers.map((entry) => [entry.number, entry]));
    for (const { number, to, range } of legacy.value.numbers) {
      if (to === undefined || mayExist(base, to)) continue;
      const further = old.get(to)?.to;
      yield {
        path,
        range,
        message: `Старый номер ${number} ведёт на ${to}, которого нет`,
        expected: further !== undefined && mayExist(base, further) ? further : undefined,
        found: to,
        hint: further === undefined || further === to ? undefined : `${to} — тоже старый номер: ведите сразу на ${further}.`,
      };
    }
    for (const { path: oldPath, to, range } of legacy.value.paths) {
      if (!mayExist(base, to)) yield { path, range, message: `Старый путь ${oldPath} ведёт на ${to}, которого нет`, found: to };
    }
  },
});
