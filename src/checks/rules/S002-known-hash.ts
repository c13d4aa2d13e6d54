import { defineRule } from '../rule.ts';
import { isQuotedAsMistake } from './not-meant.ts';
import { masked } from './secret-value.ts';
import { findHashes, passwordOf } from './weak-hash.ts';

const START = '---\ntitle: 05.03 - Доступы\n---\n\n';

export const rule = defineRule({
  id: 'S002',
  severity: 'error',
  secret: true,
  title: 'Хэш пароля не скрывает слово из списка самых частых',
  why: 'Такой хэш раскрывают за секунду простым перебором, и вход открыт всем, кто прочёл страницу.',
  remedy: 'Задайте новый длинный пароль и храните хэш в файле на сервере (usersFile), а не на странице. Проверьте, не вошёл ли кто-нибудь по старому.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '05-security/05-03-access/_index.md': `${START}\`\`\`yaml\nlabels:\n  - "traefik.http.middlewares.auth.basicauth.users=test:$$apr1$$H6uskkkW$$IgXLP6ewTrSuBkTrqE8wj/"\n\`\`\`\n`,
      },
    },
    good: {
      files: {
        '05-security/05-03-access/_index.md': `${START}\`\`\`yaml\nlabels:\n  - "traefik.http.middlewares.auth.basicauth.usersFile=/etc/traefik/users"\n\`\`\`\n\nКоммит \`5e8848982804715110d0e56f8dc6292773603d0d\`.\n`,
      },
    },
  },
  *page(page) {
    const { path, text } = page;
    if (!HASH.test(text)) return;
    const found = findHashes(text);
    const share = 1 / Math.max(1, found.filter(({ hash }) => hash.startsWith('$')).length);
    for (const candidate of found) {
      const password = passwordOf(candidate, share);
      if (password === undefined || isQuotedAsMistake(page, candidate.start)) continue;
      const { scheme, start, end } = candidate;
      yield {
        path,
        range: { start, end },
        message: `Хэш ${scheme} раскрыт: за ним слово «${masked(password)}» из самых частых паролей`,
        found: masked(text.slice(start, end)),
      };
    }
  },
});

/** The shape of a hash, whatever its kind. */
const HASH = /\$(?:2[abxy]|apr1|1)\$|\{SHA\}|[0-9a-f]{32}/i;
