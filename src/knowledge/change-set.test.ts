import { describe, expect, it } from 'vitest';
import type { ChangeSet } from './change-set.ts';
import { applyToTexts, ChangeSetError, movedPath, validateChangeSet, viewOfTexts } from './change-set.ts';

const TEXTS = new Map([
  ['a/_index.md', 'один два три'],
  ['a/b/_index.md', 'четыре'],
  ['a/b/scheme.png', ''],
  ['c/_index.md', 'пять'],
]);

function change(parts: Partial<ChangeSet>): ChangeSet {
  return { edits: [], moves: [], creates: [], ...parts };
}

function problems(parts: Partial<ChangeSet>): string[] {
  return validateChangeSet(change(parts), viewOfTexts(TEXTS));
}

describe('a change of texts', () => {
  it('edits by old paths and then moves', () => {
    const after = applyToTexts(
      TEXTS,
      change({ edits: [{ path: 'a/b/_index.md', range: { start: 0, end: 6 }, text: 'шесть' }], moves: [{ from: 'a/b', to: 'c/b' }] }),
    );
    expect([...after.keys()].sort()).toEqual(['a/_index.md', 'c/_index.md', 'c/b/_index.md', 'c/b/scheme.png']);
    expect(after.get('c/b/_index.md')).toBe('шесть');
  });

  it('moves a folder together with a folder inside it', () => {
    const after = applyToTexts(
      TEXTS,
      change({
        moves: [
          { from: 'a', to: 'z' },
          { from: 'a/b', to: 'z/y' },
        ],
      }),
    );
    expect([...after.keys()].sort()).toEqual(['c/_index.md', 'z/_index.md', 'z/y/_index.md', 'z/y/scheme.png']);
  });

  it('swaps two folders', () => {
    const after = applyToTexts(
      TEXTS,
      change({
        moves: [
          { from: 'a', to: 'c' },
          { from: 'c', to: 'a' },
        ],
      }),
    );
    expect(after.get('a/_index.md')).toBe('пять');
    expect(after.get('c/b/_index.md')).toBe('четыре');
  });

  it('throws in words and returns nothing when it cannot be made', () => {
    expect(() => applyToTexts(TEXTS, change({ moves: [{ from: 'a', to: 'c' }] }))).toThrow(new ChangeSetError('место c занято'));
  });
});

describe('a change is refused before anything is touched when', () => {
  it.each<[string, Partial<ChangeSet>, string]>([
    [
      'edits overlap',
      {
        edits: [
          { path: 'c/_index.md', range: { start: 0, end: 3 }, text: '' },
          { path: 'c/_index.md', range: { start: 2, end: 4 }, text: '' },
        ],
      },
      'правки файла c/_index.md перекрываются',
    ],
    ['an edit leaves the file', { edits: [{ path: 'c/_index.md', range: { start: 0, end: 99 }, text: '' }] }, 'выходят за его конец'],
    ['the edited file is missing', { edits: [{ path: 'd.md', range: { start: 0, end: 0 }, text: '' }] }, 'файла d.md нет'],
    ['the source is missing', { moves: [{ from: 'd', to: 'e' }] }, 'd нет, переносить нечего'],
    ['the target exists', { moves: [{ from: 'a/b', to: 'c' }] }, 'место c занято'],
    [
      'two go to one place',
      {
        moves: [
          { from: 'a', to: 'e' },
          { from: 'c', to: 'e' },
        ],
      },
      'на место e претендуют двое',
    ],
    [
      'one goes to two places',
      {
        moves: [
          { from: 'a', to: 'e' },
          { from: 'a', to: 'f' },
        ],
      },
      'a переносится дважды',
    ],
    ['a folder goes into itself', { moves: [{ from: 'a', to: 'a/x' }] }, 'внутрь самой себя'],
    ['the parent of the target is a file', { moves: [{ from: 'a/b', to: 'c/_index.md/b' }] }, 'c/_index.md — файл, а не папка'],
    ['a new file would replace one that stays', { creates: [{ path: 'c/_index.md', text: '' }] }, 'место c/_index.md занято'],
    [
      'a moved folder brings a file that lands on the target',
      {
        moves: [
          { from: 'a', to: 'z' },
          { from: 'c', to: 'z/b' },
        ],
      },
      'место z/b занято',
    ],
    ['a path climbs out', { creates: [{ path: '../x.md', text: '' }] }, 'выходит за пределы'],
    ['a path is absolute', { moves: [{ from: 'a', to: '/etc' }] }, 'выходит за пределы'],
    ['a path is not in its shortest form', { creates: [{ path: 'a/../../x.md', text: '' }] }, 'выходит за пределы'],
  ])('%s', (_, parts, words) => {
    expect(problems(parts).join('; ')).toContain(words);
  });

  it('says nothing when all is well', () => {
    expect(
      problems({
        moves: [
          { from: 'a', to: 'c' },
          { from: 'c', to: 'a' },
        ],
        creates: [{ path: 'd/_index.md', text: '' }],
      }),
    ).toEqual([]);
  });
});

it('takes the deepest move for a path', () => {
  const moves = [
    { from: 'a', to: 'z' },
    { from: 'a/b', to: 'y' },
  ];
  expect(movedPath(moves, 'a/b/c.md')).toBe('y/c.md');
  expect(movedPath(moves, 'a/bb/c.md')).toBe('z/bb/c.md');
  expect(movedPath(moves, 'ab/c.md')).toBe('ab/c.md');
});
