import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, readPage } from '../knowledge/index.ts';
import { loadRules, selectRules } from './registry.ts';
import type { Finding, Rule } from './rule.ts';

const rules = (await loadRules('all')).filter(({ id }) => id.startsWith('T'));
const usual = rules.filter(({ optIn }) => !optIn);

function pageOf(body: string): string {
  return `---\ntitle: 06.01 - Копии\n---\n\n${body}\n`;
}

function findings(rule: Rule, body: string): Finding[] {
  return [...(rule.page?.(readPage('06-operations/06-01-backup/_index.md', pageOf(body))) ?? [])];
}

function ruleNamed(id: string): Rule {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

/** Body → what is marked in the text, in order. */
const FOUND: Readonly<Record<string, ReadonlyArray<readonly [string, readonly string[]]>>> = {
  T001: [
    ['Cервер и Dосker рядом', ['Cервер', 'Dосker']],
    ['| Cервер | порт |\n| --- | --- |\n| a | b |', ['Cервер']],
    ['## 06.01.01 - Маршrutизация', ['Маршrutизация']],
    ['[сервеp](x.md)', ['сервеp']],
  ],
  T003: [
    ['Про\u200Bбел и пере\u00ADнос', ['\u200B', '\u00AD']],
    ['```bash\ndocker\u00A0ps\n```', ['\u00A0']],
    ['`git\u202Fpull`', ['\u202F']],
    ['-\u00A0пункт', ['\u00A0']],
    ['admin\u202E/*', ['\u202E']],
  ],
  T004: [
    ['Это **важно', ['**']],
    ['Это ** важно ** очень', ['**', '**']],
    ['**«Важно»**текст', ['**', '**']],
    ['- **первый\n- второй**', ['**', '**']],
    ['| **а | б** |\n| --- | --- |\n| 1 | 2 |', ['**', '**']],
    ['Слово __ подчёркнуто', ['__']],
  ],
  T005: [
    ['| а | б |\n| --- | --- |\n| 1 |\n| 1 | 2 | 3 |', ['| 1 |', '| 1 | 2 | 3 |']],
    ['| а | б |\n| --- |\n| 1 | 2 |', ['| --- |']],
    ['| а | б |\n| 1 | 2 |', ['| а | б |']],
    ['| а | б |\n| --- | --- |\n| 1 | 2 |\nтекст следом', ['текст следом']],
    ['- пункт\n\n  | а | б |\n  | --- | --- |\n  | 1 | `x|y` |', ['| 1 | `x|y` |']],
    ['> | а | б |\n> | --- | --- |\n> | 1 |', ['| 1 |']],
  ],
  T006: [
    ['```\nls\n```', ['```']],
    ['~~~\nls\n~~~', ['~~~']],
    ['```bash\nif true; then\n  ls\n```', ['ls']],
    ['```bash\necho "незакрыто\n```', ['echo "незакрыто']],
    ['```sh\ncat <<EOF > f\nтекст\n```', ['cat <<EOF > f']],
    ['```yaml\na: 1\n b: 2\n```', ['a: 1']],
    ['```yaml\na: 1\na: 2\n```', ['a: 2']],
    ['```json\n{"a": 1,}\n```', ['{"a": 1,}']],
    ['```json\n{\n  // нет\n  "a": 1\n}\n```', ['// нет']],
    ['1. Шаг\n\n   ```json\n   {"a": }\n   ```', ['{"a": }']],
  ],
  T007: [
    ['TODO: дописать', ['TODO']],
    ['Порт ???', ['???']],
    ['Раздел в разработке.', ['Раздел в разработке']],
    ['Эта страница пока в разработке', ['страница пока в разработке']],
    ['Описание будет добавлено', ['Описание будет добавлено']],
    ['Будет добавлено.', ['Будет добавлено']],
    ['Lorem ipsum dolor', ['Lorem ipsum']],
    ['## 06.01.01 - Копии \\[🔄 В разработке\\]', ['\\[🔄 В разработке\\]']],
    ['Адрес: XXX, срок: TBD', ['XXX', 'TBD']],
    ['Схема будет добавлена позже.', ['Схема будет добавлена']],
  ],
  T008: [
    [':::note\n\nТекст.\n\n:::', [':::note']],
    ['<view defs="hierarchy=none" display="List"/>', ['<view defs="hierarchy=none" display="List"/>']],
    ['До <!-- скрыто --> после', ['<!-- скрыто -->']],
    ['Раз<br>два', ['<br>']],
    ['| а<br>б | в |\n| --- | --- |\n| 1 | 2 |', ['<br>']],
    ['<b>жирный</b> и <i>курсив</i>', ['<b>', '<i>']],
    ['Сноска[^1].\n\n[^1]: Текст.', ['[^1]', '[^1]:']],
    ['Значение {{ имя }} и {% table %}', ['{{ имя }}', '{% table %}']],
    ['import X from "./x.mdx"', ['import X from "./x.mdx"']],
    ['<details>\n<summary>Ещё</summary>\n\nтекст\n\n</details>', ['<details>', '<summary>', '</summary>', '</details>']],
    ['<note type="tip">Совет.</note>', ['<note type="tip">Совет.</note>']],
    ['::youtube[Ролик]{id=1}', ['::youtube[Ролик]{id=1}']],
    ['Пишите ssh <user>@host', ['<user>']],
  ],
};

describe.each(Object.entries(FOUND))('%s marks', (id, table) => {
  it.each(table)('%j', (body, marked) => {
    const text = pageOf(body);
    expect(findings(ruleNamed(id), body).map(({ range }) => text.slice(range.start, range.end))).toEqual(marked);
  });
});

/** Body of a page → body after every repair of the rule. */
const REPAIRED: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>> = {
  T001: [['Cервер, Dосker, Dockerом', 'Сервер, Docker, Dockerом']],
  T002: [['Готово: РїСЂРѕРІРµСЂРєР° РєРѕРїРёР№', 'Готово: проверка копий']],
  T003: [
    ['про\u200Bбел, a\u2028b', 'пробел, a b'],
    ['`git\u00A0pull`, 90\u00A0%', '`git pull`, 90\u00A0%'],
  ],
  T008: [
    ['Раз<br>два<br/>три', 'Раз\\\nдва\\\nтри'],
    ['- раз<br>два', '- раз\\\n  два'],
    ['Раз<br>\nдва', 'Раз\\\nдва'],
    ['Раз<br>', 'Раз'],
    ['<b>а</b> <strong>б</strong> <i>в</i> <em>г</em> <code>д</code> <s>е</s> <kbd>Ctrl</kbd>', '**а** **б** *в* *г* `д` ~~е~~ `Ctrl`'],
    ['<a href="https://tapbot.kz">сайт</a> <img src="a.png" alt="знак">', '[сайт](https://tapbot.kz) ![знак](a.png)'],
    ['Слово<b>«в кавычках»</b>слитно <b>а <i>б</i></b> H<sub>2</sub>O', 'Слово<b>«в кавычках»</b>слитно <b>а *б*</b> H<sub>2</sub>O'],
    ['| а<br>б | <b>в</b> |\n| --- | --- |\n| 1 | 2 |', '| а<br>б | **в** |\n| --- | --- |\n| 1 | 2 |'],
    ['<note type="danger">Стоп.</note>', '> [!CAUTION]\n>\n> Стоп.'],
    ['> [!NOTE]\n> Текст.', '> [!NOTE]\n>\n> Текст.'],
    ['- а\n\n  > [!tip]\n  > Текст.', '- а\n\n  > [!tip]\n  >\n  > Текст.'],
  ],
};

describe.each(Object.entries(REPAIRED))('%s repairs', (id, table) => {
  it.each(table)('%j', (body, expected) => {
    const rule = ruleNamed(id);
    const once = applyEdits(
      pageOf(body),
      findings(rule, body).flatMap(({ fix }) => fix?.edits ?? []),
    );
    expect(once).toBe(pageOf(expected));
    expect(findings(rule, expected).flatMap(({ fix }) => fix?.edits ?? [])).toEqual([]);
  });
});

/** Text that looks wrong and is not. */
const TRAPS: readonly string[] = [
  'n8n, PostgreSQL-базы, IP-адрес, x86-машина, Q3, API‑ключ, webmin1/2.tapbot.kz',
  'Переменная `имя_var` и путь `docs/файл.md`; [ссылка](https://tapbot.kz/путь/page)',
  '```js\nconst имяUser = 1; // <b> ::: {{x}} TODO ???\n```',
  '- ❌ Cервер, TODO, ???, <br>, :::note, **не закрыто',
  '2**10 и src/**/*.ts, 5 * 3 * 2, `**`, \\*\\*не жирный\\*\\*, __init__, ____',
  '**«Ёлочки»** и **жирный, курсив *внутри* него** — всё верно.',
  '**Порт:** 22\\\n**Адрес:** `dir.tapbot.kz`',
  '| Порт | Команда |\n| --- | :-: |\n| 22 | `ss \\| grep` |\n| 80 | — |',
  'Порт | Сервис\n--- | ---\n22 | SSH',
  'Труба `a | b` и текст | с чертой.\n\nЕщё строка | с чертой.',
  '| Одна | строка |',
  '```text\n├── Июль\n```\n\n    отступ без языка\n',
  "```bash\nssh user@<адрес> && echo \"it's\" # don't\ncat <<'EOF' > f\nif\nEOF\ncase $x in a) ls;; esac\n```",
  '```sh\n$ sudo systemctl restart n8n\n```\n\n```console\nuser$ echo "\n```\n\n```zsh\nls *(.om[1])\n```',
  '```yaml\nservices:\n  n8n:\n    image: n8nio/n8n:1.0.0\n    labels:\n      - "traefik.enable=true"\n---\n- a\n```\n\n```yaml\nkey: {{ value }}\n```',
  '```json\n{"a": [1, 2]}\n```\n\n```jsonc\n// так можно\n{}\n```\n\n```mermaid\nflowchart LR\n  a --> b\n```',
  'Бот в разработке с июля. Команда в работе. Запись будет добавлена в базу, ключ будет описан в 06.01.',
  'Не пишите «TODO» и "???". Что??? Нет! Microsoft To Do, todo-список, номер 06.06.XXX.',
  'Если a<b и b>c, то 5 < 6. Адрес <https://tapbot.kz>, почта <tech@tapbot.kz>, \\<образец>, <имя>.',
  'Фигурные скобки {a} и {#id}, проценты %, ссылка [^] и [текст]; время 10:20, ::1, a::b.',
  '> [!NOTE]\n>\n> Текст.\n\n> Обычная цитата: **важно** для всех.',
  '90\u00A0% диска, 1\u00A0268\u00A0₽, 👩‍💻, 🏳️‍🌈',
  '```text\n1\u00A0268 ₽\n```',
  'СССР», «Рё», её нёс, ├── дерево, ±5 °C, café, Қазақстан',
  'Кто? Что? Где??? (вопросы) и url?x=1',
];

describe('traps stay silent', () => {
  it.each(TRAPS)('%j', (body) => {
    expect(usual.flatMap((rule) => findings(rule, body).map(({ message }) => `${rule.id} ${message}`))).toEqual([]);
  });
});

describe('the pages of the base have nothing to say to these rules', () => {
  const pages = readdirSync('content', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
  it.each(pages)('%s', (path) => {
    const page = readPage(path, readFileSync(join('content', path), 'utf8'));
    expect(usual.flatMap((rule) => [...(rule.page?.(page) ?? [])].map(({ message, range }) => `${rule.id} ${range.start} ${message}`))).toEqual([]);
  });
});

describe('a rule that waits to be asked', () => {
  it('runs by its own id alone', async () => {
    const all = await loadRules('all');
    expect(selectRules(all, ['T']).map(({ id }) => id)).not.toContain('T009');
    expect(selectRules(all, []).map(({ id }) => id)).not.toContain('T009');
    expect(selectRules(all, ['T009']).map(({ id }) => id)).toEqual(['T009']);
    expect((await loadRules()).map(({ id }) => id)).not.toContain('T009');
  });

  it('finds its bad example and repairs it into its good one', () => {
    const { examples, page: judge } = ruleNamed('T009');
    const [path = '', bad = ''] = Object.entries(examples.bad.files)[0] ?? [];
    const edits = [...(judge?.(readPage(path, bad)) ?? [])].flatMap(({ fix }) => fix?.edits ?? []);
    const repaired = applyEdits(bad, edits);
    expect(repaired).not.toBe(bad);
    expect([...(judge?.(readPage(path, repaired)) ?? [])]).toEqual([]);
  });
});

describe('whatever stands on a page', () => {
  const piece = fc.constantFrom(
    '**',
    '__',
    '`',
    '```\n',
    '\n\n',
    '\n',
    '| ',
    '|\n',
    '| --- |\n',
    ':::note\n',
    ':::\n',
    '<br>',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '{{',
    '}}',
    '[^1]',
    '- ',
    '> ',
    '\u200B',
    '\u00A0',
    '\uFFFD',
    'Рї',
    'Ð°',
    'слово',
    'Cлово',
    'TODO',
    '???',
    '"',
    "'",
    '$(',
    '```bash\n',
    '```yaml\n',
    'a: [',
    '<note>',
    '</note>',
    '\t',
    '\r\n',
    '😀',
    '\\',
  );
  it('rules neither crash nor mark what is not there, and repairs settle', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        let text = pageOf(pieces.join(''));
        for (const rule of usual) {
          for (let round = 0; ; round++) {
            const found = [...(rule.page?.(readPage('a.md', text)) ?? [])];
            for (const { range } of found) expect(0 <= range.start && range.start <= range.end && range.end <= text.length).toBe(true);
            const [first] = found.flatMap(({ fix }) => (fix === undefined || fix.edits.length === 0 ? [] : [fix]));
            if (first === undefined) break;
            expect(round).toBeLessThan(200);
            text = applyEdits(text, first.edits);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
