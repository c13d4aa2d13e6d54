import { defineRule } from '../rule.ts';
import type { CodePiece } from './code-pieces.ts';
import { codePieces } from './code-pieces.ts';

const START = '---\ntitle: 05.02 - Пользователи\n---\n\n';

export const rule = defineRule({
  id: 'R004',
  severity: 'error',
  title: 'Правило sudo не даёт больше, чем обещает',
  why: 'Просмотрщик открывает оболочку root, звёздочка пропускает любой файл: помощник «только для чтения» становится хозяином сервера.',
  remedy:
    'Дайте группы adm и systemd-journal вместо sudo. Остальное — обёртки root в /usr/local/sbin без аргументов: monitor ALL=(root) NOPASSWD: /usr/local/sbin/show-disk "".',
  fixable: false,
  examples: {
    bad: {
      files: {
        '05-security/05-02-users/_index.md': `${START}\`\`\`sudoers\nmonitor ALL=(ALL) NOPASSWD: /usr/bin/less /var/log/*, /usr/bin/systemctl status\n\`\`\`\n`,
      },
    },
    good: {
      files: {
        '05-security/05-02-users/_index.md': `${START}\`\`\`sudoers\nmonitor ALL=(root) NOPASSWD: /usr/local/sbin/show-disk "", /usr/bin/systemctl restart nginx\n%sudo ALL=(ALL:ALL) ALL\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    if (!/NOPASSWD|Cmnd_Alias|ALL[ \t]*=/.test(page.text)) return;
    for (const piece of codePieces(page)) {
      // What a script writes into a file is a piece of its own.
      if (piece.kind === 'yaml' || piece.kind === 'shell') continue;
      for (const { text, start } of grantedCommands(piece)) {
        const flaw = flawOf(text);
        if (flaw === undefined || piece.isWrong(start)) continue;
        yield { path: page.path, range: piece.place(start, start + text.length), message: `Правило sudo ${flaw}`, found: text };
      }
    }
  },
});

interface Granted {
  readonly text: string;
  readonly start: number;
}

const RULE =
  /^[ \t]*(?!#|root[ \t]|Defaults|\w+_Alias[ \t])(?<who>[%\w.@+-]+)[ \t]+[\w.,-]+[ \t]*=[ \t]*(?:\([^)\n]*\)[ \t]*)?(?<tags>(?:[A-Z]+:[ \t]*)*)(?<list>(?:[^\n\\]|\\[\s\S])*)/gm;
const ALIAS = /^[ \t]*Cmnd_Alias[ \t]+\w+[ \t]*=[ \t]*(?<list>(?:[^\n\\]|\\[\s\S])*)/gm;

/** Commands that sudo rules allow, one by one. The full right with a password is what an administrator has. */
function* grantedCommands({ text }: CodePiece): Iterable<Granted> {
  for (const match of text.matchAll(RULE)) {
    const { tags = '', list = '', who = '' } = match.groups ?? {};
    if (!tags.includes('NOPASSWD') && (/^%?(?:sudo|admin|wheel)$/.test(who) || list.trim() === 'ALL' || !/^[ \t]*[/!]/.test(list))) continue;
    const items = commandsIn(list, match.index + match[0].length - list.length);
    // NOEXEC keeps a pager from starting a shell, but not a program from reading any file.
    for (const item of items) if (!tags.includes('NOEXEC') || /\*|^ALL$/.test(item.text)) yield item;
  }
  for (const match of text.matchAll(ALIAS)) {
    const list = match.groups?.['list'] ?? '';
    yield* commandsIn(list, match.index + match[0].length - list.length);
  }
}

/** Splits at commas that are not escaped; `\` at the end of a line continues it. */
function* commandsIn(list: string, start: number): Iterable<Granted> {
  for (const { 0: raw, index } of list.replace(/#[^\n]*$/, '').matchAll(/(?:[^,\\]|\\[\s\S])+/g)) {
    const lead = /^(?:\s|\\\r?\n|(?:NO)?PASSWD:|(?:NO)?EXEC:)*/.exec(raw)?.[0].length ?? 0;
    const text = raw.slice(lead).replace(/(?:\s|\\\r?\n)+$/, '');
    if (text !== '' && !text.startsWith('!')) yield { text, start: start + index + lead };
  }
}

/** Programs that open another program on request, or write where they are told. https://gtfobins.github.io/#+sudo */
const SHELL_INSIDE =
  /^(?:less|more|most|man|vi|vim|vimdiff|view|rvim|nano|pico|emacs|ed|ex|mc|git|find|awk|gawk|mawk|sed|perl|python[\d.]*|ruby|node|lua|php|bash|dash|sh|zsh|ash|env|nice|nohup|timeout|watch|xargs|tar|zip|unzip|gdb|strace|tcpdump|ssh|scp|rsync|tmux|screen|script|su|sudo|visudo|crontab|make|npm|pip3?|ftp|psql|mysql|top|htop|apt|apt-get|snap|dpkg|docker-compose)$/;
const WRITERS = /^(?:tee|cp|mv|ln|dd|install|chmod|chown|chattr|mount|useradd|usermod|passwd|chpasswd|wget|curl)$/;
const PAGED = /^(?:journalctl|systemctl)$/;
const READERS = /^(?:cat|tail|head|grep|egrep|zgrep|zcat|strings|xxd|od|diff|sort|wc|cut|ss|netstat|lsof|file|base64|docker|podman)$/;

function flawOf(granted: string): string | undefined {
  if (granted === 'ALL') return 'без пароля даёт всё';
  // The name of an alias: its commands are judged where they are listed.
  if (/^[A-Z][A-Z\d_]*$/.test(granted)) return undefined;
  const [path = '', ...args] = granted.split(/\s+/);
  if (path === 'sudoedit') return granted.includes('*') ? 'звёздочкой открывает для правки любой файл' : undefined;
  const program = path.slice(path.lastIndexOf('/') + 1);
  if (!path.startsWith('/')) return undefined;
  if (/\*/.test(path)) return 'звёздочкой в пути разрешает любую программу';
  const isFree = args.length === 0;
  const isClosed = args.length === 1 && args[0] === '""';
  if (isClosed && !/^(?:bash|sh|dash|zsh|su|visudo|crontab|vi|vim|nano|mc|top|htop)$/.test(program)) return undefined;
  if (SHELL_INSIDE.test(program) && !isQuietFixed(program, args)) return `пускает в ${program}, а из него открывается оболочка root`;
  if (WRITERS.test(program)) return `разрешает ${program}: им переписывают любой файл`;
  if (args.some((arg) => arg.includes('*'))) return `звёздочкой пропускает в ${program} любые аргументы и файлы`;
  if (PAGED.test(program) && (isFree || (isPaging(program, args) && !args.includes('--no-pager'))))
    return `открывает ${program} в просмотрщике, а из него — оболочку root`;
  if (isFree && READERS.test(program))
    return `без списка аргументов: ${program} прочтёт${/^(?:docker|podman)$/.test(program) ? ' и сделает что угодно' : ' любой файл'}`;
  return undefined;
}

/** `/usr/bin/apt-get update` with nothing after it opens no shell. */
function isQuietFixed(program: string, args: readonly string[]): boolean {
  return (
    /^(?:apt|apt-get|snap|dpkg|git|docker-compose|npm)$/.test(program) &&
    args.length > 0 &&
    !args.some((arg) => arg.includes('*')) &&
    !/^(?:log|diff|help|show|changelog|exec|install)$/.test(args[0] ?? '')
  );
}

function isPaging(program: string, args: readonly string[]): boolean {
  return program === 'journalctl' || /^(?:status|show|cat|list-\S+|help|edit)$/.test(args.find((arg) => !arg.startsWith('-')) ?? 'status');
}
