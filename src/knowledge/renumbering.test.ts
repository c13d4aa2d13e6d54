import { describe, expect, it } from 'vitest';
import { applyToTexts } from './change-set.ts';
import { withDataFiles } from './data-number-edits.ts';
import { NO_HISTORY } from './git-history.ts';
import { knowledgeBaseFromTexts } from './load-knowledge-base.ts';
import type { NumbersInGit } from './number-allocation.ts';
import { planMove, planRenumber, planSwap } from './renumbering.ts';
import type { Restructuring, Surroundings } from './restructure.ts';
import { SectionNumber } from './section-number.ts';

const LEGACY = 'inventory/legacy-numbers.yaml';
const SCALING = '02-infra/02-04-scaling/_index.md';
const SCALED = '08-plan/08-05-scaling/_index.md';
const BACKUP = '06-ops/06-01-backup/_index.md';
const DEPLOY = '06-ops/06-02-deploy/_index.md';

const FILES: Readonly<Record<string, string>> = {
  '_index.md': '---\ntitle: Дом\n---\n\n- [02 - Серверы](02-infra/_index.md)\n- [02.04 - Масштаб](02-infra/02-04-scaling/_index.md)\n',
  '02-infra/_index.md': '---\ntitle: 02 - Серверы\norder: 2\n---\n\n| 02.04 | рост |\n| --- | --- |\n',
  [SCALING]: '---\ntitle: "02.04 - Масштаб"\norder: 4\n---\n\n## 02.04.01 - Вширь\n\nРастём.\n\n## 02\\.04.02 - Вверх\n\n### 02.04.02.01 - Память\n\nБольше.\n',
  '02-infra/02-04-scaling/scheme.png': '',
  '08-plan/_index.md': '---\ntitle: 08 - Планы\norder: 8\n---\n',
  '06-ops/_index.md': '---\ntitle: 06 - Операции\n---\n',
  [BACKUP]:
    '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что\n\nБазу.\n\n## 06.01.03 - Проверка\n\nРаз в месяц.\n\n### 06.01.03.01 - Шаг\n\nДелаем.\n\n## 06.01.04 - Авария\n\nСпокойно.\n',
  [DEPLOY]: '---\ntitle: 06.02 - Развёртывание\n---\n\n## 06.02.01 - Первое\n\nСтавим.\n',
};

interface World {
  readonly committed?: readonly string[];
  readonly published?: readonly string[];
  readonly branches?: Readonly<Record<string, string>>;
}

function n(text: string): SectionNumber {
  const number = SectionNumber.parse(text);
  if (number === undefined) throw new Error(`${text} is no number`);
  return number;
}

function world(
  files: Readonly<Record<string, string>>,
  { committed = [], published = [], branches = {} }: World = {},
): Surroundings & { texts: Map<string, string> } {
  const texts = new Map(Object.entries(files));
  const git: NumbersInGit = {
    published: new Set(published.map(n)),
    branches: new Map(Object.entries(branches).map(([number, branch]) => [n(number), branch])),
  };
  return {
    texts,
    base: withDataFiles(knowledgeBaseFromTexts(texts), texts),
    history: { ...NO_HISTORY, committed: new Set(committed) },
    git,
    today: '2025-07-21',
  };
}

/** The files after `kb move from to` on FILES with some replaced. */
function moved(from: string, to: string, files: Readonly<Record<string, string>> = {}, around: World = {}): Record<string, string> & { plan: Restructuring } {
  const surroundings = world({ ...FILES, ...files }, around);
  const plan = planMove(surroundings, n(from), n(to));
  return Object.assign(Object.fromEntries(applyToTexts(surroundings.texts, plan.change)), { plan });
}

/** FILES with one more line on the home page. */
function homeWith(line: string): Record<string, string> {
  return { '_index.md': `---\ntitle: Дом\n---\n\n${line}\n` };
}

describe('a document that moves', () => {
  it('takes its folder, its pictures, its title, order, headings and steps along', () => {
    const after = moved('02.04', '08.05');
    expect(after[SCALED]).toBe(
      '---\ntitle: "08.05 - Масштаб"\norder: 5\n---\n\n## 08.05.01 - Вширь\n\nРастём.\n\n## 08\\.05.02 - Вверх\n\n### 08.05.02.01 - Память\n\nБольше.\n',
    );
    expect(after['08-plan/08-05-scaling/scheme.png']).toBe('');
    expect(Object.keys(after).filter((path) => path.includes('02-04'))).toEqual([]);
  });

  it('gets another folder name when one is asked for', () => {
    const { change } = planMove(world(FILES), n('02.04'), n('02.04'), 'growth');
    expect(change.moves).toEqual([{ from: '02-infra/02-04-scaling', to: '02-infra/02-04-growth' }]);
  });

  it('leaves an order that was chosen by hand', () => {
    expect(moved('02.04', '08.05', { [SCALING]: '---\ntitle: 02.04 - Масштаб\norder: 7\n---\n' })[SCALED]).toContain('order: 7');
  });

  it.each<[string, string, string]>([
    ['a relative link', '[x](02-infra/02-04-scaling/_index.md)', '[x](08-plan/08-05-scaling/_index.md)'],
    ['a link to the folder', '[x](02-infra/02-04-scaling/)', '[x](08-plan/08-05-scaling/)'],
    ['a link to the folder without a slash', '[x](./02-infra/02-04-scaling)', '[x](./08-plan/08-05-scaling)'],
    ['a number anchor', '[x](02-infra/02-04-scaling/_index.md#02-04-01)', '[x](08-plan/08-05-scaling/_index.md#08-05-01)'],
    ['a slug anchor', '[x](02-infra/02-04-scaling/_index.md#020401---вширь)', '[x](08-plan/08-05-scaling/_index.md#080501---вширь)'],
    [
      'an encoded slug anchor',
      `[x](02-infra/02-04-scaling/#${encodeURIComponent('020401---вширь')})`,
      `[x](08-plan/08-05-scaling/#${encodeURIComponent('080501---вширь')})`,
    ],
    ['an address of the site', '[x](/02-infra/02-04-scaling/#02-04-02)', '[x](/08-plan/08-05-scaling/#08-05-02)'],
    ['an address with README', '[x](/02-infra/02-04-scaling/README#02-04-02)', '[x](/08-plan/08-05-scaling/README#08-05-02)'],
    ['a permalink', '[x](/02.04.02)', '[x](/08.05.02)'],
    ['a link that Gramax has escaped', '[x](02-infra/02-04-scaling/\\_index.md)', '[x](08-plan/08-05-scaling/_index.md)'],
    ['a link with a title', '[x](02-infra/02-04-scaling/_index.md "подсказка")', '[x](08-plan/08-05-scaling/_index.md "подсказка")'],
    [
      'a picture whose description is its address',
      '![02-infra/02-04-scaling/scheme.png](02-infra/02-04-scaling/scheme.png)',
      '![02-infra/02-04-scaling/scheme.png](08-plan/08-05-scaling/scheme.png)',
    ],
    ['a link by label', '[x][y]\n\n[y]: 02-infra/02-04-scaling/_index.md', '[x][y]\n\n[y]: 08-plan/08-05-scaling/_index.md'],
    ['a text that names the number', '[см. 02.04.02, там](02-infra/02-04-scaling/_index.md)', '[см. 08.05.02, там](08-plan/08-05-scaling/_index.md)'],
  ])('is followed by %s', (_, before, after) => {
    expect(moved('02.04', '08.05', homeWith(before))['_index.md']).toBe(homeWith(after)['_index.md']);
  });

  it.each<[string, string, string]>([
    ['plain', 'Смотрите 02.04.01.', 'Смотрите 08.05.01.'],
    ['escaped', 'Смотрите 02\\.04.01 и документ 02\\.04.', 'Смотрите 08\\.05.01 и документ 08\\.05.'],
    ['in a heading', '## О теме 02.04.01', '## О теме 08.05.01'],
    ['in an index', '- **02.04** - Масштаб', '- **08.05** - Масштаб'],
    ['in a table', '| что | где |\n| --- | --- |\n| рост | 02.04, 02.04.02 |', '| что | где |\n| --- | --- |\n| рост | 08.05, 08.05.02 |'],
    ['in a diagram', '```mermaid\nflowchart LR\n  a["Шаг, 02.04.01"]\n```', '```mermaid\nflowchart LR\n  a["Шаг, 08.05.01"]\n```'],
  ])('is followed by mentions: %s', (_, before, after) => {
    expect(moved('02.04', '08.05', homeWith(before))['_index.md']).toBe(homeWith(after)['_index.md']);
  });

  it.each<[string, string]>([
    ['a number that does not exist', 'Смотрите 02.04.09.'],
    ['code', 'Версия `02.04.01`.'],
    ['a program', '```bash\necho 02.04.01\n```'],
    ['a date', 'С 02.04.2025 по 17.06-02.04.2025.'],
    ['another number with the same beginning', 'Смотрите 02.04.011 и 102.04.'],
  ])('does not touch %s', (_, line) => {
    expect(moved('02.04', '08.05', homeWith(line))['_index.md']).toBe(homeWith(line)['_index.md']);
  });

  it('keeps its own links leading where they led', () => {
    const text =
      '---\ntitle: 02.04 - Масштаб\n---\n\n## 02.04.01 - Вширь\n\n[а](../../06-ops/06-01-backup/_index.md) [б](../_index.md) [в](#02-04-01) ![г](scheme.png) [д](нет/такого.md) <https://x.kz>\n';
    expect(moved('02.04', '08.05', { [SCALING]: text })[SCALED]).toContain(
      '[а](../../06-ops/06-01-backup/_index.md) [б](../../02-infra/_index.md) [в](#08-05-01) ![г](scheme.png) [д](нет/такого.md) <https://x.kz>',
    );
  });

  it('keeps BOM and CRLF', () => {
    const text = '\uFEFF---\r\ntitle: 02.04 - Масштаб\r\n---\r\n\r\n## 02.04.01 - Вширь\r\n';
    expect(moved('02.04', '08.05', { [SCALING]: text })[SCALED]).toBe('\uFEFF---\r\ntitle: 08.05 - Масштаб\r\n---\r\n\r\n## 08.05.01 - Вширь\r\n');
  });

  it('tells what a person should look at', () => {
    const { plan } = moved('02.04', '08.05', { '06-ops/_index.md': '---\ntitle: 06 - Операции\n---\n\nСобрались 02.04 днём.\n\n`kb move 02.04 …`\n' });
    expect(plan.doubtful).toEqual([{ path: '06-ops/_index.md', line: 5, text: 'Собрались 02.04 днём.' }]);
    expect(plan.leftovers).toEqual([{ path: '06-ops/_index.md', line: 7, text: '`kb move 02.04 …`' }]);
    expect(plan.strayEntries.map(({ path, line }) => `${path}:${line}`)).toEqual(['02-infra/_index.md:6', '_index.md:6']);
  });
});

describe('a section that moves', () => {
  it('takes every numbered folder inside along, and only those', () => {
    const after = moved('02', '09', {
      '02-infra/02-04-scaling/02-04-02-memory/_index.md': '---\ntitle: 02.04.02 - Память\n---\n',
      '02-infra/02-04-scaling/17-july/x.txt': '',
    });
    expect(
      Object.keys(after)
        .filter((path) => path.startsWith('09'))
        .sort(),
    ).toEqual([
      '09-infra/09-04-scaling/09-04-02-memory/_index.md',
      '09-infra/09-04-scaling/17-july/x.txt',
      '09-infra/09-04-scaling/_index.md',
      '09-infra/09-04-scaling/scheme.png',
      '09-infra/_index.md',
    ]);
    expect(after['09-infra/_index.md']).toBe('---\ntitle: 09 - Серверы\norder: 9\n---\n\n| 09.04 | рост |\n| --- | --- |\n');
    expect(after['_index.md']).toBe('---\ntitle: Дом\n---\n\n- [09 - Серверы](09-infra/_index.md)\n- [09.04 - Масштаб](09-infra/09-04-scaling/_index.md)\n');
  });

  it.each<[string, string, string]>([
    ['a list item with its name', '- 02 - Серверы', '- 09 - Серверы'],
    ['a table row with its name', '| № | что |\n| --- | --- |\n| 02 | Серверы |', '| № | что |\n| --- | --- |\n| 09 | Серверы |'],
    ['a link with a full stop', '**[02. Всё о железе](02-infra/_index.md)**', '**[09. Всё о железе](09-infra/_index.md)**'],
    ['a mention after its cue', 'В разделах 02 и 06.', 'В разделах 09 и 06.'],
    ['not an amount', '- 02 сервера\n\nНужно 02 штуки.', '- 02 сервера\n\nНужно 02 штуки.'],
  ])('is followed by two digits only when they are sure: %s', (_, before, after) => {
    expect(moved('02', '09', homeWith(before))['_index.md']).toBe(homeWith(after)['_index.md']);
  });
});

describe('a topic that moves', () => {
  it('within its document goes to its place by number, with its steps', () => {
    expect(moved('06.01.03', '06.01.05')[BACKUP]).toBe(
      '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что\n\nБазу.\n\n## 06.01.04 - Авария\n\nСпокойно.\n\n## 06.01.05 - Проверка\n\nРаз в месяц.\n\n### 06.01.05.01 - Шаг\n\nДелаем.\n',
    );
  });

  it('stays where it is when its neighbours allow', () => {
    expect(moved('06.01.03', '06.01.02')[BACKUP]).toBe(FILES[BACKUP]?.replaceAll('06.01.03', '06.01.02'));
  });

  it('goes to another document, and links in both directions follow', () => {
    const after = moved('06.01.03', '06.02.02', {
      [BACKUP]:
        '---\ntitle: 06.01 - Копии\n---\n\nСначала [проверка](#06-01-03).\n\n## 06.01.01 - Что\n\nБазу.\n\n## 06.01.03 - Проверка\n\n![Схема](scheme.png), [что](#06-01-01), [вся страница](../06-02-deploy/_index.md).\n',
      [DEPLOY]: `${FILES[DEPLOY]}\nПотом [проверка](../06-01-backup/_index.md#06-01-03).\n\n## Что дальше\n\nВсё.\n`,
      '06-ops/06-01-backup/scheme.png': '',
    });
    expect(after[BACKUP]).toBe('---\ntitle: 06.01 - Копии\n---\n\nСначала [проверка](../06-02-deploy/_index.md#06-02-02).\n\n## 06.01.01 - Что\n\nБазу.\n');
    expect(after[DEPLOY]).toBe(
      '---\ntitle: 06.02 - Развёртывание\n---\n\n## 06.02.01 - Первое\n\nСтавим.\n\nПотом [проверка](#06-02-02).\n\n## 06.02.02 - Проверка\n\n![Схема](../06-01-backup/scheme.png), [что](../06-01-backup/_index.md#06-01-01), [вся страница](_index.md).\n\n## Что дальше\n\nВсё.\n',
    );
  });

  it('takes the line breaks of the page it comes to', () => {
    expect(moved('06.01.04', '06.02.02', { [DEPLOY]: '---\r\ntitle: 06.02 - Развёртывание\r\n---\r\n' })[DEPLOY]).toBe(
      '---\r\ntitle: 06.02 - Развёртывание\r\n---\r\n\r\n## 06.02.02 - Авария\r\n\r\nСпокойно.\r\n',
    );
  });

  it('becomes a step and a topic again, with headings of the right depth', () => {
    const step = moved('06.01.04', '06.01.01.01')[BACKUP];
    expect(step).toContain('## 06.01.01 - Что\n\nБазу.\n\n### 06.01.01.01 - Авария\n\nСпокойно.\n\n## 06.01.03');
    expect(moved('06.01.01.01', '06.01.04', { [BACKUP]: step ?? '' })[BACKUP]).toBe(FILES[BACKUP]);
  });

  it('leaves headings inside fences alone', () => {
    const text = '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что\n\n```markdown\n## 06.01.01 - Пример\n```\n';
    expect(moved('06.01.01', '06.01.02', { [BACKUP]: text })[BACKUP]).toBe(text.replace('## 06.01.01 - Что', '## 06.01.02 - Что'));
  });

  it('is not torn from the labels of its links', () => {
    const text = `${FILES[BACKUP]}\n[опоры][метка]\n\n## Метки\n\n[метка]: ../_index.md\n`;
    expect(() => moved('06.01.04', '06.02.02', { [BACKUP]: text })).toThrow('ссылка по метке [метка]');
  });
});

describe('old addresses', () => {
  it('of a published page become an alias', () => {
    const after = moved('02.04', '08.05', {}, { committed: [SCALING] });
    expect(after[SCALED]).toContain('order: 5\naliases: ["/02-infra/02-04-scaling/"]\n---');
    expect(after.plan.kept).toEqual(['/02-infra/02-04-scaling/']);
  });

  it('of a page that nobody has seen do not', () => {
    expect(moved('02.04', '08.05')[SCALED]).not.toContain('aliases');
  });

  it('of every published page of a section are kept', () => {
    expect(moved('02', '09', {}, { committed: [SCALING, '02-infra/_index.md'] }).plan.kept).toEqual(['/02-infra/', '/02-infra/02-04-scaling/']);
  });

  it('there and back leave no trace', () => {
    const around: World = { committed: [SCALING], published: ['02.04', '02.04.01', '02.04.02'] };
    const { plan: _, ...there } = moved('02.04', '08.05', {}, around);
    const back = world(there, around);
    expect(Object.fromEntries(applyToTexts(back.texts, planMove(back, n('08.05'), n('02.04')).change))).toEqual(FILES);
  });

  it.each<[string, string, string]>([
    ['in brackets', 'aliases: ["/a/", /b/]', 'aliases: ["/a/", /b/, "/02-infra/02-04-scaling/"]'],
    [
      'in brackets over lines',
      'aliases: [\n  "/a/", # первый\n  "/b/" # второй\n]',
      'aliases: [\n  "/a/", # первый\n  "/b/", "/02-infra/02-04-scaling/" # второй\n]',
    ],
    ['as one value', 'aliases: /a/', 'aliases: [/a/, "/02-infra/02-04-scaling/"]'],
    ['that are not there', 'aliases:', 'aliases: ["/02-infra/02-04-scaling/"]'],
    ['in empty brackets', 'aliases: []', 'aliases: ["/02-infra/02-04-scaling/"]'],
    ['with dashes', 'aliases:\n  - /a/\n  - "/b/" # старый', 'aliases:\n  - /a/\n  - "/b/" # старый\n  - "/02-infra/02-04-scaling/"'],
    ['with dashes and nothing before', 'aliases:\n- /a/', 'aliases:\n- /a/\n- "/02-infra/02-04-scaling/"'],
    ['already there, written otherwise', 'aliases: [02-infra/02-04-scaling]', 'aliases: [02-infra/02-04-scaling]'],
    ['equal to the new address', 'aliases: ["/a/", "/08-plan/08-05-scaling/"]', 'aliases: ["/a/", "/02-infra/02-04-scaling/"]'],
    ['equal to the new number', 'aliases:\n  - "08.05"\n  - /a/', 'aliases:\n  - /a/\n  - "/02-infra/02-04-scaling/"'],
  ])('join aliases %s', (_, before, after) => {
    const text = (aliases: string): string => `---\ntitle: 02.04 - Масштаб\n${aliases}\nstatus: draft\n---\n`;
    expect(moved('02.04', '08.05', { [SCALING]: text(before) }, { committed: [SCALING] })[SCALED]).toBe(text(after).replace('02.04 -', '08.05 -'));
  });

  it.each<[string, string, string]>([
    ['the first', 'aliases: ["/08-plan/08-05-scaling/", "/a/"]', 'aliases: ["/a/"]'],
    ['the last', 'aliases: ["/a/",  "/08-plan/08-05-scaling/" ]', 'aliases: ["/a/" ]'],
    ['two of three', 'aliases: ["08.05", "/a/", /08-plan/08-05-scaling]', 'aliases: ["/a/"]'],
    ['one of two lines', 'aliases:\n  - "/a/"\n  - /08-plan/08-05-scaling/', 'aliases:\n  - "/a/"'],
  ])('that say where the page is now go: %s', (_, before, after) => {
    const text = (aliases: string): string => `---\ntitle: 02.04 - Масштаб\n${aliases}\nstatus: draft\n---\n`;
    expect(moved('02.04', '08.05', { [SCALING]: text(before) })[SCALED]).toBe(text(after).replace('02.04 -', '08.05 -'));
  });

  it('that say where the page is now go with their key', () => {
    const text = '---\ntitle: 02.04 - Масштаб\naliases:\n  - "/08-plan/08-05-scaling/"\nstatus: draft\n---\n';
    expect(moved('02.04', '08.05', { [SCALING]: text })[SCALED]).toBe('---\ntitle: 08.05 - Масштаб\nstatus: draft\n---\n');
  });
});

describe('the map of old numbers', () => {
  const head = 'version: "2.0"\r\ndate: "2025-07-14"\r\nnumbers:\r\n';

  it('follows what moves: in its entries, paths and remarks, to the byte elsewhere', () => {
    const text = `${head}  "01.01": { title: 'Рост', to: '02.04.01' } # важно\r\n  "01.02": { title: X, to: "06.01", note: "часть — в 02.04.02" }\r\npaths:\r\n  infra/growth: 02.04.02\r\n`;
    expect(moved('02.04', '08.05', { [LEGACY]: text })[LEGACY]).toBe(text.replaceAll('02.04.0', '08.05.0'));
  });

  it('gets an entry for a published topic whose number is free now, among the others', () => {
    const text = `${head}  "01.01": { title: X, to: "06.01" }\r\n  "09.01": { title: X, to: "06.01" }\r\n`;
    const after = moved('06.01.03', '06.01.05', { [LEGACY]: text }, { published: ['06.01.03'] });
    expect(after[LEGACY]).toBe(text.replace('  "09.01"', '  "06.01.03": { title: "Проверка", to: "06.01.05", note: "перенесено 2025-07-21" }\r\n  "09.01"'));
    expect(after.plan.kept).toEqual(['/06.01.03']);
  });

  it('is begun when there is none', () => {
    expect(moved('06.01.03', '06.01.05', {}, { published: ['06.01.03', '06.01.03.01'] })[LEGACY]).toBe(
      'version: "до 2025-07-21"\ndate: "2025-07-21"\nnumbers:\n' +
        '  "06.01.03": { title: "Проверка", to: "06.01.05", note: "перенесено 2025-07-21" }\n' +
        '  "06.01.03.01": { title: "Шаг", to: "06.01.05.01", note: "перенесено 2025-07-21" }\n',
    );
  });

  it('is begun inside empty braces', () => {
    const text = 'version: "2.0"\ndate: "2025-07-14"\nnumbers: {}\npaths: {}\n';
    expect(moved('06.01.04', '06.01.05', { [LEGACY]: text }, { published: ['06.01.04'] })[LEGACY]).toBe(
      text.replace('numbers: {}', 'numbers:\n  "06.01.04": { title: "Авария", to: "06.01.05", note: "перенесено 2025-07-21" }'),
    );
  });

  it('forgets the entry when the topic comes back', () => {
    const text = `${head}  "01.01": { title: X, to: "06.01" }\r\n`;
    const around: World = { published: ['06.01.04'] };
    const { plan: _, ...there } = moved('06.01.04', '06.01.05', { [LEGACY]: text }, around);
    const back = world(there, around);
    expect(Object.fromEntries(applyToTexts(back.texts, planMove(back, n('06.01.05'), n('06.01.04')).change))).toEqual({ ...FILES, [LEGACY]: text });
  });

  it('says what the number meant before when it meant something else', () => {
    const text = `${head}  "06.01.04": { title: Отчёты, to: "06.02.01" }\r\n`;
    expect(moved('06.01.04', '06.01.05', { [LEGACY]: text }, { published: ['06.01.04'] })[LEGACY]).toBe(
      `${head}  "06.01.04": { title: "Отчёты", to: "06.01.05", note: "перенесено 2025-07-21; в прежнем указателе номер вёл на 06.02.01" }\r\n`,
    );
  });

  it('must be readable', () => {
    expect(() => moved('02.04', '08.05', { [LEGACY]: 'numbers: [' })).toThrow(`${LEGACY} не читается`);
  });
});

describe('data files', () => {
  it('follow, in quoted values and sure mentions, to the byte elsewhere', () => {
    const text =
      'services:\r\n  - { id: x, document: \'02.04.01\', version: "24.04" } # см. 06.01\r\n    # схема\r\n  - note: |\r\n      Рост: документ 02.04, шаг 02.04.02.01.\r\n      Цена 02.04 за штуку.\r\n';
    expect(moved('02.04', '08.05', { 'inventory/services.yaml': text })['inventory/services.yaml']).toBe(
      text.replace("'02.04.01'", "'08.05.01'").replace('документ 02.04, шаг 02.04.02.01', 'документ 08.05, шаг 08.05.02.01'),
    );
  });

  it('that name a number in a comment are left to a person', () => {
    const { plan } = moved('02.04', '08.05', { 'inventory/services.yaml': 'services: [] # рост: 02.04.01\n' });
    expect(plan.leftovers).toEqual([{ path: 'inventory/services.yaml', line: 1, text: 'services: [] # рост: 02.04.01' }]);
  });
});

describe('renumbering', () => {
  it('closes gaps in the order of the file, with links to what moved', () => {
    const surroundings = world({ ...FILES, ...homeWith('[a](06-ops/06-01-backup/_index.md#06-01-04), 06.01.03.01') });
    const after = applyToTexts(surroundings.texts, planRenumber(surroundings, n('06.01')).change);
    expect(after.get(BACKUP)?.match(/^#+ \S+/gm)).toEqual(['## 06.01.01', '## 06.01.02', '### 06.01.02.01', '## 06.01.03']);
    expect(after.get('_index.md')).toContain('[a](06-ops/06-01-backup/_index.md#06-01-03), 06.01.02.01');
  });

  it('gives a number used twice to its first owner only', () => {
    const files = { ...FILES, [BACKUP]: FILES[BACKUP]?.replace('06.01.04', '06.01.03') ?? '', ...homeWith('Тема 06.01.03.') };
    const surroundings = world(files);
    const after = applyToTexts(surroundings.texts, planRenumber(surroundings, n('06.01')).change);
    expect(after.get(BACKUP)?.match(/^## .+/gm)).toEqual(['## 06.01.01 - Что', '## 06.01.02 - Проверка', '## 06.01.03 - Авария']);
    expect(after.get('_index.md')).toContain('Тема 06.01.02.');
  });

  it('names published numbers that mean something else afterwards', () => {
    expect(planRenumber(world(FILES, { published: ['06.01.03', '06.01.04'] }), n('06.01')).reused).toEqual(['06.01.03']);
  });

  it('renumbers the documents of a section with their folders', () => {
    expect(planRenumber(world(FILES), n('02')).change.moves).toEqual([{ from: '02-infra/02-04-scaling', to: '02-infra/02-01-scaling' }]);
  });

  it('swaps two topics: numbers and places in the file', () => {
    const surroundings = world(FILES);
    const after = applyToTexts(surroundings.texts, planSwap(surroundings, n('06.01.01'), n('06.01.04')).change);
    expect(after.get(BACKUP)?.match(/^## .+/gm)).toEqual(['## 06.01.01 - Авария', '## 06.01.03 - Проверка', '## 06.01.04 - Что']);
  });

  it('swaps two documents of different sections', () => {
    expect(planSwap(world(FILES), n('02.04'), n('06.02')).change.moves).toEqual([
      { from: '02-infra/02-04-scaling', to: '06-ops/06-02-scaling' },
      { from: '06-ops/06-02-deploy', to: '02-infra/02-04-deploy' },
    ]);
  });
});

describe('a plan is refused, with what to type instead, when', () => {
  it.each<[string, (surroundings: Surroundings) => Restructuring, string]>([
    [
      'the target is taken',
      (s) => planMove(s, n('06.02'), n('06.01')),
      'номер 06.01 занят: «Копии» (06-ops/06-01-backup/_index.md). Свободен 06.04: npm run kb -- move 06.02 06.04. Поменять местами: npm run kb -- renumber --swap 06.02 06.01',
    ],
    ['a topic of the target is taken', (s) => planMove(s, n('06.01.01'), n('06.01.03')), 'Свободен 06.01.05'],
    ['the number does not exist', (s) => planMove(s, n('06.07'), n('06.08')), 'номера 06.07 нет. В разделе 06 есть: 06.01, 06.02'],
    [
      'the section of the target does not exist',
      (s) => planMove(s, n('06.02'), n('07.01')),
      'раздела 07 нет, класть некуда. Сначала создайте: npm run kb -- new 07 "Название"',
    ],
    [
      'a branch has taken the target',
      (s) => planMove(s, n('06.02'), n('06.03')),
      'номер 06.03 уже взят веткой feature/keys. Свободен 06.04: npm run kb -- move 06.02 06.04',
    ],
    ['a document would become a topic', (s) => planMove(s, n('06.02'), n('06.01.05')), '06.02 — документ, а 06.01.05 — место, где стоит тема'],
    ['a topic with steps would become a step', (s) => planMove(s, n('06.01.03'), n('06.01.01.01')), 'у шага 06.01.01.01 своих шагов не бывает'],
    ['a place would go into itself', (s) => planMove(s, n('06.01.03'), n('06.01.03.05')), 'внутрь самого себя'],
    ['nothing would change', (s) => planMove(s, n('06.01'), n('06.01')), '06.01 уже стоит на своём месте'],
    ['a topic is given a folder name', (s) => planMove(s, n('06.01.03'), n('06.01.05'), 'x'), 'уберите --slug'],
    ['the folder name would not do', (s) => planMove(s, n('06.01'), n('06.04'), 'Копии'), 'имя папки «Копии» не подходит'],
    ['there is nothing to renumber', (s) => planRenumber(s, n('08')), 'в разделе 08 нет номеров, упорядочивать нечего'],
    ['a number is swapped with its own part', (s) => planSwap(s, n('06.01'), n('06.01.01')), 'один внутри другого'],
    ['a swap crosses levels', (s) => planSwap(s, n('06'), n('02.04')), 'место того же уровня'],
  ])('%s', (_, act, words) => {
    expect(() => act(world(FILES, { branches: { '06.03': 'feature/keys' } }))).toThrow(words);
  });

  it('a number has two owners', () => {
    expect(() => moved('06.02', '06.05', { '06-ops/06-02-other/_index.md': '---\ntitle: 06.02 - Второе\n---\n' })).toThrow(
      'номер 06.02 занят дважды: 06-ops/06-02-deploy/_index.md и 06-ops/06-02-other/_index.md',
    );
  });

  it('a topic stands inside a quotation', () => {
    expect(() => moved('06.01.01', '06.01.05', { [BACKUP]: '---\ntitle: 06.01 - Копии\n---\n\n> ## 06.01.01 - Что\n\n## 06.01.02 - Где\n' })).toThrow(
      'внутри цитаты или списка',
    );
  });
});
