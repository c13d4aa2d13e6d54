/** What an invisible character does to a text. */
export type InvisibleKind = 'direction' | 'zero width' | 'soft hyphen' | 'control' | 'line break' | 'hidden text';

export interface InvisibleCharacter {
  readonly start: number;
  readonly end: number;
  readonly kind: InvisibleKind;
  /** `U+200B` */
  readonly code: string;
}

const KINDS: ReadonlyArray<readonly [InvisibleKind, RegExp]> = [
  // They reorder what follows, so that code reads otherwise than it runs: CVE-2021-42574, https://trojansource.codes
  ['direction', /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/],
  ['zero width', /[\u180E\u200B-\u200D\u2060-\u2064\uFEFF]/],
  ['soft hyphen', /\u00AD/],
  ['line break', /[\u2028\u2029\u0085]/],
  // Letters of no width, meant for flags; a whole message can be hidden in them.
  ['hidden text', /[\u{E0000}-\u{E007F}]/u],
  ['control', /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]/],
];
const ANY = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/gu;

/** Spaces that look like one and are another: no program takes them for the space between words of a command. */
export const ODD_SPACES = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;

/**
 * Characters that nobody sees and that break search, code and reading order. The mark at the very beginning of a file (BOM)
 * is not counted, nor what belongs to an emoji.
 */
export function findInvisible(text: string): InvisibleCharacter[] {
  const found: InvisibleCharacter[] = [];
  for (const match of text.matchAll(ANY)) {
    const [character] = match;
    const start = match.index;
    if ((start === 0 && character === '\uFEFF') || isPartOfEmoji(text, start, character)) continue;
    const kind = KINDS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'control';
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    found.push({ start, end: start + character.length, kind, code });
  }
  return found;
}

/** 👨‍💻 is two pictures joined by U+200D; the flag of Scotland is spelled in invisible letters. */
function isPartOfEmoji(text: string, at: number, character: string): boolean {
  if (character === '\u200D') {
    return (
      /[\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}]$/u.test(text.slice(Math.max(0, at - 2), at)) &&
      /^\p{Extended_Pictographic}/u.test(text.slice(at + 1, at + 3))
    );
  }
  return character >= '\u{E0000}' && /\u{1F3F4}[\u{E0020}-\u{E007F}]*$/u.test(text.slice(Math.max(0, at - 16), at));
}
