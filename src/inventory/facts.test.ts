import { describe, expect, it } from 'vitest';
import { listFacts, resolveFact } from './facts.ts';
import { publicView } from './public-view.ts';
import { testInventory } from './test-inventory.ts';

const inventory = testInventory();

function valueOfFact(key: string): string | undefined {
  const resolution = resolveFact(inventory, key);
  return resolution.ok ? resolution.fact.value : undefined;
}

describe('a fact key', () => {
  it.each([
    ['alpha.ram', '4 ГБ'],
    ['alpha.price.month', '554 ₽'],
    ['alpha.lifecycle', 'работает'],
    ['alpha.memory.used', '1 000 МБ'],
    ['app.domain', 'app.example.kz'],
    ['app.url', 'https://app.example.kz'],
    ['app.port', '8055'],
    ['app.port.web', '8055'],
    ['proxy1.port.panel', '8080'],
    ['app.server', 'alpha'],
    ['app.owner', 'команда DevOps'],
    ['app.since', '17 июня 2025'],
    ['app.auth', 'собственный вход'],
    ['app.memory', '300 МБ'],
    ['app.health.path', '/ping'],
    ['costs.total.month', '599 ₽'],
    ['costs.project', '50 000 – 150 000 ₽'],
    ['networks.serviceLevels.uptime', '99,5 %'],
    ['networks.serviceLevels.onboarding', '2 недели'],
    ['networks.thresholds.cpu.critical', '90 %'],
    ['networks.domain.certificates.warn', '30 дней'],
    ['networks.timeZone.offset', 'UTC+5'],
    ['project.support.answer', '2 ч'],
    ['provider.pingToKazakhstan', '1–5 мс'],
  ])('%s is «%s»', (key, value) => {
    expect(valueOfFact(key)).toBe(value);
  });

  it('finds the version of the product under the name of the service', () => {
    expect(valueOfFact('proxy.version')).toBe('v3');
    expect(valueOfFact('proxy1.version')).toBe('v3');
    expect(valueOfFact('proxy1.exactVersion')).toBe('3.7.11');
    expect(valueOfFact('app.tag')).toBe('10.10.7');
    expect(valueOfFact('app.image')).toBe('registry.example.net:5000/team/app:10.10.7');
  });

  it('of a service with several ports must say which one', () => {
    expect(resolveFact(inventory, 'proxy1.port')).toMatchObject({ ok: false, nearest: expect.arrayContaining(['proxy1.port.https']) });
  });

  it('that does not exist is answered by its neighbours, of the same subject first', () => {
    expect(resolveFact(inventory, 'app.domian')).toMatchObject({ ok: false, nearest: expect.arrayContaining(['app.domain']) });
    expect(resolveFact(inventory, 'alfa.ram')).toMatchObject({ ok: false, nearest: expect.arrayContaining(['alpha.ram']) });
  });

  it('never names a sentence, a switch or an id nobody reads', () => {
    const keys = listFacts(inventory).map(({ key }) => key);
    expect(keys.filter((key) => /\.(?:purpose|note|why|kind|mode|exposure|product|better)$/.test(key))).toEqual([]);
  });
});

describe('a fact', () => {
  it('knows the place that says it', () => {
    const resolution = resolveFact(inventory, 'app.version');
    const { source } = resolution.ok ? resolution.fact : { source: undefined };
    expect(source?.file).toBe('inventory/services.yaml');
    expect(inventory.texts.get('inventory/services.yaml')?.slice(source?.range.start, source?.range.end)).toBe('"10.10"');
  });

  it('has a place even when it follows from others', () => {
    for (const { key, source } of listFacts(inventory)) expect(inventory.texts.get(source.file)?.slice(source.range.start, source.range.end), key).not.toBe('');
  });

  it('leads to the card of its subject; a product to its first service', () => {
    expect(resolveFact(inventory, 'app.domain')).toMatchObject({ fact: { card: '/inventory/#app' } });
    expect(resolveFact(inventory, 'proxy.version')).toMatchObject({ fact: { card: '/inventory/#proxy1' } });
  });

  it('says what it is', () => {
    expect(listFacts(inventory).filter(({ description }) => description === '')).toEqual([]);
  });

  it('for the team is marked, and is not there for the public', () => {
    expect(resolveFact(inventory, 'alpha.ip')).toMatchObject({ fact: { value: '192.0.2.10', audience: 'team' } });
    expect(resolveFact(publicView(inventory), 'alpha.ip')).toMatchObject({ ok: false });
    expect(listFacts(publicView(inventory)).filter(({ audience }) => audience === 'team')).toEqual([]);
  });
});
