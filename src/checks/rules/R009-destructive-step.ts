import type { PageRecord } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import type { CodePiece } from './code-pieces.ts';
import { codePieces, commandsOf } from './code-pieces.ts';
import type { ShellCommand } from './shell-script.ts';
import { hasOption } from './shell-script.ts';

const START = '---\ntitle: 06.04 - Обслуживание\n---\n\n';

export const rule = defineRule({
  id: 'R009',
  severity: 'error',
  title: 'Перед необратимым шагом есть проверенная копия',
  why: 'Стёртое не вернуть, а непроверенная копия оказывается пустым файлом именно тогда, когда она нужна.',
  remedy:
    'Поставьте выше на странице шаг с копией и её проверкой (pg_restore --list, restic check, gzip -t) или условие: «копия за сегодня проверена (06.01.03)».',
  fixable: false,
  examples: {
    bad: {
      files: {
        '06-operations/06-04-maintenance/_index.md': `${START}\`\`\`bash\ndocker volume rm postgres_data\n\`\`\`\n\n\`\`\`sql\nDROP DATABASE directus;\n\`\`\`\n`,
      },
    },
    good: {
      files: {
        '06-operations/06-04-maintenance/_index.md': `${START}\`\`\`bash\npg_dump -Fc directus > /opt/backups/directus.dump\npg_restore --list /opt/backups/directus.dump | head\n\`\`\`\n\n\`\`\`bash\ndocker volume rm postgres_data\nrm -rf /tmp/restore\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    if (page.fences.length === 0 || !DESTRUCTIVE.test(page.text)) return;
    for (const piece of codePieces(page)) {
      for (const { start, end, what, always } of [...destructiveCommands(piece), ...destructiveSql(piece)]) {
        if (piece.isWrong(start)) continue;
        const range = piece.place(start, end);
        const found = page.text.slice(range.start, range.end).split('\n')[0];
        if (always !== undefined) {
          if (!always.test(page.text.slice(0, range.start))) yield { path: page.path, range, message: what, found };
          continue;
        }
        const safety = safetyBefore(page, range.start);
        if (safety === 'verified') continue;
        yield { path: page.path, range, message: `${what}, а ${safety === 'copied' ? 'копия выше не проверена' : 'копии выше нет'}`, found };
      }
    }
  },
});

const DESTRUCTIVE =
  /\brm[ \t]+-|\bdrop(?:db|user)?\b|\btruncate\b|\bdelete\b|prune|volume[ \t]+rm|\bdown\b|mkfs|wipefs|\bdd\b|fsck|flush(?:all|db)|lvremove|userdel|mklabel|shred|pg_resetwal/i;

interface Step {
  readonly start: number;
  readonly end: number;
  readonly what: string;
  /** A step that no copy makes right: what must stand above it instead. */
  readonly always?: RegExp;
}

/** Names and places of things that were made to be thrown away. */
const SCRATCH =
  /(?:^|[/_.-])(?:te?mp|cache|scratch|test\w*|drill|sandbox|restore\w*|check\w*|node_modules|dist|build|\.astro|prob[ae]|lists)(?:[/_.-]|\d*$)|^\$\{?(?:tmp|temp|work|scratch)\w*/i;

function* destructiveCommands(piece: CodePiece): Iterable<Step> {
  for (const command of commandsOf(piece)) {
    const { start, end } = command;
    const step = stepOf(command);
    if (step !== undefined) yield { start, end, ...step };
  }
}

function stepOf(command: ShellCommand): Pick<Step, 'what' | 'always'> | undefined {
  const { name, args } = command;
  const words = args.map(({ value }) => value);
  const targets = words.filter((word) => !word.startsWith('-'));
  switch (name) {
    case 'rm':
      return hasOption(command, '-r', '-R', '--recursive') && targets.some((target) => !SCRATCH.test(target))
        ? { what: 'rm -r стирает папку целиком' }
        : undefined;
    case 'find':
      // Rotation of old copies keeps the new ones; a search without an age keeps nothing.
      return words.includes('-delete') && !words.some((word) => /^-(?:[mac]time|[mac]min|newer\w*)$/.test(word)) && !SCRATCH.test(targets[0] ?? '')
        ? { what: 'find -delete стирает всё найденное' }
        : undefined;
    case 'docker':
      return dockerStep(command, words, targets);
    case 'docker-compose':
      return composeStep(command, words);
    case 'dropdb':
    case 'dropuser':
      return targets.some((target) => SCRATCH.test(target)) ? undefined : { what: `${name} стирает ${name === 'dropdb' ? 'базу' : 'пользователя'}` };
    case 'wipefs':
    case 'shred':
    case 'lvremove':
    case 'vgremove':
    case 'pg_resetwal':
    case 'pg_dropcluster':
      return hasOption(command, '-n', '--no-act', '--dry-run') ? undefined : { what: `${name} стирает данные без возврата` };
    case 'dd':
      return words.some((word) => /^of=\/dev\/(?!null|stdout|stderr)/.test(word)) ? { what: 'dd пишет поверх диска' } : undefined;
    case 'parted':
      return words.includes('mklabel') || words.includes('rm') ? { what: 'parted стирает разметку диска' } : undefined;
    case 'userdel':
      return hasOption(command, '-r', '--remove') ? { what: 'userdel -r стирает домашнюю папку' } : undefined;
    case 'redis-cli':
      return words.some((word) => /^flush(?:all|db)$/i.test(word)) ? { what: 'Redis забудет все данные' } : undefined;
    default:
      if (/^mkfs(?:\.|$)|^mke2fs$/.test(name)) return { what: `${name} стирает диск` };
      if (/^(?:fsck(?:\..+)?|e2fsck|xfs_repair)$/.test(name))
        return hasOption(command, '-n', '-N', '-M') ? undefined : { what: `${name} на смонтированном диске портит файлы: сначала umount`, always: UNMOUNTED };
      return undefined;
  }
}

const UNMOUNTED = /\bumount\b|(?<!\p{L})(?:отмонтир|размонтир|режим\p{L}* восстановления|rescue)/iu;

function dockerStep(command: ShellCommand, words: readonly string[], targets: readonly string[]): Pick<Step, 'what'> | undefined {
  const [object = '', verb = ''] = targets;
  if (object === 'compose') return composeStep(command, words);
  if (object === 'system' && verb === 'prune') return { what: 'docker system prune стирает образы и остановленные контейнеры' };
  if (object === 'volume' && verb === 'prune') return { what: 'docker volume prune стирает тома без контейнеров' };
  if (object === 'image' && verb === 'prune' && hasOption(command, '-a', '--all'))
    return { what: 'docker image prune -a стирает и тот образ, на который откатываются' };
  if (object === 'volume' && /^(?:rm|remove)$/.test(verb))
    return targets.slice(2).every((target) => SCRATCH.test(target)) ? undefined : { what: 'docker volume rm стирает данные сервиса' };
  return undefined;
}

function composeStep(command: ShellCommand, words: readonly string[]): Pick<Step, 'what'> | undefined {
  const down = words.indexOf('down');
  if (down !== -1 && words.slice(down).some((word) => word === '-v' || word === '--volumes')) return { what: 'docker compose down -v стирает тома' };
  const remove = words.indexOf('rm');
  return remove !== -1 && words.slice(remove).some((word) => /^-\w*v/.test(word)) && command.args.length > 0
    ? { what: 'docker compose rm -v стирает тома' }
    : undefined;
}

const SQL =
  /(?<![\w-])(?:DROP[ \t]+(?<object>DATABASE|TABLE|SCHEMA|TABLESPACE|OWNED[ \t]+BY)(?:[ \t]+IF[ \t]+EXISTS)?[ \t]+(?<dropped>[\w".]+)|TRUNCATE(?:[ \t]+TABLE)?[ \t]+(?<emptied>[\w".]+)|DELETE[ \t]+FROM[ \t]+(?<deleted>[\w".]+)[ \t]*(?:;|$|["']))/gim;

function* destructiveSql(piece: CodePiece): Iterable<Step> {
  if (piece.kind !== 'sql' && piece.kind !== 'shell') return;
  for (const match of piece.text.matchAll(SQL)) {
    const { object, dropped, emptied, deleted } = match.groups ?? {};
    const target = (dropped ?? emptied ?? deleted ?? '').replaceAll('"', '');
    if (SCRATCH.test(target) || /^[ \t]*(?:--|#)/.test(piece.text.slice(piece.text.lastIndexOf('\n', match.index - 1) + 1, match.index))) continue;
    // In a shell only a program that speaks SQL means it: `truncate -s 0 app.log` is another thing.
    if (piece.kind === 'shell' && !/\b(?:psql|mysql|mariadb|sqlite3)\b|<</.test(piece.text)) continue;
    const what =
      object !== undefined
        ? `DROP ${object.toUpperCase()} стирает ${target}`
        : emptied !== undefined
          ? `TRUNCATE опустошает ${target}`
          : `DELETE без WHERE опустошает ${target}`;
    yield { start: match.index, end: match.index + match[0].replace(/["';]$/, '').length, what };
  }
}

const COPY_COMMAND =
  /\b(?:pg_dump(?:all)?|pg_basebackup|restic[ \t][^\n]*\bbackup|borg[ \t]+create|mysqldump|redis-cli[^\n]*\b(?:bg)?save|rsync|rclone[ \t]+(?:copy|sync)|export:workflow|export:credentials)\b|\btar[ \t]+-?\w*c\w*|\bcp[ \t]+-\w*[aRr]|\/snapshots\b/i;
const VERIFY_COMMAND =
  /\bpg_restore[^\n]*(?:-l\b|--list)|\brestic[ \t][^\n]*\bcheck\b|\brestic[ \t][^\n]*\brestore\b|\bborg[ \t]+check|\bgzip[ \t]+-\w*t|\bgunzip[ \t]+-\w*t|\bzstd[ \t]+-\w*t|\btar[ \t]+-?\w*t|\bsha256sum\b|\bmd5sum\b|\btest[ \t]+-s|\[[ \t]+-s[ \t]|\brclone[ \t]+check|\bdiff[ \t]+-r|\bpg_restore\b[^\n]*(?:_test|_check|restore)/i;
const COPY_WORDS = /(?<!\p{L})(?:резервн\p{L}+ копи\p{L}*|бэкап\p{L}*|снимок|снапшот\p{L}*|копи[яюие](?!\p{L})|дамп\p{L}*|backup)/iu;
/** «Проверенная копия», «копия проверена», «убедитесь, что копия читается». */
const VERIFIED_WORDS =
  /(?<!\p{L})(?<!не)провер\p{L}+ (?:\p{L}+ ){0,4}(?:копи|бэкап|снимк|снимок|дамп|backup|восстановл)\p{L}*|(?<!\p{L})(?:копи|бэкап|снимок|дамп|backup)\p{L}*(?: \p{L}+){0,6} (?:проверен|проверь|проверя|восстанавлива|читается|открывается)\p{L}*|(?<!\p{L})убедитесь,? что (?:\p{L}+ ){0,4}(?:копи|бэкап|снимок|дамп|backup)/iu;

/** What the page says or does about a copy before a place. A copy that is shown as wrong saves nothing, but neither is the step likely to be meant. */
function safetyBefore(page: PageRecord, offset: number): 'verified' | 'copied' | 'none' {
  const before = page.text.slice(0, offset);
  if (VERIFIED_WORDS.test(before)) return 'verified';
  const isCopied = COPY_COMMAND.test(before);
  if (isCopied && VERIFY_COMMAND.test(before)) return 'verified';
  const section = page.headings.findLast(({ range }) => range.start < offset)?.range.start ?? 0;
  return isCopied || COPY_WORDS.test(before.slice(section)) ? 'copied' : 'none';
}
