import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExitCode } from '../main.ts';
import { runKb } from '../main.ts';
import type { Terminal } from '../terminal.ts';

const HOME = '---\ntitle: Дом\nowner: kadyrkhan\n---\n\nВсё начинается с раздела 01 и его людей.\n\n- [01 - Операции](01-operations/_index.md)\n';
const OPERATIONS = '---\ntitle: 01 - Операции\nowner: kadyrkhan\n---\n\nЗдесь следят за серверами и чинят их.\n\n- [01.01 - Копии](01-01-backup/_index.md)\n';
const BACKUP = '---\ntitle: 01.01 - Копии\nowner: kadyrkhan\n---\n\n## 01.01.01 - Что копируем\n\nБазу и файлы, каждую ночь.\n';
const HOME_FILE = 'content/_index.md';
const BACKUP_FILE = 'content/01-operations/01-01-backup/_index.md';
const DEAD_LINK = `${BACKUP}\nПодробнее — [план](plan.md).\n`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kb-check-'));
  write(HOME_FILE, HOME);
  write('content/01-operations/_index.md', OPERATIONS);
  write(BACKUP_FILE, BACKUP);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

interface Run {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly err: string;
}

async function check(args: readonly string[], more: Partial<Terminal> = {}): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = { out: (text) => out.push(text), err: (text) => err.push(text), cwd: root, color: false, today: '2025-07-21', env: {}, ...more };
  const exitCode = await runKb(['check', ...args], terminal);
  return { exitCode, out: out.join('\n'), err: err.join('\n') };
}

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd: root, stdio: 'ignore' });
}

/** Rules and places of the findings: `L001 01-operations/…:9`. */
function found({ out }: Run): string[] {
  return [...out.matchAll(/^(?:ошибка|предупреждение|заметка) (?<rule>\S+) .*\n {2}content\/(?<place>\S+):\d+$/gm)].map(
    ({ groups }) => `${groups?.['rule']} ${groups?.['place']}`,
  );
}

it('starts from a base with nothing to say', async () => {
  expect(await check([])).toMatchObject({ exitCode: 0, err: '', out: expect.stringContaining('Замечаний нет') });
});

describe('kb check --changed', () => {
  beforeEach(() => {
    git('init');
    write(BACKUP_FILE, DEAD_LINK);
    git('add', '.');
    git('commit', '-m', 'начало');
    git('switch', '-c', 'work');
  });

  it('shows only what is in pages changed since main, committed or not, and counts the rest', async () => {
    write(HOME_FILE, `${HOME}\n[x](nowhere.md)\n`);
    const edited = await check(['--changed']);
    expect(found(edited)).toEqual(['L001 _index.md:10']);
    expect(edited.err).toContain('В остальных страницах — 1 находка');
    git('commit', '-am', 'правка');
    expect(found(await check(['--changed']))).toEqual(['L001 _index.md:10']);
    expect(found(await check(['--changed=HEAD']))).toEqual([]);
  });

  it('ends with 0 when the mistakes are elsewhere', async () => {
    write(HOME_FILE, `${HOME}\nНовое.\n`);
    expect(await check(['--changed'])).toMatchObject({ exitCode: 0 });
    expect(await check([])).toMatchObject({ exitCode: 1 });
  });

  it('looks at new files too, whatever their names', async () => {
    write('content/01-operations/01-01-backup/учения и план.md', '---\ntitle: Учения\n---\n\nРаз в квартал мы [возвращаем](nowhere.md) данные.\n');
    expect((await check(['--changed', '--rule', 'L001'])).out).toContain('учения и план.md:5');
  });

  it('compares with where the branches parted, not with what main has become', async () => {
    git('switch', 'main');
    write(HOME_FILE, `${HOME}\n[x](nowhere.md)\n`);
    git('commit', '-am', 'на main');
    git('switch', 'work');
    expect(await check(['--changed=main', '--rule', 'L001'])).toMatchObject({ exitCode: 0 });
  });

  it('says what to type when git does not know the base', async () => {
    expect(await check(['--changed=mian'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('git не знает «mian»') });
  });
});

it('kb check --changed outside a repository says why it cannot', async () => {
  expect(await check(['--changed'], { env: {} })).toMatchObject({ exitCode: 2, err: expect.stringContaining('не в репозитории git') });
});

describe('kb check --stdin', () => {
  const stdin = (text: string): Partial<Terminal> => ({ stdin: () => Promise.resolve(text) });

  it('checks what an editor has not saved as if it were in the file', async () => {
    const run = await check(['--stdin', '--path', BACKUP_FILE], stdin(DEAD_LINK));
    expect(found(run)).toEqual(['L001 01-operations/01-01-backup/_index.md:10']);
    expect(run.exitCode).toBe(1);
    expect(readFileSync(join(root, BACKUP_FILE), 'utf8')).toBe(BACKUP);
  });

  it('reports that page alone, though the text breaks another', async () => {
    const run = await check(['--stdin', '--path', join(root, BACKUP_FILE)], stdin(BACKUP.replace('01.01 -', '01.02 -')));
    expect(found(run).every((place) => place.includes('01-01-backup'))).toBe(true);
    expect(found(run)).toContain('N002 01-operations/01-01-backup/_index.md:2');
  });

  it('takes a page that does not exist yet', async () => {
    const run = await check(['--stdin', '--path', 'content/01-operations/01-02-new/_index.md', '--rule', 'N002'], stdin('---\ntitle: 01.03 - Новое\n---\n'));
    expect(found(run)).toEqual(['N002 01-operations/01-02-new/_index.md:2']);
  });

  it('leaves no trace: the next check sees the file', async () => {
    await check(['--stdin', '--path', BACKUP_FILE], stdin(DEAD_LINK));
    expect(await check([])).toMatchObject({ exitCode: 0 });
  });

  it.each([
    [['--stdin'], 'назовите страницу'],
    [['--path', BACKUP_FILE], 'только вместе с --stdin'],
    [['--stdin', '--path', 'README.md'], 'лежит не в папке'],
    [['--stdin', '--path', 'content/a.txt'], 'не страница'],
    [['--stdin', '--watch', '--path', BACKUP_FILE], 'уберите --watch или --stdin'],
  ])('refuses %j with words', async (args, words) => {
    expect(await check(args, stdin(''))).toMatchObject({ exitCode: 2, err: expect.stringContaining(words) });
  });
});

describe('kb check --max-warnings', () => {
  beforeEach(() => write('content/01-operations/01-01-backup/drill.md', '---\ntitle: Учения\nowner: kadyrkhan\n---\n\nРаз в квартал мы возвращаем данные.\n'));

  it('ends with 1 when there are more, and says so', async () => {
    expect(await check([])).toMatchObject({ exitCode: 0, out: expect.stringContaining('предупреждение') });
    const strict = await check(['--max-warnings', '0']);
    expect(strict).toMatchObject({ exitCode: 1, err: expect.stringMatching(/^Предупреждений \d, а можно не больше 0\.$/m) });
    expect(await check(['--max-warnings', '9'])).toMatchObject({ exitCode: 0, err: '' });
  });

  it('counts them even when --quiet does not show them', async () => {
    expect(await check(['--quiet', '--max-warnings', '0'])).toMatchObject({ exitCode: 1, out: expect.not.stringContaining('предупреждение ') });
  });

  it('may stand in the configuration', async () => {
    write('kb.config.yaml', 'maxWarnings: 0\n');
    expect(await check([])).toMatchObject({ exitCode: 1 });
  });

  it('wants a number', async () => {
    expect(await check(['--max-warnings', 'мало'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('Нужно целое число') });
  });
});

describe('kb check --baseline', () => {
  beforeEach(() => write(BACKUP_FILE, DEAD_LINK));

  it('is created once, and then known findings are hidden', async () => {
    expect(await check(['--update-baseline'])).toMatchObject({ exitCode: 0, err: expect.stringContaining('Создан kb.baseline.json: 1 известная находка') });
    expect(await check(['--baseline'])).toMatchObject({ exitCode: 0, err: 'Скрыто по списку kb.baseline.json: 1 известная находка.' });
    expect(await check([])).toMatchObject({ exitCode: 1 });
  });

  it('still shows what is new', async () => {
    await check(['--update-baseline']);
    write(HOME_FILE, `${HOME}\n[x](nowhere.md)\n`);
    const run = await check(['--baseline']);
    expect(found(run)).toEqual(['L001 _index.md:10']);
    expect(run.exitCode).toBe(1);
  });

  it('never grows: an update that would add a finding is refused, with the list, and changes nothing', async () => {
    await check(['--update-baseline']);
    const before = readFileSync(join(root, 'kb.baseline.json'), 'utf8');
    write(HOME_FILE, `${HOME}\n[x](nowhere.md)\n`);
    const run = await check(['--update-baseline']);
    expect(found(run)).toEqual(['L001 _index.md:10']);
    expect(run).toMatchObject({ exitCode: 1, err: expect.stringContaining('он только убывает') });
    expect(readFileSync(join(root, 'kb.baseline.json'), 'utf8')).toBe(before);
  });

  it('names what is repaired, and drops it when asked', async () => {
    await check(['--update-baseline']);
    write(BACKUP_FILE, BACKUP);
    expect((await check(['--baseline'])).err).toMatch(/есть исправленное.*\n {2}L001 {2}content\/01-operations\/01-01-backup\/_index\.md {2}Подробнее/);
    expect(await check(['--update-baseline'])).toMatchObject({ exitCode: 0, err: expect.stringContaining('убрано 1, осталось 0') });
    expect(await check(['--baseline'])).toMatchObject({ exitCode: 0, err: '' });
  });

  it('may have another name, on the command line or in the configuration', async () => {
    await check(['--update-baseline', '--baseline', 'known.json']);
    expect(existsSync(join(root, 'known.json'))).toBe(true);
    write('kb.config.yaml', 'baseline: known.json\n');
    expect(await check([])).toMatchObject({ exitCode: 0, err: expect.stringContaining('known.json') });
  });

  it.each([
    [['--baseline'], 'списка известных находок kb.baseline.json нет'],
    [['--update-baseline', '--rule', 'N'], 'только полная проверка'],
    [['--update-baseline', '--changed'], 'только полная проверка'],
  ])('refuses %j with words', async (args, words) => {
    expect(await check(args)).toMatchObject({ exitCode: 2, err: expect.stringContaining(words) });
  });

  it('says when the file is no baseline', async () => {
    write('kb.baseline.json', '{}');
    expect(await check(['--baseline'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('kb.baseline.json: это не список') });
  });
});

describe('kb.config.yaml', () => {
  it('changes severities for all and for a folder', async () => {
    write(BACKUP_FILE, DEAD_LINK);
    write('kb.config.yaml', 'overrides:\n  - folder: 01-operations\n    rules: { L001: info }\n');
    const run = await check([]);
    expect(run.out).toContain('заметка L001');
    expect(run.exitCode).toBe(0);
  });

  it('stops the check when something in it is unknown, and names file, line and column', async () => {
    write('kb.config.yaml', 'rules:\n  N001: off\n  N098: off\noverrides:\n  - folder: 07-nowhere\n    rules: {}\n');
    const { exitCode, err } = await check([]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/ {2}kb\.config\.yaml:3:3 {2}правила «N098» нет/);
    expect(err).toMatch(/ {2}kb\.config\.yaml:5:5 {2}папки «07-nowhere» в базе нет/);
  });

  it('can ask for a rule of taste', async () => {
    write(BACKUP_FILE, `${BACKUP}\n*   пункт\n`);
    const usual = await check(['--format', 'json']);
    write('kb.config.yaml', 'rules: { T009: warning }\n');
    const asked = await check(['--format', 'json']);
    const count = ({ out }: Run): number => JSON.parse(out).checked.rules;
    expect(count(asked)).toBe(count(usual) + 1);
  });
});

describe('where the report goes', () => {
  it('is a file when --output names one, and the screen keeps the sum', async () => {
    write(BACKUP_FILE, DEAD_LINK);
    const run = await check(['--format', 'sarif', '--output', 'out/kb.sarif']);
    expect(JSON.parse(readFileSync(join(root, 'out/kb.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(run.out).toMatch(/^Проверено: .* Найдено: 1 ошибка.* Отчёт: out\/kb\.sarif$/);
    expect(run.exitCode).toBe(1);
  });

  it('is also the summary of the step on GitHub', async () => {
    write(BACKUP_FILE, DEAD_LINK);
    write('summary.md', 'Раньше.\n');
    const env = { GITHUB_STEP_SUMMARY: join(root, 'summary.md') };
    const run = await check(['--format', 'github'], { env });
    expect(run.out).toMatch(/^::error file=content\/01-operations/);
    expect(readFileSync(join(root, 'summary.md'), 'utf8')).toMatch(/^Раньше\.\n## База знаний: 1 ошибка/);
    await check(['--format', 'json'], { env });
    expect(readFileSync(join(root, 'summary.md'), 'utf8').match(/## База/g)).toHaveLength(1);
  });

  it('comes with the time of each part when asked', async () => {
    await check([]);
    expect((await check(['--timing'])).err).toMatch(/Время, мс\n {2}запуск .*\n {2}чтение страниц .* из памяти 3, заново 0\n {2}история git .*\n {2}правила /);
  });
});

describe('kb check --watch', () => {
  /** Makes a change and waits for a report with certain words in it, however many come before. */
  type Says = (change: () => void, words: string) => Promise<string>;

  /** Runs the watch and hears what it says after each change: no clock is involved. */
  async function watching(work: (says: Says) => Promise<void>): Promise<Run> {
    let screen = '';
    const unheard: string[] = [];
    let wake = (): void => {};
    let stop = (): void => {};
    const run = check(['--watch'], {
      out: (text) => {
        screen += `${text}\n`;
        if (!text.includes('Слежу за папкой')) return;
        unheard.push(screen);
        wake();
      },
      clear: () => (screen = ''),
      onInterrupt: (end) => (stop = end),
    });
    const says: Says = async (change, words) => {
      change();
      for (;;) {
        const said = unheard.shift();
        if (said?.includes(words)) return said;
        if (said === undefined) await new Promise<void>((resolve) => (wake = resolve));
      }
    };
    await says(() => {}, 'Замечаний нет');
    await work(says);
    stop();
    return run;
  }

  it('checks again after each change, survives whatever happens to files, and ends with 0', async () => {
    const run = await watching(async (says) => {
      await says(() => write(BACKUP_FILE, DEAD_LINK), 'ошибка L001');
      await says(() => write(BACKUP_FILE, BACKUP), 'Замечаний нет');
      // A folder moved away and back, as git does when it changes branches.
      await says(() => renameSync(join(root, 'content/01-operations/01-01-backup'), join(root, 'away')), 'ошибка L001');
      await says(() => renameSync(join(root, 'away'), join(root, 'content/01-operations/01-01-backup')), 'Замечаний нет');
      await says(() => write(BACKUP_FILE, DEAD_LINK), 'ошибка L001');
      await says(() => write('kb.config.yaml', 'rules: { L: off }\n'), 'Замечаний нет');
      await says(() => write('kb.config.yaml', 'rules: { Л: off }\n'), 'kb.config.yaml:1:10');
      await says(() => rmSync(join(root, 'kb.config.yaml')), 'ошибка L001');
      await says(() => renameSync(join(root, 'content'), join(root, 'gone')), 'папки «content» нет');
      await says(() => renameSync(join(root, 'gone'), join(root, 'content')), 'ошибка L001');
    });
    expect(run.exitCode).toBe(0);
  });

  it('clears the screen before it speaks again', async () => {
    await watching(async (says) => {
      const screen = await says(() => write(BACKUP_FILE, DEAD_LINK), 'ошибка L001');
      expect(screen).toMatch(/^Проверяю…\nошибка L001/);
      expect(screen.match(/Проверено:/g)).toHaveLength(1);
    });
  });
});
