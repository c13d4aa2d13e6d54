/** A table of 256 characters, in which bytes are read and written one by one. */
export interface CodePage {
  /** As people know it: «Windows-1251». */
  readonly name: string;
  /** Character of every byte; undefined where the code page has none. */
  readonly characters: ReadonlyArray<string | undefined>;
  /** Byte of every character that is not ASCII. */
  readonly bytes: ReadonlyMap<string, number>;
}

/** The upper half of CP437, the console of an English Windows: no decoder of the platform knows it. */
const CP437 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0';

/**
 * Code pages in which Russian UTF-8 has been seen misread, the likelier first: two that cannot be told apart
 * in a given text (Windows-1252 and ISO-8859-1 differ in 27 bytes) are named by the first.
 */
export const CODE_PAGES: readonly CodePage[] = [
  codePage('Windows-1251', decoded('windows-1251')),
  codePage('Windows-1252', decoded('windows-1252')),
  codePage('Mac Roman', decoded('macintosh')),
  codePage('KOI8-R', decoded('koi8-r')),
  codePage('CP866', decoded('ibm866')),
  codePage('ISO-8859-1', identity()),
  codePage('ISO-8859-5', decoded('iso-8859-5')),
  codePage('ISO-8859-11', iso8859Part11()),
  codePage('Windows-874', decoded('windows-874')),
  codePage('Mac Cyrillic', decoded('x-mac-cyrillic')),
  codePage('CP437', [...identity().slice(0, 128), ...CP437]),
];

/** @throws RangeError when there is no such code page */
export function codePageNamed(name: string): CodePage {
  const page = CODE_PAGES.find((candidate) => candidate.name === name);
  if (page === undefined) throw new RangeError(`Unknown code page ${name}`);
  return page;
}

/** Reads bytes one by one; a byte without a character becomes U+FFFD, as in every browser. */
export function readIn({ characters }: CodePage, bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += characters[byte] ?? '\uFFFD';
  return text;
}

function codePage(name: string, characters: ReadonlyArray<string | undefined>): CodePage {
  const bytes = new Map<string, number>();
  for (const [byte, character] of characters.entries()) if (byte > 127 && character !== undefined) bytes.set(character, byte);
  return { name, characters, bytes };
}

function decoded(label: string): Array<string | undefined> {
  const decoder = new TextDecoder(label);
  return Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte))).map((character) => (character === '\uFFFD' ? undefined : character));
}

/** ISO-8859-1 as it is defined; the WHATWG decoder of that name reads Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels). */
function identity(): string[] {
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
}

/** Thai letters as in Windows-874, control characters where that has punctuation. */
function iso8859Part11(): Array<string | undefined> {
  const thai = decoded('windows-874');
  return identity().map((character, byte) => (byte < 0xa0 ? character : thai[byte]));
}
