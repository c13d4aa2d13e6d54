import { isViewKind, readViewFence } from '../../inventory/index.ts';
import type { TextRange } from '../../knowledge/index.ts';
import { lineStarts, positionAt } from '../../knowledge/index.ts';
import { inventoryOf } from '../facts/known-facts.ts';
import { defineRule } from '../rule.ts';

const START = '---\ntitle: 04.02 - Порты\n---\n\nЧто открыто снаружи:\n\n';

export const rule = defineRule({
  id: 'M010',
  severity: 'error',
  title: 'Встроенный вид собран верно',
  why: 'Вид рисуют из инвентаря при сборке: с опечаткой в настройке вместо карты портов читатель не увидит ничего, и сайт не соберётся.',
  remedy:
    'Исправьте настройки блока. Виды: servers, services, service, ports, topology, domains, costs, memory. Имена сервисов покажет npm run kb -- inventory list.',
  fixable: false,
  examples: {
    bad: { files: { '04-network/04-02-ports/_index.md': `${START}\`\`\`ports\nsever: server2\n\`\`\`\n` } },
    good: { files: { '04-network/04-02-ports/_index.md': `${START}\`\`\`ports\nserver: server2\nexposure: public\n\`\`\`\n` } },
  },
  // Not for one page alone: the ids are those of the inventory.
  *base({ base }) {
    const { inventory } = inventoryOf(base);
    for (const page of base.pages) {
      for (const { lang, value, range: fence } of page.fences) {
        if (!isViewKind(lang)) continue;
        const reading = readViewFence(lang, value, inventory);
        if (reading.ok) continue;
        for (const { range, message, expected, found, hint } of reading.problems) {
          const line = value === '' ? 0 : positionAt(lineStarts(value), range.start).line;
          yield { path: page.path, range: lineOf(page.text, fence, line), message, expected, found, hint };
        }
      }
    }
  },
});

/** A line of a fence without its indent; 0 is the line that opens it. */
function lineOf(text: string, fence: TextRange, line: number): TextRange {
  let start = fence.start;
  for (let at = 0; at < line; at++) {
    const next = text.indexOf('\n', start);
    if (next === -1 || next >= fence.end) break;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  const whole = text.slice(start, end === -1 ? text.length : end);
  const indent = /^[ \t>]*/.exec(whole)?.[0].length ?? 0;
  return { start: start + indent, end: start + whole.trimEnd().length };
}
