import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../knowledge/index.ts';
import { resolveFact } from './facts.ts';
import { loadInventory } from './load-inventory.ts';
import { memoryBudget } from './memory-budget.ts';
import { INVENTORY_FILES, inventoryPath } from './schema/inventory-files.ts';
import { jsonSchemas } from './schema/json-schema.ts';

const CONTENT = join(import.meta.dirname, '../../content');
const { inventory, problems } = loadInventory(CONTENT, { catalogue: loadKnowledgeBase(CONTENT).catalogue });

describe('the inventory of the project', () => {
  it('holds together and names only topics that exist', () => {
    expect(problems).toEqual([]);
  });

  // The table of services as the team signed it off on 21 July 2025: id, server, domain, ports, lifecycle.
  it.each([
    ['traefik2', 'server2', 'traefik2.tapbot.kz', [80, 443, 8080], 'active'],
    ['postgresql', 'server2', undefined, [5432], 'active'],
    ['directus', 'server2', 'dir.tapbot.kz', [8055], 'active'],
    ['pgadmin', 'server2', 'pg.tapbot.kz', [80], 'active'],
    ['dozzle2', 'server2', 'logs2.tapbot.kz', [8080], 'active'],
    ['portainer2', 'server2', 'portainer2.tapbot.kz', [9000], 'active'],
    ['webmin2', 'server2', 'webmin2.tapbot.kz', [8442], 'active'],
    ['redis2', 'server2', undefined, [6379], 'planned'],
    ['qdrant', 'server2', 'qdrant.tapbot.kz', [6333, 6334], 'planned'],
    ['traefik1', 'server1', 'traefik1.tapbot.kz', [80, 443, 8080], 'planned'],
    ['n8n', 'server1', 'n8n.tapbot.kz', [5678], 'planned'],
    ['redis1', 'server1', undefined, [6379], 'planned'],
    ['portainer1', 'server1', 'docker1.tapbot.kz', [9000], 'planned'],
    ['dozzle1', 'server1', 'logs1.tapbot.kz', [8080], 'planned'],
    ['webmin1', 'server1', 'webmin1.tapbot.kz', [8441], 'planned'],
    ['site', 'server1', 'tapbot.kz', [], 'planned'],
    ['docs', 'server1', 'docs.tapbot.kz', [], 'active'],
    ['netdata', 'server1', undefined, [19999], 'planned'],
    ['prometheus', 'server1', undefined, [9090], 'planned'],
    ['grafana', 'server1', 'grafana.tapbot.kz', [3000], 'planned'],
    ['alertmanager', 'server1', undefined, [9093], 'planned'],
    ['blackbox', 'server1', undefined, [9115], 'planned'],
    ['node-exporter1', 'server1', undefined, [9100], 'planned'],
    ['node-exporter2', 'server2', undefined, [9100], 'planned'],
    ['wireguard', 'server1', undefined, [51820], 'planned'],
    ['vaultwarden', 'server1', 'vault.tapbot.kz', [80], 'planned'],
  ])('knows %s', (id, server, domain, ports, lifecycle) => {
    const service = inventory?.services.get(id);
    expect(service).toMatchObject({ server, lifecycle });
    expect(service?.domain).toBe(domain);
    expect(service?.ports.map(({ port }) => port)).toEqual(ports);
  });

  it('keeps databases, caches and consoles off the internet: only proxies, SSH, Webmin and the VPN open ports', () => {
    const open = [...(inventory?.services.values() ?? [])].flatMap(({ id, ports }) =>
      ports.filter(({ exposure }) => exposure === 'public').map(({ port }) => `${id}:${port}`),
    );
    expect(open.sort()).toEqual([
      'ssh1:22',
      'ssh2:22',
      'traefik1:443',
      'traefik1:80',
      'traefik2:443',
      'traefik2:80',
      'webmin1:8441',
      'webmin2:8442',
      'wireguard:51820',
    ]);
  });

  it('has the memory budget of the plan: 3 222 and 3 174 MB', () => {
    expect(inventory && memoryBudget(inventory, 'server1')?.used).toBe(3222);
    expect(inventory && memoryBudget(inventory, 'server2')?.used).toBe(3174);
  });

  it.each([
    ['directus.domain', 'dir.tapbot.kz'],
    ['directus.version', '10.10'],
    ['postgresql.version', '16'],
    ['traefik2.version', 'v3'],
    ['pgadmin.name', 'pgAdmin 4'],
    ['webmin2.port', '8442'],
    ['webmin1.url', 'https://webmin1.tapbot.kz:8441'],
    ['server2.ram', '4 ГБ'],
    ['server1.disk', '10 ГБ'],
    ['server1.price.day', '18,48 ₽'],
    ['costs.total.month', '1 268 ₽'],
    ['costs.estimate.total', '87 216 ₽'],
    ['costs.payback.years', '3–9 лет'],
    ['networks.serviceLevels.uptime', '99,5 %'],
    ['networks.timeZone.offset', 'UTC+5'],
    ['vaultwarden.planned', 'I квартал 2026'],
    ['project.support.email', 'tech@tapbot.kz'],
  ])('answers %s with «%s»', (key, value) => {
    expect(inventory && resolveFact(inventory, key)).toMatchObject({ fact: { value } });
  });
});

describe('the files that editors read', () => {
  it('are as the schemas say; else run: npm run kb -- inventory schema', () => {
    const stale = [...jsonSchemas()].filter(([path, text]) => !existsSync(join(CONTENT, path)) || readFileSync(join(CONTENT, path), 'utf8') !== text);
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  it.each(INVENTORY_FILES)('are named in the first line of %s.yaml', (name) => {
    expect(readFileSync(join(CONTENT, inventoryPath(name)), 'utf8').split('\n')[0]).toBe(`# yaml-language-server: $schema=./schema/${name}.schema.json`);
  });
});
