import { describe, expect, it } from 'vitest';
import { testInventory } from './test-inventory.ts';
import type { ViewKind } from './views.ts';
import { isViewKind, readViewFence, servicesOfView } from './views.ts';

const inventory = testInventory();

/** The problems of a fence, with the text each one points at. */
function problems(kind: ViewKind, body: string): string[] {
  const reading = readViewFence(kind, body, inventory);
  return reading.ok ? [] : reading.problems.map(({ message, range, hint }) => `${message} | ${body.slice(range.start, range.end)} | ${hint}`);
}

describe('the options of a view', () => {
  it.each<[ViewKind, string, object]>([
    ['servers', '', {}],
    ['servers', 'ids: [alpha]', { ids: ['alpha'] }],
    ['services', '', { columns: ['lifecycle', 'address', 'purpose'] }],
    ['services', 'lifecycle: active\ncolumns: [ports]', { lifecycle: ['active'], columns: ['ports'] }],
    ['service', 'id: app', { id: 'app' }],
    ['ports', 'server: alpha', { server: 'alpha' }],
    ['ports', 'exposure: public', { exposure: ['public'] }],
    ['topology', '', { level: 'services' }],
    ['topology', 'level: servers', { level: 'servers' }],
    ['domains', '# все', {}],
    ['costs', 'view: tco', { view: 'tco' }],
    ['memory', 'server: alpha', { server: 'alpha' }],
  ])('of %s, %j, are read', (kind, body, view) => {
    expect(readViewFence(kind, body, inventory)).toEqual({ ok: true, view: { kind, ...view } });
  });

  it.each<[ViewKind, string, string]>([
    ['services', 'sever: alpha', 'В блоке services неизвестное поле «sever» | sever | Может быть, server?'],
    ['service', '', 'В блоке service нет обязательного поля «id» |  | Добавьте строку «id: …».'],
    ['service', 'id: ap', 'Сервиса «ap» в инвентаре нет | ap | Может быть, app?'],
    ['services', 'ids: [app, bas]', 'Сервиса «bas» в инвентаре нет | bas | Может быть, base?'],
    ['ports', 'server: alpa', 'Сервера «alpa» в инвентаре нет | alpa | Может быть, alpha?'],
    ['costs', 'view: price', 'Значение «price» в поле «view» не подходит | price | Может быть, prices?'],
    ['services', 'columns: [port]', 'Значение «port» в поле «columns» не подходит | port | Может быть, ports?'],
    ['topology', 'level: servers\nserver: alpha', 'В блоке topology поле «server»: нужно только вместе с level: services | alpha | Исправьте значение.'],
    ['services', 'lifecycle: retired', 'Под эти условия не подходит ни один сервис | lifecycle: retired | Уберите одно из условий: server, lifecycle или ids.'],
    ['memory', 'server alpha', 'В блоке memory нет пар «настройка: значение» | server alpha | Например: «server: server2». Пустой блок — тоже блок.'],
    ['memory', 'server: "alpha', 'Не хватает закрывающей кавычки или скобки |  | Закройте кавычку или скобку.'],
  ])('of %s, %j, are refused with words, a place and a way out', (kind, body, expected) => {
    expect(problems(kind, body)).toEqual([expected]);
  });

  it('are all looked at, not only the first', () => {
    expect(problems('services', 'server: gamma\nids: [nobody]')).toHaveLength(2);
    expect(problems('services', 'first: 1\nsecond: 2')).toHaveLength(2);
  });

  it('may name anything while there is no inventory to look into', () => {
    expect(readViewFence('service', 'id: anything').ok).toBe(true);
  });
});

it('a table of services keeps the order of the ids it was given', () => {
  const ids = (options: object) => servicesOfView({ kind: 'services', columns: ['ports'], ...options }, inventory).map(({ id }) => id);
  expect(ids({ ids: ['app', 'proxy1'] })).toEqual(['app', 'proxy1']);
  expect(ids({})).toEqual(['proxy1', 'base', 'app']);
  expect(ids({ server: 'beta' })).toEqual([]);
});

it('knows a view from other languages', () => {
  expect(['ports', 'yaml', 'toString', ''].map(isViewKind)).toEqual([true, false, false, false]);
});
