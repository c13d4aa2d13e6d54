import type { PageRecord } from '../../knowledge/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { CodePiece } from './code-pieces.ts';
import { codePieces } from './code-pieces.ts';
import { composeFiles } from './compose-services.ts';
import type { ShellVariables } from './shell-script.ts';
import { shellVariables } from './shell-script.ts';

const START = '---\ntitle: 06.01 - Копии\n---\n\n';

export const rule = defineRule({
  id: 'R008',
  severity: 'error',
  title: 'Переменная, которой пользуется команда, где-то задана',
  why: 'Вместо незаданной переменной встаёт пустота: rm -rf "$DIR/" сотрёт корень, а база запустится без пароля.',
  remedy: 'Задайте переменную в том же блоке или выше на странице: DIR=/opt/backups. В Compose пишите ${NAME:?}, тогда пустое значение остановит запуск.',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}\`\`\`bash\npg_dump -U "$PGUSER_NAME" directus > "$BACKUP_DIR/dump.sql"\n\`\`\`\n` } },
    good: {
      files: {
        '06-operations/06-01-backup/_index.md': `${START}\`\`\`bash\nBACKUP_DIR=/opt/backups\nread -r NAME\npg_dump -U "$NAME" directus > "$BACKUP_DIR/$(date +%F).sql"\necho "\${KEEP:-7} $HOME $1"\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    if (page.fences.length === 0 || !/\$\{?[A-Za-z_]/.test(page.text)) return;
    const pieces = codePieces(page);
    const scripts = pieces.filter(({ kind }) => kind === 'shell').map((piece) => ({ piece, variables: shellVariables(piece.text) }));
    const defined = definedOnPage(page, pieces, scripts);
    const told = new Set<string>();
    for (const { piece, variables } of scripts) {
      if (scripts.some(({ variables: other }) => other.open)) break;
      for (const { name, start, end } of variables.used) {
        if (!isOwn(name) || defined.has(name) || told.has(name) || piece.isWrong(start)) continue;
        told.add(name);
        yield finding(page, piece, start, end, name);
      }
    }
    for (const { piece, start, end, name } of composeVariables(page)) {
      if (defined.has(name) || told.has(name)) continue;
      told.add(name);
      yield finding(page, piece, start, end, name);
    }
  },
});

function finding(page: PageRecord, piece: CodePiece, start: number, end: number, name: string): Finding {
  const range = piece.place(start, end);
  const expected = piece.kind === 'yaml' ? `\${${name}:?}` : `${name}=…`;
  return { path: page.path, range, message: `Переменная ${name} на странице нигде не задана`, expected, found: page.text.slice(range.start, range.end) };
}

function definedOnPage(page: PageRecord, pieces: readonly CodePiece[], scripts: ReadonlyArray<{ readonly variables: ShellVariables }>): ReadonlySet<string> {
  const defined = new Set(scripts.flatMap(({ variables }) => [...variables.defined]));
  for (const { kind, text } of pieces) {
    if (kind === 'env' || kind === 'conf' || kind === 'dockerfile' || kind === 'cron')
      for (const [, name] of text.matchAll(/^[ \t]*(?:export[ \t]+|Environment=["']?|(?:ENV|ARG)[ \t]+)?([A-Za-z_]\w*)[ \t]*=/gm))
        if (name !== undefined) defined.add(name);
  }
  // «Задайте `BACKUP_DIR`», `TOKEN=…` between backticks: the reader sets it by hand.
  for (const [, name] of page.text.matchAll(/`(?:export )?([A-Za-z_]\w*)=[^`\n]*`/g)) if (name !== undefined) defined.add(name);
  for (const [, names = ''] of page.text.matchAll(
    /(?<!\p{L})(?:задай|укажи|подставь|впиши|запиши|заполни|присвой|экспортируй|установи|замени)(?:те)?(?!\p{L})([^.\n]{0,120})/giu,
  )) {
    for (const [, name] of names.matchAll(/`\$?\{?([A-Za-z_]\w*)\}?`/g)) if (name !== undefined) defined.add(name);
  }
  return defined;
}

/** What the shell, the login or a program of every server gives. */
const GIVEN =
  /^(?:\d+|[@*#?$!_-]|HOME|PATH|USER|LOGNAME|PWD|OLDPWD|HOSTNAME|HOSTTYPE|OSTYPE|MACHTYPE|SHELL|TERM|EDITOR|VISUAL|PAGER|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TMP|TEMP|UID|EUID|GID|PPID|RANDOM|SRANDOM|SECONDS|EPOCH\w+|LINENO|IFS|PS\d|REPLY|OPT(?:ARG|IND|ERR)|PIPESTATUS|FUNCNAME|DIRSTACK|GROUPS|BASH\w*|ZSH\w*|SHLVL|COLUMNS|LINES|MAIL|DISPLAY|XDG_\w+|SSH_\w+|SUDO_\w+|DEBIAN_FRONTEND|INVOCATION_ID|CREDENTIALS_DIRECTORY|RUNTIME_DIRECTORY|STATE_DIRECTORY|LOGS_DIRECTORY|CI|GITHUB_\w+|RUNNER_\w+|npm_\w+)$/;

function isOwn(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !GIVEN.test(name);
}

/** `${NAME}` and `$NAME` of Compose that say nothing of an empty value. `$$` is a plain dollar. */
const COMPOSE_VARIABLE = /(?<!\$)(?:\$\$)*\$(?:\{(?<braced>[A-Za-z_]\w*)\}|(?<plain>[A-Za-z_]\w*))/g;

function* composeVariables(page: PageRecord): Iterable<{ readonly piece: CodePiece; readonly name: string; readonly start: number; readonly end: number }> {
  for (const { piece } of composeFiles(page)) {
    for (const match of piece.text.matchAll(COMPOSE_VARIABLE)) {
      const name = match.groups?.['braced'] ?? match.groups?.['plain'] ?? '';
      const start = match.index + match[0].lastIndexOf('$');
      const line = piece.text.slice(piece.text.lastIndexOf('\n', start - 1) + 1, start);
      if (!GIVEN.test(name) && !/(?:^|\s)#/.test(line) && !piece.isWrong(start)) yield { piece, name, start, end: match.index + match[0].length };
    }
  }
}
