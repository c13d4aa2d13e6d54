import type { Rule } from '../checks/index.ts';
import type { PageRecord, TextEdit, TextRange } from '../knowledge/index.ts';
import { applyEdits, bodyStart, foreignCallouts, layOutLists, proseRanges, readPage } from '../knowledge/index.ts';
import { withoutEmoji } from './emoji.ts';
import { languageOf } from './fence-language.ts';
import type { ImportLog } from './import-log.ts';
import { readStatus, STATUS_MARK } from './status-words.ts';

/** One step of the way from an old text to a page of this base: what it changes, and what it leaves to people. */
export type Stage = (page: PageRecord, log: ImportLog) => readonly TextEdit[];

/** Runs stages one after another; each sees the text the one before has left. */
export function runStages(path: string, text: string, stages: readonly Stage[], log: ImportLog): string {
  let page = readPage(path, text);
  for (const stage of stages) {
    const edits = stage(page, log);
    if (edits.length > 0) page = readPage(path, applyEdits(page.text, edits));
  }
  return page.text;
}

/**
 * The form of a text, whatever it says. The order is load-bearing: lists before callouts, because a list in a quote
 * is left alone, and once more after them, because their lines have moved; fences last, with the indent they keep.
 *
 * @param repairs rules whose certain repairs are made (T001, T003, T008)
 */
export function formStages(repairs: readonly Rule[]): readonly Stage[] {
  return [
    tidyLists,
    turnCallouts,
    turnSquareTags,
    ...repairs.map(repairBy),
    cleanHeadings,
    dropEscapes,
    turnArrows,
    closeHardBreaks,
    dropSpareBlankLines,
    tidyLists,
    nameFences,
  ];
}

/** Three forms of callouts become alerts; bold words at the beginning of a quote are the third. What cannot be turned T008 reports. */
const turnCallouts: Stage = (page) => foreignCallouts(page).flatMap(({ edit }) => edit ?? []);

const SQUARE_TAG =
  /(?<!\\)\[\/?(?<name>tabs|tab|cut|drawio|image|video|mermaid|plant-uml|openapi|icon|term|color|html|snippet|comment|answer|who|when|module|issue|alfa|beta|db-diagram|db-table|cmd|kbd|note)(?::(?<value>[^\]\n]*))?\](?![(:[])/g;

/** Tags of Gramax in square brackets: names of buttons and keys have a form of their own here, the others nothing. */
const turnSquareTags: Stage = (page, log) =>
  inProse(page, SQUARE_TAG, (match) => {
    const { name = '', value = '' } = match.groups ?? {};
    const label = value.split(':')[0]?.trim() ?? '';
    if (name === 'cmd' && label !== '') return `**${label}**`;
    if (name === 'kbd' && label !== '') return `\`${label}\``;
    log.undecided(`тег Gramax «${match[0]}» здесь не действует`, 'Скажите то же обычным текстом, таблицей или картинкой.', match[0]);
    return match[0];
  });

function repairBy(rule: Rule): Stage {
  return (page, log) => {
    let free = 0;
    return [...(rule.page?.(page) ?? [])]
      .sort((a, b) => a.range.start - b.range.start)
      .flatMap(({ fix, message, hint, range }) => {
        const first = Math.min(...(fix?.edits ?? []).map((edit) => edit.range.start));
        const next = Math.max(...(fix?.edits ?? []).map((edit) => edit.range.end));
        if (fix === undefined)
          log.undecided(
            message.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase()),
            hint ?? rule.remedy,
            page.text.slice(range.start, range.end),
          );
        if (fix === undefined || first < free) return [];
        free = next;
        return [...fix.edits];
      });
  };
}

/** Pictures and status marks leave the headings, escaped dots open: a heading is an entry of the contents and an anchor. */
const cleanHeadings: Stage = (page, log) => {
  const dropped = new Map<string, string[]>();
  const edits = page.headings.flatMap(({ textRange }) => {
    const source = page.text.slice(textRange.start, textRange.end);
    const cleaned = cleanTitle(source);
    if (cleaned.text === source) return [];
    if (cleaned.text === '') {
      log.undecided('в заголовке одни картинки', 'Назовите его словами.', source);
      return [];
    }
    if (cleaned.dropped !== undefined) dropped.set(cleaned.dropped, [...(dropped.get(cleaned.dropped) ?? []), source]);
    return [{ path: page.path, range: textRange, text: cleaned.text }];
  });
  for (const [mark, headings] of dropped) {
    log.done(`${headings.length === 1 ? 'из заголовка' : `из заголовков (${headings.length})`} убрана отметка «${mark}»`, headings[0]);
  }
  return edits;
};

/** A title or a heading without escapes of numbers, pictures and a status mark at its end. */
export function cleanTitle(source: string): { readonly text: string; readonly dropped: string | undefined } {
  const phrase = STATUS_MARK.exec(source)?.groups?.['phrase'];
  const isStatus = phrase !== undefined && readStatus(phrase)?.whole === true;
  const bare = (isStatus ? source.replace(STATUS_MARK, '') : source).replace(/(?<=\d)\\\.(?=\d|\s|$)/g, '.');
  return { text: withoutEmoji(bare).replace(/ {2,}/g, ' '), dropped: isStatus ? phrase.trim() : undefined };
}

/** Backslashes that Gramax puts before signs that mean nothing there: `01\.01`, `\<5`, `x\_y`. A dot that would begin a list stays escaped. */
const dropEscapes: Stage = (page) => inProse(page, /(?<=\d)\\(?=\.\d)|\\(?=<[\d\s=])|(?<=[\p{L}\d])\\(?=_[\p{L}\d])|\\(?=\$(?!\$))/gu, () => '');

/** `-->` was the arrow of the old pages. The end of a comment looks the same. */
const turnArrows: Stage = (page) => {
  const comments = [...page.text.matchAll(/<!--[\s\S]*?-->/g)].map(({ index, 0: comment }) => ({ start: index, end: index + comment.length }));
  return inProse(page, /(?<![-<!])--\\?>(?!>)/g, () => '→').filter(
    ({ range }) => !comments.some(({ start, end }) => start <= range.start && range.start < end),
  );
};

/** Two spaces at the end of a line break it, invisibly; `\` does so in sight. Other spaces there are nothing. */
const closeHardBreaks: Stage = (page) =>
  inProse(page, /(?<=\S)(?<spaces>[ \t]+)(?=\n(?<next>[^\n]*))/g, ({ groups, index, input }) => {
    const spaces = groups?.['spaces'] ?? '';
    const next = groups?.['next'] ?? '';
    const line = input.slice(input.lastIndexOf('\n', index - 1) + 1, index);
    const breaks =
      spaces.length >= 2 && next.trim() !== '' && !/^\s*(?:#|\||>|[-*+]\s|\d+[.)]\s|```|~~~|<)/.test(next) && !/^\s*(?:#|\||```|~~~)|\\$/.test(line);
    return breaks ? '\\' : '';
  });

/** One blank line after the front matter and between blocks, one line break at the end. */
const dropSpareBlankLines: Stage = (page) => {
  const { path, text } = page;
  const start = bodyStart(page);
  const end = text.trimEnd().length;
  if (end <= start) return [];
  const lead = /^\s*\n/.exec(text.slice(start))?.[0] ?? '';
  const inside = inProse(page, /\n(?:[ \t]*\n){2,}/g, () => '\n\n').filter(({ range }) => range.start >= start + lead.length && range.end <= end);
  return [
    ...(lead === '\n' || lead === '' ? [] : [{ path, range: { start, end: start + lead.length }, text: '\n' }]),
    ...inside,
    ...(text.slice(end) === '\n' ? [] : [{ path, range: { start: end, end: text.length }, text: '\n' }]),
  ];
};

const tidyLists: Stage = (page, log) => {
  const { edits, odd } = layOutLists(page, 'ours');
  for (const at of odd) {
    const line = page.text.slice(at).split('\n', 1)[0] ?? '';
    log.undecided('список записан так, что без потерь его не переписать', 'Посмотрите на отступы и пустые строки.', line);
  }
  return edits;
};

/** A fence without a language gets one: what it is when that is certain, else `text`, which shows the same. */
const nameFences: Stage = (page) =>
  page.fences.flatMap(({ lang, value, range }) => {
    const ticks = /^(?:`{3,}|~{3,})/.exec(page.text.slice(range.start, range.start + 20))?.[0];
    if (lang !== '' || ticks === undefined) return [];
    const at = range.start + ticks.length;
    return [{ path: page.path, range: { start: at, end: at }, text: languageOf(value) }];
  });

/** Anchors of a text that its headings lose with their pictures and marks: old → new. */
export function anchorChanges(path: string, text: string): Array<[old: string, now: string]> {
  const before = readPage(path, text);
  const after = readPage(path, applyEdits(text, cleanHeadings(before, { done: () => undefined, undecided: () => undefined })));
  return before.headings.flatMap(({ anchors }, index) => {
    const now = after.headings[index]?.anchors ?? [];
    return anchors.flatMap((anchor): Array<[string, string]> => (now[0] === undefined || now.includes(anchor) ? [] : [[anchor, now[0]]]));
  });
}

/** Edits of everything a pattern finds outside code and front matter. */
function inProse(page: PageRecord, pattern: RegExp, replacement: (match: RegExpExecArray) => string): TextEdit[] {
  return proseRanges(page).flatMap(({ start, end }: TextRange) =>
    [...page.text.slice(start, end).matchAll(pattern)].flatMap((match) => {
      const text = replacement(match);
      const range = { start: start + match.index, end: start + match.index + match[0].length };
      return page.text.slice(range.start, range.end) === text ? [] : [{ path: page.path, range, text }];
    }),
  );
}
