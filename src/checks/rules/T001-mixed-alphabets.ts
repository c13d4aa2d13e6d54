import { codeRanges, isWithinRanges } from '../../knowledge/index.ts';
import { findMixedWords } from '../../text/index.ts';
import { defineRule } from '../rule.ts';
import { isMarkedWrong } from './place.ts';

const START = '---\ntitle: 04.02 - Порты\n---\n\n';

export const rule = defineRule({
  id: 'T001',
  severity: 'error',
  title: 'Слово написано буквами одного алфавита',
  why: 'Русскую «с» и латинскую «c» не отличить глазами, но поиск, ссылки и команды видят разные слова.',
  remedy: 'Наберите слово заново в одной раскладке. Если русское окончание стоит при латинском имени, поставьте дефис: «Docker-ом».',
  fixable: true,
  examples: {
    bad: { files: { '04-network/04-02-ports/_index.md': `${START}Маршrutизация и Dосker описаны ниже.\n` } },
    good: { files: { '04-network/04-02-ports/_index.md': `${START}Маршрутизация, n8n и PostgreSQL-базы описаны ниже. Имя в коде: \`переменная_x\`.\n` } },
  },
  *page(page) {
    const found = findMixedWords(page.text);
    if (found.length === 0) return;
    const code = codeRanges(page);
    for (const { start, end, word, foreign, foreignIs, repaired } of found) {
      if (isWithinRanges(code, start) || isMarkedWrong(page, start)) continue;
      // An address is copied as it is; whether it leads somewhere is for the link rules to say.
      if (page.links.some(({ urlRange }) => urlRange.start <= start && end <= urlRange.end)) continue;
      const range = { start, end };
      yield {
        path: page.path,
        range,
        message: `В слове «${word}» смешаны кириллица и латиница: «${foreign}» — ${foreignIs}`,
        expected: repaired,
        found: word,
        fix: repaired === undefined ? undefined : { title: `написать «${repaired}» одним алфавитом`, edits: [{ path: page.path, range, text: repaired }] },
      };
    }
  },
});
