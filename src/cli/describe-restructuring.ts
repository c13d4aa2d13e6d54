import { plural } from '../checks/index.ts';
import type { Restructuring, Spot } from '../knowledge/index.ts';
import { editsByPath } from '../knowledge/index.ts';
import type { Terminal } from './terminal.ts';
import { paint } from './terminal.ts';

/** Longer lists are cut: the rest is in the diff. */
const SHOWN = 12;

/** What a renumbering does and what is left for a person, in lines. */
export function describeRestructuring(terminal: Pick<Terminal, 'color'>, folder: string, plan: Restructuring): string[] {
  const heading = (text: string): string => paint(terminal, 'bold', text);
  const lines: string[] = [];
  if (plan.numbers.size > 0) {
    lines.push(heading('Новые номера'));
    lines.push(...cut([...plan.numbers].map(([old, now]) => `  ${old} → ${now}  ${plan.names.get(now) ?? ''}`.trimEnd())));
  }
  if (plan.change.moves.length > 0) {
    lines.push(heading('Папки'));
    lines.push(...cut(plan.change.moves.map(({ from, to }) => `  ${folder}/${from} → ${folder}/${to}`)));
  }
  const files = editsByPath(plan.change.edits).size + plan.change.creates.length;
  lines.push(
    `${heading('Правки')}  ${plural(files, 'файл', 'файла', 'файлов')}: ${plural(plan.links, 'ссылка', 'ссылки', 'ссылок')}, ${plural(plan.mentions, 'упоминание', 'упоминания', 'упоминаний')} номера`,
  );
  if (plan.kept.length > 0) {
    lines.push(heading('Прежние адреса опубликованы и продолжат работать'));
    lines.push(...cut(plan.kept.map((address) => `  ${address}`)));
  }
  if (plan.reused.length > 0) {
    lines.push(
      `${paint(terminal, 'yellow', 'Эти номера были опубликованы и теперь значат другое')}: ${plan.reused.slice(0, SHOWN).join(', ')}${plan.reused.length > SHOWN ? ' и другие' : ''}. Ссылки из чатов и писем откроют новую тему.`,
    );
  }
  lines.push(...spots(terminal, folder, 'Проверьте: исправлено как номер, но могло быть датой или числом', plan.doubtful));
  lines.push(...spots(terminal, folder, 'Проверьте: строки оглавлений остались среди прежних соседей', plan.strayEntries));
  lines.push(...spots(terminal, folder, 'Исправьте сами: старый номер стоит там, где его не узнать наверняка', plan.leftovers));
  return lines;
}

function spots(terminal: Pick<Terminal, 'color'>, folder: string, title: string, list: readonly Spot[]): string[] {
  if (list.length === 0) return [];
  return [paint(terminal, 'yellow', title), ...cut(list.map(({ path, line, text }) => `  ${folder}/${path}:${line}  ${text}`))];
}

function cut(lines: readonly string[]): string[] {
  return lines.length <= SHOWN ? [...lines] : [...lines.slice(0, SHOWN - 1), `  … и ещё ${lines.length - SHOWN + 1}`];
}
