import type { Document } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import type { TextRange } from '../knowledge/index.ts';

/** Where a field stands in its file. Items of a list have no key; of a map or list the key stands for the value, so that the place fits a line. */
export interface FieldPlace {
  readonly key: TextRange | undefined;
  readonly value: TextRange;
}

export type FieldPath = readonly PropertyKey[];

/** A path as one string, for maps; no key of the inventory holds a NUL. */
export function pathKey(path: FieldPath): string {
  return path.map(String).join('\u0000');
}

/** Places of all fields of a YAML document by `pathKey`. */
export function fieldPlaces(document: Document.Parsed): ReadonlyMap<string, FieldPlace> {
  const places = new Map<string, FieldPlace>();
  const walk = (node: unknown, path: readonly string[]): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const at = [...path, String(key.value)];
        const keyRange = rangeOf(key);
        const valueRange = isScalar(value) ? rangeOf(value) : keyRange;
        places.set(pathKey(at), { key: keyRange, value: valueRange ?? keyRange ?? { start: 0, end: 0 } });
        walk(value, at);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const at = [...path, String(index)];
        places.set(pathKey(at), { key: undefined, value: rangeOf(item) ?? { start: 0, end: 0 } });
        walk(item, at);
      }
    }
  };
  walk(document.contents, []);
  return places;
}

function rangeOf(node: unknown): TextRange | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? { start: Number(range[0]), end: Number(range[1]) } : undefined;
}
