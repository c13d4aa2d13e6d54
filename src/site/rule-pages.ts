import type { Rule, RuleExample, Severity } from '../checks/index.ts';
import { check } from '../checks/index.ts';
import { pretty } from '../checks/reporters/pretty.ts';
import { exampleContext } from '../checks/rules/example-context.ts';

// Vite gathers the rules at build, as the registry does for the command line: a new file is a new page.
const modules = import.meta.glob<{ rule: Rule }>('../checks/rules/[A-Z][0-9]*.ts', { eager: true });

/** All rules in order of their ids. */
export const rules: readonly Rule[] = Object.values(modules)
  .map(({ rule }) => rule)
  .sort((a, b) => (a.id < b.id ? -1 : 1));

/** What the first letter of an id stands for, in the order of the catalogue. */
export const FAMILIES: Readonly<Record<string, string>> = {
  N: 'Номера',
  L: 'Ссылки',
  F: 'Факты',
  I: 'Инвентарь',
  M: 'Страницы',
  D: 'Файлы',
  T: 'Текст',
  S: 'Безопасность',
  R: 'Инструкции',
  P: 'Дорожная карта',
  X: 'Отключённые правила',
};

/** A severity in words, and what it does to a pull request. */
export const SEVERITY_WORDS: Readonly<Record<Severity, { readonly name: string; readonly effect: string }>> = {
  error: { name: 'ошибка', effect: 'не пропускает pull request' },
  warning: { name: 'предупреждение', effect: 'не мешает, но просит внимания' },
  info: { name: 'заметка', effect: 'просто сообщает' },
};

/** Files of an example as a reader sees them; what a string cannot show is said in words. */
export function exampleFiles({
  files,
  data,
  shipped,
  broken,
  deleted,
  publicFiles,
}: RuleExample): ReadonlyArray<{ readonly path: string; readonly text: string }> {
  return [
    ...Object.entries({ ...files, ...data }).map(([path, text]) => ({ path: `content/${path}`, text: visible(text) })),
    ...Object.entries(shipped ?? {}).map(([path, text]) => ({ path: `public${path}`, text: visible(text) })),
    ...Object.entries(broken ?? {}).map(([path, problem]) => ({ path: `content/${path}`, text: `(${problem.message})` })),
    ...Object.entries(deleted ?? {}).map(([path, to]) => ({
      path: `content/${path}`,
      text: to === undefined ? '(страница удалена)' : `(страница переехала в ${to})`,
    })),
    ...(publicFiles ?? []).map((path) => ({ path: `public/${path}`, text: '(файл есть)' })),
  ];
}

/** What `kb check` really prints for the failing example, without the closing summary. */
export function exampleReport(rule: Rule): string {
  const report = check(exampleContext(rule.examples.bad), [rule]);
  return pretty({ ...report, failures: [] }, { folder: 'content', color: false })
    .split('\n\n')
    .slice(0, -1)
    .join('\n\n');
}

/** Invisible characters are the point of some examples: show them by name. */
function visible(text: string): string {
  const names: Record<string, string> = {
    '\uFEFF': '⟨BOM⟩',
    '\u200B': '⟨пробел нулевой ширины⟩',
    '\u00AD': '⟨мягкий перенос⟩',
    '\u00A0': '⟨неразрывный пробел⟩',
  };
  return text
    .replace(/[\uFEFF\u200B\u00AD\u00A0]/g, (character) => names[character] ?? character)
    .replaceAll('\r\n', '⟨CRLF⟩\n')
    .trimEnd();
}
