import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/** One key of a configuration with its value. */
export interface ConfigKey {
  /** Names from the outside in: `services`, `postgres`, `image`. */
  readonly path: readonly string[];
  readonly value: string;
  /** From 0. */
  readonly line: number;
}

/**
 * Keys of a configuration file, or of a piece of one: YAML by its structure, everything else by lines `key = value`.
 * What cannot be read has no keys.
 */
export function configKeys(language: string, text: string): ConfigKey[] {
  return /^ya?ml$/i.test(language) ? yamlKeys(text) : lineKeys(text);
}

function yamlKeys(text: string): ConfigKey[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length > 0) return [];
  const keys: ConfigKey[] = [];
  const walk = (node: unknown, path: readonly string[]): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const at = [...path, String(key.value)];
        if (isScalar(value)) keys.push({ path: at, value: String(value.value ?? ''), line: counter.linePos(key.range?.[0] ?? 0).line - 1 });
        else walk(value, at);
      }
    } else if (isSeq(node)) {
      // `environment: [KEY=value]` says the same as a map.
      for (const item of node.items) {
        const [, name, value] = isScalar(item) ? (/^([\w.-]+)=(.*)$/s.exec(String(item.value)) ?? []) : [];
        if (isScalar(item) && name !== undefined && value !== undefined)
          keys.push({ path: [...path, name], value, line: counter.linePos(item.range?.[0] ?? 0).line - 1 });
      }
    }
  };
  walk(document.contents, []);
  return keys;
}

/** Lines of an environment file, of postgresql.conf, of an INI file with its sections. */
function lineKeys(text: string): ConfigKey[] {
  let section: string[] = [];
  return text.split('\n').flatMap((written, line) => {
    const head = /^\s*\[([^\]]+)\]\s*$/.exec(written)?.[1];
    if (head !== undefined) section = [head];
    const [, name, value] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*?)\s*$/.exec(written) ?? [];
    return name === undefined || value === undefined ? [] : [{ path: [...section, name], value: withoutQuotes(value.replace(/\s+#.*$/, '')), line }];
  });
}

/** `'*'` and `*` are one value. */
export function withoutQuotes(value: string): string {
  return /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value;
}
