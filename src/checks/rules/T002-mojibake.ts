import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { codeRanges, isWithinRanges } from '../../knowledge/index.ts';
import type { Mojibake } from '../../text/index.ts';
import { findMojibake } from '../../text/index.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { isMarkedWrong } from './place.ts';

/** Letters of an excerpt in a message. */
const EXCERPT = 40;
const LOST_WORDS_SHOWN = 5;
/** A whole word of lost letters with another one beside it: «????? ??????». */
const QUESTION_WORDS = /(?<![\p{L}\d?])\?{3,}(?:[ ,.:;—-]+\?{2,})+/gu;
const WORD_WITH_LOSS = /[\p{L}\d-]*\uFFFD[\p{L}\d\uFFFD-]*/gu;

const START = '---\ntitle: 06.01 - Копии\n---\n\n';

export const rule = defineRule({
  id: 'T002',
  severity: 'error',
  title: 'Текст прочитан в верной кодировке',
  why: 'Русский текст, однажды открытый не в UTF-8, не читает никто: ни человек, ни поиск.',
  remedy: 'Скопируйте текст из источника заново. Где байты не потеряны, исправит kb fix.',
  fixable: true,
  examples: {
    bad: { files: { '06-operations/06-01-backup/_index.md': `${START}РљРѕРїРёРё СЃРЅРёРјР°СЋС‚СЃСЏ РЅРѕС‡СЊСЋ.\n` } },
    good: { files: { '06-operations/06-01-backup/_index.md': `${START}Копии снимаются ночью. Испорченное слово выглядит так: \`РљРѕРїРёРё\`.\n` } },
  },
  *page(page) {
    const stretches = findMojibake(page.text);
    // A damaged word between backticks is shown on purpose; in a fence it is as damaged as anywhere.
    const shown = stretches.length === 0 ? [] : codeRanges(page).filter(({ start }) => !page.fences.some(({ range }) => range.start === start));
    for (const stretch of stretches) {
      if (shown.some(({ start, end }) => start <= stretch.start && stretch.end <= end) || isMarkedWrong(page, stretch.start)) continue;
      yield damaged(page, stretch);
    }
    yield* lost(page, stretches);
  },
});

function damaged(page: PageRecord, { start, end, readAs, restored, lossless, lostWords }: Mojibake): Finding {
  const lineEnd = page.text.indexOf('\n', start);
  const found = page.text.slice(start, end);
  const how = `UTF-8 приняли за ${readAs.join(', потом за ')}`;
  return {
    path: page.path,
    range: { start, end: lineEnd === -1 ? end : Math.min(end, lineEnd) },
    message: lossless
      ? `Текст испорчен: ${how}. Было «${excerpt(restored)}»`
      : `Текст испорчен: ${how}, часть байтов потеряна. Было «${excerpt(restored)}», не восстановить: ${words(lostWords)}`,
    expected: excerpt(restored),
    found: excerpt(found),
    hint: lossless ? undefined : 'Скопируйте текст из источника заново или впишите потерянные буквы сами: остальное восстановит kb import text.',
    fix: lossless ? { title: 'восстановить текст', edits: [{ path: page.path, range: { start, end }, text: restored }] } : undefined,
  };
}

/** Letters that are gone for good, outside damaged stretches: those name their words themselves. */
function* lost(page: PageRecord, stretches: readonly Mojibake[]): Iterable<Finding> {
  const { path, text } = page;
  if (!text.includes('\uFFFD') && !text.includes('???')) return;
  const inside = (range: TextRange): boolean => stretches.some(({ start, end }) => start <= range.start && range.start < end);
  for (const match of text.matchAll(WORD_WITH_LOSS)) {
    const range = { start: match.index, end: match.index + match[0].length };
    if (inside(range)) continue;
    yield { path, range, message: `В слове «${match[0]}» потеряны байты: на месте \uFFFD стояла буква`, found: match[0], hint: 'Впишите букву сами.' };
  }
  const code = codeRanges(page);
  for (const match of text.matchAll(QUESTION_WORDS)) {
    const range = { start: match.index, end: match.index + match[0].length };
    if (inside(range) || isWithinRanges(code, range.start)) continue;
    yield {
      path,
      range,
      message: `Слова «${excerpt(match[0])}» потеряны: вместо букв остались вопросительные знаки`,
      found: excerpt(match[0]),
      hint: 'Скопируйте текст из источника заново.',
    };
  }
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= EXCERPT ? line : `${letters.slice(0, EXCERPT).join('').trimEnd()}…`;
}

function words(lostWords: readonly string[]): string {
  const distinct = [...new Set(lostWords)];
  const named = distinct
    .slice(0, LOST_WORDS_SHOWN)
    .map((word) => `«${word}»`)
    .join(', ');
  return distinct.length > LOST_WORDS_SHOWN ? `${named} и ещё ${distinct.length - LOST_WORDS_SHOWN}` : named;
}
