import { parseAllDocuments, visit } from 'yaml';
import { LEGACY_NUMBERS_FILE } from './legacy-numbers.ts';
import type { KnowledgeBase } from './load-knowledge-base.ts';
import { writtenLike } from './number-edits.ts';
import { findNumberMentions } from './number-mentions.ts';
import { SectionNumber } from './section-number.ts';
import type { TextEdit } from './text-range.ts';

/** Data files that may name numbers. The map of old numbers has rules of its own. */
export function isDataWithNumbers(path: string): boolean {
  return /\.ya?ml$/.test(path) && path !== LEGACY_NUMBERS_FILE;
}

/** The base with the data files that a change must see, beside those it needs itself. */
export function withDataFiles(base: KnowledgeBase, texts: ReadonlyMap<string, string>): KnowledgeBase {
  return { ...base, dataFiles: new Map([...base.dataFiles, ...[...texts].filter(([path]) => isDataWithNumbers(path))]) };
}

/**
 * Numbers in data files (`document: "02.01.01"`, a remark that says «см. 06.01.03») follow what they name.
 * A whole value in quotes is taken as a number from two parts on; inside a text only what is surely one.
 */
export function dataNumberEdits(dataFiles: ReadonlyMap<string, string>, numbers: ReadonlyMap<SectionNumber, SectionNumber>): TextEdit[] {
  return [...dataFiles].flatMap(([path, text]) => (isDataWithNumbers(path) ? editsOf(path, text, numbers) : []));
}

function editsOf(path: string, text: string, numbers: ReadonlyMap<SectionNumber, SectionNumber>): TextEdit[] {
  const edits: TextEdit[] = [];
  const replace = (start: number, end: number): void => {
    const written = text.slice(start, end);
    const old = SectionNumber.parse(written);
    const now = old === undefined ? undefined : numbers.get(old);
    if (now !== undefined) edits.push({ path, range: { start, end }, text: writtenLike(written, now) });
  };
  for (const document of parseAllDocuments(text, { prettyErrors: false })) {
    if (document.errors.length > 0) continue;
    visit(document, {
      Scalar: (key, { value, range }) => {
        if (key === 'key' || typeof value !== 'string' || !range) return;
        const [start, end] = range;
        const source = text.slice(start, end);
        if (/^(["'])\d\d(?:\.\d\d){1,3}\1$/.test(source)) replace(start + 1, end - 1);
        else for (const mention of findNumberMentions(source, start)) if (mention.certain) replace(mention.range.start, mention.range.end);
      },
    });
  }
  return edits;
}
