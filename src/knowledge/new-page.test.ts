import { describe, expect, it } from 'vitest';
import { applyToTexts } from './change-set.ts';
import { NO_HISTORY } from './git-history.ts';
import { knowledgeBaseFromTexts } from './load-knowledge-base.ts';
import { planNew } from './new-page.ts';
import { SectionNumber } from './section-number.ts';

const BACKUP = '06-ops/06-01-backup/_index.md';
const FILES: Readonly<Record<string, string>> = {
  '_index.md': '---\ntitle: Дом\nowner: boss\n---\n',
  '06-ops/_index.md': '---\ntitle: 06 - Операции\nowner: devops\n---\n',
  [BACKUP]:
    '---\ntitle: 06.01 - Копии\n---\n\n## 06.01.01 - Что\n\nБазу.\n\n## 06.01.03 - Где\n\nВ облаке.\n\n### 06.01.03.01 - Шаг\n\nДелаем.\n\n## Что дальше\n\nВсё.\n',
  '06-ops/06-02-old/_index.md': '---\ntitle: 06.02 - Прежнее\naliases: ["/06-ops/06-04-former/", "06.05"]\n---\n',
  'inventory/legacy-numbers.yaml': 'version: "2.0"\ndate: "2025-07-14"\nnumbers:\n  "06.03": { title: Было, to: "06.01" }\n',
};

function create(
  number: string,
  title: string,
  { slug, files = {}, branches = {} }: { slug?: string; files?: Record<string, string>; branches?: Record<string, string> } = {},
) {
  const texts = new Map(Object.entries({ ...FILES, ...files }));
  const parse = (text: string): SectionNumber => SectionNumber.parse(text) ?? SectionNumber.child(undefined, 99);
  const git = { published: new Set<SectionNumber>(), branches: new Map(Object.entries(branches).map(([taken, branch]) => [parse(taken), branch])) };
  const place = planNew({ base: knowledgeBaseFromTexts(texts), history: NO_HISTORY, git, today: '2025-07-21' }, parse(number), title, slug);
  return { ...place, text: applyToTexts(texts, place.change).get(place.path) ?? '' };
}

describe('a new document', () => {
  it('lies in the folder of its section, with its front matter filled in', () => {
    const { path, text, line } = create('06.06', 'Учения');
    expect(path).toBe('06-ops/06-06-ucheniya/_index.md');
    expect(text).toBe('---\ntitle: 06.06 - Учения\norder: 6\nstatus: planned\nupdated: "2025-07-21"\nowner: devops\n---\n');
    expect(line).toBe(8);
  });

  it('has a title that YAML reads as it is written', () => {
    const { text, path } = create('06.06', '  Вопросы:  "как" # почему ', { slug: 'faq' });
    expect(knowledgeBaseFromTexts(new Map([[path, text]])).pages[0]?.frontMatter.title).toBe('06.06 - Вопросы: "как" # почему');
  });

  it('gets the next number past old ones, aliases and other branches', () => {
    expect(create('06', 'Учения', { branches: { '06.06': 'x' } }).number).toBe('06.07');
  });

  it('may take a number from a branch-free gap, and says that old links led elsewhere', () => {
    expect(create('06.03', 'Учения').formerly).toBe(true);
    expect(create('06.06', 'Учения').formerly).toBe(false);
  });
});

describe('a new section', () => {
  it('lies at the top and belongs to the owner of the home page', () => {
    const { path, text } = create('09', 'Обучение');
    expect(path).toBe('09-obuchenie/_index.md');
    expect(text).toContain('order: 9\nstatus: planned\nupdated: "2025-07-21"\nowner: boss');
  });
});

describe('a new topic', () => {
  it('stands at its place by number', () => {
    const { text, line } = create('06.01.02', 'Куда');
    expect(text).toContain('Базу.\n\n## 06.01.02 - Куда\n\n## 06.01.03 - Где');
    expect(line).toBe(9);
  });

  it('comes after the steps of the topic before it and before what has no number', () => {
    expect(create('06.01.04', 'Куда').text).toContain('Делаем.\n\n## 06.01.04 - Куда\n\n## Что дальше');
  });

  it('may be the first one, before the first heading of its level', () => {
    const text = '---\r\ntitle: 06.01 - Копии\r\n---\r\n\r\nО чём.\r\n\r\n## Что дальше\r\n';
    expect(create('06.01.01', 'Что', { files: { [BACKUP]: text } }).text).toBe(text.replace('## Что дальше', '## 06.01.01 - Что\r\n\r\n## Что дальше'));
  });

  it('ends a file that had no line break at its end', () => {
    const text = '---\ntitle: 06.01 - Копии\n---\n\nО чём.';
    expect(create('06.01.01', 'Что', { files: { [BACKUP]: text } }).text).toBe(`${text}\n\n## 06.01.01 - Что\n`);
  });

  it('may be a step', () => {
    expect(create('06.01.03.02', 'Ещё шаг').text).toContain('Делаем.\n\n### 06.01.03.02 - Ещё шаг\n\n## Что дальше');
    expect(create('06.01.01.01', 'Первый шаг').text).toContain('Базу.\n\n### 06.01.01.01 - Первый шаг\n\n## 06.01.03');
  });
});

describe('a new place is refused, with what to type instead, when', () => {
  it.each<[string, () => unknown, string]>([
    [
      'the document exists',
      () => create('06.01', 'Учения'),
      'номер 06.01 занят: «Копии». Свободны: документ — npm run kb -- new 06.06 "Учения"; тема — npm run kb -- new 06.01.04 "Учения"',
    ],
    ['the step exists', () => create('06.01.03.01', 'Учения'), 'Свободны: шаг — npm run kb -- new 06.01.03.02 "Учения"'],
    [
      'a branch has the number',
      () => create('06.06', 'Учения', { branches: { '06.06': 'feature/x' } }),
      'номер 06.06 уже взят веткой feature/x. Свободен 06.07: npm run kb -- new 06.07 "Учения"',
    ],
    [
      'its document does not exist',
      () => create('06.09.01', 'Учения'),
      'документа 06.09 нет. Сначала создайте его: npm run kb -- new 06.09 "Название". В разделе 06 есть: 06.01, 06.02',
    ],
    ['there is no title', () => create('06.06', ' '), 'нет названия'],
    ['a topic is given a folder name', () => create('06.01.02', 'Что', { slug: 'x' }), 'уберите --slug'],
    ['counting begins with zero', () => create('06.00', 'Что'), 'начинаются с 01'],
  ])('%s', (_, act, words) => {
    expect(act).toThrow(words);
  });
});
