import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { asOrdinaryUser } from '../../tests/as-ordinary-user.ts';
import type { ChangeSet } from './change-set.ts';
import { applyToTexts } from './change-set.ts';
import { recoverInterruptedChange, TRANSACTION_FOLDER, writeChangeSet } from './write-change-set.ts';

const TEXTS = new Map([
  ['_index.md', '---\ntitle: Дом\n---\n'],
  ['04-net/_index.md', '\uFEFF---\r\ntitle: 04 - Сеть\r\n---\r\n'],
  ['04-net/04-01-dns/_index.md', '---\ntitle: 04.01 - DNS\n---\n'],
  ['06-ops/_index.md', '---\ntitle: 06 - Операции\n---\n'],
]);

/** Edits, nested moves, a swap, a new folder: every kind of step. */
const CHANGE: ChangeSet = {
  edits: [
    { path: '04-net/_index.md', range: { start: 13, end: 15 }, text: '06' },
    { path: '_index.md', range: { start: 11, end: 14 }, text: 'Начало' },
  ],
  moves: [
    { from: '04-net', to: '06-ops' },
    { from: '04-net/04-01-dns', to: '06-ops/06-01-dns' },
    { from: '06-ops', to: '04-net' },
  ],
  creates: [{ path: 'inventory/deep/legacy.yaml', text: 'version: "1"\n' }],
};

function contentFolder(texts: ReadonlyMap<string, string> = TEXTS): string {
  const root = mkdtempSync(join(tmpdir(), 'kb-write-'));
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  writeFileSync(join(root, '04-net/scheme.png'), Buffer.from([0x89, 0x50, 0xff, 0x00]));
  return root;
}

/** Every file and folder, with bytes and modes. */
function snapshot(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => {
        const stat = statSync(path);
        return [path.slice(root.length + 1), stat.isDirectory() ? 'folder' : `${(stat.mode & 0o777).toString(8)} ${readFileSync(path).toString('hex')}`];
      }),
  );
}

function textsOf(root: string): Map<string, string> {
  return new Map(
    Object.entries(snapshot(root))
      .filter(([path, value]) => value !== 'folder' && !path.endsWith('.png'))
      .map(([path, value]) => [path, Buffer.from(value.split(' ')[1] ?? '', 'hex').toString()]),
  );
}

describe('writing a change', () => {
  it('leaves on disk exactly what the change promises in memory', () => {
    const root = contentFolder();
    writeChangeSet(root, CHANGE, TEXTS);
    expect(textsOf(root)).toEqual(new Map([...applyToTexts(TEXTS, CHANGE)].sort(([a], [b]) => (a < b ? -1 : 1))));
    expect(readFileSync(join(root, '06-ops/scheme.png'))).toEqual(Buffer.from([0x89, 0x50, 0xff, 0x00]));
    expect(readdirSync(root)).not.toContain(TRANSACTION_FOLDER);
  });

  it('keeps BOM, CRLF and the mode of the file', () => {
    const root = contentFolder();
    chmodSync(join(root, '04-net/_index.md'), 0o640);
    writeChangeSet(root, CHANGE, TEXTS);
    expect(readFileSync(join(root, '06-ops/_index.md'), 'utf8')).toBe('\uFEFF---\r\ntitle: 06 - Сеть\r\n---\r\n');
    expect(statSync(join(root, '06-ops/_index.md')).mode & 0o777).toBe(0o640);
  });

  it('rolls back to the byte whichever rename fails', () => {
    let failAt = 0;
    for (let finished = false; !finished; failAt++) {
      const root = contentFolder();
      const before = snapshot(root);
      let count = 0;
      const rename: typeof renameSync = (from, to) => {
        if (count++ === failAt) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        renameSync(from, to);
      };
      try {
        writeChangeSet(root, CHANGE, TEXTS, rename);
        finished = true;
      } catch (error) {
        expect(error).toMatchObject({ name: 'ChangeSetError', message: 'на диске кончилось место. Всё возвращено, как было' });
        expect(snapshot(root)).toEqual(before);
      }
    }
    // Two edits, three folders out and in, one new file.
    expect(failAt - 1).toBe(9);
  });

  it('is taken back at the next start when the process is killed in the middle', () => {
    const script = fileURLToPath(new URL('./write-change-set.ts', import.meta.url));
    for (let killAt = 0; killAt < 9; killAt++) {
      const root = contentFolder();
      const before = snapshot(root);
      const program = `
        import { renameSync } from 'node:fs';
        import { writeChangeSet } from ${JSON.stringify(script)};
        let count = 0;
        writeChangeSet(${JSON.stringify(root)}, ${JSON.stringify(CHANGE)}, new Map(${JSON.stringify([...TEXTS])}), (from, to) => {
          renameSync(from, to);
          if (count++ === ${killAt}) process.kill(process.pid, 'SIGKILL');
        });`;
      const { signal } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], { encoding: 'utf8' });
      expect(signal).toBe('SIGKILL');
      expect(snapshot(root)).not.toEqual(before);
      expect(recoverInterruptedChange(root)).toBe(true);
      expect(snapshot(root)).toEqual(before);
    }
  });

  it('has nothing to take back after a change that was finished', () => {
    const root = contentFolder();
    writeChangeSet(root, CHANGE, TEXTS);
    expect(recoverInterruptedChange(root)).toBe(false);
  });

  it('waits for nobody: a folder that another live process is changing is left alone', () => {
    const root = contentFolder();
    mkdirSync(join(root, TRANSACTION_FOLDER));
    writeFileSync(join(root, TRANSACTION_FOLDER, 'pid'), String(process.ppid));
    const before = snapshot(root);
    expect(() => writeChangeSet(root, CHANGE, TEXTS)).toThrow('другая команда kb сейчас меняет эту папку');
    expect(snapshot(root)).toEqual(before);
  });
});

describe('nothing is written when', () => {
  it.each<[string, (root: string) => void, ChangeSet, string]>([
    ['a file changed since it was read', (root) => writeFileSync(join(root, '_index.md'), 'другое'), CHANGE, 'файл _index.md изменился'],
    ['a file inside a moved folder changed', (root) => writeFileSync(join(root, '04-net/04-01-dns/_index.md'), 'другое'), CHANGE, 'изменился'],
    ['an edited file is not UTF-8', (root) => writeFileSync(join(root, '_index.md'), Buffer.from([0xcf, 0xf0])), CHANGE, 'не в UTF-8'],
    [
      'the target has appeared meanwhile',
      (root) => mkdirSync(join(root, 'inventory/deep/legacy.yaml'), { recursive: true }),
      CHANGE,
      'место inventory/deep/legacy.yaml занято',
    ],
    ["the target's parent is a file", (root) => writeFileSync(join(root, 'inventory'), ''), CHANGE, 'inventory — файл, а не папка'],
    [
      'the target is a dangling link',
      (root) => symlinkSync('nowhere', join(root, '09-x')),
      { edits: [], moves: [{ from: '06-ops', to: '09-x' }], creates: [] },
      'место 09-x занято',
    ],
    [
      'the way goes through a link out of the folder',
      (root) => symlinkSync(mkdtempSync(join(tmpdir(), 'kb-outside-')), join(root, 'out')),
      { edits: [], moves: [], creates: [{ path: 'out/x.md', text: '' }] },
      'символическая ссылка',
    ],
    ['a path climbs out of the folder', () => {}, { edits: [], moves: [], creates: [{ path: '../x.md', text: '' }] }, 'выходит за пределы'],
  ])('%s', (_, prepare, change, words) => {
    const root = contentFolder();
    prepare(root);
    const before = readdirSync(root, { recursive: true }).sort();
    expect(() => writeChangeSet(root, change, TEXTS)).toThrow(words);
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(before);
  });

  it('there is no right to write', () => {
    const root = contentFolder();
    chmodSync(root, 0o555);
    expect(() => asOrdinaryUser(() => writeChangeSet(root, CHANGE, TEXTS))).toThrow('нет прав на запись');
    chmodSync(root, 0o755);
  });
});
