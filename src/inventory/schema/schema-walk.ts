import { z } from 'zod';
import type { FieldMeta } from './field.ts';

/** The schema under `optional`, `default` and the like, with everything its wrappers and itself say of the field. */
export function fieldOf(schema: z.core.$ZodType): { readonly schema: z.core.$ZodType; readonly meta: FieldMeta } {
  const wrappers: FieldMeta[] = [];
  let current = schema;
  for (;;) {
    wrappers.push(metaOf(current));
    if (!(current instanceof z.ZodOptional) && !(current instanceof z.ZodDefault)) break;
    current = current.unwrap();
  }
  return { schema: current, meta: Object.assign({}, ...wrappers.reverse()) };
}

function metaOf(schema: z.core.$ZodType): FieldMeta {
  return (z.globalRegistry.get(schema) ?? {}) as FieldMeta;
}

/** A field of a value: its key, its schema, its value. */
export interface Child {
  readonly key: string | number;
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

/** The parts of a value with their schemas; of a union, those of the variant that the value's `kind` names. */
export function* childrenOf(schema: z.core.$ZodType, value: unknown): Iterable<Child> {
  const { schema: inner } = fieldOf(schema);
  if (inner instanceof z.ZodArray) {
    if (Array.isArray(value)) for (const [key, item] of value.entries()) yield { key, schema: inner.element, value: item };
    return;
  }
  if (!isRecord(value)) return;
  const object = objectFor(inner, value);
  if (object !== undefined) {
    for (const [key, child] of Object.entries(object.shape)) if (key in value) yield { key, schema: child, value: value[key] };
  } else if (inner instanceof z.ZodRecord) {
    for (const [key, item] of Object.entries(value)) yield { key, schema: inner.valueType, value: item };
  }
}

/** The schema of the field at `path`; undefined where the schema knows no such field. */
export function schemaAt(root: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  let schema: z.core.$ZodType | undefined = root;
  let here = value;
  for (const part of path) {
    const { schema: inner } = fieldOf(schema);
    if (inner instanceof z.ZodArray) schema = inner.element;
    else if (inner instanceof z.ZodRecord) schema = inner.valueType;
    else schema = objectFor(inner, here)?.shape[String(part)];
    if (schema === undefined) return undefined;
    here = isRecord(here) || Array.isArray(here) ? Reflect.get(here, part) : undefined;
  }
  return schema;
}

/** Names of the fields that may stand at `path`; empty for maps, where any id may. */
export function fieldNames(root: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): string[] {
  const schema = schemaAt(root, value, path);
  const here = path.reduce<unknown>((at, part) => (isRecord(at) || Array.isArray(at) ? Reflect.get(at, part) : undefined), value);
  const object = schema === undefined ? undefined : objectFor(fieldOf(schema).schema, here);
  return object === undefined ? [] : Object.keys(object.shape);
}

function objectFor(schema: z.core.$ZodType, value: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (!(schema instanceof z.ZodDiscriminatedUnion) || !isRecord(value)) return undefined;
  const kind = schema.def.discriminator;
  return schema.options.find((option): option is z.ZodObject => option instanceof z.ZodObject && accepts(option.shape[kind], value[kind]));
}

function accepts(schema: z.core.$ZodType | undefined, value: unknown): boolean {
  return schema !== undefined && z.safeParse(schema, value).success;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
