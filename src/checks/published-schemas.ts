import { z } from 'zod';
import { CONFIG_FILE, checkConfigSchema } from './check-config.ts';
import { checkReportSchema } from './reporters/json-report.ts';

const SITE = 'https://docs.tapbot.kz';

/** JSON Schemas that the site serves, by path in `public/`: programs read the report with one, editors help with the configuration by the other. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  return new Map([
    schema('schema/check-report.v1.schema.json', 'Отчёт kb check --format json', z.toJSONSchema(checkReportSchema)),
    // Draft 7 is what the YAML extension of VS Code reads.
    schema('schema/kb-config.schema.json', CONFIG_FILE, z.toJSONSchema(checkConfigSchema, { io: 'input', target: 'draft-7' })),
  ]);
}

function schema(path: string, title: string, { $schema, ...rest }: z.core.JSONSchema.BaseSchema): [path: string, text: string] {
  return [path, `${JSON.stringify({ $schema, $id: `${SITE}/${path}`, title, ...rest }, null, 2)}\n`];
}
