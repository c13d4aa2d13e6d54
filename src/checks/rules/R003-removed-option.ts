import { versionOfImage } from '../../inventory/index.ts';
import type { PageRecord } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { codePieces } from './code-pieces.ts';
import { imageReferences } from './image-references.ts';
import type { RemovedOption } from './removed-options.ts';
import { REMOVED_OPTIONS } from './removed-options.ts';

const START = '---\ntitle: 06.02 - Развёртывание\n---\n\n';

export const rule = defineRule({
  id: 'R003',
  severity: 'error',
  title: 'В настройках нет того, что продукт уже не понимает',
  why: 'Убранную настройку программа пропускает молча или отказывается запускаться: интерфейс остаётся без пароля, сервер — без прокси.',
  remedy: 'Замените настройку на ту, что названа в сообщении. Таблица с источниками — src/checks/rules/removed-options.ts.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}\`\`\`yaml\nversion: "3.8"\nservices:\n  n8n:\n    image: docker.n8n.io/n8nio/n8n:2.41.3\n    environment:\n      - N8N_BASIC_AUTH_ACTIVE=true\n\`\`\`\n`,
      },
    },
    good: {
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}Переменных \`N8N_BASIC_AUTH_*\` больше нет.\n\n\`\`\`yaml\nservices:\n  n8n:\n    image: docker.n8n.io/n8nio/n8n:2.41.3\n    environment:\n      N8N_PROXY_HOPS: 1\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    const suspected = page.fences.length === 0 ? [] : REMOVED_OPTIONS.filter(({ pattern }) => page.text.search(pattern) !== -1);
    for (const option of suspected) {
      if (isRightForItsVersion(page, option)) continue;
      const { pattern, product, instead, source, checked, kinds, when } = option;
      for (const piece of codePieces(page)) {
        if (piece.kind === 'listing' || (kinds !== undefined && !kinds.includes(piece.kind)) || (when !== undefined && !when.test(piece.text))) continue;
        for (const { index, 0: found } of piece.text.matchAll(pattern)) {
          if (isComment(piece.text, index) || piece.isWrong(index)) continue;
          const start = index + (found.length - found.trimStart().length);
          yield {
            path: page.path,
            range: piece.place(start, index + found.length),
            message: messageOf(option),
            expected: instead,
            found: found.trim(),
            hint: `Как теперь у ${product}: ${instead}. Источник: ${source} (прочитан ${checked}).`,
          };
        }
      }
    }
  },
});

function messageOf({ product, option, fate, since = '' }: RemovedOption): string {
  switch (fate) {
    case 'removed':
      return `У ${product} с версии ${since} нет ${option}`;
    case 'ignored':
      return `${product} с версии ${since} не читает ${option}`;
    case 'absent':
      return `У ${product} до версии ${since} нет ${option}, а на странице образ старше`;
    case 'never':
      return `У ${product} нет команды ${option}`;
    case 'breaks':
      return `${product} с версии ${since} не принимает ${option}`;
  }
}

/** A page that pins an old version speaks of that version. */
function isRightForItsVersion(page: PageRecord, { images, since, fate }: RemovedOption): boolean {
  if (images === undefined || since === undefined) return false;
  const versions = imageReferences(page)
    .filter(({ image }) => images.test(image.replace(/@.*$/, '').replace(/(?<=[^/]):[^:/]*$/, '')))
    .flatMap(({ image }) => versionOfImage(image) ?? []);
  const isOld = versions.length > 0 && versions.every((version) => isOlder(version, since));
  return fate === 'absent' ? !isOld : isOld;
}

function isOlder(version: string, than: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, limit] of than.split('.').map(Number).entries()) {
    const part = parts[index];
    // `postgres:16` is of the sixteenth version, whichever.
    if (part === undefined) return false;
    if (part !== limit) return part < limit;
  }
  return false;
}

function isComment(text: string, index: number): boolean {
  return /^[ \t]*(?:#|\/\/|--[ \t])/.test(text.slice(text.lastIndexOf('\n', index - 1) + 1, index));
}
