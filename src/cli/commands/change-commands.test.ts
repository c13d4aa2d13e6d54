import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TRANSACTION_FOLDER } from '../../knowledge/index.ts';
import { kb } from '../test-terminal.ts';

const BACKUP = 'content/06-ops/06-01-backup/_index.md';

const FILES: Readonly<Record<string, string>> = {
  'content/_index.md':
    '---\ntitle: Дом\nowner: boss\n---\n\nЗдесь собрано всё о серверах.\n\n- [02 - Серверы](02-infra/_index.md)\n- [06 - Операции](06-ops/_index.md)\n',
  'content/02-infra/_index.md': '---\ntitle: 02 - Серверы\nowner: boss\norder: 2\n---\n\nЖелезо и сеть: документ 02.01.\n',
  'content/02-infra/02-01-servers/_index.md':
    '---\ntitle: 02.01 - Железо\nowner: boss\norder: 1\n---\n\nДва сервера.\n\n## 02.01.01 - Первый\n\nКопии первого сервера описаны в 06.01.01.\n',
  'content/06-ops/_index.md': '---\ntitle: 06 - Операции\nowner: boss\norder: 6\n---\n\nКаждый день: документ 06.01.\n',
  [BACKUP]:
    '---\ntitle: 06.01 - Копии\nowner: boss\norder: 1\n---\n\nЧто и куда копируем.\n\n## 06.01.01 - Что\n\nБазу первого сервера ([какого](../../02-infra/02-01-servers/_index.md#02-01-01)).\n\n## 06.01.02 - Куда\n\nВ облако.\n',
};

function project(files: Readonly<Record<string, string>> = FILES): string {
  const root = mkdtempSync(join(tmpdir(), 'kb-cli-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function committed(files: Readonly<Record<string, string>> = FILES): string {
  const root = project(files);
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'one');
  return root;
}

function git(root: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root, stdio: 'pipe' });
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every file with its text. */
function files(root: string): Record<string, string> {
  const paths = readdirSync(join(root, 'content'), { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(root, 'content', path)).isFile());
  return Object.fromEntries(paths.sort().map((path) => [`content/${path}`, read(root, `content/${path}`)]));
}

describe('kb fix', () => {
  const BROKEN = { ...FILES, [BACKUP]: FILES[BACKUP]?.replace('title: 06.01', 'title: 06.07').replace('Куда', 'Куда:') ?? '' };

  it('repairs, says what and where, and has nothing to do the second time', async () => {
    const root = project(BROKEN);
    const first = await kb(root, 'fix', '--rule', 'N');
    expect(first.out).toContain(`${BACKUP}\n  N002  строка 2: заменить 06.07 на 06.01`);
    expect(first.out).toContain('Исправлено: 2 правки в 1 файле');
    expect(first.out).toContain('Ошибок');
    expect(first.exitCode).toBe(0);
    expect(files(root)).toEqual(FILES);
    const second = await kb(root, 'fix', '--rule', 'N');
    expect(second.out).toContain('Само исправить нечего.');
    expect(second.exitCode).toBe(0);
  });

  it('shows a diff and writes nothing with --dry-run', async () => {
    const root = project(BROKEN);
    const { out } = await kb(root, 'fix', '--rule', 'N002', '--dry-run');
    expect(out).toContain(`--- ${BACKUP}\n+++ ${BACKUP}\n@@ -1,5 +1,5 @@\n ---\n-title: 06.07 - Копии\n+title: 06.01 - Копии\n`);
    expect(out).toContain('Будет сделано: 1 правка в 1 файле. Это проба: ничего не записано.');
    expect(files(root)).toEqual(BROKEN);
  });

  it('ends with 1 and lists what needs a hand', async () => {
    const root = project({ ...FILES, [BACKUP]: `${FILES[BACKUP]}\nСмотрите раздел 06.09.01.\n` });
    const { exitCode, out } = await kb(root, 'fix');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/Осталось исправить руками: 1 ошибка/);
    expect(out).toMatch(/content\/06-ops\/06-01-backup\/_index\.md:17:\d+ {2}N012/);
  });

  it('ends with 2 when a rule is unknown', async () => {
    const { exitCode, err } = await kb(project(), 'fix', '--rule', 'Q9');
    expect(err).toContain('Правила Q9 нет');
    expect(exitCode).toBe(2);
  });
});

describe('kb new', () => {
  it('creates the next document of a section and says what to do next', async () => {
    const root = project();
    const { exitCode, out } = await kb(root, 'new', '06', 'Резервный план');
    expect(exitCode).toBe(0);
    expect(out).toContain('Документ 06.02  content/06-ops/06-02-rezervnyy-plan/_index.md:8');
    expect(out).toContain('добавьте строку о номере 06.02 на странице раздела 06');
    expect(read(root, 'content/06-ops/06-02-rezervnyy-plan/_index.md')).toContain(
      'title: 06.02 - Резервный план\norder: 2\nstatus: planned\nupdated: "2025-07-21"\nowner: boss',
    );
  });

  it('leaves alone the number that another branch has taken', async () => {
    const root = committed();
    git(root, 'checkout', '-qb', 'feature/keys');
    mkdirSync(join(root, 'content/06-ops/06-02-keys'));
    writeFileSync(join(root, 'content/06-ops/06-02-keys/_index.md'), '---\ntitle: 06.02 - Ключи\n---\n');
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'two');
    git(root, 'checkout', '-q', 'main');
    expect((await kb(root, 'new', '06', 'План')).out).toContain('Документ 06.03');
    const refused = await kb(root, 'new', '06.02', 'План');
    expect(refused.err).toContain('номер 06.02 уже взят веткой feature/keys. Свободен 06.04: npm run kb -- new 06.04 "План"');
    expect(refused.exitCode).toBe(2);
  });

  it('shows the file and creates nothing with --dry-run', async () => {
    const root = project();
    const { out } = await kb(root, 'new', '09', 'Обучение', '--slug', 'training', '--dry-run');
    expect(out).toContain('--- /dev/null\n+++ content/09-training/_index.md');
    expect(out).toContain('ничего не записано');
    expect(existsSync(join(root, 'content/09-training'))).toBe(false);
  });

  it.each([
    ['6.2', 'Каждая часть — две цифры: 06.02'],
    ['план', 'Номер выглядит так: 06, 06.01'],
  ])('explains how a number is written when it gets «%s»', async (number, words) => {
    const { exitCode, err } = await kb(project(), 'new', number, 'План');
    expect(err).toContain(words);
    expect(exitCode).toBe(2);
  });
});

describe('kb move', () => {
  it('moves a published document, keeps its old address, and the base stays without errors', async () => {
    const root = committed();
    const { exitCode, out } = await kb(root, 'move', '02.01', '06.02');
    expect(exitCode).toBe(0);
    expect(out).toContain('02.01 → 06.02  Железо');
    expect(out).toContain('content/02-infra/02-01-servers → content/06-ops/06-02-servers');
    expect(out).toContain('Прежние адреса опубликованы и продолжат работать\n  /02-infra/02-01-servers/');
    expect(read(root, 'content/06-ops/06-02-servers/_index.md')).toContain('aliases: ["/02-infra/02-01-servers/"]');
    expect(read(root, BACKUP)).toContain('[какого](../06-02-servers/_index.md#06-02-01)');
    expect(read(root, 'content/02-infra/_index.md')).toContain('документ 06.02');
    expect((await kb(root, 'check', '--quiet')).exitCode).toBe(0);
  });

  it('and back leaves a published tree exactly as it was', async () => {
    const root = committed();
    await kb(root, 'move', '06', '07');
    await kb(root, 'move', '06.01.02', '06.01.05');
    expect((await kb(root, 'move', '07', '06')).exitCode).toBe(0);
    expect(files(root)).toEqual(FILES);
  });

  it('keeps a published topic number alive in the map of old numbers', async () => {
    const root = committed();
    const { out } = await kb(root, 'move', '06.01.02', '02.01.02');
    expect(out).toContain('/06.01.02');
    expect(read(root, 'content/inventory/legacy-numbers.yaml')).toContain('"06.01.02": { title: "Куда", to: "02.01.02", note: "перенесено 2025-07-21" }');
    expect((await kb(root, 'check', '--quiet')).exitCode).toBe(0);
  });

  it('shows moves and a diff and writes nothing with --dry-run', async () => {
    const root = project();
    const { exitCode, out } = await kb(root, 'move', '02.01', '06.02', '--dry-run');
    expect(exitCode).toBe(0);
    expect(out).toContain('перенос  content/02-infra/02-01-servers\n      →  content/06-ops/06-02-servers');
    expect(out).toContain('--- content/02-infra/02-01-servers/_index.md\n+++ content/06-ops/06-02-servers/_index.md');
    expect(files(root)).toEqual(FILES);
  });

  it('writes nothing and shows the errors when the base would get new ones', async () => {
    // The address is already promised to another page.
    const root = project({
      ...FILES,
      'content/06-ops/_index.md': FILES['content/06-ops/_index.md']?.replace('order: 6', 'order: 6\naliases: ["/06-ops/06-02-servers/"]') ?? '',
    });
    const before = files(root);
    const { exitCode, out, err } = await kb(root, 'move', '02.01', '06.02');
    expect(out).toContain('ошибка L011');
    expect(err).toContain('Не записано: после этого в базе появилось бы');
    expect(exitCode).toBe(1);
    expect(files(root)).toEqual(before);
  });

  it('is not stopped by errors that were there before', async () => {
    const root = project({ ...FILES, [BACKUP]: `${FILES[BACKUP]}\n[битая](нет.md)\n` });
    expect((await kb(root, 'move', '06.01', '02.02')).exitCode).toBe(0);
  });

  it('says what to type when the target is taken', async () => {
    const { exitCode, err } = await kb(project(), 'move', '02.01', '06.01');
    expect(err).toContain('Не получилось: номер 06.01 занят: «Копии» (06-ops/06-01-backup/_index.md). Свободен 06.02: npm run kb -- move 02.01 06.02');
    expect(exitCode).toBe(2);
  });

  it('takes back what a killed command left half done before it begins', async () => {
    const root = project();
    const area = join(root, 'content', TRANSACTION_FOLDER);
    mkdirSync(join(area, 'moved'), { recursive: true });
    writeFileSync(join(area, 'pid'), String(process.pid));
    writeFileSync(join(area, 'journal.jsonl'), '{"kind":"mkdir","path":"07-half"}\n{"kind":"take","path":"07-ha');
    mkdirSync(join(root, 'content/07-half'));
    const { err, exitCode } = await kb(root, 'renumber', '06.01');
    expect(err).toContain('Прошлая команда kb оборвалась на полпути. Её изменения отменены');
    expect(exitCode).toBe(0);
    expect(files(root)).toEqual(FILES);
    expect(existsSync(join(root, 'content/07-half'))).toBe(false);
  });
});

describe('kb renumber', () => {
  const GAP = { ...FILES, [BACKUP]: FILES[BACKUP]?.replace('06.01.02', '06.01.05') ?? '' };

  it('closes gaps, and has nothing to do the second time', async () => {
    const root = project(GAP);
    const { exitCode, out } = await kb(root, 'renumber', '06.01');
    expect(out).toContain('06.01.05 → 06.01.02  Куда');
    expect(exitCode).toBe(0);
    expect(files(root)).toEqual(FILES);
    expect((await kb(root, 'renumber', '06.01')).out).toBe('В 06.01 всё уже по порядку и без пропусков, менять нечего.');
  });

  it('swaps two topics', async () => {
    const root = project();
    expect((await kb(root, 'renumber', '--swap', '06.01.01', '06.01.02')).exitCode).toBe(0);
    expect(read(root, BACKUP).match(/^## .+/gm)).toEqual(['## 06.01.01 - Куда', '## 06.01.02 - Что']);
  });

  it.each([
    [['renumber'], 'назовите или номер, или два номера после --swap'],
    [['renumber', '--swap', '06.01'], 'ровно два номера'],
    [['renumber', '06.08'], 'номера 06.08 нет. В разделе 06 есть: 06.01'],
  ])('explains what is missing in %j', async (args, words) => {
    const { exitCode, err } = await kb(project(), ...args);
    expect(err).toContain(words);
    expect(exitCode).toBe(2);
  });
});

it.each(['fix', 'new', 'move', 'renumber'])('kb %s explains itself in Russian, with examples', async (command) => {
  const { out, exitCode } = await kb(project(), command, '--help');
  expect(out).toContain('Примеры:');
  expect(out).not.toMatch(/Options:|Usage:|default:|\[options\]/);
  expect(exitCode).toBe(0);
});
