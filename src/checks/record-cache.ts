import { createHash, hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LegacyNumbersReading, PageRecord, PageSource } from '../knowledge/index.ts';
import { LEGACY_NUMBERS_FILE, readLegacyNumbers, readPage } from '../knowledge/index.ts';
import type { Finding, PageFindings } from './rule.ts';

/** A larger memory is not written: reading it would cost what it saves. Bytes. */
const MAX_CACHE_BYTES = 256 * 1024 * 1024;
const FORMAT = 1;
const NEWLINE = 0x0a;
/** Lines are gathered into writes of about this size. Bytes. */
const WRITE_SIZE = 1024 * 1024;
/** Where rules that look at one page take their knowledge from. */
const RULE_SOURCES = ['src/checks', 'src/text', 'src/inventory'];
const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

type FindingsByRule = Record<string, readonly Finding[]>;

/** What was read from one file: a page, or the map of old numbers. Its text is not kept: it is read anyway, to see whether it changed. */
interface Memory {
  readonly path: string;
  /** SHA-1 of the text. */
  readonly hash: string;
  readonly record: Omit<PageRecord, 'text'> | LegacyNumbersReading;
  readonly findings: FindingsByRule;
  /** Findings of the rules that compare the page with the inventory, and which inventory it was. */
  facts: { readonly digest: string; readonly findings: FindingsByRule } | undefined;
  /** The line of the cache file while it still says all this. */
  line: Buffer | undefined;
}

/** What the memory depends on beside the pages: another reader reads other records, other rules find other things. */
interface Versions {
  readonly reader: string;
  readonly rules: string;
}

/** Records of pages and findings of page rules, kept from run to run by the hash of the text. */
export interface RecordCache {
  /** To load a knowledge base with. */
  readonly source: PageSource;
  /** To check it with. */
  readonly pageFindings: PageFindings;
  /** How many files were remembered and how many were read anew. */
  readonly counts: { readonly remembered: number; readonly parsed: number };
  /** Writes down the pages seen since the opening, if anything changed. Fails silently: nothing depends on a cache. */
  readonly save: () => void;
}

/**
 * Opens the memory of a content folder. A file that is missing, damaged or made by another version is as good as none.
 *
 * @param file where it lies between runs; undefined keeps it in this process only
 * @param maxBytes a larger memory is not kept
 */
export function openRecordCache(file: string | undefined, maxBytes = MAX_CACHE_BYTES): RecordCache {
  const versions = file === undefined ? undefined : sourceVersions();
  const memories = file === undefined || versions === undefined ? new Map<string, Memory>() : readMemories(file, versions);
  const written = memories.size;
  const seen = new Map<string, Memory>();
  const byRecord = new WeakMap<PageRecord, Memory>();
  const counts = { remembered: 0, parsed: 0 };

  const recall = (path: string, text: string, read: () => Memory['record']): Memory => {
    const textHash = hash('sha1', text);
    let memory = memories.get(path);
    if (memory?.hash === textHash) counts.remembered++;
    else {
      memory = { path, hash: textHash, record: read(), findings: {}, facts: undefined, line: undefined };
      memories.set(path, memory);
      counts.parsed++;
    }
    seen.set(path, memory);
    return memory;
  };

  const source: PageSource = {
    read: (path, text) => {
      const memory = recall(path, text, () => readPage(path, text));
      // What lies under the path of a page was written down as a page.
      const record = Object.assign(memory.record as Omit<PageRecord, 'text'>, { text });
      byRecord.set(record, memory);
      return record;
    },
    readLegacyNumbers: (text) => recall(LEGACY_NUMBERS_FILE, text, () => readLegacyNumbers(text)).record as LegacyNumbersReading,
  };

  const pageFindings: PageFindings = (rule, page, look, digest) => {
    const memory = byRecord.get(page);
    if (memory === undefined) return [...look()];
    if (digest !== undefined && memory.facts?.digest !== digest) memory.facts = { digest, findings: {} };
    const remembered = digest === undefined ? memory.findings : (memory.facts?.findings ?? {});
    let findings = remembered[rule.id];
    if (findings === undefined) {
      findings = [...look()];
      remembered[rule.id] = findings;
      memory.line = undefined;
    }
    return findings;
  };

  const save = (): void => {
    if (file === undefined || versions === undefined) return;
    if (seen.size === written && [...seen.values()].every(({ line }) => line !== undefined)) return;
    try {
      writeMemories(file, versions, [...seen.values()], maxBytes);
    } catch {
      // A read-only or full disk must not fail a check.
    }
  };

  return { source, pageFindings, counts, save };
}

/** One JSON document a line: the versions, then a page each, then a checksum of all before it. */
function readMemories(file: string, versions: Versions): Map<string, Memory> {
  const memories = new Map<string, Memory>();
  try {
    const bytes = readFileSync(file);
    const pagesStart = bytes.indexOf(NEWLINE) + 1;
    const pagesEnd = bytes.lastIndexOf(NEWLINE) + 1;
    const header: Versions & { format: number } = JSON.parse(bytes.toString('utf8', 0, pagesStart));
    const footer: { sha1: string } = JSON.parse(bytes.toString('utf8', pagesEnd));
    if (header.format !== FORMAT || header.reader !== versions.reader || footer.sha1 !== hash('sha1', bytes.subarray(0, pagesEnd))) return memories;
    const sameRules = header.rules === versions.rules;
    for (let start = pagesStart; start < pagesEnd; ) {
      const end = bytes.indexOf(NEWLINE, start) + 1;
      const { path, hash: textHash, record, findings, facts }: Omit<Memory, 'line'> = JSON.parse(bytes.toString('utf8', start, end));
      memories.set(path, {
        path,
        hash: textHash,
        record,
        findings: sameRules ? findings : {},
        facts: sameRules ? facts : undefined,
        line: sameRules ? bytes.subarray(start, end) : undefined,
      });
      start = end;
    }
    return memories;
  } catch {
    return new Map();
  }
}

/** Written in pieces: the whole would double the memory of a large check. */
function writeMemories(file: string, versions: Versions, memories: Iterable<Memory>, maxBytes: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(temporary, 'w');
  try {
    const sum = createHash('sha1');
    let gathered: Buffer[] = [];
    let size = 0;
    let total = 0;
    const flush = (): void => {
      const bytes = Buffer.concat(gathered);
      sum.update(bytes);
      writeSync(descriptor, bytes);
      gathered = [];
      size = 0;
    };
    const write = (line: Buffer): void => {
      gathered.push(line);
      size += line.length;
      total += line.length;
      if (total > maxBytes) throw new RangeError('the memory of the check has grown too large');
      if (size >= WRITE_SIZE) flush();
    };
    write(Buffer.from(`${JSON.stringify({ format: FORMAT, ...versions })}\n`));
    for (const memory of memories) write(memory.line ?? Buffer.from(`${lineOf(memory)}\n`));
    flush();
    writeSync(descriptor, JSON.stringify({ sha1: sum.digest('hex') }));
  } catch (error) {
    rmSync(temporary, { force: true });
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}

function lineOf({ path, hash: textHash, record, findings, facts }: Memory): string {
  return JSON.stringify({ path, hash: textHash, record: { ...record, text: undefined }, findings, facts });
}

/** Fingerprints of the sources: whoever changes the reader or a rule need not think of a version number. */
function sourceVersions(): Versions {
  const reader = hash('sha1', `${process.version} ${readFileSync(join(PROJECT, 'package.json'), 'utf8')} ${sourcesIn('src/knowledge')}`);
  return { reader, rules: hash('sha1', [reader, ...RULE_SOURCES.map(sourcesIn)].join('\0')) };
}

function sourcesIn(folder: string): string {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => readFileSync(join(PROJECT, folder, name), 'utf8'))
    .join('\0');
}
