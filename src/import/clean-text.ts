import { findInvisible, restoreMojibake } from '../text/index.ts';
import type { ImportLog } from './import-log.ts';

/** Lost words named in one remark. */
const LOST_WORDS_SHOWN = 8;

/**
 * What is wrong with a text as such, before anyone asks what it says: bytes read in a wrong code page, BOM, characters that
 * nobody sees, line breaks of Windows. Quotes, dashes and non-breaking spaces stay.
 */
export function cleanText(text: string, log: ImportLog): string {
  const unified = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const { text: restored, found } = restoreMojibake(unified);
  for (const { readAs, lostWords, start, end } of found) {
    const quote = unified.slice(start, Math.min(end, start + 60));
    log.done(`восстановлен текст: UTF-8 приняли за ${readAs.join(', потом за ')}`, quote);
    if (lostWords.length === 0) continue;
    const distinct = [...new Set(lostWords)];
    const named = distinct
      .slice(0, LOST_WORDS_SHOWN)
      .map((word) => `«${word}»`)
      .join(', ');
    const more = distinct.length > LOST_WORDS_SHOWN ? ` и ещё ${distinct.length - LOST_WORDS_SHOWN}` : '';
    log.undecided(`байты потеряны в словах: ${named}${more}`, 'Впишите буквы на место знака \uFFFD.', quote);
  }
  // A mark of UTF-8 that was damaged with the rest comes back in front of it.
  const body = restored.replace(/^\uFEFF/, '');
  if (found.length === 0 && body.includes('\uFFFD')) {
    for (const [word] of body.matchAll(/[\p{L}\d-]*\uFFFD[\p{L}\d\uFFFD-]*/gu))
      log.undecided(`байты потеряны в слове «${word}»`, 'Впишите буквы на место знака \uFFFD.', word);
  }
  const invisible = findInvisible(body);
  if (invisible.length === 0) return body;
  let result = '';
  let from = 0;
  for (const { start, end, kind } of invisible) {
    result += body.slice(from, start) + (kind === 'line break' ? '\n' : '');
    from = end;
  }
  log.done(`убраны невидимые знаки, всего ${invisible.length}`);
  return result + body.slice(from);
}
