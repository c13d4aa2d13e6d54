import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Catalogue } from './catalogue.ts';
import { buildCatalogue } from './catalogue.ts';
import { INDEX_FILE, isDataFile } from './content-address.ts';
import type { LegacyNumbersReading } from './legacy-numbers.ts';
import { LEGACY_NUMBERS_FILE, readLegacyNumbers } from './legacy-numbers.ts';
import type { PageRecord, ReadProblem } from './page-record.ts';
import { readPage } from './read-page.ts';

/** A page larger than this is a mistake (a pasted log, a picture in base64), not a text. Bytes. */
export const MAX_PAGE_BYTES = 1_000_000;

/** Something in the content folder that could not be read at all. */
export interface FileProblem {
  readonly path: string;
  readonly problem: ReadProblem;
}

/** The content folder in memory: what rules, views and commands work on. */
export interface KnowledgeBase {
  readonly pages: readonly PageRecord[];
  readonly catalogue: Catalogue;
  /** Every file and folder (folders end with `/`), relative to the content folder. */
  readonly files: ReadonlySet<string>;
  /** Files reachable by absolute links, relative to `public/`. */
  readonly publicFiles: ReadonlySet<string>;
  /** Text of the files of the kit that runs on the servers, by address: `/stack/server2/compose.yaml`. */
  readonly shippedFiles: ReadonlyMap<string, string>;
  readonly legacy: LegacyNumbersReading | undefined;
  readonly fileProblems: readonly FileProblem[];
  /** Text of the files that are not pages but are quoted in diagnostics: data files, pages in a wrong encoding. By path. */
  readonly dataFiles: ReadonlyMap<string, string>;
}

/** Pure assembly from files already read; `loadKnowledgeBase` and tests use it. */
export function assembleKnowledgeBase(input: {
  readonly pages: readonly PageRecord[];
  readonly files: Iterable<string>;
  readonly publicFiles?: Iterable<string>;
  readonly shippedFiles?: ReadonlyMap<string, string> | undefined;
  readonly legacyText?: string | undefined;
  readonly fileProblems?: readonly FileProblem[];
  /** Text of data files, and of files that did not become pages, as far as it could be decoded. */
  readonly unreadTexts?: ReadonlyMap<string, string>;
  readonly readLegacy?: typeof readLegacyNumbers | undefined;
}): KnowledgeBase {
  const { readLegacy = readLegacyNumbers } = input;
  // Nothing is known of a page that was too complex to be read: it is a file with a problem, like one that is too large.
  const { true: unread = [], false: pages = [] } = Object.groupBy(input.pages, ({ problems }) => `${problems.some(isTooComplex)}`);
  const fileProblems = unread.flatMap(({ path, problems }) => problems.filter(isTooComplex).map((problem) => ({ path, problem })));
  return {
    pages,
    catalogue: buildCatalogue(pages),
    files: new Set(input.files),
    publicFiles: new Set(input.publicFiles ?? []),
    shippedFiles: input.shippedFiles ?? new Map(),
    legacy: input.legacyText === undefined ? undefined : readLegacy(input.legacyText),
    fileProblems: [...(input.fileProblems ?? []), ...fileProblems],
    dataFiles: new Map([
      ...(input.unreadTexts ?? []),
      ...unread.map(({ path, text }) => [path, text] as const),
      ...(input.legacyText === undefined ? [] : [[LEGACY_NUMBERS_FILE, input.legacyText] as const]),
    ]),
  };
}

function isTooComplex({ code }: ReadProblem): boolean {
  return code === 'too-complex';
}

/**
 * A knowledge base from texts in memory: for plans not yet written, examples and tests.
 *
 * @param fileProblems files that are to look unreadable; their texts, if given, are only quoted
 */
export function knowledgeBaseFromTexts(
  texts: ReadonlyMap<string, string>,
  publicFiles: Iterable<string> = [],
  fileProblems: readonly FileProblem[] = [],
  shippedFiles?: ReadonlyMap<string, string>,
): KnowledgeBase {
  const broken = new Set(fileProblems.map(({ path }) => path));
  const files = new Set<string>();
  for (const path of texts.keys()) {
    files.add(path);
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) files.add(`${folder}/`);
  }
  const pages = [...texts].filter(([path]) => isPage(path, files) && !broken.has(path)).map(([path, text]) => readPage(path, text));
  const unreadTexts = new Map([...texts].filter(([path]) => broken.has(path) || isDataFile(path)));
  return assembleKnowledgeBase({ pages, files, publicFiles, legacyText: texts.get(LEGACY_NUMBERS_FILE), fileProblems, unreadTexts, shippedFiles });
}

/** Where the records of pages come from: parsing by default, or a memory of earlier parsing. */
export interface PageSource {
  readonly read: (path: string, text: string) => PageRecord;
  readonly readLegacyNumbers?: (text: string) => LegacyNumbersReading;
  /** The record of a file that has not changed since it was last read; the file is then not opened. */
  readonly unchanged?: (path: string, absolute: string) => PageRecord | undefined;
  /** Texts that stand for files, whether these exist or not: what an editor has not saved yet. By path. */
  readonly unsaved?: ReadonlyMap<string, string>;
}

/**
 * Reads a content folder from disk. Files that cannot be read become problems, never exceptions.
 * @throws Error when the folder itself does not exist
 */
export function loadKnowledgeBase(contentFolder: string, publicFolder?: string, source: PageSource = { read: readPage }): KnowledgeBase {
  const { files, problems } = listFiles(contentFolder);
  for (const path of source.unsaved?.keys() ?? []) {
    files.add(path);
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) files.add(`${folder}/`);
  }
  const pages: PageRecord[] = [];
  const fileProblems = [...problems];
  const unreadTexts = new Map<string, string>();
  let legacyText: string | undefined;
  const broken = new Set(problems.map(({ path }) => path));
  for (const path of files) {
    const page = isPage(path, files);
    if ((!page && !isDataFile(path)) || broken.has(path)) continue;
    const absolute = join(contentFolder, path);
    const unsaved = source.unsaved?.get(path);
    const known = page && unsaved === undefined ? source.unchanged?.(path, absolute) : undefined;
    if (known !== undefined) {
      pages.push(known);
      continue;
    }
    const read = unsaved ?? readTextFile(absolute);
    if (typeof read !== 'string') {
      fileProblems.push({ path, problem: read.problem });
      if (read.text !== undefined) unreadTexts.set(path, read.text);
    } else if (page) pages.push(source.read(path, read));
    else if (path === LEGACY_NUMBERS_FILE) legacyText = read;
    else unreadTexts.set(path, read);
  }
  const publicFiles = publicFolder === undefined ? new Set<string>() : listFiles(publicFolder).files;
  return assembleKnowledgeBase({
    pages,
    files,
    publicFiles,
    shippedFiles: publicFolder === undefined ? new Map() : readShippedFiles(publicFolder, publicFiles),
    legacyText,
    fileProblems,
    unreadTexts,
    readLegacy: source.readLegacyNumbers,
  });
}

/** The kit as text; what is no text (a picture, an archive) no page can quote. */
function readShippedFiles(publicFolder: string, publicFiles: ReadonlySet<string>): Map<string, string> {
  const texts = new Map<string, string>();
  for (const path of publicFiles) {
    if (!path.startsWith('stack/') || path.endsWith('/')) continue;
    const text = readTextFile(join(publicFolder, path));
    if (typeof text === 'string') texts.set(`/${path}`, text);
  }
  return texts;
}

/** `README.md` beside `_index.md` is not a page of its own: rule D004 reports it. */
function isPage(path: string, files: ReadonlySet<string>): boolean {
  if (!path.endsWith('.md')) return false;
  return posix.basename(path) !== 'README.md' || !files.has(posix.join(posix.dirname(path), INDEX_FILE));
}

function readTextFile(absolute: string): string | { readonly text: string | undefined; readonly problem: ReadProblem } {
  const none = { start: 0, end: 0 };
  try {
    const stat = statSync(absolute);
    // Reading a pipe would wait for ever.
    if (!stat.isFile()) return { text: undefined, problem: { code: 'unreadable', message: 'это не обычный файл', range: none } };
    if (stat.size > MAX_PAGE_BYTES) {
      const megabytes = (stat.size / 1_000_000).toLocaleString('ru', { maximumFractionDigits: 1 });
      return { text: undefined, problem: { code: 'too-large', message: `страница весит ${megabytes} МБ`, range: none } };
    }
    // The quick way replaces bad bytes by U+FFFD; a text without that sign had none.
    const text = readFileSync(absolute, 'utf8');
    return /[\uFFFD\0]/.test(text) ? decodeUtf8(readFileSync(absolute)) : text;
  } catch (error) {
    return { text: undefined, problem: { code: 'unreadable', message: describeSystemError(error), range: none } };
  }
}

/** Text of UTF-8 bytes; for anything else the text with replacement characters and the place of the first bad byte. */
function decodeUtf8(bytes: Uint8Array): string | { readonly text: string; readonly problem: ReadProblem } {
  const problem = (message: string, start: number): ReadProblem => ({ code: 'not-utf8', message, range: { start, end: start + 1 } });
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const zero = text.indexOf('\0');
    return zero === -1 ? text : { text, problem: problem('в файле нулевой байт: он двоичный или в UTF-16', zero) };
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const { length, offset } = longestValidPrefix(bytes);
    const bad = bytes[length];
    const what = bad === undefined ? 'последний символ обрывается' : `байт 0x${bad.toString(16).toUpperCase().padStart(2, '0')} не может стоять в этом месте`;
    return { text, problem: problem(what, offset) };
  }
}

/** How many bytes are UTF-8 (an unfinished character at the end counts), and how many UTF-16 units they give. */
function longestValidPrefix(bytes: Uint8Array): { length: number; offset: number } {
  const decode = (length: number): string | undefined => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length), { stream: true });
    } catch {
      return undefined;
    }
  };
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decode(middle) === undefined) high = middle - 1;
    else low = middle;
  }
  return { length: low, offset: decode(low)?.length ?? 0 };
}

/** All files and folders below `root`; hidden ones are skipped, links are followed once. */
export function listFiles(root: string): { files: Set<string>; problems: FileProblem[] } {
  const files = new Set<string>();
  const problems: FileProblem[] = [];
  // Only a link can lead back, so only links are asked where they really lead: asking each folder costs a tenth of a warm check.
  const walk = (folder: string, real: string, seen: readonly string[]): void => {
    let entries: import('node:fs').Dirent[];
    try {
      if (seen.includes(real)) {
        problems.push({ path: folder, problem: { code: 'symlink-loop', message: 'ссылка ведёт в папку, внутри которой лежит', range: { start: 0, end: 0 } } });
        return;
      }
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch (error) {
      problems.push({ path: folder, problem: { code: 'unreadable', message: describeSystemError(error), range: { start: 0, end: 0 } } });
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const kind = entry.isSymbolicLink() ? followLink(path) : entry.isDirectory() ? 'folder' : 'file';
      if (kind === 'folder') {
        files.add(`${path}/`);
        walk(path, entry.isSymbolicLink() ? realpathSync(join(root, path)) : join(real, entry.name), [...seen, real]);
      } else if (kind === 'file') files.add(path);
    }
  };
  const followLink = (path: string): 'folder' | 'file' | undefined => {
    try {
      return statSync(join(root, path)).isDirectory() ? 'folder' : 'file';
    } catch (error) {
      // The name is taken all the same: links to it are not to blame.
      files.add(path);
      const loop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
      problems.push({
        path,
        problem: {
          code: 'symlink-loop',
          message: loop ? 'символические ссылки замкнуты в кольцо' : 'символическая ссылка никуда не ведёт',
          range: { start: 0, end: 0 },
        },
      });
      return undefined;
    }
  };
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`Папки ${root} нет`);
  walk('', realpathSync(root), []);
  return { files, problems };
}

function describeSystemError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM') return 'нет прав на чтение';
  if (code === 'ENOENT') return 'файл исчез во время чтения';
  if (code === 'EISDIR') return 'это папка, а не файл';
  return `файл не читается (${code || 'неизвестная ошибка'})`;
}
