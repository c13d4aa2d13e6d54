import { defineRule } from '../rule.ts';
import { obstacleOf, suppressionsOf } from '../suppressions.ts';
import { nearest } from './nearest.ts';

const START = '---\ntitle: 06.01 - Копии\n';
const BODY = '---\n\n## 06.01.01 - Что копируем\n\nБазу и файлы.\n\n## 06.01.03 - Куда копируем\n\nВ облако.\n';

export const rule = defineRule({
  id: 'X001',
  severity: 'error',
  title: 'Правило отключают с причиной',
  why: 'Без причины никто потом не узнает, нужно ли исключение до сих пор, и ошибка останется навсегда.',
  remedy: 'Напишите причину фразой: checks: {N007: "тема 06.01.02 уехала в 06.04"}. Если причины нет, уберите запись и исправьте страницу.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}checks: {N007: "тест"}\n${BODY}` } },
    good: { files: { '06-operations/06-01-backup/_index.md': `${START}checks: {N007: "тема 06.01.02 уехала в 06.04"}\n${BODY}` } },
  },
  *base({ base, knownRules }) {
    const ids = knownRules?.map(({ id }) => id);
    for (const suppression of base.pages.flatMap(suppressionsOf)) {
      const { page, rule: id, reason, range } = suppression;
      const place = { path: page.path, range };
      const obstacle = obstacleOf(suppression);
      if (ids !== undefined && !ids.includes(id)) {
        const near = nearest(id, ids);
        const hint = near === undefined ? 'Уберите эту запись.' : `Возможно, имелось в виду ${near}. Если нет, уберите запись.`;
        yield { ...place, message: `Правила ${id} нет`, expected: near, found: id, hint };
      } else if (obstacle === 'untouchable') {
        yield { ...place, message: `Правило ${id} следит за исключениями, его отключить нельзя`, hint: 'Уберите эту запись.' };
      } else if (obstacle === 'no-reason') {
        yield { ...place, message: `Правило ${id} отключено без причины`, expected: 'причина хотя бы из двух слов', found: reason.trim() };
      }
    }
  },
});
