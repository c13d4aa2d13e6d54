import type { Fence, PageRecord, TextRange } from '../../knowledge/index.ts';
import { lineStarts, positionAt } from '../../knowledge/index.ts';
import type { ShellCommand } from './shell-script.ts';
import { isQuotedWhole, shellCommands } from './shell-script.ts';
import { isCommentedAsWrong, isIntroducedAsWrong } from './shown-as-wrong.ts';

/** What reads the code. `listing` is shown and not run; `other` is code that nobody here can read. */
export type CodeKind = 'shell' | 'yaml' | 'env' | 'sql' | 'sudoers' | 'sshd' | 'cron' | 'dockerfile' | 'conf' | 'listing' | 'other';

/** A piece of code of a page: a fence, or a file that a command in a fence writes (`cat > x.yml <<EOF`). */
export interface CodePiece {
  readonly page: PageRecord;
  readonly kind: CodeKind;
  /** The file that the code is for, as far as the page names it: `/etc/sudoers.d/monitor`, `compose.yaml`. */
  readonly file: string | undefined;
  readonly text: string;
  /** Where a stretch of the text stands on the page. */
  readonly place: (start: number, end: number) => TextRange;
  /** True when the page shows this place as an example of what not to do. */
  readonly isWrong: (offset: number) => boolean;
}

const KINDS: Readonly<Record<string, CodeKind>> = {
  ...kinds('shell', 'bash sh shell zsh ksh console shell-session shellsession sh-session terminal'),
  ...kinds('yaml', 'yaml yml compose docker-compose'),
  ...kinds('env', 'env dotenv properties'),
  ...kinds('sql', 'sql pgsql postgresql psql postgres'),
  ...kinds('sudoers', 'sudoers'),
  ...kinds('sshd', 'sshd sshd_config sshdconfig ssh-config sshconfig'),
  ...kinds('cron', 'cron crontab'),
  ...kinds('dockerfile', 'dockerfile docker containerfile'),
  ...kinds('conf', 'ini conf config toml nginx systemd cfg'),
  ...kinds('listing', 'text txt plain plaintext log output'),
};

function kinds(kind: CodeKind, names: string): Record<string, CodeKind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

const FILES: ReadonlyArray<readonly [RegExp, CodeKind]> = [
  [/sudoers/, 'sudoers'],
  [/sshd?_config/, 'sshd'],
  [/\.ya?ml$/, 'yaml'],
  [/(?:^|\/)\.env|\.env$/, 'env'],
  [/\.sql$/, 'sql'],
  [/\.sh$|\/cron\.(?:daily|hourly|weekly|monthly)\//, 'shell'],
  [/cron/, 'cron'],
  [/Dockerfile/, 'dockerfile'],
  [/\.(?:conf|ini|toml|cfg|service|timer|local)$/, 'conf'],
];

const pieces = new WeakMap<PageRecord, readonly CodePiece[]>();

/** The code of a page in order, what commands write into files after the command. */
export function codePieces(page: PageRecord): readonly CodePiece[] {
  let known = pieces.get(page);
  if (known === undefined) {
    known = page.fences.flatMap((fence) => {
      const piece = pieceOf(page, fence);
      return piece.kind === 'shell' ? [piece, ...writtenFiles(piece)] : [piece];
    });
    pieces.set(page, known);
  }
  return known;
}

const commands = new WeakMap<CodePiece, readonly ShellCommand[]>();

/** The commands of a piece that is a shell script, or the commands of its lines when it is a crontab; else none. */
export function commandsOf(piece: CodePiece): readonly ShellCommand[] {
  let known = commands.get(piece);
  if (known === undefined) {
    known = piece.kind === 'shell' ? shellCommands(piece.text) : piece.kind === 'cron' ? shellCommands(withoutSchedules(piece.text)) : [];
    commands.set(piece, known);
  }
  return known;
}

/** All commands of a page that are not shown as wrong, with their pieces. */
export function* pageCommands(page: PageRecord): Iterable<{ readonly piece: CodePiece; readonly command: ShellCommand }> {
  for (const piece of codePieces(page)) {
    for (const command of commandsOf(piece)) if (!piece.isWrong(command.start)) yield { piece, command };
  }
}

function pieceOf(page: PageRecord, fence: Fence): CodePiece {
  const { meta, lang } = fence;
  const file = /(?:^|\s)(?:title|file)=(?:"([^"]*)"|(\S+))/.exec(meta);
  const name = file?.[1] ?? file?.[2]?.replace(/#.*$/, '');
  // The answer that a runbook expects is no code.
  const kind = /(?:^|\s)expect(?:\s|$)/.test(meta) ? 'listing' : kindOf(lang.toLowerCase(), name, fence.value);
  const isConsole = kind === 'shell' && /^[ \t]*[$#][ \t]+\S/m.test(fence.value) && (lang !== 'bash' || /^[ \t]*\$[ \t]+\S/m.test(fence.value));
  const text = isConsole ? withoutPrompts(fence.value) : fence.value;
  const starts = lineStarts(text);
  const lines = text.split('\n');
  let places: readonly number[] | undefined;
  const at = (offset: number): number => {
    places ??= linePlaces(page.text, fence);
    const { line, column } = positionAt(starts, offset);
    return Math.min((places[line - 1] ?? fence.range.start) + column - 1, fence.range.end);
  };
  let introduced: boolean | undefined;
  return {
    page,
    kind,
    file: name,
    text,
    place: (start, end) => ({ start: at(start), end: Math.max(at(start), at(end)) }),
    isWrong: (offset) => {
      introduced ??= page.frontMatter.status === 'archived' || isIntroducedAsWrong(page, fence.range.start);
      return introduced || isCommentedAsWrong(lines, positionAt(starts, offset).line - 1);
    },
  };
}

function kindOf(lang: string, file: string | undefined, code: string): CodeKind {
  const known = lang === '' ? guessedKind(code) : (KINDS[lang] ?? 'other');
  if (file === undefined || known === 'shell' || known === 'yaml' || known === 'listing') return known;
  return kindOfFile(file) ?? known;
}

function kindOfFile(file: string): CodeKind | undefined {
  return FILES.find(([pattern]) => pattern.test(file))?.[1];
}

/** Old pages leave the language out. */
function guessedKind(code: string): CodeKind {
  if (/^(?:services|version|networks|volumes|http|providers):|^[ \t]+image:/m.test(code)) return 'yaml';
  if (/NOPASSWD:|^Cmnd_Alias\b/m.test(code)) return 'sudoers';
  if (/^[ \t]*(?:PermitRootLogin|PasswordAuthentication)\b/m.test(code)) return 'sshd';
  if (/^[ \t]*[{[<|]|[├└│┌]/.test(code)) return 'listing';
  if (/^(?:[ \t]*(?:#.*|[A-Z][A-Z0-9_]*=.*)?(?:\r?\n|$))+$/.test(code)) return 'env';
  return 'shell';
}

/** Where each line of a fence begins on the page; the indent of a list or a quote is not part of the code. */
function linePlaces(page: string, { range, value }: Fence): number[] {
  const places: number[] = [];
  const isFenced = /^(?:`{3}|~{3})/.test(page.slice(range.start, range.start + 3));
  let from = isFenced ? page.indexOf('\n', range.start) + 1 : page.lastIndexOf('\n', range.start - 1) + 1;
  for (const line of value.split('\n')) {
    const breakAt = page.indexOf('\n', from);
    const end = breakAt === -1 ? page.length : breakAt;
    const written = page.slice(from, end).replace(/\r$/, '');
    const code = line.replace(/\r$/, '');
    places.push(from + (written.endsWith(code) ? written.length - code.length : 0));
    from = end + 1;
  }
  return places;
}

/** Of a recorded session only what was typed counts. All characters keep their places. */
function withoutPrompts(code: string): string {
  let continued = false;
  return code
    .split('\n')
    .map((line) => {
      const prompt = /^[ \t]*(?:[\w.@:~/-]*[$#]|\$)[ \t]+(?=\S)/.exec(line)?.[0];
      const typed = prompt !== undefined || continued;
      continued = typed && line.endsWith('\\');
      if (!typed) return ' '.repeat(line.length);
      return prompt === undefined ? line : ' '.repeat(prompt.length) + line.slice(prompt.length);
    })
    .join('\n');
}

const SCHEDULE = /^[ \t]*(?:@\w+|(?:[\d*/,-]+[ \t]+){4}[\d*/,A-Za-z-]+)[ \t]+(?:(?:root|monitor|deploy|www-data)[ \t]+)?/;

function withoutSchedules(crontab: string): string {
  return crontab
    .split('\n')
    .map((line) => {
      const schedule = SCHEDULE.exec(line)?.[0];
      return schedule === undefined ? ' '.repeat(line.length) : ' '.repeat(schedule.length) + line.slice(schedule.length);
    })
    .join('\n');
}

/** Files that the commands of a script write: here documents, and `echo '…' > file` with or without `tee`. */
function writtenFiles(script: CodePiece): CodePiece[] {
  if (!/<<|>|\btee\b|\bcrontab\b/.test(script.text)) return [];
  return commandsOf(script).flatMap((command): CodePiece[] => {
    const file = targetOf(command);
    const isPrinter = command.name === 'echo' || command.name === 'printf';
    const next = isPrinter ? commandsOf(script).find(({ input }) => input.includes(command)) : undefined;
    const target = file ?? (next === undefined ? undefined : targetOf(next));
    const kind = target === undefined ? undefined : kindOfFile(target);
    if (kind === undefined) return [];
    const here = command.hereDocs.map(({ text, start }) => ({ text, start }));
    const printed = isPrinter ? command.args.filter(isQuotedWhole).map(({ value, start }) => ({ text: value, start: start + 1 })) : [];
    return [...here, ...printed].map(({ text, start }) => ({
      page: script.page,
      kind,
      file: target,
      text,
      place: (from, to) => script.place(start + from, start + to),
      isWrong: (offset) => script.isWrong(start + offset),
    }));
  });
}

function targetOf({ name, args, writes }: ShellCommand): string | undefined {
  if (name === 'tee') return args.find(({ value }) => !value.startsWith('-'))?.value;
  if (name === 'crontab') return 'crontab';
  return writes.find((file) => file !== '/dev/null');
}
