import { describe, expect, it } from 'vitest';
import { knowledgeBaseFromTexts, NO_HISTORY } from '../knowledge/index.ts';
import { check } from './check.ts';
import { loadRules } from './registry.ts';

const rules = await loadRules();

/** Text that looks wrong and is not: the list at the end of the rule catalogue, and what it led to. */
const TRAPS: Readonly<Record<string, string>> = {
  'numbered headings inside a fence': '```markdown\n## 09.01.01 - Образец\n\n### 09.01.01.01 - Шаг:\n\nСм. раздел 09.01 и [образец](missing.md).\n```',
  'a heading inside a longer fence': '````markdown\n```yaml\ntitle: 09 - Образец\n```\n## 06.06.XX - Образец\n````',
  'a four-part number that looks like an address': 'Порядок описан в 06.06.01.01 и нигде больше.',
  'an address, escaped by Gramax or not': 'Сервер 178\\.236.17.186 и 178.236.17.186, петля 127.0.0.1, образец 192.0.2.10.',
  'an address of two-digit parts': 'Контейнер отвечает на 10.20.30.40, подсеть 10.10.10.0/24, шлюз 172.17.0.1.',
  'a range of dates, escaped': 'Работы шли 17\\.06-02.07.2025 и 17.06-02.07.2025.',
  'dates in every order': 'Запуск 02.07.2025, проверка 03.07.25, отчёт к 21.07, версия от 2025-07-21.',
  'a fractional domain': 'Консоли webmin1/2.tapbot.kz закрыты, образец example.com.',
  'a heading that begins with a year': '#### 2025 год: что сделано\n\nСервер настроен.',
  'a heading that begins with an amount': '#### 10 правил дежурного\n\nПервое: не спешить.',
  'an example marked as wrong': '- ❌ см. раздел 09.01, тема 09.01.01, номер 06.06.XX\n- ❌ [сайт](dir.tapbot.kz)',
  'numbers in code': 'Номер пишут как `09.01.02` или `06.06.XX`, якорь — `#06-01-01`.',
  versions: 'Ubuntu 22.04, Docker 24.10.12, PostgreSQL 16.04, Directus 10.10, система 24.04 и документация 10.08.',
  'amounts and times': 'Нагрузка 12.05 %, цена 08.50 ₽, запас 01.02 ГБ; окно 03.30–04.10, доля 06.01%.',
  'tables that begin with numbers':
    '| Порт | Сервис |\n| --- | --- |\n| 22 | SSH |\n| 80 | HTTP |\n\n| Когда | Что |\n| --- | --- |\n| 17 июня | Docker |\n| 09.05 | праздник |',
  'lists that begin with numbers': '- 10 ГБ диска\n- 16.04 LTS больше не обновляется\n- 05 июля чистили диск',
  'steps of a story': 'Урок «Шаг 22»: интерфейс стоял без входа.',
  'emphasis around a number': '**06.06.01** — главный, _06.06.02_ — запасной.',
  'a fact and a status link': '[`dir.tapbot.kz`](fact:directus.domain) и [Directus](status:directus).',
  'generated pages': '[История нумерации](/numbering-history/), [состояние](/status/), [данные](/api/v1/documents.json).',
  'permalinks and anchors': '[Принципы](/06.06.01), [ниже](#06-06-02), [наверх](#top), [сам](_index.md), [по названию](#060602---история).',
  'addresses that only look bare': '[почта](mailto:devops@tapbot.kz), [сайт](https://dir.tapbot.kz), <https://tapbot.kz>, [телефон](tel:+77010000000).',
  'a reference definition': 'Подробно в [принципах][принципы].\n\n[принципы]: _index.md#06-06-01',
  'a question and an ellipsis at the end of a heading':
    '#### Что дальше…\n\nВидно будет.\n\n#### Зачем это?\n\nЧтобы спать.\n\n#### Пакеты, диски и т. д.\n\nПо списку.',
};

const FILES: Readonly<Record<string, string>> = {
  '_index.md':
    '---\ntitle: База\n---\n\nСерверы: 06.06. Раздел 06 — об операциях.\n\n| Порт | Сервис |\n| --- | --- |\n| 22 | SSH |\n| 16.04 | Ubuntu |\n\n- 17 июня запустили\n',
  '06-operations/_index.md': '---\ntitle: 06 - Операции\nchecks: {N007: "в примере один раздел"}\n---\n\n- 06.06 — Развёртывание серверов без спешки\n',
};

function pageWith(text: string): string {
  return `---\ntitle: 06.06 - Серверы\nchecks: {N007: "в примере один документ"}\n---\n\nКак ставят сервер.\n\n## 06.06.01 - Принципы\n\nСначала защита.\n\n### 06.06.01.01 - Порядок\n\n${text}\n\n## 06.06.02 - История\n\nЗа один вечер.\n`;
}

function findings(text: string): string[] {
  const base = knowledgeBaseFromTexts(new Map(Object.entries({ ...FILES, '06-operations/06-06-servers/_index.md': pageWith(text) })));
  const { diagnostics, failures } = check({ base, history: NO_HISTORY, today: '2025-07-21' }, rules);
  return [...diagnostics.map(({ rule, message, start }) => `${rule} ${start.line} ${message}`), ...failures.map(({ error }) => error)];
}

/** Step headings have numbers, so an unnumbered heading below them is one level down. */
describe('traps stay silent', () => {
  it.each(Object.entries(TRAPS))('%s', (_name, text) => {
    expect(findings(text)).toEqual([]);
  });

  it('all on one page', () => {
    expect(findings(Object.values(TRAPS).join('\n\n'))).toEqual([]);
  });

  it('all on one page with CR LF, but for the line breaks themselves', () => {
    const silentButLineBreaks = findings(Object.values(TRAPS).join('\n\n').replaceAll('\n', '\r\n')).filter((found) => !found.startsWith('D006'));
    expect(silentButLineBreaks).toEqual([]);
  });
});

describe('beside each trap the real thing is still found', () => {
  it.each([
    ['N012', 'Порядок описан в 06.06.01.09 и нигде больше.'],
    ['N012', 'см. раздел 09.01 и [образец](https://example.com)'],
    ['N012', 'Смотрите 06.06.02, 06.06.09.'],
    ['N012', 'Это сказано в документах 06.06 и 06.09.'],
    ['L009', '[сайт](dir.tapbot.kz)'],
    ['L009', '[почта](devops@tapbot.kz)'],
    ['L001', '[образец](missing.md)'],
    ['L002', '[ниже](#06-06-09)'],
    ['N014', 'Потом будет 06.06.XX.'],
    ['N015', '#### Что сделано:\n\nВсё.'],
  ])('%s in «%s»', (rule, text) => {
    expect(findings(text).map((found) => found.split(' ')[0])).toEqual([rule]);
  });
});
