import type { CodePage } from './code-pages.ts';
import { CODE_PAGES } from './code-pages.ts';
import { russianPlausibility } from './russian-bigrams.ts';

/** A stretch of text whose UTF-8 bytes were once read in a wrong code page. Offsets are UTF-16 code units. */
export interface Mojibake {
  readonly start: number;
  readonly end: number;
  /** Code pages the bytes were read in: the first mistake first, several when it happened again. */
  readonly readAs: readonly string[];
  /** What was written; U+FFFD where bytes are lost. */
  readonly restored: string;
  /** True when no byte is lost: damaging `restored` again gives exactly what stands in the text. */
  readonly lossless: boolean;
  /** Restored words with U+FFFD in place of what is lost. */
  readonly lostWords: readonly string[];
}

/** Mistakes made one after another: more than three have not been seen. */
const MAX_ROUNDS = 3;
/** So many Cyrillic letters in one stretch cannot come out by chance; fewer must look like Russian as well. */
const CERTAIN_LETTERS = 6;
const ENOUGH_LETTERS = 3;
const PLAUSIBLE = 4;
/** For every lost letter so many must have come through, or the stretch is only text that resembles damage. */
const SOUND_PER_LOST = 2;
const LIVING_PER_DEAD = 4;

const REPLACEMENT = '\uFFFD';
const WORD_WITH_LOSS = /[\p{L}\d-]*\uFFFD[\p{L}\d\uFFFD-]*/gu;
/** Letters of Russian and its neighbours; the other Cyrillic ones (Ѹ, ѻ, Ҁ) come out when correct text only resembles damage. */
const LIVING_LETTER = /[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіЇїЄєҐґ]/g;
const DEAD_LETTER = /(?![А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіЇїЄєҐґ])[\u0400-\u052F]/g;
const WORD = /[а-яё]{3}/i;

/**
 * Finds text in which UTF-8 was read as something else: «–ü—Ä–∏–≤–µ—Ç» was «Привет». Stretches do not overlap
 * and stand in order. Correct text in any language is never found: what counts is that every character outside ASCII
 * belongs to a well-formed UTF-8 sequence, and that Cyrillic comes out.
 */
export function findMojibake(text: string): Mojibake[] {
  return find(text, MAX_ROUNDS).sort((a, b) => a.start - b.start);
}

/** The text with every damaged stretch restored; lost letters stand as U+FFFD. */
export function restoreMojibake(text: string): { readonly text: string; readonly found: readonly Mojibake[] } {
  const found = findMojibake(text);
  return { text: splice(text, found), found };
}

interface Candidate extends Mojibake {
  readonly letters: number;
  /** Place of the outermost code page in the list: decides between equals. */
  readonly rank: number;
}

function find(text: string, rounds: number): Candidate[] {
  if (rounds === 0) return [];
  const candidates = suspectPages(text).flatMap((page) => stretchesIn(text, page).flatMap((stretch) => judge(stretch, page, rounds) ?? []));
  candidates.sort((a, b) => b.letters - a.letters || a.readAs.length - b.readAs.length || a.rank - b.rank);
  const taken = new Uint8Array(text.length);
  return candidates.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
}

/** What a stretch was before the damage, or undefined when it is no damage at all. */
function judge({ start, end, restored: once, lost }: Stretch, page: CodePage, rounds: number): Candidate | undefined {
  const earlier = find(once, rounds - 1);
  const restored = splice(once, earlier);
  const letters = restored.match(LIVING_LETTER)?.length ?? 0;
  const unlikely = lost * SOUND_PER_LOST + (restored.match(DEAD_LETTER)?.length ?? 0) * LIVING_PER_DEAD;
  if (letters < ENOUGH_LETTERS || letters < unlikely) return undefined;
  if (letters < CERTAIN_LETTERS && (!WORD.test(restored) || (russianPlausibility(restored) ?? 0) < PLAUSIBLE)) return undefined;
  return {
    start,
    end,
    readAs: [...(earlier[0]?.readAs ?? []), page.name],
    restored,
    lossless: !restored.includes(REPLACEMENT),
    lostWords: restored.match(WORD_WITH_LOSS) ?? [],
    letters,
    rank: CODE_PAGES.indexOf(page),
  };
}

function splice(text: string, found: readonly Mojibake[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, restored } of found.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(from, start) + restored;
    from = end;
  }
  return result + text.slice(from);
}

/**
 * One look at the text decides whether a code page is worth trying: bit n of a character says that in code page n its byte
 * begins a UTF-8 sequence, of two bytes or of three, or continues one. Only the leads that damaged Russian must have are asked:
 * D0 and D1 of its letters, C3, E0 and E2 of what misread letters become when they are damaged again.
 */
const BEGINS_TWO = new Uint16Array(0x10000);
const BEGINS_THREE = new Uint16Array(0x10000);
const CONTINUES = new Uint16Array(0x10000);
/** Second bytes of those three: E0 B8 is Thai, E2 80…9F are dashes, signs and box drawing. Without this limit CP866 sees «там» everywhere. */
const GOES_ON = new Uint16Array(0x10000);
for (const [bit, { bytes }] of CODE_PAGES.entries()) {
  for (const [character, byte] of bytes) {
    const code = character.charCodeAt(0);
    const mark = (table: Uint16Array): number => (table[code] = (table[code] ?? 0) | (1 << bit));
    if (byte <= 0xbf) mark(CONTINUES);
    if (byte <= 0x9f || byte === 0xb8 || byte === 0xb9) mark(GOES_ON);
    if (byte === 0xc3 || byte === 0xd0 || byte === 0xd1) mark(BEGINS_TWO);
    if (byte === 0xe0 || byte === 0xe2) mark(BEGINS_THREE);
  }
}

function suspectPages(text: string): CodePage[] {
  const hits = new Uint32Array(CODE_PAGES.length);
  let beforeLast = 0;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      last = 0;
      continue;
    }
    const continues = CONTINUES[code] ?? 0;
    const hit = ((BEGINS_TWO[last] ?? 0) | ((BEGINS_THREE[beforeLast] ?? 0) & (GOES_ON[last] ?? 0))) & continues;
    if (hit !== 0) for (let bit = 0; bit < CODE_PAGES.length; bit++) if ((hit & (1 << bit)) !== 0) hits[bit] = (hits[bit] ?? 0) + 1;
    beforeLast = last;
    last = code;
  }
  return CODE_PAGES.filter((_, bit) => (hits[bit] ?? 0) >= ENOUGH_LETTERS);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly restored: string;
  readonly lost: number;
}

/** A piece of a stretch: ASCII, a character restored from its bytes, or the remains of one. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly kind: 'ascii' | 'sound' | 'lost' | 'maybe lost';
  readonly character: string;
}

/** Longest stretches of ASCII and of characters whose bytes make UTF-8 sequences. */
function stretchesIn(text: string, { bytes }: CodePage): Stretch[] {
  const result: Stretch[] = [];
  let pieces: Piece[] = [];
  for (let at = 0; at <= text.length; ) {
    const piece = at === text.length ? undefined : readPiece(text, at, bytes);
    if (piece === undefined) {
      result.push(...asStretch(text, pieces));
      pieces = [];
      at++;
    } else {
      pieces.push(piece);
      at = piece.end;
    }
  }
  return result;
}

/** Without the ASCII around it, and without what only looks like the remains of a character: «Р» before a Russian text. */
function asStretch(text: string, pieces: readonly Piece[]): Stretch[] {
  const fromStart = pieces[0]?.start === 0;
  const toEnd = pieces.at(-1)?.end === text.length;
  const first = pieces.findIndex(({ kind }) => kind === 'sound' || kind === 'lost' || (fromStart && kind === 'maybe lost'));
  const last = pieces.findLastIndex(({ kind }) => kind === 'sound' || kind === 'lost' || (toEnd && kind === 'maybe lost'));
  const core = pieces.slice(first, last + 1);
  const [from, to] = [core[0], core.at(-1)];
  if (from === undefined || to === undefined || !core.some(({ kind }) => kind === 'sound')) return [];
  return [
    {
      start: from.start,
      end: to.end,
      restored: core.map(({ character }) => character).join(''),
      lost: core.filter(({ kind }) => kind === 'lost' || kind === 'maybe lost').length,
    },
  ];
}

/** Reads one character, or one UTF-8 sequence; undefined for a character that cannot belong to a damaged text. */
function readPiece(text: string, at: number, bytes: ReadonlyMap<string, number>): Piece | undefined {
  const first = text[at] ?? '';
  if (first.charCodeAt(0) < 128) return { start: at, end: at + 1, kind: 'ascii', character: first };
  const lead = bytes.get(first) ?? 0;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0) return undefined;
  const sequence = [lead];
  while (sequence.length < length) {
    const next = bytes.get(text[at + sequence.length] ?? '');
    if (next === undefined || next > 0xbf) break;
    sequence.push(next);
  }
  const end = at + sequence.length;
  if (sequence.length === length) {
    const character = decode(sequence);
    return character === undefined ? undefined : { start: at, end, kind: 'sound', character };
  }
  // «?» and U+FFFD are what programs write for a byte they cannot show; others drop it without a trace.
  if (text[end] === '?' || text[end] === REPLACEMENT) return { start: at, end: end + 1, kind: 'lost', character: REPLACEMENT };
  const russian = lead === 0xd0 || lead === 0xd1 || (lead === 0xe2 && sequence.length === 2);
  return russian ? { start: at, end, kind: 'maybe lost', character: REPLACEMENT } : undefined;
}

/** One character of its UTF-8 bytes; undefined for overlong forms, halves of surrogate pairs and numbers past Unicode. */
function decode([first = 0, ...rest]: readonly number[]): string | undefined {
  const code = rest.reduce((value, byte) => (value << 6) | (byte & 0x3f), first & (0x7f >> (rest.length + 1)));
  const least = rest.length === 1 ? 0x80 : rest.length === 2 ? 0x800 : 0x10000;
  return code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code);
}
