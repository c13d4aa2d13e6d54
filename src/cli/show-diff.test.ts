import { expect, it } from 'vitest';
import { showDiff } from './show-diff.ts';

const TEXTS = new Map([['a/_index.md', 'раз\r\nдва\r\nтри']]);
const CHANGE = {
  edits: [{ path: 'a/_index.md', range: { start: 10, end: 13 }, text: 'пять' }],
  moves: [{ from: 'a', to: 'b' }],
  creates: [{ path: 'c.md', text: 'новое\n' }],
};

it('shows moves, edits and new files the way git does, without carriage returns', () => {
  expect(showDiff({ color: false }, 'content', TEXTS, CHANGE)).toBe(
    [
      'перенос  content/a\n      →  content/b',
      '--- content/a/_index.md\n+++ content/b/_index.md\n@@ -1,3 +1,3 @@\n раз\n два\n-три\n\\ В конце файла нет перевода строки\n+пять\n\\ В конце файла нет перевода строки',
      '--- /dev/null\n+++ content/c.md\n@@ -0,0 +1,1 @@\n+новое',
    ].join('\n\n'),
  );
});

it('colours lines when the terminal wants it', () => {
  const shown = showDiff({ color: true }, 'content', TEXTS, CHANGE);
  expect(shown).toContain('\u001B[32m+пять\u001B[39m');
  expect(shown).toContain('\u001B[31m-три\u001B[39m');
});
