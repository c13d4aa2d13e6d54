import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryProblem } from './inventory-problem.ts';
import { readInventory } from './read-inventory.ts';
import type { Replacement } from './test-inventory.ts';
import { readTestInventory, testInventoryTexts } from './test-inventory.ts';

/** `file ⟨marked text⟩ message | hint` of everything found after the replacements. */
function found(...replacements: readonly Replacement[]): string[] {
  const texts = testInventoryTexts(...replacements);
  return readInventory(texts).problems.map((problem) => `${place(problem, texts)} ${problem.message} | ${problem.hint}`);
}

function place({ file, range }: InventoryProblem, texts: ReadonlyMap<string, string>): string {
  return `${file.replace('inventory/', '')} ⟨${texts.get(file)?.slice(range.start, range.end)}⟩`;
}

describe('a sound inventory', () => {
  it('is read without a word', () => {
    expect(found()).toEqual([]);
  });

  it('has the services looked up: product, ports, address', () => {
    const { inventory } = readTestInventory();
    const app = inventory?.services.get('app');
    expect(app?.product.name).toBe('App');
    expect(app?.product.exactVersion).toBe('10.10.7');
    expect(app?.url).toBe('https://app.example.kz');
    expect(app?.ports.map(({ name, port }) => `${name} ${port}`)).toEqual(['web 8055']);
  });
});

describe('a field that does not fit', () => {
  it.each<[string, Replacement, string]>([
    [
      'unknown, with the name that was meant',
      ['    owner: ops\n    domain: app', '    owner: ops\n    domian: x\n    domain: app'],
      'services.yaml ⟨domian⟩ У «app» неизвестное поле «domian» | Может быть, domain?',
    ],
    ['missing', ['    hub: Spare\n', ''], 'servers.yaml ⟨beta⟩ У «beta» нет обязательного поля «hub» | Добавьте строку «hub: …».'],
    [
      'a version without quotes that YAML reads as another number',
      ['version: "10.10"', 'version: 10.10'],
      'services.yaml ⟨10.10⟩ «10.10» в поле «version» без кавычек — это число, YAML прочёл его как 10.1 | Возьмите значение в кавычки: "10.10".',
    ],
    [
      'a word that is none of the choices',
      ['lifecycle: planned', 'lifecycle: plannd'],
      'servers.yaml ⟨plannd⟩ Значение «plannd» в поле «lifecycle» не подходит | Может быть, planned?',
    ],
    [
      'a kind of check that nobody knows',
      ['{ kind: postgres }', '{ kind: postgre }'],
      'services.yaml ⟨postgre⟩ Значение «postgre» в поле «kind» не подходит | Может быть, postgres?',
    ],
    [
      'an id in capitals',
      ['  base:\n    product: base', '  Base:\n    product: base'],
      'services.yaml ⟨Base⟩ Имя «Base» не годится: нужны строчные латинские буквы, цифры и дефис, например node-exporter1 | Переименуйте запись и все ссылки на неё.',
    ],
    ['an address that is no address', ['ip: 192.0.2.10', 'ip: 192.0.2.1000'], 'servers.yaml ⟨192.0.2.1000⟩ У «alpha» поле «ip»: '],
    [
      'bounds in the wrong order',
      ['attention: 80, critical: 90', 'attention: 95, critical: 90'],
      'networks.yaml ⟨90⟩ У «cpu» поле «critical»: границы стоят не в том порядке',
    ],
    [
      'a domain with a scheme',
      ['domain: app.example.kz', 'domain: https://app.example.kz'],
      'services.yaml ⟨https://app.example.kz⟩ У «app» поле «domain»: нужно имя без https://',
    ],
  ])('%s', (_, replacement, expected) => {
    expect(found(replacement)[0]).toContain(expected);
  });

  it('leaves no half inventory behind', () => {
    expect(readTestInventory(['    hub: Spare\n', '']).inventory).toBeUndefined();
  });

  it('does not hide what is wrong between the other entries', () => {
    const messages = found(['    hub: Spare\n', ''], ['dependsOn: [base]', 'dependsOn: [bse]']);
    expect(messages.join('\n')).toContain('У «beta» нет обязательного поля «hub»');
    expect(messages.join('\n')).toContain('Сервиса «bse» нет | Может быть, base?');
    expect(messages).toHaveLength(2);
  });
});

describe('a relation that does not hold', () => {
  it.each<[string, Replacement[], string]>([
    [
      'a server that is not there',
      [['    server: alpha\n    lifecycle: active\n    since', '    server: alfa\n    lifecycle: active\n    since']],
      'services.yaml ⟨alfa⟩ Сервера «alfa» нет | Может быть, alpha?',
    ],
    ['a product that is not there', [['    product: app\n', '    product: ap\n']], 'services.yaml ⟨ap⟩ Продукта «ap» нет | Может быть, app?'],
    [
      'an owner who is not there',
      [['owner: ops\n    ports:\n      sql', 'owner: opps\n    ports:\n      sql']],
      'services.yaml ⟨opps⟩ Владельца «opps» нет | Может быть, ops?',
    ],
    ['a service it depends on that is not there', [['dependsOn: [base]', 'dependsOn: [bse]']], 'services.yaml ⟨bse⟩ Сервиса «bse» нет | Может быть, base?'],
    [
      'a Docker network that is not on its server',
      [['internal: true, servers: [alpha]', 'internal: true, servers: [beta]']],
      'Сети «data» нет на alpha, где работает base',
    ],
    ['an id that is two things', [['  ops:\n    name', '  alpha:\n    name']], 'people.yaml ⟨alpha⟩ Имя «alpha» уже занято: сервер'],
    ['a word that facts need for themselves', [['  ops:\n    name', '  costs:\n    name']], 'Имя «costs» уже занято: занято самой базой'],
    ['a domain twice', [['domain: app.example.kz', 'domain: proxy.example.kz']], 'services.yaml ⟨proxy.example.kz⟩ Домен proxy.example.kz уже занят: proxy1'],
    [
      'a domain of somebody else',
      [['domain: app.example.kz', 'domain: app.example.com']],
      'services.yaml ⟨app.example.com⟩ Домен app.example.com не внутри example.kz',
    ],
    [
      'a wrong name that is right elsewhere',
      [['value: app2.example.kz', 'value: proxy.example.kz']],
      'Домен proxy.example.kz записан неверным у app и верным у proxy1',
    ],
    [
      'a public port twice on a server',
      [['web: { port: 8055, exposure: internal', 'web: { port: 443, exposure: public']],
      'services.yaml ⟨443⟩ Порт 443/tcp на alpha уже занят: proxy1',
    ],
    [
      'a port twice in a service',
      [['panel: { port: 8080, exposure: internal', 'panel: { port: 443, exposure: internal']],
      'Порт 443/tcp записан у proxy1 дважды',
    ],
    [
      'a public port that the firewall closes',
      [['web: { port: 8055, exposure: internal', 'web: { port: 9000, exposure: public']],
      'Порт 9000/tcp сервиса app публичный, а файрвол alpha его не открывает',
    ],
    [
      'a firewall rule that nobody needs',
      [['      - { port: 443, why: сайты }', '      - { port: 443, why: сайты }\n      - { port: 5432, why: база }']],
      'networks.yaml ⟨5432⟩ Файрвол alpha открывает 5432/tcp',
    ],
    ['an image without a tag', [['image: base:16.15-bookworm', 'image: base']], 'У образа base нет тега'],
    ['a floating tag', [['image: proxy:v3.7.11', 'image: proxy:latest']], 'services.yaml ⟨proxy:latest⟩ Тег «latest» завтра может означать другой образ'],
    ['a tag that names only the major version', [['image: base:16.15-bookworm', 'image: base:16']], 'Тег «16» завтра может означать другой образ'],
    [
      'a version in prose that is not the image’s',
      [['version: "10.10"', 'version: "10.9"']],
      'services.yaml ⟨"10.9"⟩ Версия app для текста — 10.9, а ставим 10.10.7',
    ],
    ['a version that is right and wrong', [['value: "15.3"', 'value: "16.15"']], 'Версия 16.15 продукта base записана и верной, и неверной'],
    [
      'more memory than there is',
      [['memory: { limit: 300 }', 'memory: { limit: 900 }']],
      'servers.yaml ⟨1000⟩ На alpha пределы сервисов занимают 1600 МБ, а раздать можно 1000 МБ',
    ],
    ['a price that the total forgot', [['month: 554', 'month: 555']], 'costs.yaml ⟨599⟩ Сумма цен серверов — 600, а записано 599'],
    ['an estimate that does not add up', [['"2026": 200', '"2026": 201']], 'Сумма сметы по годам — 301, а записано 300'],
    ['a payback nobody divided', [['years: { from: 6, to: 20 }', 'years: { from: 2, to: 4 }']], 'Один проект оплачивает 6–20 лет, а записано 2–4'],
    [
      'two prices called confirmed',
      [['options: { plan: { delta: 200 } }', 'options: { a: { delta: 200 }, b: { month: 900 } }']],
      'У расширения more-ram две цены, а оно помечено подтверждённым',
    ],
    [
      'something that runs on something planned',
      [['server: alpha\n    lifecycle: active\n    purpose: Данные', 'server: alpha\n    lifecycle: planned\n    purpose: Данные']],
      'services.yaml ⟨base⟩ app работает, а base, который ему нужен, — нет',
    ],
    [
      'a day of start for what has not started',
      [['lifecycle: active\n    since', 'lifecycle: planned\n    since']],
      'app ещё в плане, а since говорит, что работает',
    ],
    ['an interface without a word about its door', [['    auth: { kinds: [builtin] }\n', '']], 'app виден из интернета, а чем закрыт вход, не записано'],
  ])('%s', (_, replacements, expected) => {
    expect(found(...replacements).join('\n')).toContain(expected);
  });

  it('says everything at once, in the order of the files', () => {
    const messages = found(['month: 554', 'month: 555'], ['image: proxy:v3.7.11', 'image: proxy:latest'], ['dependsOn: [base]', 'dependsOn: [nobody]']);
    expect(messages.map((message) => message.split(' ⟨')[0])).toEqual(['services.yaml', 'services.yaml', 'costs.yaml']);
  });

  it('leaves the inventory usable', () => {
    expect(readTestInventory(['month: 554', 'month: 555']).inventory?.servers.get('alpha')?.price.month).toBe(555);
  });

  it('lets the same port stand in several containers and in both protocols', () => {
    expect(found(['sql: { port: 5432, exposure', 'sql: { port: 8055, exposure'])).toEqual([]);
    expect(found(['web: { port: 8055, exposure: internal', 'web: { port: 443, protocol: udp, exposure: host'])).toEqual([]);
  });

  it('lets an extension fit when what is on demand is stopped', () => {
    const extension: Replacement = ['memory: { limit: 300 }', 'memory: { limit: 500, budget: extension }'];
    expect(found(extension)).toEqual([]);
    expect(found(extension, ['memory: { limit: 100 }', 'memory: { limit: 101 }']).join('\n')).toContain('занимают 1001 МБ');
  });

  it('checks document numbers when it is given the pages', () => {
    const numbers = new Map();
    const problems = readInventory(testInventoryTexts(), { catalogue: { numbers } }).problems;
    expect(problems.map(({ message }) => message)).toContain('Темы 03.02.01 в базе нет');
    expect(problems).toHaveLength(5);
  });
});

describe('a broken file', () => {
  it('is a problem with its place when it is no YAML', () => {
    expect(found(['    hub: Hub\n', '    hub: "Hub\n'])[0]).toContain('Не хватает закрывающей кавычки');
    expect(found(['    hub: Hub\n', '\thub: Hub\n'])[0]).toContain('Отступ сделан табуляцией');
    expect(found(['    hub: Hub\n', '    hub: Hub\n    hub: Hub\n'])[0]).toContain('Ключ повторяется');
  });

  it('is named when it is missing', () => {
    const texts = testInventoryTexts();
    texts.delete('inventory/people.yaml');
    expect(readInventory(texts).problems.map(({ message }) => message)).toEqual(['Файла inventory/people.yaml нет']);
  });

  it('may be empty, a list or an unknown alias', () => {
    for (const text of ['', '- 1\n', '42\n', 'a: *nobody\n', '# пусто\n']) {
      const texts = testInventoryTexts();
      texts.set('inventory/costs.yaml', text);
      const { inventory, problems } = readInventory(texts);
      expect(inventory).toBeUndefined();
      expect(problems.length).toBeGreaterThan(0);
    }
  });

  it('never throws, whatever is cut out of it or put into it', () => {
    const names = [...testInventoryTexts().keys()];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.nat(40),
        fc.constantFrom('', '\n', ': ', '- ', '{', '[', '"', '&a ', '*a', 'null', '\t', '~', '|'),
        (name, at, length, put) => {
          const texts = testInventoryTexts();
          const text = texts.get(name) ?? '';
          const start = at % text.length;
          texts.set(name, text.slice(0, start) + put + text.slice(start + length));
          const { problems } = readInventory(texts);
          for (const { range, file } of problems) expect(range.end).toBeLessThanOrEqual((texts.get(file) ?? '').length + 1);
        },
      ),
      { numRuns: 150 },
    );
  });
});
