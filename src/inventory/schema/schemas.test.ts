import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { INVENTORY_FILES, INVENTORY_SCHEMAS } from './inventory-files.ts';
import { fieldOf } from './schema-walk.ts';

interface Field {
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

/** Every field a schema can hold, through lists, maps and unions. */
function* fieldsOf(schema: z.core.$ZodType, path: string): Iterable<Field> {
  const { schema: inner } = fieldOf(schema);
  if (inner instanceof z.ZodObject) {
    for (const [key, child] of Object.entries(inner.shape)) {
      yield { path: `${path}.${key}`, schema: child };
      yield* fieldsOf(child, `${path}.${key}`);
    }
  } else if (inner instanceof z.ZodArray) yield* fieldsOf(inner.element, `${path}[]`);
  else if (inner instanceof z.ZodRecord) yield* fieldsOf(inner.valueType, `${path}.*`);
  else if (inner instanceof z.ZodDiscriminatedUnion) for (const option of inner.options) yield* fieldsOf(option, path);
}

const fields = INVENTORY_FILES.flatMap((name) => [...fieldsOf(INVENTORY_SCHEMAS[name], name)]);

describe('the schemas of the data files', () => {
  it('explain every field in Russian', () => {
    expect(fields.length).toBeGreaterThan(200);
    const unexplained = fields.filter(({ schema }) => !/\p{Script=Cyrillic}{3}/u.test(fieldOf(schema).meta.description ?? ''));
    expect(unexplained.map(({ path }) => path)).toEqual([]);
  });

  it('let every team-only field be absent, so that a public copy fits too', () => {
    const team = fields.filter(({ schema }) => fieldOf(schema).meta.audience === 'team');
    expect(team.map(({ path }) => path)).toEqual(expect.arrayContaining(['servers.servers.*.ip', 'servers.servers.*.wrongIps']));
    for (const { path, schema } of team) expect(z.safeParse(schema, undefined).success, path).toBe(true);
  });

  it('refuse fields nobody knows, at every depth', () => {
    const open = fields.filter(({ schema }) => {
      const { schema: inner } = fieldOf(schema);
      return inner instanceof z.ZodObject && !(inner.def.catchall instanceof z.ZodNever);
    });
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('name every value of a choice', () => {
    for (const { path, schema } of fields) {
      const { schema: inner, meta } = fieldOf(schema);
      if (inner instanceof z.ZodEnum && meta.enumDescriptions !== undefined) expect(meta.enumDescriptions, path).toHaveLength(inner.options.length);
    }
  });
});
