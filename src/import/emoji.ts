const MODIFIER = String.raw`[\uFE0E\uFE0F\u20E3\u{1F3FB}-\u{1F3FF}]`;
/** ©, ®, ™ and arrows are signs of a text, though Unicode counts them among the pictures. */
const PICTURE = String.raw`(?![\u00A9\u00AE\u2122\u2190-\u21FF\u203C\u2049\u2139])\p{Extended_Pictographic}`;
const EMOJI = new RegExp(`(?:[0-9#*]\\uFE0F?\\u20E3|\\p{Regional_Indicator}{2}|${PICTURE}${MODIFIER}*(?:\\u200D${PICTURE}${MODIFIER}*)*)`, 'gu');

/** A character of the private area, which no text has. */
const HOLE = '\uE000';

/** The text without pictures and without the holes they leave: «🏗️ [Основы](a.md) ⏳» → «[Основы](a.md)». */
export function withoutEmoji(text: string): string {
  EMOJI.lastIndex = 0;
  if (!EMOJI.test(text)) return text;
  EMOJI.lastIndex = 0;
  return (
    text
      .replace(EMOJI, HOLE)
      // Emphasis and brackets stay close to their words.
      .replace(/(?<=^|[*_[(])[ \uE000]*\uE000 */g, '')
      .replace(/ *\uE000[ \uE000]*(?=[*_\])]|$)/g, '')
      .replace(/ *\uE000[ \uE000]*/g, ' ')
      .trim()
  );
}
