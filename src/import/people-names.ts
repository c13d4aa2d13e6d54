import { isMap, isScalar, parseDocument } from 'yaml';
import type { People } from './header-lines.ts';

/**
 * Names and ids of `inventory/people.yaml`, in lower case → id. Only the names are wanted here, so a file that
 * breaks its schema elsewhere still helps.
 */
export function readPeopleNames(text: string | undefined): People {
  const names = new Map<string, string>();
  if (text === undefined) return names;
  const people = parseDocument(text, { prettyErrors: false }).get('people');
  if (!isMap(people)) return names;
  for (const { key, value } of people.items) {
    const id = isScalar(key) ? String(key.value) : '';
    if (id === '') continue;
    names.set(id.toLowerCase(), id);
    const name = isMap(value) ? value.get('name') : undefined;
    if (typeof name === 'string') names.set(name.toLowerCase(), id);
  }
  return names;
}
