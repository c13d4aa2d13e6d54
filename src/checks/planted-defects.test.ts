import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { KnowledgeBase } from '../knowledge/index.ts';
import { applyEdits, knowledgeBaseFromTexts, loadKnowledgeBase, NO_HISTORY } from '../knowledge/index.ts';
import { check } from './check.ts';
import type { Diagnostic } from './diagnostic.ts';
import { loadRules } from './registry.ts';

const rules = await loadRules();
const temporary: string[] = [];
afterEach(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const FOUNDATION = '01-foundation/_index.md';
const VISION = '01-foundation/01-01-vision/_index.md';
const TEAM = '01-foundation/01-02-team/_index.md';
const INFRASTRUCTURE = '02-infrastructure/_index.md';
const SERVERS = '02-infrastructure/02-01-servers/_index.md';
const SECOND_SERVER = '02-infrastructure/02-01-servers/second-server.md';
const NETWORK = '02-infrastructure/02-02-network/_index.md';
const RESOURCES = '02-infrastructure/02-03-resources/_index.md';
const OPERATIONS = '03-operations/_index.md';
const BACKUP = '03-operations/03-01-backup/_index.md';
const RESTORE = '03-operations/03-01-backup/restore.md';
const MONITORING = '03-operations/03-02-monitoring/_index.md';
const DEPLOYMENT = '03-operations/03-03-deployment/_index.md';
const LEGACY = 'inventory/legacy-numbers.yaml';

/** A page with front matter; topics are `[number, name, text]` at the level their number asks for. */
function page(title: string, order: number, opening: string, topics: readonly (readonly [string, string, string])[] = [], closing = ''): string {
  const body = topics.map(([number, name, text]) => `${'#'.repeat(number.split('.').length - 1)} ${number} - ${name}\n\n${text}\n`);
  const matter = `---\ntitle: ${title}\norder: ${order}\nstatus: active\nupdated: "2025-07-21"\nowner: devops\n---\n`;
  return [matter, `${opening}\n`, ...body, ...(closing === '' ? [] : [`## Что дальше\n\n${closing}\n`])].join('\n');
}

/** A small knowledge base with everything a real one has. */
function soundBase(): Record<string, string> {
  return {
    '_index.md':
      '---\ntitle: База знаний\n---\n\nОтсюда начинают. ![Знак](/img/logo.png)\n\n## Разделы\n\n' +
      '- [01 - Основы](01-foundation/_index.md)\n- [02 - Инфраструктура](02-infrastructure/_index.md)\n- [03 - Операции](03-operations/_index.md)\n\n' +
      '## Часто ищут\n\n| Номер | Вопрос |\n| --- | --- |\n| 03.01.02 | Как вернуть данные |\n| 02.01 | [Серверы](02-infrastructure/02-01-servers/_index.md) |\n',
    [FOUNDATION]: page('01 - Основы', 1, 'Зачем всё это и кто этим занят.\n\n- 01.01 - Видение\n- 01.02 — кто за что отвечает'),
    [VISION]: page(
      '01.01 - Видение',
      1,
      'Что мы строим и как поймём, что построили.',
      [
        ['01.01.01', 'Контекст', 'Рынок ботов в Казахстане растёт. Команда: [кто решает](../01-02-team/_index.md#01-02-02).'],
        ['01.01.02', 'Требования', 'Ответ за секунду и хранение данных у себя.'],
        ['01.01.03', 'Принципы', 'Сначала безопасность, потом удобство. Подробнее в 02.02.01 и разделе 03.'],
        ['01.01.04', 'Критерии успеха', 'Сервисы доступны, копии проверены.'],
      ],
      'Дальше читайте 01.02.',
    ),
    [TEAM]: page('01.02 - Команда', 2, 'Кто за что отвечает.', [
      ['01.02.01', 'Роли', 'Руководитель, инженер и студенты. Почта: [команда](mailto:team@example.com).'],
      ['01.02.02', 'Кто решает', 'Деньги — руководитель, всё остальное — инженер.'],
      ['01.02.03', 'Замены', 'У каждого есть тот, кто заменит.'],
      ['01.02.04', 'Связь', 'Срочное пишут в общий чат.'],
    ]),
    [INFRASTRUCTURE]: page(
      '02 - Инфраструктура',
      2,
      'На чём всё стоит.\n\n## 02.01 - Серверы\n\nДва сервера.\n\n## 02.02 - Сеть\n\nДомены и порты.\n\n## 02.03 - [Ресурсы](02-03-resources/_index.md)\n\nПамять и диск.',
    ),
    [SERVERS]: page('02.01 - Серверы', 1, 'Два сервера у одного провайдера. О втором — [отдельно](./second-server.md).', [
      ['02.01.01', 'Первый сервер', 'Готов, стек не установлен.'],
      ['02.01.02', 'Второй сервер', 'Работает со 2 июля.'],
      ['02.01.03', 'Провайдер', 'Продление раз в месяц.'],
      ['02.01.04', 'Планы', 'Третий сервер не раньше весны.'],
    ]),
    [SECOND_SERVER]: page(
      'Второй сервер',
      1,
      'Записки о его настройке. Назад к [серверам](_index.md).\n\n## Установка\n\nЗа один вечер.\n\n## Проверка\n\nДве недели.',
    ),
    [NETWORK]: page('02.02 - Сеть', 2, 'Как сервисы видят друг друга.\n\n![Схема сети](topology.png)', [
      ['02.02.01', 'Домены', 'Панель: [Directus](https://dir.example.com).'],
      ['02.02.02', 'Порты', '| Порт | Сервис |\n| --- | --- |\n| 22 | SSH |\n| 5432 | PostgreSQL |'],
      ['02.02.03', 'Сертификаты', 'Выпускает Traefik.'],
    ]),
    [RESOURCES]: page('02.03 - Ресурсы', 3, 'Сколько чего осталось.', [
      ['02.03.01', 'Процессор', 'Запаса хватает.'],
      ['02.03.02', 'Память', 'В покое занята треть.'],
      ['02.03.03', 'Диск', 'Журналы растут быстрее всего.'],
      ['02.03.04', 'Канал', 'Узким местом не был.'],
    ]),
    [OPERATIONS]: page(
      '03 - Операции',
      3,
      'Работа с серверами изо дня в день.\n\n- [03.01 - Резервное копирование](03-01-backup/_index.md) — что и куда копируем\n- 03.02 -- как заметить сбой\n- [03.03](03-03-deployment/_index.md)',
    ),
    [BACKUP]: page('03.01 - Резервное копирование', 1, 'Что потеряем при аварии и как вернуть.', [
      ['03.01.01', 'Что копируем', 'Базу и файлы.'],
      ['03.01.02', 'Восстановление', 'По шагам; учения описаны [здесь](restore.md#учения).'],
      ['03.01.02.01', 'Остановка', 'Сначала остановите запись.'],
      ['03.01.02.02', 'Загрузка', 'Потом верните дамп.'],
      ['03.01.03', 'Расписание', 'Ночью, см. 03.02.01.'],
    ]),
    [RESTORE]: page('Учения по восстановлению', 1, 'Копия, которую не проверяли, — не копия.\n\n## Учения\n\nРаз в квартал.\n\n## Итоги\n\nПишут в журнал.'),
    [MONITORING]: page('03.02 - Мониторинг', 2, 'Как заметить сбой раньше пользователей.', [
      ['03.02.01', 'Что измеряем', 'Доступность и задержку.'],
      ['03.02.02', 'Пороги', 'Диск — 80 %, память — 90 %.'],
      ['03.02.03', 'Оповещения', 'Приходят в чат.'],
    ]),
    [DEPLOYMENT]: page('03.03 - Развёртывание', 3, 'Как поднять стек с нуля.', [
      ['03.03.01', 'Подготовка', 'Пакеты, вход, файрвол.'],
      ['03.03.02', 'Установка', '```bash\ndocker compose up -d\n```'],
      ['03.03.03', 'Проверка', 'Снаружи и без сохранённых паролей.'],
    ]),
    [LEGACY]: `version: "2.0"
date: "2025-07-14"
numbers:
  "01": { title: Foundation, to: "01" }
  "02.01.01": { title: Первый сервер, to: "02.01.01" }
  "02.04": { title: Планы, to: "02.01.04" }
  "05.01": { title: Бэкапы, to: "03.01" }
  "05.02": { title: Чужая тема, retired: "не относится к проекту" }
paths:
  guides/backup: "03.01"
  infrastructure/servers: "02.01"
`,
    '02-infrastructure/02-02-network/topology.png': 'png',
  };
}

type Files = Record<string, string>;

interface Defect {
  readonly rule: string;
  readonly path: string;
  /** Text of the line the finding has to point at; the first line when absent. */
  readonly line?: string;
  readonly plant: (files: Files) => void;
}

function replace(files: Files, path: string, from: string, to: string): void {
  const text = files[path];
  if (text === undefined || text.split(from).length !== 2) throw new Error(`«${from}» is not exactly once in ${path}`);
  files[path] = text.replace(from, () => to);
}

/** A defect made by replacing a piece of a page; the finding is on the line that the piece begins. */
function swap(rule: string, path: string, from: string, to: string, line = to.split('\n')[0] ?? ''): Defect {
  return { rule, path, line, plant: (files) => replace(files, path, from, to) };
}

/** A new page, and a sentence elsewhere that leads to it. */
function added(rule: string, path: string, text: string, line: string, link?: readonly [path: string, after: string, sentence: string]): Defect {
  return {
    rule,
    path,
    line,
    plant: (files) => {
      files[path] = text;
      if (link !== undefined) replace(files, link[0], link[1], `${link[1]} ${link[2]}`);
    },
  };
}

/** A file changed as a whole, or made; the finding is on its first line. */
function rewritten(rule: string, path: string, change: (text: string) => string, file = path): Defect {
  return {
    rule,
    path,
    plant: (files) => {
      files[file] = change(files[file] ?? '');
    },
  };
}

const DEFECTS: readonly Defect[] = [
  added(
    'N001',
    '03-operations/03-01-backup/03-09-01-notes/_index.md',
    page('03.09.01 - Заметки', 1, 'Что записали по пути и не успели разобрать.'),
    'title: 03.09.01 - Заметки',
    [BACKUP, 'Базу и файлы.', '[Заметки](03-09-01-notes/_index.md).'],
  ),
  added(
    'N001',
    '02-infrastructure/02-04-notes.md',
    page('02.04 - Заметки о железе', 4, 'Что записали по пути и не успели разобрать.'),
    'title: 02.04 - Заметки о железе',
    [SERVERS, 'Продление раз в месяц.', '[О железе](../02-04-notes.md).'],
  ),
  swap('N002', NETWORK, 'title: 02.02 - Сеть', 'title: 02.07 - Сеть'),
  swap('N002', DEPLOYMENT, 'title: 03.03 - Развёртывание', 'title: Развёртывание'),
  swap('N003', VISION, '## 01.01.04 - Критерии', '## 02.01.04 - Критерии'),
  swap('N004', BACKUP, '### 03.01.02.02 - Загрузка', '### 03.01.01.02 - Загрузка'),
  swap('N005', TEAM, '## 01.02.04 - Связь', '## 01.02.03 - Связь'),
  {
    ...swap('N006', SERVERS, '## 02.01.03 - Провайдер', '## 02.01.03 - Провайдер'),
    plant: (files) => {
      replace(files, SERVERS, '## 02.01.02 - Второй', '## 02.01.99 - Второй');
      replace(files, SERVERS, '## 02.01.03 - Провайдер', '## 02.01.02 - Провайдер');
      replace(files, SERVERS, '## 02.01.99 - Второй', '## 02.01.03 - Второй');
    },
    line: '## 02.01.03 - Второй',
  },
  swap('N006', VISION, 'order: 1', 'order: 9'),
  swap('N007', RESOURCES, '## 02.03.04 - Канал', '## 02.03.05 - Канал'),
  swap('N008', RESOURCES, 'Запаса хватает.', 'Запаса хватает.\n\n## На полях\n\nПроверить летом.', '## На полях'),
  swap('N009', MONITORING, '## 03.02.03 - Оповещения', '### 03.02.03 - Оповещения'),
  swap('N010', FOUNDATION, '- 01.01 - Видение', '- 01.01 - Команда'),
  swap(
    'N010',
    '_index.md',
    '[Серверы](02-infrastructure/02-01-servers/_index.md)',
    '[Серверы](02-infrastructure/02-02-network/_index.md)',
    '| 02.01 | [Серверы](02-infrastructure/02-02-network/_index.md) |',
  ),
  swap('N011', OPERATIONS, '- 03.02 -- как заметить сбой', '- 03.02 -- как заметить сбой\n- 03.07 - Обучение', '- 03.07 - Обучение'),
  swap('N012', TEAM, 'Деньги — руководитель', 'Деньги (см. раздел 04.03.01) — руководитель', 'Деньги (см. раздел 04.03.01) — руководитель'),
  added('N013', 'appendix/_index.md', page('Приложение', 9, 'То, чему не нашлось места.'), 'title: Приложение', [
    '_index.md',
    'Отсюда начинают.',
    '[Приложение](appendix/_index.md).',
  ]),
  swap('N014', DEPLOYMENT, 'Пакеты, вход, файрвол.', 'Пакеты, вход, файрвол.\n\n## 03.03.XX - Потом\n\nНомер дадут позже.', '## 03.03.XX - Потом'),
  swap('N015', BACKUP, '## 03.01.03 - Расписание', '## 03.01.03 - Расписание:'),
  swap('N016', LEGACY, '"05.01": { title: Бэкапы, to: "03.01" }', '"05.01": { title: Бэкапы, to: "03.08" }', '  "05.01": { title: Бэкапы, to: "03.08" }'),
  swap('L001', VISION, 'Ответ за секунду', '[Ответ](../01-03-economics/_index.md) за секунду', '[Ответ](../01-03-economics/_index.md) за секунду'),
  swap(
    'L002',
    VISION,
    '../01-02-team/_index.md#01-02-02',
    '../01-02-team/_index.md#010209',
    'Рынок ботов в Казахстане растёт. Команда: [кто решает](../01-02-team/_index.md#010209).',
  ),
  swap('L003', NETWORK, '![Схема сети](topology.png)', '![Схема сети](topologia.png)'),
  {
    rule: 'L004',
    path: SERVERS,
    line: 'Готов, стек [не установлен](stub.md).',
    plant: (files) => {
      files['02-infrastructure/02-01-servers/stub.md'] = page('Стек первого сервера', 2, 'Скоро напишем.');
      replace(files, SERVERS, 'стек не установлен', 'стек [не установлен](stub.md)');
    },
  },
  added('L005', '03-operations/03-02-monitoring/lost.md', page('Потерянная страница', 1, 'Сюда никто не ведёт, и это беда.'), 'title: Потерянная страница'),
  {
    rule: 'L006',
    path: '03-operations/03-02-monitoring/island-a.md',
    line: 'title: Остров один',
    plant: (files) => {
      files['03-operations/03-02-monitoring/island-a.md'] = page('Остров один', 2, 'Отсюда можно попасть на [другой остров](island-b.md).');
      files['03-operations/03-02-monitoring/island-b.md'] = page('Остров два', 3, 'Отсюда можно попасть на [первый остров](island-a.md).');
    },
  },
  {
    rule: 'L007',
    path: TEAM,
    line: 'У каждого есть тот, кто заменит: [список](people.md).',
    plant: (files) => {
      files['01-foundation/01-02-team/people.md'] = page('Список людей', 1, 'Имена и телефоны тех, кто дежурит.').replace(
        'order: 1',
        'order: 1\nprivate: true',
      );
      replace(files, TEAM, 'кто заменит.', 'кто заменит: [список](people.md).');
    },
  },
  swap(
    'L008',
    SERVERS,
    '[отдельно](./second-server.md)',
    '[отдельно](./Second-Server.md)',
    'Два сервера у одного провайдера. О втором — [отдельно](./Second-Server.md).',
  ),
  swap('L009', NETWORK, '(https://dir.example.com)', '(dir.example.com)', 'Панель: [Directus](dir.example.com).'),
  { rule: 'L010', path: INFRASTRUCTURE, line: 'title: 02 - Инфраструктура', plant: () => {} },
  swap('L011', RESOURCES, 'owner: devops', 'owner: devops\naliases: [/02-infrastructure/02-02-network/]', 'aliases: [/02-infrastructure/02-02-network/]'),
  swap('L012', RESTORE, '## Итоги', '## 🚀 Итоги'),
  swap('M001', MONITORING, 'owner: devops', 'ovner: devops'),
  added('M005', '02-infrastructure/02-05-empty/_index.md', '---\ntitle: 02.05 - Пустота\n---\n', 'title: 02.05 - Пустота', [
    INFRASTRUCTURE,
    'Память и диск.',
    'Потом 02.05.',
  ]),
  swap('M006', RESOURCES, 'Журналы растут быстрее всего.', '', '## 02.03.03 - Диск'),
  rewritten('D001', '03-operations/log.md', () => 'журнал', '03-operations/log.md/part.txt'),
  rewritten('D004', '03-operations/03-03-deployment/README.md', () => '# Развёртывание\n'),
  rewritten('D005', '02-infrastructure/02-02-network/rack.png', () => 'symlink: nowhere.png'),
  rewritten('D006', SECOND_SERVER, (text) => text.replaceAll('\n', '\r\n')),
  rewritten('T003', RESTORE, (text) => `\uFEFF${text}`),
];

const DELETED = new Map([['02-infrastructure/02-09-old/_index.md', undefined]]);

it('is silent, even in whispers, on a sound knowledge base', () => {
  const report = check({ base: onDisk(soundBase()), history: NO_HISTORY, today: '2025-07-21' }, rules);
  expect(report.failures).toEqual([]);
  expect(report.diagnostics.map(shown)).toEqual([]);
  expect(report.checked).toMatchObject({ pages: 14, rules: rules.length });
});

describe('forty planted defects', () => {
  const files = soundBase();
  for (const { plant } of DEFECTS) plant(files);
  const expected = DEFECTS.map(({ rule, path, line }) => `${rule} ${path}:${line === undefined ? 1 : lineNumber(files[path] ?? '', line)}`).sort();

  it('are forty, of more than twenty-five kinds', () => {
    expect(new Set(expected).size).toBe(40);
    expect(new Set(DEFECTS.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(25);
  });

  it('are found all, each at its line, and nothing else is', () => {
    const report = check({ base: onDisk(files), history: { ...NO_HISTORY, deleted: DELETED }, today: '2025-07-21' }, rules);
    expect(report.failures).toEqual([]);
    expect(report.diagnostics.map(shown).sort()).toEqual(expected);
  });

  it('are repaired where that is safe, and the repairs break nothing', () => {
    const texts = new Map(Object.entries(files).filter(([, text]) => !text.startsWith('symlink: ')));
    const history = { ...NO_HISTORY, deleted: DELETED };
    const look = (): readonly Diagnostic[] => check({ base: knowledgeBaseFromTexts(texts, ['img/logo.png']), history, today: '2025-07-21' }, rules).diagnostics;
    const before = look();
    const fixable = new Set(before.filter(({ fix }) => fix !== undefined).map(({ rule }) => rule));
    expect([...fixable].sort()).toEqual(['D006', 'L008', 'L009', 'N002', 'N003', 'N004', 'N006', 'N009', 'N015', 'T003']);

    for (let found = before; found.some(({ fix }) => fix !== undefined); found = look()) {
      const fix = found.find((diagnostic) => diagnostic.fix !== undefined)?.fix;
      for (const path of new Set(fix?.edits.map((edit) => edit.path))) {
        texts.set(
          path,
          applyEdits(
            texts.get(path) ?? '',
            (fix?.edits ?? []).filter((edit) => edit.path === path),
          ),
        );
      }
    }
    const names = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ rule, path }) => `${rule} ${path}`).sort();
    expect(names(look())).toEqual(names(before.filter(({ fix }) => fix === undefined)));
  });
});

function lineNumber(text: string, line: string): number {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((candidate) => candidate === line || candidate.startsWith(line));
  if (at === -1) throw new Error(`no line «${line}»`);
  return at + 1;
}

function shown({ rule, path, start }: Diagnostic): string {
  return `${rule} ${path}:${start.line}`;
}

/** Writes the files to a real folder and reads them back. A text `symlink: x` becomes a symbolic link to x. */
function onDisk(files: Files): KnowledgeBase {
  const root = mkdtempSync(join(tmpdir(), 'planted-'));
  temporary.push(root);
  const all = { ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`content/${path}`, text])), 'public/img/logo.png': 'png' };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (text.startsWith('symlink: ')) symlinkSync(text.slice('symlink: '.length), join(root, path));
    else writeFileSync(join(root, path), text);
  }
  return loadKnowledgeBase(join(root, 'content'), join(root, 'public'));
}
