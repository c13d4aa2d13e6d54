import { z } from 'zod';

/**
 * Version of the JSON API. The first number stands in the addresses and changes when a field goes or gets another meaning;
 * the second one grows when a field is added.
 */
export const API_VERSION = '1.0';

/** Folder of the API on the site. */
export const API_ROOT = '/api/v1';

/** What every answer begins with. */
export const envelope = {
  $schema: z.string().describe('Адрес JSON Schema этого ответа'),
  version: z.string().describe('Версия API'),
  audience: z.enum(['public', 'team']).describe('public — сборка для всех, team — для команды: в ней есть адреса IP и закрытые страницы'),
} as const;

/** Address of the schema of a resource. */
export function schemaUrl(resource: string): string {
  return `${API_ROOT}/schema/${resource}.schema.json`;
}

/** Address of a resource. */
export function resourceUrl(resource: string): string {
  return `${API_ROOT}/${resource}.json`;
}
