/** A place of the old text and what is to be said about it. */
export interface Remark {
  /** Path in the old catalogue, or the name of the pasted file. */
  readonly path: string;
  /** From 1; 0 when the whole file is meant. */
  readonly line: number;
  readonly message: string;
  /** What a person should do; undefined for what is done. */
  readonly advice: string | undefined;
}

/** Collects what an import did and what it could not decide. Places are looked up in the texts as they were found. */
export interface ImportLog {
  readonly done: (message: string, quote?: string) => void;
  /** The same place is named once, by whoever comes first. */
  readonly undecided: (message: string, advice: string, quote?: string) => void;
}

/**
 * @param originals files the remarks are about, before the import; a quote is looked for in this order
 * @param remarks grows
 */
export function logFor(originals: ReadonlyArray<{ readonly path: string; readonly text: string }>, remarks: Remark[]): ImportLog {
  const quoted = new Set<string>();
  const add = (message: string, advice: string | undefined, quote: string | undefined): void => {
    const remark = { ...placeOf(originals, quote), message, advice };
    if (!remarks.some((other) => other.path === remark.path && other.line === remark.line && other.message === message)) remarks.push(remark);
  };
  return {
    done: (message, quote) => add(message, undefined, quote),
    undecided: (message, advice, quote) => {
      if (quote !== undefined && quoted.has(quote)) return;
      if (quote !== undefined) quoted.add(quote);
      add(message, advice, quote);
    },
  };
}

/** The file and the line in which a quote begins; repairs may have changed spaces and escapes since. */
function placeOf(originals: ReadonlyArray<{ readonly path: string; readonly text: string }>, quote: string | undefined): { path: string; line: number } {
  const [firstLine = ''] = (quote ?? '').trim().split('\n');
  const loose = (text: string): string => text.replace(/[\\\s*]/g, '');
  const found = (path: string, at: number): { path: string; line: number } => ({ path, line: at + 1 });
  if (firstLine !== '') {
    for (const { path, text } of originals) {
      const exact = text.indexOf(firstLine);
      if (exact !== -1) return found(path, text.slice(0, exact).split('\n').length - 1);
    }
    const wanted = loose(firstLine);
    for (const { path, text } of originals) {
      const at = wanted === '' ? -1 : text.split('\n').findIndex((line) => loose(line).includes(wanted));
      if (at !== -1) return found(path, at);
    }
  }
  return { path: originals[0]?.path ?? '', line: 0 };
}
