import { bodyStart, codeRanges, isWithinRanges } from './code-ranges.ts';
import type { PageRecord } from './page-record.ts';
import type { TextEdit, TextRange } from './text-range.ts';
import { lineBreakOf } from './topic-block.ts';

export type AlertKind = 'NOTE' | 'TIP' | 'IMPORTANT' | 'WARNING' | 'CAUTION';

/** Types of Gramax (https://gram.ax), Docusaurus and VuePress → alerts of GitHub. A quote stays a plain quote. */
const KINDS: Readonly<Record<string, AlertKind | 'quote'>> = {
  ...{ note: 'NOTE', info: 'NOTE', lab: 'NOTE', tip: 'TIP', hint: 'TIP', success: 'TIP', important: 'IMPORTANT', hotfixes: 'IMPORTANT' },
  ...{ warning: 'WARNING', attention: 'WARNING', danger: 'CAUTION', caution: 'CAUTION', error: 'CAUTION', quote: 'quote' },
};

/** What people write in bold at the beginning of a quote. */
const WORDS: ReadonlyArray<readonly [RegExp, AlertKind]> = [
  [/^(?:внимание|предупреждение|warning|attention)$/i, 'WARNING'],
  [/^(?:осторожно|опасно|опасность|критично|стоп|danger|caution)$/i, 'CAUTION'],
  [/^(?:важно|очень важно|important)$/i, 'IMPORTANT'],
  [/^(?:совет|подсказка|рекомендация|tip|hint)$/i, 'TIP'],
  [/^(?:примечание|заметка|замечание|обратите внимание|к сведению|информация|note|info)$/i, 'NOTE'],
];

/** A callout in a form that only one editor understands, with the alert that says the same everywhere. */
export interface ForeignCallout {
  readonly form: 'directive' | 'tag' | 'bold quote';
  readonly range: TextRange;
  /** As it is written: `:::note`, `<note type="tip">`, `> **Внимание:**`. */
  readonly opening: string;
  /** Undefined when it cannot be turned: see `obstacle`. */
  readonly edit: TextEdit | undefined;
  readonly obstacle: string | undefined;
}

interface Line extends TextRange {
  readonly source: string;
}

/** Finds callouts that are not GitHub alerts, outside code. */
export function foreignCallouts(page: PageRecord): ForeignCallout[] {
  if (!/:::|<note\b|^[ \t]*>.*\*\*/im.test(page.text)) return [];
  const lines = linesOf(page);
  const found: ForeignCallout[] = [];
  for (let at = 0; at < lines.length; ) {
    const block = readBlock(page, lines, at) ?? readBoldQuote(page, lines, at);
    if (block === undefined) at++;
    else {
      found.push(block.callout);
      at = block.next;
    }
  }
  return found;
}

function linesOf(page: PageRecord): Line[] {
  const lines: Line[] = [];
  for (let start = bodyStart(page); start < page.text.length; ) {
    const breakAt = page.text.indexOf('\n', start);
    const end = breakAt === -1 ? page.text.length : breakAt;
    const source = page.text.slice(start, end).replace(/\r$/, '');
    lines.push({ start, end: start + source.length, source });
    start = end + 1;
  }
  return lines;
}

const DIRECTIVE =
  /^(?<indent>[ \t]*)(?<colons>:{3,})[ \t]*(?<type>[\p{L}][\p{L}-]*)(?::(?:true|false))?(?:[ \t]*\[(?<label>[^\]]*)\]|\{[^}]*?title="(?<attribute>[^"]*)"[^}]*\}|\{[^}]*\})?[ \t]*(?<title>.*)$/u;
const DIRECTIVE_END = /^[ \t]*(?<colons>:{3,})[ \t]*$/;
const TAG = /^(?<indent>[ \t]*)<note\b(?<attributes>[^>]*)>(?<rest>.*)$/i;
const TAG_END = /^(?<rest>.*?)<\/note>[ \t]*$/i;

interface Found {
  readonly callout: ForeignCallout;
  readonly next: number;
}

function readBlock(page: PageRecord, lines: readonly Line[], at: number): Found | undefined {
  const first = lines[at];
  if (first === undefined || isCode(page, first)) return undefined;
  const directive = DIRECTIVE.exec(first.source)?.groups;
  const tag = directive === undefined ? TAG.exec(first.source)?.groups : undefined;
  if (directive === undefined && tag === undefined) return undefined;
  const form = directive === undefined ? 'tag' : 'directive';
  const indent = directive?.['indent'] ?? tag?.['indent'] ?? '';
  const type = (directive?.['type'] ?? attribute(tag?.['attributes'], 'type') ?? 'note').toLowerCase();
  const title = (directive?.['label'] ?? directive?.['attribute'] ?? directive?.['title'] ?? attribute(tag?.['attributes'], 'title') ?? '').trim();
  const opening = first.source.trim();
  const say = (last: number, edit: TextEdit | undefined, obstacle?: string): Found => ({
    callout: { form, range: { start: first.start + indent.length, end: lines[last]?.end ?? first.end }, opening, edit, obstacle },
    next: last + 1,
  });

  const body: string[] = [];
  // Text beside the tags: <note>Текст</note>.
  const beside = tag?.['rest'] ?? '';
  const alone = form === 'tag' ? TAG_END.exec(beside)?.groups?.['rest'] : undefined;
  let last = at;
  if (alone !== undefined) body.push(alone);
  else {
    if (beside.trim() !== '') body.push(indent + beside);
    const end = closingLine(page, lines, at, form, directive?.['colons']?.length ?? 3);
    if (end === 'nested') return say(at, undefined, 'внутри него ещё один: разнесите их сами');
    if (end === undefined) return say(at, undefined, form === 'tag' ? 'нет закрывающего </note>' : 'нет закрывающего :::');
    body.push(...lines.slice(at + 1, end).map(({ source }) => source));
    const tail = form === 'tag' ? (TAG_END.exec(lines[end]?.source ?? '')?.groups?.['rest'] ?? '') : '';
    if (tail.trim() !== '') body.push(tail);
    last = end;
  }
  const kind = KINDS[type];
  if (kind === undefined) return say(last, undefined, `тип «${type}» неизвестен; бывают: ${Object.keys(KINDS).join(', ')}`);
  const text = alertLines(kind, title, body, indent.length);
  if (text === undefined) return say(last, undefined, 'он пуст');
  return say(
    last,
    editOf(
      page,
      lines,
      at,
      last,
      text.map((line) => indent + line),
    ),
  );
}

function closingLine(page: PageRecord, lines: readonly Line[], at: number, form: 'directive' | 'tag', colons: number): number | 'nested' | undefined {
  for (let index = at + 1; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || isCode(page, line)) continue;
    if (form === 'tag') {
      if (TAG_END.test(line.source) && !TAG.test(line.source)) return index;
      if (TAG.test(line.source)) return 'nested';
    } else {
      const end = DIRECTIVE_END.exec(line.source)?.groups?.['colons']?.length;
      if (end !== undefined && end >= colons) return index;
      if (DIRECTIVE.test(line.source)) return 'nested';
    }
  }
  return undefined;
}

const BOLD_QUOTE =
  /^(?<indent>[ \t]*)>[ \t]*(?:\p{Extended_Pictographic}\uFE0F?[ \t]*)?\*\*(?:\p{Extended_Pictographic}\uFE0F?[ \t]*)?(?<word>[\p{L} ]+?)[ \t]*[:!.]*\*\*[ \t]*[:!.—–-]*[ \t]*(?<rest>.*)$/u;

function readBoldQuote(page: PageRecord, lines: readonly Line[], at: number): Found | undefined {
  const first = lines[at];
  if (first === undefined || /^[ \t]*>/.test(lines[at - 1]?.source ?? '') || isCode(page, first)) return undefined;
  const { indent = '', word = '', rest = '' } = BOLD_QUOTE.exec(first.source)?.groups ?? {};
  const kind = WORDS.find(([pattern]) => pattern.test(word))?.[1];
  if (kind === undefined) return undefined;
  let last = at;
  while (/^[ \t]*>/.test(lines[last + 1]?.source ?? '')) last++;
  const body = lines.slice(at + 1, last + 1).map(({ source }) => source.replace(/^[ \t]*>[ \t]?/, ''));
  const opening = first.source.slice(indent.length, first.source.length - rest.length).trim();
  const range = { start: first.start + indent.length, end: lines[last]?.end ?? first.end };
  const text = alertLines(kind, '', rest === '' ? body : [capitalise(rest), ...body], 0);
  const edit =
    text === undefined
      ? undefined
      : editOf(
          page,
          lines,
          at,
          last,
          text.map((line) => indent + line),
        );
  return { callout: { form: 'bold quote', range, opening, edit, obstacle: text === undefined ? 'он пуст' : undefined }, next: last + 1 };
}

/** Lines of the alert without indent. The line between the marker and the text keeps it alive in Gramax. */
function alertLines(kind: AlertKind | 'quote', title: string, body: readonly string[], indent: number): string[] | undefined {
  const own = body.map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line.trimStart()).trimEnd());
  while (own[0] === '') own.shift();
  while (own.at(-1) === '') own.pop();
  if (own.length === 0 && title === '') return undefined;
  const heading = title === '' ? [] : [`**${title.replace(/^\*\*(.*)\*\*$/, '$1')}**`, ...(own.length === 0 ? [] : [''])];
  return [...(kind === 'quote' ? [] : [`[!${kind}]`, '']), ...heading, ...own].map((line) => (line === '' ? '>' : `> ${line}`));
}

/** Replaces whole lines; blank lines around keep the alert apart from its neighbours. */
function editOf(page: PageRecord, lines: readonly Line[], at: number, last: number, text: readonly string[]): TextEdit {
  const lineBreak = lineBreakOf(page.text);
  const isBlank = (line: Line | undefined): boolean => line === undefined || line.source.trim() === '';
  const before = isBlank(lines[at - 1]) ? '' : lineBreak;
  const after = isBlank(lines[last + 1]) ? '' : lineBreak;
  const range = { start: lines[at]?.start ?? 0, end: lines[last]?.end ?? 0 };
  return { path: page.path, range, text: before + text.join(lineBreak) + after };
}

function isCode(page: PageRecord, { start, source }: Line): boolean {
  return isWithinRanges(codeRanges(page), start + Math.max(0, source.search(/\S/)));
}

function attribute(attributes: string | undefined, name: string): string | undefined {
  return new RegExp(`${name}="([^"]*)"`, 'i').exec(attributes ?? '')?.[1];
}

function capitalise(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
