import { contradictionsOn } from '../facts/contradictions.ts';
import { knownFacts } from '../facts/known-facts.ts';
import { disagreements } from '../facts/shared-measures.ts';
import { defineRule } from '../rule.ts';
import { lineOf } from './place.ts';

const page = (number: string, text: string): string => `---\ntitle: ${number} - Защита\n---\n\n${text}\n`;

export const rule = defineRule({
  id: 'F007',
  severity: 'warning',
  title: 'Страницы называют одно и то же одним числом',
  why: 'Два разных числа об одном и том же обе выглядят верными, и читатель выбирает наугад.',
  remedy: 'Узнайте верное число и напишите его на обеих страницах. Если оно понадобится третьей, запишите его в инвентарь.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '05-security/05-01-rules/_index.md': page('05.01', 'На сервере работает fail2ban с четырьмя jail.'),
        '05-security/05-02-servers/_index.md': page('05.02', 'fail2ban включён, в нём 3 jail.'),
      },
    },
    good: {
      files: {
        '05-security/05-01-rules/_index.md': page('05.01', 'На сервере работает fail2ban с четырьмя jail. До июля их было две: раньше fail2ban знал 2 jail.'),
        '05-security/05-02-servers/_index.md': page('05.02', 'fail2ban включён, в нём 4 jail.'),
      },
    },
  },
  *base({ base, history }) {
    const known = knownFacts(base, history);
    for (const { measured, others } of disagreements(base.catalogue.pages)) {
      const { page, range, text } = measured;
      // What the inventory knows better has been said.
      if (known !== undefined && contradictionsOn(page, known).some((one) => one.range.start <= range.start && range.start < one.range.end)) continue;
      const [other] = others;
      if (other === undefined) continue;
      yield {
        path: page.path,
        range,
        message: `Здесь «${text}», а на странице ${lineOf(other.page, other.range.start)} — «${other.text}»`,
        expected: other.text,
        found: text,
        hint: `Так же, как там, пишут страниц: ${new Set(others.map((one) => one.page)).size}. Узнайте верное число и исправьте там, где оно неверно.`,
      };
    }
  },
});
