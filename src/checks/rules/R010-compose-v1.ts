import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { pageCommands } from './code-pieces.ts';

const START = '---\ntitle: 06.02 - Развёртывание\n---\n\n';
const NOW = 'docker compose';

export const rule = defineRule({
  id: 'R010',
  severity: 'warning',
  title: 'Compose вызывают через пробел: docker compose',
  why: 'Первая ветка Compose (команда через дефис) снята с поддержки в июле 2023 года, на новых серверах её нет.',
  remedy: 'Пишите docker compose через пробел. Ставьте пакет docker-compose-plugin, а не docker-compose.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/06-02-deployment/_index.md': `${START}\`\`\`bash\nsudo docker-compose -f docker-compose.yml up -d\n\`\`\`\n` } },
    good: {
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}Команда через дефис, \`docker-compose\`, больше не нужна.\n\n\`\`\`bash\nsudo docker compose -f docker-compose.yml up -d\nsudo apt install docker-compose-plugin\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    if (!page.text.includes('docker-compose')) return;
    for (const { piece, command } of pageCommands(page)) {
      const { name, args, start } = command;
      if (name === 'docker-compose') {
        const range = piece.place(start, firstWordEnd(piece.text, start));
        const found = page.text.slice(range.start, range.end);
        yield {
          path: page.path,
          range,
          message: 'Команда первой ветки Compose',
          expected: NOW,
          found,
          // A path to the program is a choice somebody has to make again.
          ...(found === 'docker-compose' ? { fix: { title: `заменить на ${NOW}`, edits: [{ path: page.path, range, text: NOW }] } } : {}),
        };
      } else if (/^(?:apt|apt-get|aptitude|pip3?|dnf|yum|apk)$/.test(name) && args.some(({ value }) => value === 'install' || value === 'add')) {
        for (const word of args) if (word.value === 'docker-compose') yield package1(page.path, piece.place(word.start, word.end));
      }
    }
  },
});

function package1(path: string, range: Finding['range']): Finding {
  return { path, range, message: 'Пакет docker-compose ставит первую ветку Compose', expected: 'docker-compose-plugin', found: 'docker-compose' };
}

function firstWordEnd(text: string, start: number): number {
  const length = text.slice(start).search(/\s|$/);
  return start + length;
}
