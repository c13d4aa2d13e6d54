import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PageRecord } from '../knowledge/index.ts';
import { applyEdits, gramaxEdits, layOutLists, readPage } from '../knowledge/index.ts';
import { loadRules } from './registry.ts';

// The states after a save are those of the content contract, where they were measured on the formatter of Gramax.
// The editor itself is not run here: this table says what we rely on, and that the rules and the reader agree with it.

const rules = (await loadRules()).filter(({ id }) => id.startsWith('T'));

function pageOf(body: string): PageRecord {
  return readPage('06-operations/06-01-backup/_index.md', `---\ntitle: 06.01 - Копии\n---\n\n${body}\n`);
}

function complaints(page: PageRecord): string[] {
  return rules.flatMap((rule) => [...(rule.page?.(page) ?? [])].map(() => rule.id));
}

/** What must not change: numbers, anchors, links, tasks, code. Places and the words of the text may move. */
function meaning(page: PageRecord): unknown {
  return {
    numbers: page.headings.map(({ number, depth, anchors }) => [number, depth, anchors[0]]),
    links: page.links.map(({ kind, url }) => [kind, url]),
    mentions: page.mentions.map(({ number }) => number),
    entries: page.indexEntries.map(({ number }) => number),
    fences: page.fences.map(({ lang, meta, value }) => [lang, meta, value]),
    tasks: page.tasks,
    words: page.words,
  };
}

/** Construct → before and after a save. */
const SAFE: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a fence with a language': ['```bash\nsudo ufw status\n```', '```bash\nsudo ufw status\n```'],
  'a fence with attributes': [
    '```yaml title="compose.yaml" file=/stack/server2/compose.yaml#postgres\na: 1\n```',
    '```yaml title="compose.yaml" file=/stack/server2/compose.yaml#postgres\na: 1\n```',
  ],
  'a step of a runbook': [
    '```bash step=1 where=server2 user=root run\nls\n```\n\n```text expect\nok\n```',
    '```bash step=1 where=server2 user=root run\nls\n```\n\n```text expect\nok\n```',
  ],
  'an embedded view': ['```ports\nserver: server2\n```', '```ports\nserver: server2\n```'],
  'a diagram': ['```mermaid\nflowchart LR\n  a --> b\n```', '```mermaid\nflowchart LR\n  a --> b\n```'],
  'code in a line': ['Порт `5432` — внутренний.', 'Порт `5432` -- внутренний.'],
  'a fact': ['[`dir.tapbot.kz`](fact:directus.domain)', '[`dir.tapbot.kz`](fact:directus.domain)'],
  'a live badge': ['[Directus](status:directus)', '[Directus](status:directus)'],
  'a link with an anchor': ['[Копии](../06-01-backup/_index.md#06-01-01)', '[Копии](../06-01-backup/_index.md#06-01-01)'],
  'a permalink': ['[Шаг](/06.01.03)', '[Шаг](/06.01.03)'],
  'an alert': ['> [!WARNING]\n>\n> Не перезагружайте.', '> [!WARNING]\n>\n> Не перезагружайте.'],
  'a numbered heading': ['## 06.01.01 - Что копируем\n\nБазу.', '## 06\\.01.01 - Что копируем\n\nБазу.'],
  'a step heading': ['## 06.01.01 - Что\n\nБазу.\n\n### 06.01.01.01 - Как\n\nДамп.', '## 06\\.01.01 - Что\n\nБазу.\n\n### 06\\.01.01.01 - Как\n\nДамп.'],
  'a number at the beginning of a paragraph': ['06.01.03 говорит о возврате.', '06\\.01.03 говорит о возврате.'],
  'a number in a sentence': ['Сначала 06.01.03, потом 08.02.', 'Сначала 06.01.03, потом 08.02.'],
  'an index': ['- 06.01 - Копии\n- 06.02 - Развёртывание', '-  06\\.01 - Копии\n\n-  06\\.02 - Развёртывание'],
  'a nested list': ['- база\n  - дамп\n  - журнал\n- файлы', '-  база\n\n   -  дамп\n\n   -  журнал\n\n-  файлы'],
  'a numbered list': ['1. остановить\n2. вернуть', '1. остановить\n\n2. вернуть'],
  'a task list': ['- [ ] проверить\n- [x] снять', '* [ ] проверить\n\n* [x] снять'],
  'a table': ['| Цель | Значение |\n| --- | --- |\n| RPO | 24 часа |', '| Цель | Значение |\n|------|----------|\n| RPO  | 24 часа  |'],
  'a dash and an arrow': ['Заявка → ответ — за минуту.', 'Заявка -> ответ -- за минуту.'],
  'a break of a line': ['**Порт:** 22\\\n**Сервис:** SSH', '**Порт:** 22\\\n**Сервис:** SSH'],
  'a date behind bold words': ['**Период:** 17.06-02.07.2025', '**Период:** 17\\.06-02.07.2025'],
  'quotation marks': ['«Ёлочки» и „лапки“', '«Ёлочки» и „лапки“'],
  'a rule': ['До.\n\n---\n\nПосле.', 'До.\n\n---\n\nПосле.'],
  strikethrough: ['~~старое~~ новое', '~~старое~~ новое'],
};

describe('what the contract calls safe', () => {
  it.each(Object.entries(SAFE))('%s reads the same after a save, and no rule objects to either form', (_what, [before, after]) => {
    expect(meaning(pageOf(after))).toEqual(meaning(pageOf(before)));
    expect(complaints(pageOf(before))).toEqual([]);
    expect(complaints(pageOf(after))).toEqual([]);
  });

  /** Padding of cells is the one thing the form of T009 leaves to the editor. */
  it.each(Object.entries(SAFE).filter(([what]) => what !== 'a table'))('%s takes the form T009 foresees', (_what, [before, after]) => {
    const page = pageOf(before);
    expect(applyEdits(page.text, gramaxEdits(page))).toBe(pageOf(after).text);
    expect(gramaxEdits(pageOf(after))).toEqual([]);
  });
});

/** Construct → what is left after a save. */
const DESTROYED: Readonly<Record<string, readonly [before: string, left: string]>> = {
  'a directive': [':::note\n\nТекст.\n\n:::', 'Текст.'],
  'a leaf directive': ['::video[Ролик]{id=1}', ''],
  'a comment': ['До <!-- не забыть --> после.', 'До  после.'],
  'a block comment': ['<!--\nчерновик\n-->', ''],
  'a break in HTML': ['Раз<br>два', 'Раздва'],
  'bold in HTML': ['<b>важно</b>', 'важно'],
  'a block in HTML': ['<details>\n<summary>Ещё</summary>\n\nТекст.\n\n</details>', 'Текст.'],
  'a footnote': ['Слово[^1].\n\n[^1]: Пояснение.', 'Слово.'],
  'an import of MDX': ["import Chart from './chart.mdx'", ''],
  'a component of MDX': ['<Chart data={1} />', ''],
  'a template': ['Версия {{ version }}', 'Версия '],
  'an alert whose text follows its marker': ['> [!NOTE]\n> Текст.', '> [!NOTE] Текст.'],
};

describe('what the contract calls destroyed', () => {
  it.each(Object.entries(DESTROYED))('%s is reported before anyone saves', (_what, [before, left]) => {
    expect(complaints(pageOf(before))).toContain('T008');
    expect(complaints(pageOf(left)).filter((id) => id === 'T008')).toEqual([]);
  });
});

describe('a page of the base that was opened and saved', () => {
  const pages = readdirSync('content', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
  it.each(pages)('%s says the same, and comes back to our form but for dashes and dots', (path) => {
    const page = readPage(path, readFileSync(join('content', path), 'utf8'));
    const saved = readPage(path, applyEdits(page.text, gramaxEdits(page)));
    expect(meaning(saved)).toEqual(meaning(page));
    expect(complaints(saved)).toEqual([]);
    const back = applyEdits(saved.text, layOutLists(saved, 'ours').edits);
    const typography = (text: string): string => text.replaceAll('—', '--').replaceAll('→', '->').replaceAll('\\.', '.');
    expect(typography(back)).toBe(typography(page.text));
  });
});
