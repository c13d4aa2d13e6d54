import { defineRule } from '../rule.ts';
import type { CodePiece } from './code-pieces.ts';
import { commandsOf, pageCommands } from './code-pieces.ts';
import type { ShellCommand } from './shell-script.ts';
import { hasOption } from './shell-script.ts';

const START = '---\ntitle: 06.01 - Копии\n---\n\n';

export const rule = defineRule({
  id: 'R001',
  severity: 'error',
  title: 'Задание cron добавляют, не стирая остальные',
  why: 'Команда crontab заменяет всю таблицу целиком, и вчерашние задания, среди них копии, исчезают молча.',
  remedy: 'Положите задание отдельным файлом в /etc/cron.d/. Или сохраните прежние строки: (crontab -l; echo "…") | crontab -.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}\`\`\`bash\necho "0 3 * * * /opt/backup.sh" | crontab -\n\`\`\`\n` } },
    good: {
      files: {
        '06-operations/06-01-backup/_index.md': `${START}\`\`\`bash\n(crontab -l 2>/dev/null; echo "0 3 * * * /opt/backup.sh") | crontab -\ncrontab -e\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    if (!page.text.includes('crontab')) return;
    for (const { piece, command } of pageCommands(page)) {
      if (command.name !== 'crontab' || hasOption(command, '-l', '-e', '-i', '-V', '--help')) continue;
      const erased = erasure(command, piece);
      if (erased === undefined) continue;
      const range = piece.place(command.input[0]?.start ?? command.start, command.end);
      yield { path: page.path, range, message: erased, found: page.text.slice(range.start, range.end) };
    }
  },
});

/** What happens to the jobs there are; undefined when they are kept, or when the command only looks. */
function erasure(command: ShellCommand, piece: CodePiece): string | undefined {
  if (hasOption(command, '-r')) return 'crontab -r стирает все задания';
  const keeps = (other: ShellCommand): boolean => other.name === 'crontab' && hasOption(other, '-l');
  const file = command.args.find(({ value }, index) => !value.startsWith('-') && command.args[index - 1]?.value !== '-u')?.value;
  if (file !== undefined) {
    // A table that was written out first and is only put back longer.
    const isCopy = commandsOf(piece).some((other) => keeps(other) && other.start < command.start && other.writes.includes(file));
    return isCopy ? undefined : `crontab ${file} заменяет все задания содержимым файла`;
  }
  const reads = command.input.length > 0 || command.hereDocs.length > 0 || command.args.some(({ value }) => value === '-');
  return !reads || command.input.some(keeps) ? undefined : 'Команда заменяет все задания cron одним';
}
