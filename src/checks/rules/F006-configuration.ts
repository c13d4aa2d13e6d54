import type { Fence, KnowledgeBase, PageRecord } from '../../knowledge/index.ts';
import type { ConfigKey } from '../facts/config-keys.ts';
import { configKeys } from '../facts/config-keys.ts';
import { readingFindings } from '../facts/contradictions.ts';
import { fenceAttributes, fenceLine } from '../facts/fence-lines.ts';
import { statementsOf } from '../facts/statements.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { EXAMPLE_INVENTORY } from './example-inventory.ts';

const START = '---\ntitle: 06.02 - Развёртывание\n---\n\n';
const SHIPPED = { '/stack/server2/compose.yaml': 'services:\n  directus:\n    environment:\n      WEBSOCKETS_ENABLED: "false"\n' };

export const rule = defineRule({
  id: 'F006',
  severity: 'error',
  title: 'Настройка на странице — та, что в инвентаре и в файле на сервере',
  why: 'Настройку копируют со страницы, и сервер живёт уже не так, как проверено.',
  remedy: 'Исправьте значение. Чтобы страница не отставала от файла, покажите его: file=/stack/….',
  fixable: false,
  examples: {
    bad: {
      data: EXAMPLE_INVENTORY,
      shipped: SHIPPED,
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}База: \`shared_buffers\` 1 ГБ.\n\n\`\`\`yaml title="compose.yaml"\nservices:\n  directus:\n    environment:\n      WEBSOCKETS_ENABLED: "true"\n\`\`\`\n`,
      },
    },
    good: {
      data: EXAMPLE_INVENTORY,
      shipped: SHIPPED,
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}База: \`shared_buffers\` 384 МБ, а не 1 ГБ из старых инструкций.\n\n\`\`\`yaml title="compose.yaml"\ndirectus:\n  environment:\n    WEBSOCKETS_ENABLED: "false"\n\`\`\`\n`,
      },
    },
  },
  facts: (page, known) => readingFindings('F006', page, known),
  *base({ base }) {
    if (base.shippedFiles.size === 0) return;
    for (const page of base.pages) {
      for (const fence of page.fences) {
        const attributes = fenceAttributes(fence);
        const title = attributes.get('title');
        if (title !== undefined && !attributes.has('file') && !isPast(page, fence)) yield* differences(base, page, fence, title);
      }
    }
  },
});

function isPast(page: PageRecord, { range }: Fence): boolean {
  const lines = statementsOf(page).filter(
    ({ kind, plain }) => kind === 'code' && (plain.places[0] ?? -1) >= range.start && (plain.places[0] ?? -1) < range.end,
  );
  return lines.length > 0 && lines.every(({ past }) => past);
}

/** Keys of the fence that the named file has with other values. Of several files with that name one must agree. */
function* differences({ shippedFiles }: KnowledgeBase, page: PageRecord, fence: Fence, title: string): Iterable<Finding> {
  const name = title.replace(/^\.?\//, '');
  const files = [...shippedFiles].filter(([path]) => path === `/${name}` || path.endsWith(`/${name}`));
  if (files.length === 0) return;
  const language = /\.ya?ml$/.test(name) ? 'yaml' : fence.lang;
  const shown = configKeys(language, fence.value);
  const judged = files.map(([path, text]) => ({ path, wrong: shown.flatMap((key) => disagreement(key, configKeys(language, text))) }));
  const best = judged.reduce((least, one) => (one.wrong.length < least.wrong.length ? one : least));
  for (const { key, right } of best.wrong) {
    const dotted = key.path.join('.');
    yield {
      path: page.path,
      range: fenceLine(page, fence, key.line),
      message: `Ключ ${dotted} здесь ${key.value || 'пуст'}, а в файле public${best.path} — ${right}`,
      expected: right,
      found: key.value,
      hint: `Исправьте значение или покажите сам файл: file=${best.path}.`,
    };
  }
}

/** The value of the file where the fence says another. A piece of the file may begin at any key. */
function disagreement(key: ConfigKey, file: readonly ConfigKey[]): Array<{ readonly key: ConfigKey; readonly right: string }> {
  const same = file.filter(({ path }) => key.path.every((name, index) => path[path.length - key.path.length + index] === name));
  const [first] = same;
  return first === undefined || same.some(({ value }) => value === key.value) ? [] : [{ key, right: first.value }];
}
