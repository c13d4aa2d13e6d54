import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadRules } from '../checks/index.ts';
import { kb } from '../cli/test-terminal.ts';
import { loadKnowledgeBase, textsOf } from '../knowledge/index.ts';
import { loadOldCatalogue } from './load-old-catalogue.ts';
import { readPeopleNames } from './people-names.ts';
import type { GramaxImport } from './plan-gramax-import.ts';
import { planGramaxImport } from './plan-gramax-import.ts';

const FIXTURE = 'src/import/fixtures/old-catalogue';
const rules = await loadRules();
const people = readPeopleNames('people:\n  kadyrkhan:\n    name: Кадырхан\n');

const temporary: string[] = [];
afterEach(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  temporary.push(folder);
  return folder;
}

function catalogue(files: Record<string, string | Uint8Array>): string {
  const root = join(temporaryFolder(), 'old');
  mkdirSync(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

function plan(folder: string): GramaxImport {
  return planGramaxImport(loadOldCatalogue(folder), { base: undefined, people, sameBytes: () => false, replace: false }, rules);
}

/** The only page that comes of one old page in a numbered folder. */
function imported(text: string, path = '06-operations/06-01-backup/README.md'): string {
  return plan(catalogue({ [path]: text })).pages[0]?.text ?? '';
}

function body(text: string): string {
  return imported(`---\ntitle: 06.01 - Копии\n---\n\n${text}\n`)
    .replace(/^---\n[\s\S]*?\n---\n\n/, '')
    .trimEnd();
}

function tree(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'base64')]),
  );
}

describe('the old catalogue', () => {
  const result = plan(FIXTURE);

  it('becomes the tree of this base', () => {
    expect(result.pages.map(({ path, sources }) => `${path} <- ${sources.join(' + ')}`)).toMatchInlineSnapshot(`
      [
        "01-foundation/01-01-vision/_index.md <- 01-foundation/01-01-vision/README.md + 01-foundation/01-01-vision/_index.md",
        "01-foundation/01-02-team/_index.md <- 01-foundation/01-02-team/README.md",
        "01-foundation/_index.md <- 01-foundation/_index.md",
        "02-infrastructure/02-01-servers/_index.md <- 02-infrastructure/02-01-servers/README.md",
        "02-infrastructure/02-02-resources/_index.md <- 02-infrastructure/02-02-resources.md",
        "02-infrastructure/02-03-topology/_index.md <- 02-infrastructure/02-03-topology/_index.md",
        "02-infrastructure/_index.md <- 02-infrastructure/README.md + 02-infrastructure/_index.md",
        "03-operations/03-01-backup/_index.md <- 03-operations/03-01-backup/README.md",
        "03-operations/03-01-backup/restore.md <- 03-operations/03-01-backup/restore.md",
        "03-operations/03-02-monitoring/_index.md <- 03-operations/03.02-monitoring/README.md",
        "03-operations/03-03-deploy/_index.md <- 03-operations/03-03-deploy/README.md",
        "03-operations/03-04-maintenance/_index.md <- 03-operations/03-04-maintenance/README.md",
        "03-operations/_index.md <- 03-operations/_index.md",
        "_index.md <- README.md + _index.md",
        "guides/faq.md <- guides/faq.md",
        "guides/koi.md <- guides/koi.md",
      ]
    `);
    expect(result.files.map(({ from, path }) => `${path} <- ${from}`)).toMatchInlineSnapshot(`
      [
        "02-infrastructure/scheme.png <- 02-infrastructure/scheme.png",
        "03-operations/03-01-backup/plan.tsv <- 03-operations/03-01-backup/plan.tsv",
      ]
    `);
  });

  it.each(result.pages.map((page) => [page.path, page] as const))('has %s as expected', async (path, { text }) => {
    await expect(text).toMatchFileSnapshot(`fixtures/new-pages/${path}`);
  });

  it('is followed by a list of everything that was done or left, with places', () => {
    expect(
      result.remarks.map(({ path, line, message, advice }) => `${advice === undefined ? 'сделано' : 'решать'} ${path}:${line} ${message}`),
    ).toMatchInlineSnapshot(`
      [
        "сделано 01-foundation/01-01-vision/README.md:2 из заголовка убрана отметка «🔄 В разработке»",
        "сделано 01-foundation/01-01-vision/README.md:29 из заголовка убрана отметка «⏳ Планирование»",
        "решать 01-foundation/01-02-team/README.md:2 ключ «order: 1.5» не перенесён",
        "решать 01-foundation/01-02-team/README.md:3 в заголовке номер 01.03, а папка 01.02: взят номер папки",
        "решать 01-foundation/01-02-team/README.md:4 ключ «tags: [team]» не перенесён",
        "решать 01-foundation/_index.md:0 у страницы не было заголовка, теперь «Основы проекта»",
        "решать 02-infrastructure/02-02-resources.md:5 ссылка «./missing.png» никуда не ведёт",
        "сделано 02-infrastructure/02-03-topology/_index.md:0 страница была пустой: теперь на ней честная заглушка",
        "решать 02-infrastructure/_index.md:6 в _index.md и README.md разный текст: сначала идёт README.md, за ним _index.md",
        "решать 03-operations/03-01-backup/README.md:6 «Версия: 1.1», а «version» уже равно «1.0»",
        "сделано 03-operations/03-03-deploy/README.md:0 убраны невидимые знаки, всего 1",
        "сделано 03-operations/03-03-deploy/README.md:2 восстановлен текст: UTF-8 приняли за ISO-8859-1",
        "решать 03-operations/03-03-deploy/README.md:2 байты потеряны в словах: «Вер�ия», «�ервера», «Cерви�», «проверяют�я», «�утки», «Dо�ker», «�ама»",
        "решать 03-operations/03-04-maintenance/README.md:5 директиву «:::details Ещё» Gramax сотрёт при сохранении",
        "решать 03-operations/03-04-maintenance/README.md:11 директиву «:::warning» Gramax сотрёт при сохранении",
        "решать 03-operations/03-04-maintenance/README.md:15 тег Gramax «[tabs]» здесь не действует",
        "решать 03-operations/03-04-maintenance/README.md:17 тег Gramax «[tab:Первая::]» здесь не действует",
        "решать 03-operations/03-04-maintenance/README.md:21 тег Gramax «[/tab]» здесь не действует",
        "решать 03-operations/03-04-maintenance/README.md:23 тег Gramax «[/tabs]» здесь не действует",
        "решать 03-operations/03-04-maintenance/README.md:25 код MDX «import Chart from './chart.mdx'»: Gramax превратит в текст",
        "решать 03-operations/03-04-maintenance/README.md:27 тег «<user>» Gramax сотрёт при сохранении",
        "сделано 03-operations/03.02-monitoring/README.md:2 восстановлен текст: UTF-8 приняли за Mac Roman",
        "сделано _index.md:40 ссылка «./04-network/03-01-backup-old/README» теперь ведёт на 03.01",
        "решать _index.md:42 ссылка «./guides/operations/backup-procedures» никуда не ведёт",
        "решать _index.md:44 ссылка «./05-security/05-09-nothing/README» никуда не ведёт",
        "решать _index.md:46 ссылка «../../../etc/passwd» ведёт за пределы каталога",
        "решать guides/binary.md:0 внутри не текст, страница не перенесена",
        "решать guides/faq.md:5 комментарий «<!-- черновик -->» Gramax сотрёт при сохранении",
        "решать guides/faq.md:7 сноска «[^1]»: Gramax сотрёт при сохранении",
        "решать guides/faq.md:7 шаблон «{{ шаблон }}»: Gramax сотрёт при сохранении",
        "решать guides/faq.md:9 шаблон «{% table %}»: Gramax сотрёт при сохранении",
        "решать guides/faq.md:15 шаблон «{% /table %}»: Gramax сотрёт при сохранении",
        "решать guides/faq.md:17 сноска «[^1]:»: Gramax сотрёт при сохранении",
        "решать guides/faq.md:19 выборка «<view defs="Тип=Статья" groupby="Статус" display="Table"/>» не перенесена: здесь её нечем показать",
        "сделано guides/koi.md:0 файл был в кодировке KOI8-R, прочитан как она",
      ]
    `);
  });

  it('leaves no place without an advice, and no advice without an end', () => {
    for (const { message, advice } of result.remarks) {
      expect(message).toMatch(/\p{Script=Cyrillic}/u);
      expect(message).not.toMatch(/undefined|[.]$/);
      if (advice !== undefined) expect(advice).toMatch(/^\p{Lu}.*[.]$/su);
    }
  });
});

describe('an import on disk', () => {
  it('changes nothing the second time, from the old catalogue or from its own output', async () => {
    const root = temporaryFolder();
    cpSync(FIXTURE, join(root, 'old'), { recursive: true });
    const first = await kb(root, 'import', 'gramax', 'old', '--into', 'content');
    expect(first.err).toBe('');
    expect(first.exitCode).toBe(1);
    const before = tree(join(root, 'content'));
    expect(Object.keys(before)).toContain('02-infrastructure/scheme.png');
    expect(Object.keys(before)).toContain('.doc-root.yaml');

    for (const args of [
      ['old', '--into', 'content'],
      ['content', '--into', 'content'],
      ['old', '--into', 'content', '--replace'],
    ]) {
      const again = await kb(root, 'import', 'gramax', ...args);
      expect(again.out).toContain('Менять нечего');
      expect(tree(join(root, 'content'))).toEqual(before);
    }
    const copy = await kb(root, 'import', 'gramax', 'content', '--into', 'copy');
    expect(copy.err).toBe('');
    expect(tree(join(root, 'copy'))).toEqual(before);
  });

  it('leaves the old catalogue as it was', async () => {
    const root = temporaryFolder();
    cpSync(FIXTURE, join(root, 'old'), { recursive: true });
    const before = tree(join(root, 'old'));
    await kb(root, 'import', 'gramax', 'old', '--into', 'content');
    expect(tree(join(root, 'old'))).toEqual(before);
  });

  it('writes nothing on trial, and shows what it would do', async () => {
    const root = temporaryFolder();
    cpSync(FIXTURE, join(root, 'old'), { recursive: true });
    const { out, exitCode } = await kb(root, 'import', 'gramax', 'old', '--into', 'content', '--dry-run');
    expect(readdirSync(root)).toEqual(['old']);
    expect(exitCode).toBe(1);
    expect(out).toContain('--- 01-foundation/01-01-vision/README.md\n+++ content/01-foundation/01-01-vision/_index.md');
    expect(out).toContain('+version: "1.0"');
    expect(out).toContain('Решать вам: ');
    expect(out).toContain('ничего не записано');
  });

  it('keeps pages that people have changed since, unless told to replace them', async () => {
    const root = temporaryFolder();
    cpSync(FIXTURE, join(root, 'old'), { recursive: true });
    await kb(root, 'import', 'gramax', 'old', '--into', 'content');
    const page = join(root, 'content/02-infrastructure/02-02-resources/_index.md');
    const imported = readFileSync(page, 'utf8');
    writeFileSync(page, `${imported}\nДописано рукой.\n`);
    const kept = await kb(root, 'import', 'gramax', 'old', '--into', 'content');
    expect(kept.out).toContain('не тронута content/02-infrastructure/02-02-resources/_index.md');
    expect(readFileSync(page, 'utf8')).toContain('Дописано рукой.');
    const replaced = await kb(root, 'import', 'gramax', 'old', '--into', 'content', '--replace');
    expect(replaced.out).toContain('заменено 1');
    expect(readFileSync(page, 'utf8')).toBe(imported);
  });

  it('does not touch the base when something fails half way', async () => {
    const root = temporaryFolder();
    cpSync(FIXTURE, join(root, 'old'), { recursive: true });
    mkdirSync(join(root, 'content/02-infrastructure'), { recursive: true });
    writeFileSync(join(root, 'content/_index.md'), '---\ntitle: База\n---\n\nСвоя.\n');
    // A file where a folder has to be.
    writeFileSync(join(root, 'content/02-infrastructure/02-01-servers'), 'файл');
    const before = tree(join(root, 'content'));
    const { err, exitCode } = await kb(root, 'import', 'gramax', 'old', '--into', 'content');
    expect(err).toContain('файл, а не папка');
    expect(exitCode).toBe(2);
    expect(tree(join(root, 'content'))).toEqual(before);
  });

  it('refuses to mix the old with the new in one folder', async () => {
    const root = temporaryFolder();
    cpSync(FIXTURE, join(root, 'old'), { recursive: true });
    const { err, exitCode } = await kb(root, 'import', 'gramax', 'old', '--into', 'old');
    expect(err).toContain('Назовите другую папку');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['no folder', ['nowhere'], 'папки «nowhere» нет'],
    ['an empty folder', ['empty'], 'переносить нечего'],
    ['a base that is a file', ['old', '--into', 'file'], '«file» — файл'],
  ])('says what to type: %s', async (_what, args, words) => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'empty'));
    mkdirSync(join(root, 'old'));
    writeFileSync(join(root, 'old/a.md'), 'Текст.\n');
    writeFileSync(join(root, 'file'), '');
    const { err, exitCode } = await kb(root, 'import', 'gramax', ...args);
    expect(err).toContain(words);
    expect(exitCode).toBe(2);
  });
});

it('the pages of this base are a fixed point: importing them changes not a byte', () => {
  const old = loadOldCatalogue('content');
  const result = planGramaxImport(old, { base: undefined, people, sameBytes: () => false, replace: false }, rules);
  const written = textsOf(loadKnowledgeBase('content'));
  for (const { path, text } of result.pages) expect([path, text]).toEqual([path, written.get(path)]);
  expect(result.pages.length).toBeGreaterThan(40);
});

describe('one construct', () => {
  it.each([
    ['escaped numbers', 'Тема 01\\.02.03 и срок 17\\.06-02.07.2025.', 'Тема 01.02.03 и срок 17.06-02.07.2025.'],
    ['an escaped number that would begin a list', '5\\. Пятый пункт', '5\\. Пятый пункт'],
    ['bullets', '-  раз\n\n   -  два', '- раз\n  - два'],
    ['check boxes', '* [ ] раз\n\n* [x] два', '- [ ] раз\n- [x] два'],
    ['arrows', 'Заявка --> ответ --> отчёт', 'Заявка → ответ → отчёт'],
    ['an arrow in code and in a diagram', '`a --> b`\n\n```mermaid\nflowchart LR\n  a --> b\n```', '`a --> b`\n\n```mermaid\nflowchart LR\n  a --> b\n```'],
    ['the end of a comment', '<!-- a --> b', '<!-- a --> b'],
    ['needless backslashes', 'меньше \\<5 секунд, my\\_table, \\$5', 'меньше <5 секунд, my_table, $5'],
    ['backslashes that matter', '\\*не курсив\\*, \\[не ссылка\\], \\<b>', '\\*не курсив\\*, \\[не ссылка\\], \\<b>'],
    ['spaces at the end of a line', 'раз  \nдва   ', 'раз\\\nдва'],
    ['many blank lines', 'раз\n\n\n\nдва', 'раз\n\nдва'],
    ['pictures in a heading and in the text', '## 🎯 06\\.01.01 - Цели ✅\n\nГотово ✅', '## 06.01.01 - Цели\n\nГотово ✅'],
    ['a status mark in a heading', '## 06\\.01.01 - Цели \\[🔄 В разработке\\]\n\nЕсть.', '## 06.01.01 - Цели\n\nЕсть.'],
    ['brackets in a heading that are no status', '## 06\\.01.01 - Цели [важно]\n\nЕсть.', '## 06.01.01 - Цели [важно]\n\nЕсть.'],
    ['a fence without a language', '```\n├── n8n\n```', '```text\n├── n8n\n```'],
    ['commands without a language', '```\nsudo docker ps\n```', '```bash\nsudo docker ps\n```'],
    ['a tag with Markdown of its own', 'раз<br>два <b>три</b>', 'раз\\\nдва **три**'],
    ['buttons and keys', 'Нажмите [cmd:Сохранить] и [kbd:Ctrl+S]', 'Нажмите **Сохранить** и `Ctrl+S`'],
    ['a word in two alphabets', 'Cервер', 'Сервер'],
    ['an alert without its middle line', '> [!NOTE]\n> Текст.', '> [!NOTE]\n>\n> Текст.'],
    ['a header of one line', '**Версия:** 1\\.0\n\nТекст.', 'Текст.'],
    ['a header line that says more', '**Версия:** 2\\.0 (черновик)\n\nТекст.', '**Версия:** 2.0 (черновик)\n\nТекст.'],
    ['a header between rules', '---\n\n**Статус:** ✅ Готово\n\n---\n\nТекст.', 'Текст.'],
    ['a first heading that repeats the title', '# 06\\.01 - Копии\n\nТекст.', 'Текст.'],
    ['a list of pages that are not there', '<view defs="hierarchy=none" display="List"/>\n\nТекст.', 'Текст.'],
  ])('%s', (_what, before, after) => {
    expect(body(before)).toBe(after);
  });

  it('the header goes into the front matter', () => {
    const text = imported(
      '---\ntitle: 06.01 - Копии\n---\n\n**Версия:** 1\\.2\\\n**Обновлено:** 4 июля 2025\\\n**Статус:** 🔄 В разработке\\\n**Ответственный:** Кадырхан\\\n**Готовность:** 40%\\\n**Периодичность обновления:** Раз в неделю\n\nТекст.\n',
    );
    expect(text).toBe(
      '---\ntitle: 06.01 - Копии\norder: 1\nstatus: draft\nprogress: 40\nversion: "1.2"\nupdated: "2025-07-04"\nreview: weekly\nowner: kadyrkhan\n---\n\nТекст.\n',
    );
  });

  it('a page without words becomes a planned stub that says so', () => {
    expect(imported('---\ntitle: 06.01 - Копии\n---\n')).toBe(
      '---\ntitle: 06.01 - Копии\norder: 1\nstatus: planned\n---\n\nТекста на этой странице ещё нет: в прежнем каталоге она была пустой.\n',
    );
    expect(imported('')).toContain('status: planned');
  });

  it.each([
    ['broken YAML', '---\ntitle: 06.01 - Копии: как и зачем\n---\n\nТекст.\n', 'title: "06.01 - Копии: как и зачем"'],
    ['empty front matter', '---\n{}\n---\n\nТекст.\n', 'title: 06.01 - Backup'],
    ['no front matter', '# 06.01 Копии\n\nТекст.\n', 'title: 06.01 - Копии'],
    ['a title without its number', '---\ntitle: 🚀 Копии\n---\n\nТекст.\n', 'title: 06.01 - Копии'],
    ['Windows line breaks and BOM', '\uFEFF---\r\ntitle: 06.01 - Копии\r\n---\r\n\r\nТекст.\r\n', 'title: 06.01 - Копии'],
  ])('%s', (_what, before, title) => {
    const text = imported(before);
    expect(text.split('\n')[1]).toBe(title);
    expect(text.split('\n')).toContain('Текст.');
    expect(imported(text)).toBe(text);
  });
});

describe('links', () => {
  const files = {
    '_index.md': '---\ntitle: База\n---\n\nТекст.\n',
    '06-operations/_index.md': '---\ntitle: 06 - Операции\n---\n\nТекст.\n',
    '06-operations/06-01-backup/README.md': '---\ntitle: 06.01 - Копии\n---\n\n## 🎯 Цели\n\nТекст.\n',
    '06-operations/06-01-backup/drill.md': '---\ntitle: Учения\n---\n\nТекст.\n',
    '06-operations/06.02-deploy/README.md': '---\ntitle: 06.02 - Развёртывание\n---\n\nТекст.\n',
    '06-operations/06-01-backup/plan (1).png': 'png',
  };
  const at = (link: string): string => {
    const page = plan(catalogue({ ...files, '06-operations/06-03-watch/README.md': `---\ntitle: 06.03 - Наблюдение\n---\n\n[текст](${link})\n` })).pages.find(
      ({ path }) => path.includes('06-03'),
    );
    return /\]\((.*)\)\n$/.exec(page?.text ?? '')?.[1] ?? '';
  };

  it.each([
    ['../06-01-backup/README', '../06-01-backup/_index.md'],
    ['../06-01-backup/README.md', '../06-01-backup/_index.md'],
    ['../06-01-backup/_index', '../06-01-backup/_index.md'],
    ['../06-01-backup', '../06-01-backup/_index.md'],
    ['../06-01-backup/', '../06-01-backup/_index.md'],
    ['../06-01-Backup/readme', '../06-01-backup/_index.md'],
    ['/06-operations/06-01-backup/README', '../06-01-backup/_index.md'],
    ['../06-01-backup/drill', '../06-01-backup/drill.md'],
    ['../06-01-backup/drill.md', '../06-01-backup/drill.md'],
    ['./../06-01-backup/_index.md', './../06-01-backup/_index.md'],
    ['../06.02-deploy/README', '../06-02-deploy/_index.md'],
    ['../06-01-backup/README#-цели', '../06-01-backup/_index.md#цели'],
    ['../../_index', '../../_index.md'],
    ['../..', '../../_index.md'],
    ['../06-01-old-name/README', '../06-01-backup/_index.md'],
    ['../06-01-backup/plan%20(1).png', '../06-01-backup/plan%20(1).png'],
    ['README', '_index.md'],
    ['https://tapbot.kz/README', 'https://tapbot.kz/README'],
    ['mailto:tech@tapbot.kz', 'mailto:tech@tapbot.kz'],
    ['#06-03-01', '#06-03-01'],
    ['fact:directus.domain', 'fact:directus.domain'],
    ['/06.01', '/06.01'],
    ['../../../../../../etc/passwd', '../../../../../../etc/passwd'],
    ['../nowhere', '../nowhere'],
    ['dir.tapbot.kz', 'dir.tapbot.kz'],
  ])('%s becomes %s', (before, after) => {
    expect(at(before)).toBe(after);
  });

  it('that leave the catalogue are never followed, wherever they point', () => {
    const root = catalogue({ 'a.md': '[x](../secret.md) ![y](../../../../etc/hostname) [z](/../secret.md)\n' });
    writeFileSync(join(root, '../secret.md'), '---\ntitle: Тайна\n---\n\nТайна.\n');
    const result = plan(root);
    expect(JSON.stringify(result)).not.toContain('Тайна');
    expect(result.remarks.filter(({ message }) => message.includes('за пределы') || message.includes('никуда'))).toHaveLength(3);
  });
});

describe('hostile input', () => {
  it('symbolic links, pictures that call themselves pages and huge files are left out and named', () => {
    const root = catalogue({
      'page.md': 'Текст.\n',
      'binary.md': Uint8Array.from({ length: 2048 }, (_, index) => (index * 37) % 256),
      'huge.md': '',
      'huge.zip': '',
    });
    truncateSync(join(root, 'huge.md'), 5_000_000);
    truncateSync(join(root, 'huge.zip'), 50_000_000);
    symlinkSync('/etc', join(root, 'etc'));
    symlinkSync('/etc/hostname', join(root, 'host.md'));
    symlinkSync('.', join(root, 'loop'));
    const result = plan(root);
    expect(result.pages.map(({ path }) => path)).toEqual(['page.md']);
    expect(result.files).toEqual([]);
    const named = new Set(result.remarks.filter(({ advice }) => advice !== undefined).map(({ path }) => path));
    expect([...named].sort()).toEqual(['binary.md', 'etc', 'host.md', 'huge.md', 'huge.zip', 'loop', 'page.md']);
  });

  it('three files for one place: the third stays out', () => {
    const result = plan(catalogue({ '06-operations/_index.md': 'А.\n', '06-operations/README.md': 'Б.\n', '06-operations/index.md': 'В.\n' }));
    expect(result.pages).toHaveLength(1);
    expect(result.remarks.some(({ message }) => message.includes('уже занято'))).toBe(true);
  });

  it.each([
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['a deep list', Array.from({ length: 400 }, (_, depth) => `${'   '.repeat(depth)}-  пункт`).join('\n\n')],
    ['a long table', `| а | б |\n|---|---|\n${'| 1 | 2 |\n'.repeat(20_000)}`],
    ['many callouts', ':::note\n\nТекст.\n\n:::\n\n'.repeat(3_000)],
    ['many callouts without an end', ':::note\n\n'.repeat(5_000)],
    ['many tags', '<note>'.repeat(20_000)],
    ['many headings', '## 🚀 Раздел\n\n'.repeat(5_000)],
    ['backticks', '` '.repeat(100_000)],
  ])('%s take their time, but not long', (_what, text) => {
    const before = performance.now();
    body(text);
    expect(performance.now() - before).toBeLessThan(15_000);
  });
});
