import { defineRule } from '../rule.ts';
import type { CodePiece } from './code-pieces.ts';
import { codePieces, commandsOf } from './code-pieces.ts';

const START = '---\ntitle: 05.02 - SSH\n---\n\n';

export const rule = defineRule({
  id: 'R005',
  severity: 'error',
  title: 'Вход по SSH закрыт для root и для паролей',
  why: 'Пароль root подбирают боты со всего мира с первой минуты, и одной удачи им хватает.',
  remedy:
    'Пишите PermitRootLogin no и PasswordAuthentication no в файл /etc/ssh/sshd_config.d/10-hardening.conf: sshd берёт первое прочитанное значение. Проверьте: sudo sshd -T.',
  fixable: false,
  examples: {
    bad: { files: { '05-security/05-02-ssh/_index.md': `${START}\`\`\`sshd\nPermitRootLogin yes\nPasswordAuthentication yes\n\`\`\`\n` } },
    good: {
      files: {
        '05-security/05-02-ssh/_index.md': `${START}\`\`\`sshd\nPermitRootLogin no\nPasswordAuthentication no\n\`\`\`\n\n\`\`\`bash\nsudo sed -i 's/^#*PasswordAuthentication yes/PasswordAuthentication no/' /etc/ssh/sshd_config\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    if (!/PermitRootLogin|PasswordAuthentication|PermitEmptyPasswords|KbdInteractiveAuthentication|ChallengeResponseAuthentication|ssh_pwauth/i.test(page.text))
      return;
    const set = codePieces(page).flatMap((piece) => settingsOf(piece));
    for (const [index, { piece, key, value, start, end }] of set.entries()) {
      const open = OPEN[key]?.[value];
      if (open === undefined) continue;
      // In one file the first value counts, so a later one closes nothing. A later step does.
      if (set.some((other, at) => at > index && other.piece !== piece && other.key === key && other.value === 'no')) continue;
      if (set.some((other, at) => at < index && other.piece === piece && other.key === key && other.value === 'no')) continue;
      const range = piece.place(start, end);
      yield {
        path: page.path,
        range,
        message: open,
        expected: key === 'ssh_pwauth' ? 'ssh_pwauth: false' : `${NAMES[key]} no`,
        found: page.text.slice(range.start, range.end),
      };
    }
  },
});

const ROOT_BY_KEY = 'Вход по SSH открыт для root с ключом';
const BY_PASSWORD = 'Вход по SSH открыт для паролей';
const OPEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  permitrootlogin: { yes: 'Вход по SSH открыт для root', 'prohibit-password': ROOT_BY_KEY, 'without-password': ROOT_BY_KEY },
  passwordauthentication: { yes: BY_PASSWORD },
  kbdinteractiveauthentication: { yes: BY_PASSWORD },
  challengeresponseauthentication: { yes: BY_PASSWORD },
  permitemptypasswords: { yes: 'Вход по SSH открыт для пустых паролей' },
  ssh_pwauth: { true: BY_PASSWORD, yes: BY_PASSWORD, '1': BY_PASSWORD },
};
const NAMES: Readonly<Record<string, string>> = {
  permitrootlogin: 'PermitRootLogin',
  passwordauthentication: 'PasswordAuthentication',
  kbdinteractiveauthentication: 'KbdInteractiveAuthentication',
  challengeresponseauthentication: 'KbdInteractiveAuthentication',
  permitemptypasswords: 'PermitEmptyPasswords',
};

interface Setting {
  readonly piece: CodePiece;
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const KEYS = 'PermitRootLogin|PasswordAuthentication|PermitEmptyPasswords|KbdInteractiveAuthentication|ChallengeResponseAuthentication';
const LINE = new RegExp(`^[ \\t]*(?<key>${KEYS})[ \\t=]+"?(?<value>[\\w-]+)"?`, 'gm');
/** In a file of sshd the case of the names is free; elsewhere small letters are what `sshd -T` prints. */
const LOOSE_LINE = new RegExp(LINE.source, 'gim');
const CLOUD_INIT = /^[ \t]*(?<key>ssh_pwauth):[ \t]*["']?(?<value>\w+)/gm;

function settingsOf(piece: CodePiece): Setting[] {
  if (piece.kind === 'shell') return shellSettings(piece);
  const pattern = piece.kind === 'yaml' ? CLOUD_INIT : piece.kind === 'sshd' ? LOOSE_LINE : LINE;
  return [...piece.text.matchAll(pattern)].flatMap((match) => {
    const { key = '', value = '' } = match.groups ?? {};
    const start = match.index + match[0].length - match[0].trimStart().length;
    return piece.isWrong(start) ? [] : [{ piece, key: key.toLowerCase(), value: value.toLowerCase(), start, end: match.index + match[0].length }];
  });
}

/** `sed 's/…/PermitRootLogin yes/'` sets what stands after the second slash; `echo … >> sshd_config` and `sshd -o` set what they say. */
function shellSettings(piece: CodePiece): Setting[] {
  return commandsOf(piece).flatMap((command) => {
    if (piece.isWrong(command.start) || !/^(?:sed|perl|sshd)$/.test(command.name)) return [];
    return command.args.flatMap((word) => {
      const substitution = /^s(?<mark>[/|#,@])(?:\\.|(?!\k<mark>)[\s\S])*\k<mark>(?<replacement>(?:\\.|(?!\k<mark>)[\s\S])*)/.exec(word.value)?.groups?.[
        'replacement'
      ];
      const said = command.name === 'sshd' ? word.value : substitution;
      const match = said === undefined ? null : new RegExp(`(?<![#\\w])(?<key>${KEYS})[ =]+(?<value>[\\w-]+)`, 'i').exec(said);
      const { key = '', value = '' } = match?.groups ?? {};
      return match === null ? [] : [{ piece, key: key.toLowerCase(), value: value.toLowerCase(), start: word.start, end: word.end }];
    });
  });
}
