import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadRules } from '../checks/index.ts';
import { kb } from '../cli/test-terminal.ts';
import { applyToTexts, knowledgeBaseFromTexts, NO_GIT_NUMBERS, NO_HISTORY, readPage, SectionNumber } from '../knowledge/index.ts';
import { codePageNamed, readIn } from '../text/index.ts';
import { tidyChatText } from './chat-text.ts';
import type { Remark } from './import-log.ts';
import { logFor } from './import-log.ts';
import type { TextImport } from './plan-text-import.ts';
import { planTextImport } from './plan-text-import.ts';
import { renumberHeadings } from './renumber-headings.ts';

const rules = await loadRules();
const BACKUP = '06-operations/06-01-backup/_index.md';
const FILES: Readonly<Record<string, string>> = {
  '_index.md': '---\ntitle: База\n---\n\n- [06 - Операции](06-operations/_index.md)\n',
  '06-operations/_index.md': '---\ntitle: 06 - Операции\nowner: devops\n---\n\n- 06.01 - Копии\n',
  [BACKUP]:
    '---\ntitle: 06.01 - Копии\norder: 1\nstatus: planned\n---\n\nЧто копируем.\n\n## 06.01.01 - База\n\nНочью.\n\n## 06.01.02 - Файлы\n\n## Что дальше\n\nСм. 06.\n',
  '06-operations/06-02-deploy/_index.md':
    '---\ntitle: 06.02 - Развёртывание\norder: 2\nstatus: planned\n---\n\nТекста на этой странице ещё нет: в прежнем каталоге она была пустой.\n',
};

function paste(text: string, number: string, title?: string, files = FILES): TextImport {
  const parsed = SectionNumber.parse(number);
  if (parsed === undefined) throw new Error('number');
  const base = knowledgeBaseFromTexts(new Map(Object.entries(files)));
  return planTextImport({ name: 'чат.txt', text, number: parsed, title }, { base, history: NO_HISTORY, git: NO_GIT_NUMBERS, today: '2025-07-21' }, rules);
}

/** The page after the text was put in. */
function page(text: string, number: string, title?: string): string {
  const { change, path } = paste(text, number, title);
  return applyToTexts(new Map(Object.entries(FILES)), change).get(path) ?? '';
}

describe('where a text goes', () => {
  it('makes a new document, its title from the first heading', () => {
    expect(page('# 🚀 1. Очереди:\n\nЗачем они.\n\n## Выбор\n\nRedis.\n\n### Почему\n\nПроще.\n', '06.03')).toBe(
      '---\ntitle: 06.03 - Очереди\norder: 3\nstatus: draft\nupdated: "2025-07-21"\nowner: devops\n---\n\nЗачем они.\n\n## 06.03.01 - Выбор\n\nRedis.\n\n### 06.03.01.01 - Почему\n\nПроще.\n',
    );
  });

  it('makes a new topic among the others', () => {
    expect(page('Раз в квартал.\n\n## Кто\n\nДежурный.\n', '06.01.03', 'Учения')).toBe(
      FILES[BACKUP]?.replace('\n## Что дальше', '\n## 06.01.03 - Учения\n\nРаз в квартал.\n\n### 06.01.03.01 - Кто\n\nДежурный.\n\n## Что дальше'),
    );
  });

  it('fills an empty topic', () => {
    expect(page('Файлы Directus.\n', '06.01.02')).toContain('## 06.01.02 - Файлы\n\nФайлы Directus.\n\n## Что дальше');
  });

  it('goes behind what a topic already says, and steps take the next free numbers', () => {
    expect(page('И журнал.\n\n#### Как\n\nWAL.\n', '06.01.01')).toContain('Ночью.\n\nИ журнал.\n\n### 06.01.01.01 - Как\n\nWAL.\n\n## 06.01.02 - Файлы');
  });

  it('adds topics to a document, before «Что дальше»', () => {
    const text = page('## Учения\n\nРаз в квартал.\n\n## Отчёт\n\nВ чат.\n', '06.01');
    expect(text).toContain('## 06.01.02 - Файлы\n\n## 06.01.03 - Учения\n\nРаз в квартал.\n\n## 06.01.04 - Отчёт\n\nВ чат.\n\n## Что дальше');
  });

  it('makes a topic of words without a heading, if it is told how to call it', () => {
    expect(page('Просто текст.\n', '06.01', 'Учения')).toContain('## 06.01.03 - Учения\n\nПросто текст.\n\n## Что дальше');
    expect(() => paste('Просто текст.\n', '06.01')).toThrow('--title "Название"');
  });

  it('takes the place of the sentence of a stub, and the status follows', () => {
    expect(page('Как ставим.\n\n## Порядок\n\nПо шагам.\n', '06.02')).toBe(
      '---\ntitle: 06.02 - Развёртывание\norder: 2\nstatus: draft\n---\n\nКак ставим.\n\n## 06.02.01 - Порядок\n\nПо шагам.\n',
    );
  });

  it('changes nothing when the text is there already', () => {
    const first = paste('# Учения\n\nРаз в квартал.\n\n## 1) Кто:\n\nДежурный.\n', '06.01.03');
    const files = Object.fromEntries(applyToTexts(new Map(Object.entries(FILES)), first.change));
    expect(paste('# Учения\n\nРаз в квартал.\n\n## 1) Кто:\n\nДежурный.\n', '06.01.03', undefined, files)).toMatchObject({
      known: true,
      change: { edits: [], creates: [] },
    });
  });

  it.each([
    ['06', 'раздел'],
    ['06.01.01.01', 'шаг'],
  ])('refuses %s: a text goes into a document or a topic', (number, level) => {
    expect(() => paste('Текст.', number)).toThrow(level);
  });

  it('refuses a place whose parent is missing, a new place without a name, and an empty text', () => {
    expect(() => paste('Текст.', '07.01', 'Имя')).toThrow('раздела 07 нет');
    expect(() => paste('Текст.', '06.05')).toThrow('--title');
    expect(() => paste(' \n\n', '06.01.01')).toThrow('нет текста');
  });

  it('keeps the line breaks of the page', () => {
    const files = { ...FILES, [BACKUP]: FILES[BACKUP]?.replaceAll('\n', '\r\n') ?? '' };
    const { change } = paste('И журнал.\n\nДважды.\n', '06.01.01', undefined, files);
    expect(applyToTexts(new Map(Object.entries(files)), change).get(BACKUP)).toContain('Ночью.\r\n\r\nИ журнал.\r\n\r\nДважды.\r\n\r\n## 06.01.02');
  });
});

describe('headings get numbers by how they are nested', () => {
  const under = (text: string, parent: string, free = 1): string =>
    renumberHeadings(readPage('a.md', text), SectionNumber.parse(parent) ?? SectionNumber.child(undefined, 6), free).trim();

  it.each([
    ['from any level', '### А\n\n##### Б\n\n### В\n', '06.01', '## 06.01.01 - А\n\n### 06.01.01.01 - Б\n\n## 06.01.02 - В'],
    [
      'old numbers go',
      '## 1. Раз\n\n## 2.3) два\n\n## 09.09.09 - Три:\n\n## Шаг 4: четыре',
      '06.01',
      '## 06.01.01 - Раз\n\n## 06.01.02 - Два\n\n## 06.01.03 - Три\n\n## 06.01.04 - Четыре',
    ],
    [
      'figures that are no numbers stay',
      '## 2025 год\n\n## 10 правил\n\n## 3D-модели',
      '06.01',
      '## 06.01.01 - 2025 год\n\n## 06.01.02 - 10 правил\n\n## 06.01.03 - 3D-модели',
    ],
    ['deeper than a step there are none', '## А\n\n### Б\n\n#### В', '06.01.02', '### 06.01.02.01 - А\n\n#### Б\n\n##### В'],
    ['underlined headings too', 'А\n===\n\nБ\n---\n', '06.01', '## 06.01.01 - А\n\n### 06.01.01.01 - Б'],
    ['emphasis and code stay', '## **Важно** про `docker`', '06.01', '## 06.01.01 - **Важно** про `docker`'],
  ])('%s', (_what, text, parent, expected) => {
    expect(under(text, parent)).toBe(expected);
  });

  it('begins with the first free number and stops at 99', () => {
    expect(under('## А', '06.01', 7)).toBe('## 06.01.07 - А');
    expect(() => under('## А\n\n## Б', '06.01', 99)).toThrow(RangeError);
    expect(() => paste(`${'## А\n\n'.repeat(100)}`, '06.03', 'Имя')).toThrow('номера кончаются');
  });
});

describe('what a text brings along from a chat', () => {
  const remarks: Remark[] = [];
  const tidy = (text: string): string => tidyChatText(text, logFor([{ path: 'чат.txt', text }], remarks));

  it.each([
    ['bullets of all kinds', '• раз\n▪ два\n◦ три', '- раз\n- два\n- три'],
    ['dashes as bullets', '— раз\n— два', '- раз\n- два'],
    ['one dash is speech', '— Кто дежурит?', '— Кто дежурит?'],
    ['numbers with brackets', '1) раз\n2) два', '1. раз\n2. два'],
    ['a table by tabs', 'Порт\tСервис\n22\tSSH\n80\tHTTP', '| Порт | Сервис |\n| --- | --- |\n| 22 | SSH |\n| 80 | HTTP |'],
    ['a table without its dashes', '| Порт | Сервис |\n| 22 | SSH |', '| Порт | Сервис |\n| --- | --- |\n| 22 | SSH |'],
    ['a table that is one', '| Порт | Сервис |\n| --- | --- |\n| 22 | SSH |\n| 80 | HTTP |', '| Порт | Сервис |\n| --- | --- |\n| 22 | SSH |\n| 80 | HTTP |'],
    ['one line with a tab', 'имя\tзначение', 'имя\tзначение'],
    ['rows of different width', 'а\tб\nв\tг\tд', 'а\tб\nв\tг\tд'],
    ['a heading close to its text', 'текст\n## Тема\nдальше', 'текст\n\n## Тема\n\nдальше'],
    ['a heading without its space', '##Тема', '## Тема'],
    ['code', '```\n• раз\n1) два\nа\tб\nв\tг\n##x\n```', '```\n• раз\n1) два\nа\tб\nв\tг\n##x\n```'],
    ['quotes and spaces between words', '«Ёлочки», “лапки”, 5\u00A0ГБ', '«Ёлочки», “лапки”, 5\u00A0ГБ'],
  ])('%s', (_what, before, after) => {
    expect(tidy(before)).toBe(after);
  });

  it('names what only a person can remove', () => {
    tidy('Кадырхан, [04.07.2025 15:20]\nТекст.\n\nbash\nCopy code\nls\n');
    expect(remarks.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '1 строка «Кадырхан, [04.07.2025 15:20]» — подпись сообщения из чата',
      '5 строка «Copy code» — надпись кнопки, код под ней без рамки',
    ]);
  });
});

describe('the text itself', () => {
  it.each([
    ['in a wrong code page', readIn(codePageNamed('Mac Roman'), new TextEncoder().encode('Копии снимаются ночью.')), 'Копии снимаются ночью.'],
    ['with invisible characters', 'Про\u200Bверка пере\u00ADноса.', 'Проверка переноса.'],
    ['with spaces that break a command', 'Так: `docker\u00A0ps`, 5\u00A0ГБ.', 'Так: `docker ps`, 5\u00A0ГБ.'],
    ['in two alphabets', 'Cервер и Dосker.', 'Сервер и Docker.'],
    ['with callouts and arrows', '> **Важно:** сначала копия --> потом всё.', '> [!IMPORTANT]\n>\n> Сначала копия → потом всё.'],
    ['from Gramax', '-  раз\n\n-  два 01\\.01', '- раз\n- два 01.01'],
  ])('%s', (_what, text, expected) => {
    expect(page(text, '06.01.02')).toContain(`## 06.01.02 - Файлы\n\n${expected}\n\n## Что дальше`);
  });

  it('names the words that lost bytes', () => {
    const damaged = readIn(codePageNamed('ISO-8859-1'), new TextEncoder().encode('Версия сервера проверена, всё работает.')).replaceAll('\u0081', '?');
    expect(paste(damaged, '06.01.02').remarks.map(({ message }) => message)).toContain('байты потеряны в словах: «Вер\uFFFDия», «\uFFFDервера», «в\uFFFDё»');
  });
});

describe('kb import text', () => {
  const temporary: string[] = [];
  afterEach(() => {
    for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  const project = (): string => {
    const root = mkdtempSync(join(tmpdir(), 'import-text-'));
    temporary.push(root);
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(root, 'content', path)), { recursive: true });
      writeFileSync(join(root, 'content', path), text);
    }
    return root;
  };

  it('shows the difference, what was done, what is left, and writes', async () => {
    const root = project();
    writeFileSync(join(root, 'чат.txt'), 'Файлы Directus, см. 06.99.\n\nCopy code\n');
    const { out, err, exitCode } = await kb(root, 'import', 'text', 'чат.txt', '--number', '06.01.02');
    expect(err).toBe('');
    expect(out).toContain('+Файлы Directus, см. 06.99.');
    expect(out).toContain('чат.txt:3  строка «Copy code»');
    expect(out).toContain('ошибка N012');
    expect(out).toContain('Записано: content/06-operations/06-01-backup/_index.md');
    expect(exitCode).toBe(1);
    expect(readFileSync(join(root, 'content', BACKUP), 'utf8')).toContain('Файлы Directus');
  });

  it('writes nothing on trial', async () => {
    const root = project();
    writeFileSync(join(root, 'чат.txt'), 'Файлы Directus.\n');
    const { out, exitCode } = await kb(root, 'import', 'text', 'чат.txt', '-n', '06.01.02', '--dry-run');
    expect(out).toContain('ничего не записано');
    expect(exitCode).toBe(0);
    expect(readFileSync(join(root, 'content', BACKUP), 'utf8')).toBe(FILES[BACKUP]);
  });

  it('reads what is piped in, in whatever encoding', () => {
    const root = project();
    const { bytes } = codePageNamed('Windows-1251');
    const input = Uint8Array.from(
      [...'Файлы Directus копируются каждую ночь, журнал хранится неделю.\n'].map((character) => bytes.get(character) ?? character.charCodeAt(0)),
    );
    const out = execFileSync(process.execPath, [resolve('scripts/kb.ts'), 'import', 'text', '-', '--number', '06.01.02'], {
      cwd: root,
      input,
      encoding: 'utf8',
    });
    expect(out).toContain('кодировка Windows-1251');
    expect(readFileSync(join(root, 'content', BACKUP), 'utf8')).toContain('Файлы Directus копируются каждую ночь');
  });

  it.each([
    ['a missing file', ['нет.txt', '-n', '06.01.02'], 'файла «нет.txt» нет'],
    ['a picture', ['знак.png', '-n', '06.01.02'], 'не текст'],
    ['a number that is none', ['чат.txt', '-n', '6.1'], 'Каждая часть — две цифры: 06.01'],
    ['no number', ['чат.txt'], 'Не хватает ключа: -n, --number'],
    ['a section', ['чат.txt', '-n', '06'], 'текст кладут в документ или в тему'],
    ['a huge text', ['большой.txt', '-n', '06.01.02'], 'слишком много'],
  ])('says what to type: %s', async (_what, args, words) => {
    const root = project();
    writeFileSync(join(root, 'чат.txt'), 'Текст.\n');
    writeFileSync(
      join(root, 'знак.png'),
      Uint8Array.from({ length: 512 }, (_, index) => index % 256),
    );
    writeFileSync(join(root, 'большой.txt'), 'Слово. '.repeat(300_000));
    const { err, exitCode } = await kb(root, 'import', 'text', ...args);
    expect(err).toContain(words);
    expect(exitCode).toBe(2);
  });
});
