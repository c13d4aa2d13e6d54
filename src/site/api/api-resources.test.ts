import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadInventory, teamValues } from '../../inventory/index.ts';
import { loadKnowledgeBase } from '../../knowledge/index.ts';
import { siteInventory } from '../site-inventory.ts';
import { buildSiteView } from '../site-view.ts';
import { API_RESOURCES, resourceSchema } from './api-resources.ts';

const CONTENT = join(import.meta.dirname, '../../../content');
const base = loadKnowledgeBase(CONTENT);
const reading = loadInventory(CONTENT);
const views = {
  public: buildSiteView(base, false, siteInventory(reading, false)),
  team: buildSiteView(base, true, siteInventory(reading, true)),
};

/** What a program receives: JSON, not objects. */
function received(name: string, audience: keyof typeof views = 'public'): Record<string, unknown> & { [list: string]: Array<Record<string, unknown>> } {
  const answer = API_RESOURCES.find((resource) => resource.name === name)?.answer(views[audience]);
  return JSON.parse(JSON.stringify(answer));
}

describe.each(API_RESOURCES.map((resource) => [resource.name, resource] as const))('the answer %s', (name, resource) => {
  it.each(['public', 'team'] as const)('of a %s build is what its schema promises', (audience) => {
    expect(z.safeParse(resource.schema, received(name, audience)).error).toBeUndefined();
    expect(received(name, audience)).toMatchObject({ version: '1.0', audience, $schema: `/api/v1/schema/${name}.schema.json` });
  });

  it('is described by a JSON Schema that accepts it and nothing else', () => {
    const schema: z.core.JSONSchema.JSONSchema = JSON.parse(JSON.stringify(resourceSchema(resource)));
    const reader = z.fromJSONSchema(schema);
    expect(reader.safeParse(received(name)).error).toBeUndefined();
    expect(reader.safeParse({ ...received(name), surprise: 1 }).success).toBe(false);
    expect(reader.safeParse({ ...received(name), version: 1 }).success).toBe(false);
    expect(schema['$id']).toBe(`https://docs.tapbot.kz/api/v1/schema/${name}.schema.json`);
  });

  it('has Russian words for every field', () => {
    const missing: string[] = [];
    const walk = (part: unknown, path: string): void => {
      if (typeof part !== 'object' || part === null) return;
      if ('properties' in part && typeof part.properties === 'object' && part.properties !== null) {
        for (const [field, inner] of Object.entries(part.properties)) {
          if (!/\p{Script=Cyrillic}/u.test(JSON.stringify(inner))) missing.push(`${path}.${field}`);
        }
      }
      for (const [key, inner] of Object.entries(part)) walk(inner, `${path}.${key}`);
    };
    walk(resourceSchema(resource), '');
    expect(missing).toEqual([]);
  });
});

it('the table of contents names the others', () => {
  expect(received('index')['resources']?.map(({ name, url, schema }) => [name, url, schema])).toEqual([
    ['inventory', '/api/v1/inventory.json', '/api/v1/schema/inventory.schema.json'],
    ['documents', '/api/v1/documents.json', '/api/v1/schema/documents.schema.json'],
  ]);
});

it('the inventory says where a service is and which topic describes it', () => {
  expect(received('inventory')['services']?.find(({ id }) => id === 'directus')).toMatchObject({
    name: 'Directus',
    server: 'server2',
    lifecycle: 'active',
    url: 'https://dir.tapbot.kz',
    version: '10.10',
    exactVersion: '10.10.7',
    card: '/inventory/#directus',
    ports: [{ name: 'web', port: 8055, protocol: 'tcp', exposure: 'internal' }],
    documentUrl: '/03-software-stack/03-02-web-services/#03-02-01',
  });
});

it('the team’s values are in the team’s answer alone', () => {
  const values = reading.inventory === undefined ? [] : teamValues(reading.inventory).filter((value) => /^[\d.]+$/.test(value));
  const [open, team] = [JSON.stringify(received('inventory')), JSON.stringify(received('inventory', 'team'))];
  expect(open).not.toContain('"ip"');
  for (const value of values) expect(open).not.toContain(value);
  expect(team).toContain(String(reading.inventory?.servers.get('server2')?.ip));
});

it('a document has its number, place, progress and headings', () => {
  const documents = received('documents')['documents'] ?? [];
  expect(documents.find(({ number }) => number === '06.01')).toMatchObject({
    title: 'Резервное копирование',
    url: '/06-operations/06-01-backup/',
    owner: expect.any(String),
  });
  const headings = documents.flatMap(({ headings }) => headings as Array<Record<string, unknown>>);
  expect(headings).toContainEqual(expect.objectContaining({ number: '06.01.01', url: '/06-operations/06-01-backup/#06-01-01', depth: 2 }));
});

it('a base without an inventory has no answer about it', () => {
  const view = buildSiteView(base, false);
  expect(API_RESOURCES.filter(({ answer }) => answer(view) === undefined).map(({ name }) => name)).toEqual(['inventory']);
});
