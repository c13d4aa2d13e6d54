import { defineRule } from '../rule.ts';
import { isQuotedAsMistake } from './not-meant.ts';
import { isPlaceholder, looksSecret, masked } from './secret-value.ts';

const START = '---\ntitle: 05.03 - Доступы\n---\n\n';

export const rule = defineRule({
  id: 'S003',
  severity: 'error',
  secret: true,
  title: 'В адресе нет имени с паролем и нет токена',
  why: 'Адрес целиком попадает в журналы, историю команд и закладки, а с ним и пароль.',
  remedy: 'Смените пароль. В адресе оставьте переменную: postgres://directus:${DB_PASSWORD:?}@postgres:5432/directus. Токен передавайте в заголовке.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '05-security/05-03-access/_index.md': `${START}\`\`\`bash\npsql postgres://directus:Almaty25@postgres:5432/directus\ncurl "https://dir.tapbot.kz/items?access_token=k8Jf2Lq9Zx4Vb7Nm"\n\`\`\`\n`,
      },
    },
    good: {
      files: {
        '05-security/05-03-access/_index.md': `${START}\`\`\`bash\npsql "postgres://directus:$DB_PASSWORD@postgres:5432/directus"\ncurl https://user:password@example.com\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    const { path, text } = page;
    if (!text.includes('://')) return;
    for (const { range, secret, what } of [...userInfos(text), ...queryTokens(text)]) {
      if (isQuotedAsMistake(page, range.start)) continue;
      yield { path, range, message: `В адресе ${what}: «${masked(secret)}»`, found: masked(secret) };
    }
  },
});

interface Leak {
  readonly range: { readonly start: number; readonly end: number };
  readonly secret: string;
  readonly what: string;
}

/** `scheme://user:password@host`. The password begins after the first colon and ends before the last @. */
const USER_INFO = /\b[a-z][a-z\d+.-]{1,20}:\/\/(?<user>[^\s:/@"'`<>«»|]{0,100}):(?<password>[^\s/"'`<>«»|]{1,200})@(?<host>[\w.[\]-]+)/gi;
const DOCUMENTATION_HOST = /(?:^|\.)(?:example|test|invalid)(?:\.(?:com|org|net))?$|^host(?:name)?$/i;
/** Pairs that every manual uses where the reader's own belong. */
const SAMPLE_USER = /^(?:user(?:name)?|login|имя)$/i;

function* userInfos(text: string): Iterable<Leak> {
  for (const match of text.matchAll(USER_INFO)) {
    const { user = '', password = '', host = '' } = match.groups ?? {};
    if (isPlaceholder(password) || DOCUMENTATION_HOST.test(host) || SAMPLE_USER.test(user) || /^\d+$/.test(password)) continue;
    const start = match.index + match[0].lastIndexOf(`:${password}@`) + 1;
    yield { range: { start, end: start + password.length }, secret: password, what: 'пароль' };
  }
}

const ADDRESS = /https?:\/\/[^\s"'`<>«»)|]{1,1000}/g;
const QUERY = /(?<=[?&](?:access_token|auth_token|token|api_?key|key|secret|password|passwd|pwd)=)[^&#]{8,300}/gi;

function* queryTokens(text: string): Iterable<Leak> {
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    if (!address.includes('?')) continue;
    for (const { 0: value, index: at } of address.matchAll(QUERY)) {
      if (!looksSecret(value) && !/^[\da-f]{16,}$/i.test(value)) continue;
      yield { range: { start: index + at, end: index + at + value.length }, secret: value, what: 'токен или ключ' };
    }
  }
}
