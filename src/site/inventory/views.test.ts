import { describe, expect, it } from 'vitest';
import { publicView } from '../../inventory/index.ts';
import { testInventory } from '../../inventory/test-inventory.ts';
import { portMap } from './port-map.ts';
import { htmlOf, projectContext, rowsOf, textOf } from './test-context.ts';

const context = projectContext();

describe('the view', () => {
  it('servers puts a server in each column', async () => {
    const html = await htmlOf(context, { kind: 'servers' });
    expect(rowsOf(html)).toContainEqual(['Диск', '10 ГБ NVMe', '30 ГБ NVMe']);
    expect(rowsOf(html)[0]).toEqual(['Состояние', 'подготовлен', 'действует']);
    expect(html).toContain('href="/inventory/#server2"');
    expect(html).not.toContain('Адрес IP');
  });

  it('servers shows addresses to the team alone', async () => {
    const html = await htmlOf(projectContext(true), { kind: 'servers' });
    expect(rowsOf(html).find(([name]) => name === 'Адрес IP')?.[2]).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });

  it('services shows the columns it was asked for, in the order of the ids', async () => {
    const html = await htmlOf(context, { kind: 'services', ids: ['qdrant', 'directus'], columns: ['lifecycle', 'ports', 'document', 'memory'] });
    expect(rowsOf(html)).toEqual([
      ['Qdrant', 'запланирован', '6333, 6334', '03.01.03', '512 МБ'],
      ['Directus', 'действует · с 17 июня 2025', '8055', '03.02.01', '768 МБ'],
    ]);
  });

  it('services leads to what works and only names what does not', async () => {
    const html = await htmlOf(context, { kind: 'services', ids: ['qdrant', 'directus'], columns: ['address'] });
    expect(html).toContain('<a class="kb-external" href="https://dir.tapbot.kz" rel="noopener"><code>dir.tapbot.kz</code></a>');
    expect(html).toContain('<td role="cell" data-label="Адрес"><code>qdrant.tapbot.kz</code></td>');
  });

  it('service says where, how to get there, who answers and where it is described', async () => {
    const text = textOf(await htmlOf(context, { kind: 'service', id: 'postgresql' }));
    for (const part of [
      'PostgreSQL 16',
      'действует',
      'Второй сервер',
      'внутренняя сеть и SCRAM',
      'команда DevOps',
      '03.01.01',
      '06.02.03.02',
      'postgres:16.15-bookworm',
      '5432',
    ])
      expect(text).toContain(part);
    expect(text).toContain('Попадания в кэш: внимание ниже 95 %, критично ниже 90 %');
  });

  it('service has neither an anchor nor a heading inside another page', async () => {
    expect(await htmlOf(context, { kind: 'service', id: 'directus' })).not.toMatch(/ id=|<h\d/);
  });

  it('ports puts what the internet sees first', async () => {
    const html = await htmlOf(context, { kind: 'ports', server: 'server2' });
    expect(rowsOf(html).slice(0, 5)).toEqual([
      ['22/tcp', 'SSH', 'интернет', 'открыт', 'вход по ключу'],
      ['80/tcp', 'Traefik', 'интернет', 'открыт', 'перенаправление на HTTPS'],
      ['443/tcp', 'Traefik', 'интернет', 'открыт', 'все сайты сервера'],
      ['8442/tcp', 'Webmin', 'интернет', 'открыт', 'интерфейс'],
      ['80/tcp', 'pgAdmin 4', 'сеть Docker', '—', 'интерфейс'],
    ]);
  });

  it('ports leaves out the columns that would repeat themselves', async () => {
    const html = await htmlOf(context, { kind: 'ports', server: 'server2', exposure: ['internal'] });
    expect(rowsOf(html)[0]).toEqual(['80/tcp', 'pgAdmin 4', 'интерфейс']);
  });

  it('domains begins with what answers and ends with names kept for later', async () => {
    const rows = rowsOf(await htmlOf(context, { kind: 'domains' }));
    expect(rows[0]).toEqual(['dir.tapbot.kz', 'Directus', 'Второй сервер', 'действует', 'собственный вход']);
    expect(rows.at(-1)?.[0]).toBe('redis1.tapbot.kz');
    const states = rows.map(([, , , state]) => state);
    expect(states.lastIndexOf('действует')).toBeLessThan(states.indexOf('запланирован'));
  });

  it('costs sums up the prices', async () => {
    const html = await htmlOf(context, { kind: 'costs', view: 'prices' });
    expect(rowsOf(html)).toEqual([
      ['Первый сервер', '18,48 ₽', '554 ₽', '6 645 ₽'],
      ['Второй сервер', '23,76 ₽', '714 ₽', '8 571 ₽'],
    ]);
    expect(textOf(html)).toContain('Вместе42,24 ₽1 268 ₽15 216 ₽');
  });

  it('costs counts what an upgrade adds and marks what nobody has confirmed', async () => {
    const rows = rowsOf(await htmlOf(context, { kind: 'costs', view: 'upgrades' }));
    const [, size, price] = rows[0] ?? [];
    expect(size).toBe('4 → 8 ГБ');
    expect(price).toBe('+250 ₽ в месяц · 3 000 ₽ в год, первый план+486 ₽ в месяц · 5 832 ₽ в год, второй план, станет 1 200 ₽цену надо подтвердить');
    expect(rows.at(-1)?.[2]).toBe('600–714 ₽ в месяц · 7 200 – 8 568 ₽ в год');
  });

  it('costs shows the estimate with its sum', async () => {
    const html = await htmlOf(context, { kind: 'costs', view: 'tco' });
    expect(rowsOf(html).map(([year, sum]) => [year, sum])).toEqual([
      ['2025', '18 716 ₽'],
      ['2026', '26 500 ₽'],
      ['2027', '42 000 ₽'],
    ]);
    expect(textOf(html)).toContain('Всего87 216 ₽');
  });

  it('memory compares the promises with the RAM of the server', async () => {
    const html = await htmlOf(context, { kind: 'memory', server: 'server2' });
    expect(textOf(html)).toContain('3 174 МБ из 3 800 МБ, свободно 626 МБ');
    expect(rowsOf(html)).toContainEqual(['Qdrant', 'расширение', '512 МБ', '']);
    expect(textOf(html)).toContain('получится 3 462 МБ из 3 800 МБ');
    // Within the bar, which is as wide as 4 ГБ: nothing may stick out.
    const ends = [...html.matchAll(/<rect class="kb-ram--[a-z-]+" x="(\d+)" width="([\d.]+)"/g)].map(([, x, width]) => Number(x) + Number(width));
    expect(ends.length).toBe(13);
    expect(Math.max(...ends)).toBeLessThanOrEqual(4096);
  });
});

describe('the port map', () => {
  const inventory = publicView(testInventory());

  it('joins the ports of services with the rules of the firewall', () => {
    expect(portMap(inventory, 'alpha').map(({ port, service, firewall }) => [port, service?.id, firewall])).toEqual([
      [443, 'proxy1', 'open'],
      [5432, 'base', 'unneeded'],
      [8055, 'app', 'unneeded'],
      [8080, 'proxy1', 'unneeded'],
    ]);
  });

  it('names a port that is open with nobody behind it', () => {
    const idle = testInventory(['      - { port: 443, why: сайты }', '      - { port: 443, why: сайты }\n      - { port: 22, why: SSH }']);
    expect(portMap(idle, 'alpha')[0]).toMatchObject({ port: 22, service: undefined, firewall: 'open', purpose: 'SSH' });
  });

  it('knows a server without services', () => {
    expect(portMap(inventory, 'beta')).toEqual([]);
  });
});

it('every row of a table names its cells for a phone', async () => {
  const html = await htmlOf(context, { kind: 'domains' });
  expect(html).toContain('<td role="cell" data-label="Сервис">');
  expect(html).not.toMatch(/<(?:td|tr|table|tbody|thead|th)(?![^>]*role=)/);
});

it('a number stays with its unit at the end of a line', async () => {
  const { renderView } = await import('./render-view.ts');
  const { toHtml } = await import('hast-util-to-html');
  expect(toHtml(await renderView(context, { kind: 'costs', view: 'prices' }))).toMatch(/15(?:\u00A0|&nbsp;|&#xA0;)216(?:\u00A0|&nbsp;|&#xA0;)₽/);
});
