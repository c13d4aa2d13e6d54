import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../knowledge/index.ts';
import { check } from './check.ts';
import type { Diagnostic } from './diagnostic.ts';
import { loadRules } from './registry.ts';
import type { RuleExample } from './rule.ts';
import { exampleContext } from './rules/example-context.ts';
import { longestIncreasing } from './rules/longest-increasing.ts';

const rules = await loadRules();

function look(id: string, files: RuleExample['files'], more: Partial<RuleExample> = {}): readonly Diagnostic[] {
  const { diagnostics, failures } = check(
    exampleContext({ ...more, files }),
    rules.filter((rule) => rule.id === id),
  );
  expect(failures).toEqual([]);
  return diagnostics;
}

/** The text of a file after the only finding of a rule was repaired. */
function repaired(id: string, files: RuleExample['files'], path: string, more: Partial<RuleExample> = {}): string | undefined {
  const [first, ...others] = look(id, files, more);
  expect(others).toEqual([]);
  return first?.fix === undefined ? undefined : applyEdits(files[path] ?? '', first.fix.edits);
}

const page = (title: string, body: string, matter = ''): string => `---\ntitle: ${title}\n${matter}---\n\n${body}\n`;
const FROM = '06-operations/06-01-backup/_index.md';

describe('L001 looks for the page that was meant', () => {
  const monitoring = '06-operations/06-02-monitoring/_index.md';
  const sound = { '_index.md': page('База', 'Начало.'), [monitoring]: page('06.02 - Мониторинг', '## 06.02.01 - Пороги\n\nВосемьдесят.') };
  const linking = (url: string): Record<string, string> => ({ ...sound, [FROM]: page('06.01 - Копии', `[туда](${url})`) });
  const fixed = (url: string, more: Partial<RuleExample> = {}): string | undefined => /\]\((.*)\)/.exec(repaired('L001', linking(url), FROM, more) ?? '')?.[1];

  it.each([
    ['../06-02-metrics/_index.md', '../06-02-monitoring/_index.md'],
    ['../06-02-metrics/', '../06-02-monitoring/_index.md'],
    ['../06-02-metrics/README.md', '../06-02-monitoring/_index.md'],
    ['../06-02-monitoring/README', '../06-02-monitoring/_index.md'],
    ['../06-02-metrics/_index.md#06-02-01', '../06-02-monitoring/_index.md#06-02-01'],
    ['../06-02-metrics/_index.md#06-02-09', '../06-02-monitoring/_index.md'],
    ['../../05-old-section/06-02-x', '../06-02-monitoring/_index.md'],
    ['/06-operations/06-02-metrics/', '/06-operations/06-02-monitoring/'],
  ])('by the number: %s → %s', (url, expected) => {
    expect(fixed(url)).toBe(expected);
  });

  it('by the rename that git remembers, also a rename of a rename', () => {
    const deleted = { '06-operations/metrics/_index.md': '06-operations/watch/_index.md', '06-operations/watch/_index.md': monitoring };
    expect(fixed('../metrics/_index.md', { deleted })).toBe('../06-02-monitoring/_index.md');
    expect(fixed('../metrics', { deleted })).toBe('../06-02-monitoring/_index.md');
  });

  it('and offers no repair when the number and git disagree', () => {
    const files = { ...linking('../06-02-metrics/_index.md'), '08-planning/08-01-roadmap/_index.md': page('08.01 - Карта', 'Планы.') };
    const [finding] = look('L001', files, { deleted: { '06-operations/06-02-metrics/_index.md': '08-planning/08-01-roadmap/_index.md' } });
    expect(finding?.fix).toBeUndefined();
    expect(finding?.remedy).toBe('Возможно, нужна ../06-02-monitoring/_index.md или ../../08-planning/08-01-roadmap/_index.md.');
  });

  it.each([
    ['../06-02-monitoring/restor.md', '../06-02-monitoring/restore.md'],
    ['../../06-operatins/06-monitoring/restore.md', '../06-02-monitoring/restore.md'],
    ['restore.md', '../06-02-monitoring/restore.md'],
    ['../06-02-monitoring/table.cvs', '../06-02-monitoring/table.csv'],
  ])('by spelling, as advice only: %s → %s', (url, expected) => {
    const files = { ...linking(url), '06-operations/06-02-monitoring/restore.md': page('Возврат', 'Текст.'), '06-operations/06-02-monitoring/table.csv': '' };
    const [finding] = look('L001', files);
    expect(finding).toMatchObject({ expected, fix: undefined });
  });

  it('and says plainly when nothing comes near', () => {
    const [finding] = look('L001', linking('../../zzz/qqq.md'));
    expect(finding).toMatchObject({ expected: undefined, fix: undefined, message: 'Ссылка «туда» никуда не ведёт: zzz/qqq.md не существует' });
  });
});

describe('L002 finds the anchor by its number', () => {
  const files = (anchor: string): Record<string, string> => ({
    [FROM]: page(
      '06.01 - Копии',
      `[туда](#${anchor})\n\n## 06.01.03 - Новое название\n\nТекст.\n\n### 06.01.03.02 - Шаг\n\nТекст.\n\n## 06.01.04 - Тема\n\nТекст.`,
    ),
  });
  it.each(['060103', '06.01.03', '6-1-3', '6.1.3', '060103---старое-название', '06-01-03-старое-название'])('#%s → #06-01-03', (anchor) => {
    expect(/\]\(#(.*)\)/.exec(repaired('L002', files(anchor), FROM) ?? '')?.[1]).toBe('06-01-03');
  });
  it.each(['06-01-03', '060103---новое-название', '06-01-03-02', 'top', ''])('#%s is fine', (anchor) => {
    expect(look('L002', files(anchor))).toEqual([]);
  });
  it.each(['06-01-09', 'новое', '06-02-01'])('#%s is reported without a repair', (anchor) => {
    expect(look('L002', files(anchor))).toMatchObject([{ fix: undefined }]);
  });
});

describe('N003, N004 and N009 repair only what is free', () => {
  const body = (second: string): Record<string, string> => ({ [FROM]: page('06.01 - Копии', `## 06.01.01 - Первая\n\nТекст.\n\n${second}`) });

  it('a foreign topic takes its steps along', () => {
    const text = repaired('N003', body('## 07.02.02 - Вторая\n\nТекст.\n\n### 07.02.02.01 - Шаг\n\nТекст.'), FROM);
    expect(text).toContain('## 06.01.02 - Вторая');
    expect(text).toContain('### 06.01.02.01 - Шаг');
  });
  it('a foreign topic whose number here is taken stays for a person', () => {
    expect(look('N003', body('## 07.02.01 - Вторая\n\nТекст.'))).toMatchObject([{ expected: '06.01.01', fix: undefined }]);
  });
  it('two topics are not given one number', () => {
    const findings = look('N003', body('## 07.02.02 - Вторая\n\nТекст.\n\n## 07.03.02 - Третья\n\nТекст.'));
    expect(findings.map(({ fix }) => fix?.title)).toEqual(['заменить 07.02.02 на 06.01.02', undefined]);
  });
  it('a step under a foreign topic is not blamed', () => {
    for (const step of ['07.02.02.01', '06.01.02.01']) expect(look('N004', body(`## 07.02.02 - Вторая\n\nТекст.\n\n### ${step} - Шаг\n\nТекст.`))).toEqual([]);
  });
  it('a heading on a wrong level does not spoil its children', () => {
    const files = body('### 06.01.02 - Вторая\n\nТекст.\n\n### 06.01.02.01 - Шаг\n\nТекст.');
    expect(look('N004', files)).toEqual([]);
    expect(repaired('N009', files, FROM)).toContain('\n## 06.01.02 - Вторая');
  });
  it('a level is not changed when the number belongs to another heading too', () => {
    expect(look('N009', body('### 06.01.01 - Ещё раз\n\nТекст.'))).toMatchObject([{ fix: undefined }]);
  });
  it('the number of the page itself is no number of a heading', () => {
    expect(look('N009', body('## 06.01 - Копии\n\nТекст.'))).toMatchObject([
      { message: 'Номер 06.01 — номер самой страницы, заголовку внутри неё он не подходит', fix: undefined },
    ]);
  });
});

describe('N006', () => {
  it('puts any shuffled sections in order, moving each with all it holds', () => {
    const section = (position: number): string => {
      const number = `06.01.${String(position).padStart(2, '0')}`;
      return `## ${number} - Тема ${position}\n\nТекст ${position}.\n\n### ${number}.01 - Шаг\n\n\`\`\`bash\n## ${position}\n\`\`\`\n\n#### Пояснение ${position}\n\nЕщё текст ${position}.`;
    };
    const endings = fc.constantFrom('', '\n', '\n\n', '\n\n## Что дальше\n\nЧитайте 06.02.\n');
    const order = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7], { minLength: 7 });
    fc.assert(
      fc.property(order, endings, fc.boolean(), (positions, ending, crlf) => {
        const write = (list: readonly number[]): string => {
          const text = `${page('06.01 - Копии', `Вступление.\n\n${list.map(section).join('\n\n')}`).trimEnd()}${ending}`;
          return crlf ? text.replaceAll('\n', '\r\n') : text;
        };
        const shuffled = write(positions);
        const findings = look('N006', { [FROM]: shuffled });
        const text = applyEdits(
          shuffled,
          findings.flatMap(({ fix }) => fix?.edits ?? []),
        );
        expect(text).toBe(write([...positions].sort((a, b) => a - b)));
      }),
    );
  });

  it('moves as few as possible', () => {
    const kept = longestIncreasing([1, 5, 2, 3, 4]);
    expect([...kept].sort()).toEqual([0, 2, 3, 4]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 }), (values) => {
        const chosen = [...longestIncreasing(values)].sort((a, b) => a - b).map((index) => values[index] ?? 0);
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
        expect(chosen).toHaveLength(bruteForceLongest(values));
      }),
    );
  });

  it.each([
    [[1, 2, 3], []],
    [[2, 1, 3], [['06-operations/06-01-a/_index.md', '06-operations/06-02-b/_index.md', '06-operations/06-03-c/_index.md']]],
    [[1, 9, 3], [['06-operations/06-02-b/_index.md']]],
    [[10, 20, 5], [['06-operations/06-03-c/_index.md']]],
  ])('order %j', (orders, edited) => {
    const files = Object.fromEntries(
      orders.map((order, index) => [
        `06-operations/06-0${index + 1}-${'abc'[index]}/_index.md`,
        page(`06.0${index + 1} - Документ`, 'Текст.', `order: ${order}\n`),
      ]),
    );
    const fixes = look('N006', files).flatMap(({ fix }) => (fix === undefined ? [] : [fix.edits]));
    expect(fixes.map((edits) => edits.map(({ path }) => path).every((path) => edited.flat().includes(path)))).toEqual(edited.map(() => true));
    const after = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        applyEdits(
          text,
          fixes.flat().filter((edit) => edit.path === path),
        ),
      ]),
    );
    expect(look('N006', after)).toEqual([]);
  });
});

describe('N007', () => {
  it('names what is missing, once', () => {
    const files = { [FROM]: page('06.01 - Копии', [2, 5, 9].map((topic) => `## 06.01.0${topic} - Тема\n\nТекст.`).join('\n\n')) };
    expect(look('N007', files).map(({ message }) => message)).toEqual([
      'Перед 06.01.02 пропущен 06.01.01',
      'Перед 06.01.05 пропущены 06.01.03 и 06.01.04',
      'Перед 06.01.09 пропущены 06.01.06–06.01.08',
    ]);
  });
});

describe('N010 and N011 read indexes', () => {
  const index = (body: string): Record<string, string> => ({
    '06-operations/_index.md': page('06 - Операции', body),
    [FROM]: page('06.01 - Резервное копирование', 'Копии.\n\n## 06.01.01 - Что копируем\n\nБазу.'),
    '06-operations/06-02-monitoring/_index.md': page('06.02 - Мониторинг', 'Метрики.'),
  });
  it.each([
    ['- 06.01 - Резервное копирование'],
    ['- 06.01 - резервное копирование ✅'],
    ['- 06\\.01 - Резервное копирование [🔄 В разработке]'],
    ['- 06.01 - Резервное'],
    ['- 06.01 — как вернуть данные'],
    ['- 06.01 -- Если всё сломалось: порядок действий'],
    ['- [06.01 - Резервное копирование](06-01-backup/_index.md) — см. [мониторинг](06-02-monitoring/_index.md)'],
    ['- 06.01.01 - Что копируем'],
    ['| 06.01 | [Резервное копирование](06-01-backup/_index.md) |\n| - | - |\n| 06.02 | порог — 80 % |'],
    ['## 06.01 - Резервное копирование\n\nТекст.\n\n## 06.02 [Мониторинг](06-02-monitoring/_index.md)\n\nТекст.'],
    ['- 06.01'],
    ['- 25 июля чистим диск\n- 22.04 LTS'],
  ])('%s is right', (body) => {
    expect([...look('N010', index(body)), ...look('N011', index(body))].map(({ message }) => message)).toEqual([]);
  });
  it.each([
    ['- 06.01 - Мониторинг', '06.01 называется «Резервное копирование», а не «Мониторинг»'],
    ['- 06.01 — Мониторинг', '06.01 называется «Резервное копирование», а не «Мониторинг»'],
    ['- 06.01 - Бэкапы', '06.01 называется «Резервное копирование», а не «Бэкапы»'],
    ['- [06.01 - Резервное копирование](06-02-monitoring/_index.md)', 'Строка про 06.01 ведёт на «Мониторинг»'],
    ['- [06.01 - Резервное копирование](/06.02)', 'Строка про 06.01 ведёт на «Мониторинг»'],
    ['## 06.01 - Мониторинг\n\nТекст.', '06.01 называется «Резервное копирование», а не «Мониторинг»'],
  ])('%s is wrong', (body, message) => {
    expect(look('N010', index(body)).map((finding) => finding.message)).toEqual([message]);
  });
  it.each([['- 06.07 - Обучение'], ['| 06.07 | Обучение |\n| - | - |'], ['## 06.07 - Обучение\n\nТекст.'], ['- 06.01.09 - Тема']])(
    '%s leads nowhere',
    (body) => {
      expect(look('N011', index(body))).toHaveLength(1);
    },
  );
  it('one rotten line with a dead link is one finding, of L001', () => {
    const files = index('- [06.07 - Обучение](06-07-training/_index.md)');
    expect(look('N011', files)).toEqual([]);
    expect(look('L001', files)).toHaveLength(1);
  });
  it('says where an old number lives now', () => {
    const legacy = 'version: "2.0"\ndate: "2025-07-14"\nnumbers:\n  "05.01.02": { title: Бэкапы, to: "06.01.01" }\n';
    const files = { ...index('Раньше это был раздел 05.01.02.'), 'inventory/legacy-numbers.yaml': legacy };
    expect(look('N012', files)).toMatchObject([{ remedy: 'Это номер из прежней структуры. Сейчас эта тема — 06.01.01 «Что копируем».' }]);
  });
});

describe('L010 and L011 guard old addresses', () => {
  const OLD = '02-infrastructure/02-04-plans/_index.md';
  const files = (aliases: string): Record<string, string> => ({
    [FROM]: page('06.01 - Копии', 'Текст.', aliases === '' ? '' : `aliases: [${aliases}]\n`),
    '06-operations/06-02-monitoring/_index.md': page('06.02 - Мониторинг', 'Текст.', 'aliases: [/metrics/]\n'),
  });
  it.each([['/02-infrastructure/02-04-plans/'], ['/02-infrastructure/02-04-plans/_index'], ['02-infrastructure/02-04-plans/README.md']])(
    'the alias %s is enough',
    (alias) => {
      expect(look('L010', files(alias), { deleted: { [OLD]: FROM } })).toEqual([]);
    },
  );
  it('a page that moved and one that vanished are told apart', () => {
    expect(look('L010', files(''), { deleted: { [OLD]: FROM } })).toMatchObject([{ path: FROM, expected: 'aliases: ["/02-infrastructure/02-04-plans/"]' }]);
    expect(look('L010', files(''), { deleted: { [OLD]: undefined } })[0]?.message).toMatch(/удалена/);
  });
  it('a README merged into its index is no loss', () => {
    expect(look('L010', files(''), { deleted: { '06-operations/06-01-backup/README.md': undefined } })).toEqual([]);
  });
  it.each([
    ['/metrics/', 'Адрес /metrics/ уже отдан странице'],
    ['"06.02"', 'Номер 06.02 сейчас у «Мониторинг»'],
    ['"06.01"', '06.01 — нынешний номер самой страницы'],
    ['/06-operations/06-01-backup/', 'Страница перенаправляет на саму себя'],
    ['/06-operations/06-02-monitoring/', 'По адресу /06-operations/06-02-monitoring уже есть страница'],
    ['/status/', 'Адрес /status занят страницей, которую делает сайт'],
    ['/a/, /a/README', 'Адрес /a/README назван в aliases дважды'],
  ])('the alias %s clashes', (alias, message) => {
    const findings = look('L011', files(alias));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain(message);
  });
});

describe('islands and orphans', () => {
  const HOME = { '_index.md': page('База', 'Начало: [один](one.md).'), 'one.md': page('Один', 'Первая страница.') };
  it('an orphan answers for what hangs on it', () => {
    const files = { ...HOME, 'two.md': page('Два', 'Дальше [три](three.md).'), 'three.md': page('Три', 'Конец.') };
    expect(look('L005', files).map(({ path }) => path)).toEqual(['two.md']);
    expect(look('L006', files)).toEqual([]);
  });
  it('an island is reported once, with its size', () => {
    const files = { ...HOME, 'a.md': page('А', '[б](b.md)'), 'b.md': page('Б', '[в](c.md)'), 'c.md': page('В', '[а](a.md)') };
    expect(look('L006', files).map(({ message }) => message)).toEqual(['До страницы «А» нельзя дойти с главной: она на острове из 3 страниц']);
  });
  it('a page that links only to itself is an orphan', () => {
    expect(look('L005', { ...HOME, 'self.md': page('Сама', '[сюда](self.md)') })).toHaveLength(1);
  });
});

function bruteForceLongest(values: readonly number[]): number {
  const best = values.map(() => 1);
  for (const [index, value] of values.entries()) {
    for (let before = 0; before < index; before++) if ((values[before] ?? 0) < value) best[index] = Math.max(best[index] ?? 1, (best[before] ?? 0) + 1);
  }
  return Math.max(0, ...best);
}
