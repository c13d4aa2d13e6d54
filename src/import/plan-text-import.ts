import type { Rule } from '../checks/index.ts';
import type { ChangeSet, Heading, PageRecord, Surroundings, TextEdit } from '../knowledge/index.ts';
import { bodyStart, ChangeSetError, levelOf, nextFreeNumber, planNew, readPage, SectionNumber } from '../knowledge/index.ts';
import { cleanTitle, formStages, runStages } from './body-stages.ts';
import { tidyChatText } from './chat-text.ts';
import { cleanText } from './clean-text.ts';
import type { Remark } from './import-log.ts';
import { logFor } from './import-log.ts';
import { STUB_SENTENCE } from './import-page.ts';
import { renumberHeadings } from './renumber-headings.ts';

/** A pasted text and where it is to go. */
export interface PastedText {
  /** Name of the file: remarks carry it. */
  readonly name: string;
  readonly text: string;
  /** A document or a topic. */
  readonly number: SectionNumber;
  readonly title: string | undefined;
}

export interface TextImport {
  readonly change: ChangeSet;
  /** Page that gets the text. */
  readonly path: string;
  readonly remarks: readonly Remark[];
  /** True when the text stands there already. */
  readonly known: boolean;
}

/**
 * Plans where a pasted text goes: a new document or topic, the empty place that waits for it, or the end of what is written.
 * Nothing that is written is replaced.
 *
 * @param rules all rules: the certain repairs of T001, T003 and T008 are made on the way
 * @throws ChangeSetError when it cannot be done, with what to type instead
 */
export function planTextImport(pasted: PastedText, surroundings: Surroundings, rules: readonly Rule[]): TextImport {
  const { number } = pasted;
  const depth = SectionNumber.depth(number);
  if (depth !== 2 && depth !== 3)
    throw new ChangeSetError(`текст кладут в документ или в тему, а ${number} — ${levelOf(number).one}. Например: --number 06.01 или --number 06.01.05`);
  const remarks: Remark[] = [];
  const log = logFor([{ path: pasted.name, text: pasted.text }], remarks);
  const form = formStages(rules.filter(({ id }) => ['T001', 'T003', 'T008'].includes(id)));
  const tidy = tidyChatText(cleanText(pasted.text, log), log);
  const body = readPage('pasted.md', runStages('pasted.md', tidy, form, log));
  if (body.text.slice(bodyStart(body)).trim() === '') throw new ChangeSetError(`в «${pasted.name}» нет текста`);
  const { title, text } = takeTitle(body, pasted.title);
  const place = surroundings.base.catalogue.numbers.get(number);
  const done = (change: ChangeSet, path: string, known = false): TextImport => ({ change, path, remarks, known });

  if (place === undefined) {
    if (title === undefined) throw new ChangeSetError(`номера ${number} ещё нет, и у текста нет заголовка. Назовите его: --title "Название"`);
    const { change, path } = planNew(surroundings, number, title);
    return done(withText(change, renumber(text, number, 1)), path);
  }
  const { page, heading } = place;
  if (contains(page, renumber(text, number, 1))) return done({ edits: [], moves: [], creates: [] }, page.path, true);
  if (pasted.title !== undefined && pasted.title.trim() !== place.name) log.done(`название «${place.name}» осталось прежним: --title здесь ничего не меняет`);
  const free = nextFreeNumber(surroundings.base, number, surroundings.git);
  const renumbered = renumber(text, number, free === undefined ? 100 : SectionNumber.last(free));
  const edits = heading === undefined ? intoDocument(page, renumbered, title, number, free) : intoTopic(page, heading, renumbered);
  return done({ edits: [...edits, ...statusEdits(page)], moves: [], creates: [] }, page.path);
}

/** The heading that stands alone above everything else is the title, unless another is given. */
function takeTitle(body: PageRecord, given: string | undefined): { readonly title: string | undefined; readonly text: string } {
  const start = bodyStart(body);
  const text = body.text.slice(start);
  const [first, ...others] = body.headings;
  const named = given?.trim() || body.frontMatter.title;
  if (first === undefined || body.text.slice(start, first.range.start).trim() !== '' || others.some(({ depth }) => depth <= first.depth))
    return { title: clean(named), text };
  return { title: clean(named ?? first.name), text: body.text.slice(first.range.end) };
}

function clean(title: string | undefined): string | undefined {
  const text =
    title === undefined
      ? ''
      : cleanTitle(title)
          .text.replace(/^\d+(?:\.\d+)*[.)]?\s+(?:-\s+)?/, '')
          .replace(/[.:]+$/, '')
          .trim();
  return text === '' ? undefined : text;
}

function renumber(text: string, number: SectionNumber, firstFree: number): string {
  try {
    return renumberHeadings(readPage('pasted.md', text), number, firstFree).trim();
  } catch (error) {
    if (error instanceof RangeError) throw new ChangeSetError(`под номером ${number} не хватает места: номера кончаются на 99. Разделите текст на несколько`);
    throw error;
  }
}

/** A new page gets the text after its front matter, a new topic after its heading. */
function withText(change: ChangeSet, text: string): ChangeSet {
  return {
    moves: change.moves,
    edits: change.edits.map((edit) => ({ ...edit, text: `${edit.text.trimEnd()}\n\n${text}${edit.text.endsWith('\n') ? '\n' : ''}` })),
    creates: change.creates.map((file) => ({ path: file.path, text: `${file.text.replace(/^status: planned$/m, 'status: draft').trimEnd()}\n\n${text}\n` })),
  };
}

/** Opening words join the opening of the page, topics go behind its last topic. Words without a topic become one, if they have a title. */
function intoDocument(page: PageRecord, text: string, title: string | undefined, number: SectionNumber, free: SectionNumber | undefined): TextEdit[] {
  const pasted = readPage('pasted.md', text);
  const split = pasted.headings[0]?.range.start ?? text.length;
  const opening = text.slice(0, split).trim();
  const topics = text.slice(split).trim();
  const unwritten = unwrittenSentence(page);
  if (topics === '' && unwritten === undefined && page.words > 0) {
    if (title === undefined || free === undefined)
      throw new ChangeSetError(
        `в ${number} уже есть текст. Дайте новому название (--title "Название") — он станет темой — или номер темы: --number ${free ?? `${number}.01`}`,
      );
    return append(page, endOfTopics(page), `## ${free} - ${title}\n\n${opening}`);
  }
  const firstHeading = page.headings[0]?.range.start ?? page.text.length;
  const edits = opening === '' ? [] : unwritten === undefined ? append(page, firstHeading, opening) : [{ path: page.path, range: unwritten, text: opening }];
  return topics === '' ? edits : join(edits, append(page, endOfTopics(page), topics));
}

function intoTopic(page: PageRecord, heading: Heading, text: string): TextEdit[] {
  const next = page.headings.slice(page.headings.indexOf(heading) + 1).find(({ depth }) => depth <= heading.depth);
  return append(page, next?.range.start ?? page.text.length, text);
}

/** After the last topic with a number; a closing «Что дальше» stays last. */
function endOfTopics(page: PageRecord): number {
  const last = page.headings.findLastIndex(({ number }) => number !== undefined);
  const next = page.headings.slice(last + 1).find(({ depth, number }) => depth <= 2 && number === undefined);
  return next?.range.start ?? page.text.length;
}

/** Puts a text before an offset, with one blank line on both sides. */
function append(page: PageRecord, offset: number, text: string): TextEdit[] {
  const end = page.text.slice(0, offset).trimEnd().length;
  const eol = page.text.includes('\r\n') ? '\r\n' : '\n';
  const rest = page.text.slice(offset) === '' ? eol : eol + eol;
  return [{ path: page.path, range: { start: end, end: offset }, text: `${eol}${eol}${text}`.replace(/\r?\n/g, eol) + rest }];
}

/** Two texts for the same place become one. */
function join(first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  const [a, b] = [first[0], second[0]];
  if (a === undefined || b === undefined || a.range.start !== b.range.start || a.range.end !== b.range.end) return [...first, ...second];
  return [{ ...a, text: a.text.trimEnd() + b.text }];
}

/** The sentence of a stub: the pasted text takes its place. */
function unwrittenSentence(page: PageRecord): { start: number; end: number } | undefined {
  const start = page.text.indexOf(STUB_SENTENCE);
  return start === -1 ? undefined : { start, end: start + STUB_SENTENCE.length };
}

/** What had no text has some now. */
function statusEdits(page: PageRecord): TextEdit[] {
  const range = page.keys['status']?.value;
  return range === undefined || page.frontMatter.status !== 'planned' ? [] : [{ path: page.path, range, text: 'draft' }];
}

/** True when every paragraph of the text is on the page already: the command was repeated. */
function contains(page: PageRecord, text: string): boolean {
  const plain = (source: string): string =>
    source
      .replace(/^#{1,6} (?:\d\d(?:\.\d\d)* - )?/gm, '')
      .replace(/\s+/g, ' ')
      .trim();
  const whole = plain(page.text);
  const paragraphs = text
    .split(/\n\s*\n/)
    .map(plain)
    .filter(Boolean);
  return paragraphs.length > 0 && paragraphs.every((paragraph) => whole.includes(paragraph));
}
