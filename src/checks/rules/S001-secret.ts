import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { CodePiece } from './code-pieces.ts';
import { codePieces, commandsOf } from './code-pieces.ts';
import { isQuotedAsMistake } from './not-meant.ts';
import { findTokens } from './secret-tokens.ts';
import { isFrequentPassword, looksSecret, masked } from './secret-value.ts';

const START = '---\ntitle: 05.03 - Секреты\n---\n\n';

export const rule = defineRule({
  id: 'S001',
  severity: 'error',
  secret: true,
  title: 'На странице нет паролей, ключей и токенов',
  why: 'Страница лежит в Git у всех, и удалённая строка остаётся в истории: такой секрет уже не секрет.',
  remedy:
    'Смените сам пароль или ключ — удалить строку мало. На странице оставьте имя переменной: ${POSTGRES_PASSWORD:?}. Образец пишите в угловых скобках: <пароль>.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '05-security/05-03-secrets/_index.md': `${START}\`\`\`yaml\nservices:\n  db:\n    environment:\n      POSTGRES_PASSWORD: Almaty-2025-db!\n\`\`\`\n\n\`\`\`bash\nexport GITHUB_TOKEN=${`ghp_${'a1B2c3'.repeat(6)}`}\n\`\`\`\n`,
      },
    },
    good: {
      files: {
        '05-security/05-03-secrets/_index.md': `${START}\`\`\`yaml\nservices:\n  db:\n    environment:\n      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?}\n      ADMIN_PASSWORD_FILE: /run/secrets/admin\n\`\`\`\n\n\`\`\`bash\nexport GITHUB_TOKEN=<токен>\nread -rs TOKEN\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    const told: TextRange[] = [];
    const tell = function* (range: TextRange, what: string): Iterable<Finding> {
      if (told.some((other) => range.start < other.end && other.start < range.end)) return;
      told.push(range);
      const found = masked(page.text.slice(range.start, range.end));
      yield { path: page.path, range, message: `На странице ${what}: «${found}»`, found };
    };
    // A real token is a token whatever is said about it.
    for (const { name, range } of tokensOf(page)) yield* tell(range, name);
    if (!WORDS.test(page.text)) return;
    for (const { range, what } of [...assignedSecrets(page), ...commandSecrets(page), ...spokenSecrets(page)])
      if (!isQuotedAsMistake(page, range.start)) yield* tell(range, what);
  },
});

/** Without one of these words nothing below is there. */
const WORDS = /pass|pwd|secret|token|key|парол|-u[ =]|-a[ =]|auth/i;

/** Tokens of the page; in prose Gramax writes `ghp\_…`. */
function* tokensOf(page: PageRecord): Iterable<{ readonly name: string; readonly range: TextRange }> {
  const { text } = page;
  if (!/\\[_.:-]/.test(text)) {
    yield* findTokens(text);
    return;
  }
  const places: number[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\' && /[_.:-]/.test(text[at + 1] ?? '')) continue;
    places.push(at);
    plain += text[at];
  }
  places.push(text.length);
  for (const { name, range } of findTokens(plain)) yield { name, range: { start: places[range.start] ?? 0, end: places[range.end] ?? text.length } };
}

interface Suspicion {
  readonly range: TextRange;
  readonly what: string;
}

const KEY =
  /(?:^|[_.-])(?:pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|access|secret|private|encryption|auth|signing|master|jwt)[_-]?key(?:_base)?)$|(?:Password|Secret|Token|ApiKey|SecretKey)$|^(?:KEY|SECRET|requirepass|masterauth|POSTGRES_PASSWORD)$/i;
const PASSWORD_KEY = /pass|pwd/i;
const ASSIGNMENT =
  /(?<![\w$.-])(?<key>[A-Za-z][\w.-]*)["']?[ \t]*(?:=|:=|:(?=[ \t])|:(?=["']))[ \t]*(?:"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|(?<bare>[^\s"'#;,][^\s"';,]*))/g;

/** `POSTGRES_PASSWORD: …`, `-e TOKEN=…`, `"apiKey": "…"` in code. */
function* assignedSecrets(page: PageRecord): Iterable<Suspicion> {
  for (const piece of codePieces(page)) {
    for (const match of piece.text.matchAll(ASSIGNMENT)) {
      const { key = '', double, single, bare } = match.groups ?? {};
      const value = double ?? single ?? bare ?? '';
      if (!KEY.test(key)) continue;
      const frequent = PASSWORD_KEY.test(key) && isFrequentPassword(value);
      if (!frequent && !looksSecret(value)) continue;
      const end = match.index + match[0].length - (bare === undefined ? 1 : 0);
      yield { range: piece.place(end - value.length, end), what: frequent ? 'пароль, который подберут первым' : 'пароль или ключ' };
    }
    yield* sqlPasswords(piece);
  }
}

/** `CREATE USER … PASSWORD '…'`, also inside `psql -c "…"`. */
function* sqlPasswords(piece: CodePiece): Iterable<Suspicion> {
  for (const { 0: found, 1: value = '', index } of piece.text.matchAll(/\bPASSWORD[ \t]+'([^'\n]+)'/gi)) {
    if (!looksSecret(value) && !isFrequentPassword(value)) continue;
    const end = index + found.length - 1;
    yield { range: piece.place(end - value.length, end), what: 'пароль базы данных' };
  }
}

/** Options that carry a password, by program: after a space, or right after the letter. */
const PASSWORD_OPTIONS: Readonly<Record<string, RegExp>> = {
  curl: /^(?:-u|--user)$/,
  wget: /^--(?:http-)?password$/,
  sshpass: /^-p$/,
  'redis-cli': /^(?:-a|--pass)$/,
  mysql: /^--password$/,
  mysqldump: /^--password$/,
  docker: /^(?:-p|--password)$/,
};

/** `curl -u admin:…`, `sshpass -p …`, `htpasswd -nb admin …`, `echo admin:… | chpasswd`. */
function* commandSecrets(page: PageRecord): Iterable<Suspicion> {
  for (const piece of codePieces(page)) {
    for (const { name, args } of commandsOf(piece)) {
      const option = PASSWORD_OPTIONS[name];
      const isHtpasswd = name === 'htpasswd' && args.some(({ value }) => /^-\w*b/.test(value));
      const isLogin = name === 'docker' && args[0]?.value === 'login';
      for (const [index, word] of args.entries()) {
        const valued = option !== undefined && (name !== 'docker' || isLogin) && option.test(args[index - 1]?.value ?? '');
        const last = isHtpasswd && index === args.length - 1 && index > 1;
        if (!valued && !last) continue;
        const value = name === 'curl' ? word.value.slice(word.value.indexOf(':') + 1) : word.value;
        if (value === word.value && name === 'curl') continue;
        if (!looksSecret(value) && !isFrequentPassword(value)) continue;
        const at = word.source.lastIndexOf(value);
        const start = word.start + Math.max(0, at);
        yield { range: piece.place(start, start + value.length), what: 'пароль в команде' };
      }
    }
  }
}

const SPOKEN =
  /(?<![\p{L}\d])(?:парол[ьюея]м?|password|passwd|токен|секрет|token|api[ -]?key|api[ -]?ключ)(?:[*_`"»]{1,3})?(?: (?:для|от|к) [\p{L}\d-]{1,20}(?: [\p{L}\d-]{1,20})?)?[ \t]*(?:[:=|]|—|–|--?)[ \t]*(?:[\w.@-]{1,30} ?\/ ?)?[`«"'*_]*(?<value>[^\s`«»"'|*]{6,80})/giu;

/** «Пароль: …» in prose and tables. */
function* spokenSecrets(page: PageRecord): Iterable<Suspicion> {
  for (const match of page.text.matchAll(SPOKEN)) {
    const value = (match.groups?.['value'] ?? '').replace(/[.,;:)]+$/, '');
    if (!looksSecret(value) || page.fences.some(({ range }) => range.start <= match.index && match.index < range.end)) continue;
    const start = match.index + match[0].lastIndexOf(value);
    yield { range: { start, end: start + value.length }, what: 'пароль или токен' };
  }
}
