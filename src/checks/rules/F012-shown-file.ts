import type { Fence, KnowledgeBase, PageRecord } from '../../knowledge/index.ts';
import { fenceAttributes, fenceLine, fenceLines, fencePrefix } from '../facts/fence-lines.ts';
import { regionOf } from '../facts/shipped-region.ts';
import type { Finding, Fix } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { nearest } from './nearest.ts';
import { lineBreakOf } from './place.ts';

const START = '---\ntitle: 06.02 - Развёртывание\n---\n\n';
const SHIPPED = {
  '/stack/server2/compose.yaml':
    'services:\n  # База только внутри.\n  postgres:\n    image: postgres:16.15-bookworm\n  directus:\n    image: directus/directus:10.10.7\n',
};
const OPEN = '```yaml title="compose.yaml" file=/stack/server2/compose.yaml#postgres\n';

export const rule = defineRule({
  id: 'F012',
  severity: 'error',
  title: 'Показанный файл совпадает с тем, что стоит на сервере',
  why: 'Страницу копируют ночью в терминал: если она отстала от файла, на сервере окажется то, чего никто не проверял.',
  remedy: 'Обновите блок: npm run fix. Если меняется сам файл, правьте его в папке public/stack.',
  fixable: true,
  examples: {
    bad: { shipped: SHIPPED, files: { '06-operations/06-02-deployment/_index.md': `${START}${OPEN}postgres:\n  image: postgres:15.3\n\`\`\`\n` } },
    good: {
      shipped: SHIPPED,
      files: { '06-operations/06-02-deployment/_index.md': `${START}${OPEN}# База только внутри.\npostgres:\n  image: postgres:16.15-bookworm\n\`\`\`\n` },
    },
  },
  *base({ base }) {
    for (const page of base.pages) {
      for (const fence of page.fences) {
        const file = fenceAttributes(fence).get('file');
        if (file !== undefined) yield* findings(base, page, fence, file);
      }
    }
  },
});

function* findings(base: KnowledgeBase, page: PageRecord, fence: Fence, file: string): Iterable<Finding> {
  const { path } = page;
  const opening = fenceLine(page, fence, -1);
  const [address = '', region] = file.split('#');
  const shipped = base.shippedFiles.get(address);
  if (shipped === undefined) {
    const near = nearest(address, [...base.shippedFiles.keys()]);
    yield {
      path,
      range: opening,
      message: `Файла public${address} нет`,
      expected: near,
      found: file,
      hint: near === undefined ? 'Укажите файл из папки public/stack.' : `Может быть, file=${near}?`,
    };
    return;
  }
  const reading = regionOf(address, shipped, region);
  if (!reading.ok) {
    const near = nearest(region ?? '', reading.names);
    yield {
      path,
      range: opening,
      message: `В файле public${address} нет места «${region}»`,
      expected: near ?? reading.names.slice(0, 5).join(', '),
      found: file,
    };
    return;
  }
  const written = fence.value
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const right = reading.text.split('\n');
  while (written.at(-1) === '') written.pop();
  const differs = right.findIndex((line, index) => line !== written[index]);
  const index = differs === -1 ? right.length : differs;
  if (index >= right.length && written.length <= right.length) return;
  yield {
    path,
    range: fenceLine(page, fence, Math.min(index, Math.max(0, written.length - 1))),
    message:
      index < right.length ? `Блок отличается от файла public${address} со строки ${index + 1}` : `В блоке есть строки, которых нет в файле public${address}`,
    expected: right[index]?.trim() || undefined,
    found: written[index]?.trim() || undefined,
    fix: refresh(page, fence, right),
  };
}

/** Writes the region into the fence; nothing when it would close the fence itself. */
function refresh(page: PageRecord, fence: Fence, lines: readonly string[]): Fix | undefined {
  const marks = /^[`~]+/.exec(page.text.slice(fence.range.start))?.[0] ?? '';
  if (marks.length < 3 || lines.some((line) => line.trimStart().startsWith(marks))) return undefined;
  const prefix = fencePrefix(page, fence);
  const lineBreak = lineBreakOf(page.text);
  const body = lines.map((line) => `${prefix}${line}`.trimEnd() + lineBreak).join('');
  const old = fenceLines(page.text, fence.range);
  const start = page.text.indexOf('\n', fence.range.start) + 1;
  const last = old.at(-1);
  const end = last === undefined ? start : page.text.indexOf('\n', last.end) + 1 || page.text.length;
  if (start === 0) return undefined;
  return { title: 'обновить блок из файла', edits: [{ path: page.path, range: { start, end }, text: body }] };
}
