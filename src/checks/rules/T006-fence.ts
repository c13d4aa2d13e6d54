import type { Fence, PageRecord, TextRange } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { syntaxProblem } from './fence-syntax.ts';
import { isMarkedWrong } from './place.ts';

const START = '---\ntitle: 06 - Операции\n---\n\n';

export const rule = defineRule({
  id: 'T006',
  severity: 'error',
  title: 'Блок кода назван своим языком и читается',
  why: 'Команду и настройку копируют со страницы как есть: незакрытая кавычка остановит сервис, а не читателя.',
  remedy:
    'Назовите язык после кавычек: ```bash, ```yaml, ```json, ```text. Исправьте код: команды сверены слегка — кавычки, скобки, heredoc, if…fi, — YAML и JSON полностью.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '06-operations/_index.md': `${START}\`\`\`\ndocker ps\n\`\`\`\n\n\`\`\`bash\nif true; then echo "нет конца\n\`\`\`\n\n\`\`\`yaml\na: [1\nb: 2\n\`\`\`\n`,
      },
    },
    good: {
      files: { '06-operations/_index.md': `${START}\`\`\`bash\nif true; then echo "конец есть"; fi\nssh <адрес>\n\`\`\`\n\n\`\`\`yaml\na: [1]\n\`\`\`\n` },
    },
  },
  *page(page) {
    for (const fence of page.fences) {
      if (!isFenced(page, fence) || isShownAsWrong(page, fence)) continue;
      if (fence.lang === '') {
        const range = lineAt(page.text, fence.range.start);
        yield {
          path: page.path,
          range,
          message: 'У блока кода не назван язык',
          expected: '```bash, ```yaml, ```text…',
          found: page.text.slice(range.start, range.end),
        };
        continue;
      }
      const problem = syntaxProblem(fence.lang, fence.value);
      if (problem === undefined) continue;
      const range = lineAt(page.text, offsetOfLine(page.text, fence.range.start, problem.line + 1));
      yield { path: page.path, range, message: problem.message, found: page.text.slice(range.start, range.end).trim() };
    }
  },
});

/** Indented code has no place for a language. */
function isFenced({ text }: PageRecord, { range }: Fence): boolean {
  return /^(?:`{3}|~{3})/.test(text.slice(range.start, range.start + 3));
}

/** The cross may stand in the code or in the line above it. */
function isShownAsWrong(page: PageRecord, { range, value }: Fence): boolean {
  const above = page.text.slice(0, page.text.lastIndexOf('\n', range.start - 1) + 1).trimEnd();
  return value.includes('❌') || isMarkedWrong(page, above.length);
}

function offsetOfLine(text: string, start: number, lines: number): number {
  let at = start;
  for (let line = 0; line < lines; line++) {
    const next = text.indexOf('\n', at);
    if (next === -1) return at;
    at = next + 1;
  }
  return at;
}

function lineAt(text: string, offset: number): TextRange {
  const end = text.indexOf('\n', offset);
  const line = text.slice(offset, end === -1 ? text.length : end).replace(/\r$/, '');
  const indent = /^[ \t>]*/.exec(line)?.[0].length ?? 0;
  return { start: offset + Math.min(indent, line.length), end: offset + line.length };
}
