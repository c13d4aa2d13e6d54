import { describe, expect, it } from 'vitest';
import { testInventory } from '../../inventory/test-inventory.ts';
import { htmlOf, projectContext, textOf } from './test-context.ts';
import { serverConnections, serverTopology } from './topology.ts';

const inventory = testInventory();
const alpha = inventory.servers.get('alpha');

describe('the topology of a server', () => {
  it('leads from the internet through the proxy to services and what they need', () => {
    if (alpha === undefined) throw new Error('no server alpha');
    expect(serverTopology(inventory, alpha).connections).toEqual([
      { from: 'Internet', to: 'proxy1', by: '443', planned: false },
      { from: 'proxy1', to: 'app', by: 'app.example.kz', planned: false },
      { from: 'app', to: 'base', by: '', planned: false },
    ]);
  });

  it('is planned where one of the two ends is', () => {
    const planned = testInventory([
      '    lifecycle: active\n    since: "2025-06-17"\n    purpose: Приложение.',
      '    lifecycle: planned\n    purpose: Приложение.',
    ]);
    const server = planned.servers.get('alpha');
    if (server === undefined) throw new Error('no server alpha');
    expect(serverTopology(planned, server).connections.map(({ to, planned: later }) => [to, later])).toEqual([
      ['proxy1', false],
      ['app', true],
      ['base', true],
    ]);
  });

  it('sets apart what no request from the internet reaches', () => {
    const apart = testInventory(['    dependsOn: [base]\n', '']);
    const server = apart.servers.get('alpha');
    if (server === undefined) throw new Error('no server alpha');
    const { shown, apart: others } = serverTopology(apart, server);
    expect([shown.map(({ id }) => id), others.map(({ id }) => id)]).toEqual([['proxy1', 'app'], ['base']]);
  });
});

it('a server is connected by the ports its firewall leaves open', () => {
  expect(serverConnections(inventory)).toEqual([
    { from: 'Internet', to: 'alpha', by: '443', planned: false },
    { from: 'Internet', to: 'beta', by: '', planned: true },
  ]);
});

describe('the drawing', () => {
  const context = projectContext();

  it('has a wide and a narrow form, every box a link to its card, every colour from the theme', async () => {
    const html = await htmlOf(context, { kind: 'topology', level: 'services' });
    const drawings = [...html.matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => svg);
    expect(drawings).toHaveLength(3);
    for (const svg of drawings) {
      expect(svg).toContain('role="group"');
      const nodes = [...svg.matchAll(/<g class="node">(.*?)<\/g>/gs)].map(([, node = '']) => node);
      expect(nodes.length).toBeGreaterThan(8);
      for (const node of nodes) if (!node.includes('Интернет')) expect(node).toMatch(/<a href="\/inventory\/#[a-z0-9-]+">/);
      expect(svg).not.toMatch(/<title|xlink|https?:|style=/);
      for (const [, colour] of svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g)) expect(colour).toMatch(/^(?:none|transparent|var\(--kb-diagram-[a-z-]+\))$/);
    }
    const [wide = '', first = '', second = ''] = drawings;
    expect(wide).toContain('href="/inventory/#n8n"');
    expect(first).not.toContain('href="/inventory/#directus"');
    expect(second).toContain('href="/inventory/#directus"');
  });

  it('fits the width it is drawn for: the text column of a desktop, a phone', async () => {
    const widths = [...(await htmlOf(context, { kind: 'topology', level: 'services' })).matchAll(/<svg[^>]* width="(\d+)"/g)].map(([, width]) => Number(width));
    const [wide = 0, ...narrow] = widths;
    expect(wide).toBeLessThanOrEqual(606);
    for (const width of narrow) expect(width).toBeLessThanOrEqual(358);
  });

  it('draws what is planned with dashes', async () => {
    const html = await htmlOf(context, { kind: 'topology', level: 'services', server: 'server2' });
    const box = (id: string): string => new RegExp(`<a href="/inventory/#${id}">.*?</a>`, 's').exec(html)?.[0] ?? '';
    expect(box('qdrant')).toContain('stroke-dasharray');
    expect(box('directus')).not.toContain('stroke-dasharray');
  });

  it('says every connection in words', async () => {
    const text = textOf(await htmlOf(context, { kind: 'topology', level: 'services', server: 'server2' }));
    expect(text).toContain('Интернет → Traefik (порты 80, 443), Webmin (порт 8442), SSH (порт 22)');
    expect(text).toContain('Traefik → Directus (dir.tapbot.kz)');
    expect(text).toContain('Qdrant (qdrant.tapbot.kz; ещё нет)');
    expect(text).toContain('Directus → PostgreSQL');
    expect(text).toMatch(/не доходит: .*UFW, fail2ban/);
  });

  it('of the servers alone names the open ports and those that answer today', async () => {
    const text = textOf(await htmlOf(context, { kind: 'topology', level: 'servers' }));
    expect(text).toContain('Интернет → Первый сервер (открыты порты 22, 80, 443, 8441; сегодня отвечают 22)');
    expect(text).toContain('Интернет → Второй сервер (открыты порты 22, 80, 443, 8442');
    expect(text).toContain('меньше 1 мс');
  });
});
