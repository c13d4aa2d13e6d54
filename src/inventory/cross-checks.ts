import type { Inventory, Server } from './inventory.ts';
import { isReachableFromInternet, servicesOn, sourceOf, tagOfImage, versionOfImage } from './inventory.ts';
import type { InventoryProblem } from './inventory-problem.ts';
import { memoryBudget } from './memory-budget.ts';
import { didYouMean } from './nearest.ts';
import type { InventoryFileName } from './schema/inventory-files.ts';
import { inventoryPath } from './schema/inventory-files.ts';
import type { FieldPath } from './yaml-places.ts';

/** Words a fact key may begin with that are no ids. */
export const RESERVED_IDS = ['provider', 'networks', 'costs', 'project'] as const;

/** Tags that mean another image tomorrow. */
const FLOATING_TAGS = /^(?:latest|stable|edge|main|master|nightly|dev|rolling|lts|alpine|bookworm)$/i;

type Problems = Iterable<InventoryProblem>;

export interface CrossCheckOptions {
  /** True when a section number exists; without it document numbers are not checked. */
  readonly knowsNumber: ((number: string) => boolean) | undefined;
  /** Ids of entries left out because their fields are wrong: nobody is blamed for naming them, and nothing is summed up. */
  readonly leftOut: ReadonlySet<string>;
}

/** What is wrong between the fields: references, sums, ports, versions. The fields themselves fit their schemas. */
export function crossProblems(inventory: Inventory, { knowsNumber, leftOut }: CrossCheckOptions): InventoryProblem[] {
  return [
    ...idProblems(inventory),
    ...referenceProblems(inventory, leftOut),
    ...(knowsNumber === undefined ? [] : documentProblems(inventory, knowsNumber)),
    ...productProblems(inventory),
    ...lifecycleProblems(inventory),
    ...portProblems(inventory),
    ...domainProblems(inventory),
    ...(leftOut.size > 0 ? [] : [...unusedProducts(inventory), ...firewallProblems(inventory), ...memoryProblems(inventory), ...costProblems(inventory)]),
  ];
}

type Details = Pick<InventoryProblem, 'message' | 'hint' | 'expected' | 'found'>;

function problem(inventory: Inventory, file: InventoryFileName, path: FieldPath, details: Details): InventoryProblem {
  return { file: inventoryPath(file), range: sourceOf(inventory, file, path)?.range ?? { start: 0, end: 0 }, ...details };
}

const serviceProblem = (inventory: Inventory, id: string, path: FieldPath, details: Details): InventoryProblem =>
  problem(inventory, 'services', ['services', id, ...path], details);

/** An id is the first word of a fact key, so it must be one thing. A product may share the id of its only service. */
function* idProblems(inventory: Inventory): Problems {
  const taken = new Map<string, string>(RESERVED_IDS.map((id) => [id, 'занято самой базой']));
  const claims: Array<{ file: InventoryFileName; path: FieldPath; id: string; what: string }> = [
    ...[...inventory.servers.keys()].map((id) => ({ file: 'servers' as const, path: ['servers', id], id, what: 'сервер' })),
    ...Object.keys(inventory.data.services.services).map((id) => ({ file: 'services' as const, path: ['services', id], id, what: 'сервис' })),
    ...[...inventory.people.keys()].map((id) => ({ file: 'people' as const, path: ['people', id], id, what: 'человек или команда' })),
    ...[...inventory.products.keys()].map((id) => ({ file: 'services' as const, path: ['products', id], id, what: 'продукт' })),
  ];
  for (const { file, path, id, what } of claims) {
    const before = taken.get(id);
    const ownService = what === 'продукт' && inventory.data.services.services[id]?.product === id;
    if (before !== undefined && !ownService) {
      yield problem(inventory, file, path, {
        message: `Имя «${id}» уже занято: ${before}`,
        found: id,
        hint: 'Дайте записи другое имя: по нему на неё ссылаются страницы.',
      });
    }
    taken.set(id, what);
  }
}

function* referenceProblems(inventory: Inventory, leftOut: ReadonlySet<string>): Problems {
  const services = Object.entries(inventory.data.services.services);
  const serviceIds = services.map(([id]) => id);
  const serverIds = [...inventory.servers.keys()];
  const productIds = [...inventory.products.keys()];
  const { networks, costs } = inventory;
  const dangling = (file: InventoryFileName, path: FieldPath, what: string, id: string, known: readonly string[]): InventoryProblem[] =>
    known.includes(id) || leftOut.has(id)
      ? []
      : [
          problem(inventory, file, path, {
            message: `${what} «${id}» нет`,
            expected: known.join(', '),
            found: id,
            hint: didYouMean(id, known, 'Исправьте имя или добавьте такую запись.'),
          }),
        ];
  for (const [id, service] of services) {
    const at = (...path: FieldPath): FieldPath => ['services', id, ...path];
    yield* dangling('services', at('product'), 'Продукта', service.product, productIds);
    yield* dangling('services', at('server'), 'Сервера', service.server, serverIds);
    yield* dangling('services', at('owner'), 'Владельца', service.owner, [...inventory.people.keys()]);
    if (service.via !== undefined) yield* dangling('services', at('via'), 'Сервиса', service.via, serviceIds);
    if (service.memory?.sharedWith !== undefined) yield* dangling('services', at('memory', 'sharedWith'), 'Сервиса', service.memory.sharedWith, serviceIds);
    for (const [index, other] of (service.dependsOn ?? []).entries()) yield* dangling('services', at('dependsOn', index), 'Сервиса', other, serviceIds);
    for (const [index, name] of (service.networks ?? []).entries()) {
      yield* dangling('services', at('networks', index), 'Сети Docker', name, Object.keys(networks.docker));
      // A server that is not there has been reported; what follows from it would only be noise.
      if (inventory.servers.has(service.server) && networks.docker[name]?.servers.includes(service.server) === false) {
        yield serviceProblem(inventory, id, ['networks', index], {
          message: `Сети «${name}» нет на ${service.server}, где работает ${id}`,
          found: name,
          hint: `Добавьте ${service.server} в networks.yaml → docker → ${name} → servers или уберите сеть.`,
        });
      }
    }
    const proxy = service.via === undefined ? undefined : inventory.services.get(service.via);
    if (proxy !== undefined && inventory.servers.has(service.server) && proxy.server !== service.server) {
      yield serviceProblem(inventory, id, ['via'], {
        message: `${id} работает на ${service.server}, а прокси ${proxy.id} — на ${proxy.server}`,
        found: proxy.id,
        hint: `Укажите прокси, который стоит на ${service.server}.`,
      });
    }
  }
  yield* dangling('networks', ['domain', 'certificates', 'by'], 'Продукта', networks.domain.certificates.by, productIds);
  yield* dangling('networks', ['vpn', 'service'], 'Сервиса', networks.vpn.service, serviceIds);
  for (const [name, { servers }] of Object.entries(networks.docker)) {
    for (const [index, server] of servers.entries()) yield* dangling('networks', ['docker', name, 'servers', index], 'Сервера', server, serverIds);
  }
  for (const server of Object.keys(networks.firewall)) yield* dangling('networks', ['firewall', server], 'Сервера', server, serverIds);
  for (const [id, { server, unlocks }] of Object.entries(costs.upgrades)) {
    if (server !== undefined) yield* dangling('costs', ['upgrades', id, 'server'], 'Сервера', server, serverIds);
    for (const [index, service] of (unlocks ?? []).entries()) yield* dangling('costs', ['upgrades', id, 'unlocks', index], 'Сервиса', service, serviceIds);
  }
}

function* unusedProducts(inventory: Inventory): Problems {
  const used = new Set(Object.values(inventory.data.services.services).map(({ product }) => product));
  for (const id of inventory.products.keys()) {
    if (!used.has(id)) {
      yield problem(inventory, 'services', ['products', id], {
        message: `Продукт «${id}» не нужен ни одному сервису`,
        found: id,
        hint: 'Уберите его или добавьте сервис.',
      });
    }
  }
}

function* documentProblems(inventory: Inventory, knowsNumber: (number: string) => boolean): Problems {
  const check = (file: InventoryFileName, path: FieldPath, number: string | undefined): InventoryProblem[] =>
    number === undefined || knowsNumber(number)
      ? []
      : [problem(inventory, file, path, { message: `Темы ${number} в базе нет`, found: number, hint: 'Укажите номер существующей темы.' })];
  for (const { id, document } of inventory.servers.values()) yield* check('servers', ['servers', id, 'document'], document);
  for (const { id, document, runbook } of inventory.services.values()) {
    yield* check('services', ['services', id, 'document'], document);
    yield* check('services', ['services', id, 'runbook'], runbook);
  }
}

function* productProblems(inventory: Inventory): Problems {
  for (const { id, image, release, version, exactVersion, wrongVersions } of inventory.products.values()) {
    const at = (...path: FieldPath): FieldPath => ['products', id, ...path];
    if (image !== undefined) {
      const tag = tagOfImage(image);
      const exact = versionOfImage(image);
      const floating = tag === undefined || FLOATING_TAGS.test(tag) || exact === undefined || !exact.includes('.');
      if (floating && !image.includes('@sha256:')) {
        yield problem(inventory, 'services', at('image'), {
          message: tag === undefined ? `У образа ${image} нет тега` : `Тег «${tag}» завтра может означать другой образ`,
          expected: 'точная версия, например 7.4.11-alpine',
          found: image,
          hint: 'Запишите тег с точной версией.',
        });
      }
      if (release !== undefined) {
        yield problem(inventory, 'services', at('release'), {
          message: `Версия ${id} записана дважды: в image и в release`,
          found: release,
          hint: 'Уберите release: версию называет тег образа.',
        });
      }
    }
    const prose = version?.replace(/^v/, '');
    if (prose !== undefined && exactVersion !== undefined && exactVersion !== prose && !exactVersion.startsWith(`${prose}.`)) {
      yield problem(inventory, 'services', at('version'), {
        message: `Версия ${id} для текста — ${version}, а ставим ${exactVersion}`,
        expected: `начало версии ${exactVersion}`,
        found: version,
        hint: 'Исправьте version или image.',
      });
    }
    for (const [index, { value }] of (wrongVersions ?? []).entries()) {
      if (value === version || value === exactVersion) {
        yield problem(inventory, 'services', at('wrongVersions', index), {
          message: `Версия ${value} продукта ${id} записана и верной, и неверной`,
          found: value,
          hint: 'Уберите её из одного из мест.',
        });
      }
    }
  }
}

function* lifecycleProblems(inventory: Inventory): Problems {
  for (const { id, lifecycle, since, planned, interim, via, dependsOn, domain, ports, auth } of inventory.services.values()) {
    if (planned !== undefined && lifecycle !== 'planned') {
      yield serviceProblem(inventory, id, ['planned'], {
        message: `${id} уже не в плане, а срок planned остался`,
        found: planned,
        hint: 'Уберите planned, запишите since.',
      });
    }
    if (since !== undefined && lifecycle === 'planned') {
      yield serviceProblem(inventory, id, ['since'], {
        message: `${id} ещё в плане, а since говорит, что работает`,
        found: since,
        hint: 'Поставьте lifecycle: active или уберите since.',
      });
    }
    const needs = [
      ...(dependsOn ?? []).map((other, index) => ({ other, path: ['dependsOn', index] })),
      ...(via === undefined ? [] : [{ other: via, path: ['via'] }]),
    ];
    for (const { other, path } of needs) {
      const state = inventory.services.get(other)?.lifecycle;
      if (lifecycle === 'active' && interim === undefined && state !== undefined && state !== 'active') {
        yield serviceProblem(inventory, id, path, {
          message: `${id} работает, а ${other}, который ему нужен, — нет`,
          found: other,
          hint: `Исправьте lifecycle у ${id} или ${other} либо напишите в interim, как ${id} работает сейчас.`,
        });
      }
    }
    if (isReachableFromInternet({ domain, ports }) && auth === undefined) {
      yield serviceProblem(inventory, id, [], {
        message: `${id} виден из интернета, а чем закрыт вход, не записано`,
        hint: 'Добавьте auth; если входа и не должно быть — kinds: [open].',
      });
    }
  }
}

function* portProblems(inventory: Inventory): Problems {
  const owners = new Map<string, string>();
  for (const { id, server, lifecycle, ports, wrongPorts } of inventory.services.values()) {
    const own = new Set<string>();
    for (const { name, port, protocol, exposure } of ports) {
      const path = ['ports', name, 'port'];
      if (own.has(`${port}/${protocol}`)) {
        yield serviceProblem(inventory, id, path, {
          message: `Порт ${port}/${protocol} записан у ${id} дважды`,
          found: String(port),
          hint: 'Оставьте одну запись.',
        });
      }
      own.add(`${port}/${protocol}`);
      for (const [index, wrong] of (wrongPorts ?? []).entries()) {
        if (wrong.value === port)
          yield serviceProblem(inventory, id, ['wrongPorts', index], {
            message: `Порт ${port} записан у ${id} и верным, и неверным`,
            found: String(port),
            hint: 'Уберите его из одного из мест.',
          });
      }
      // Ports inside a Docker network belong to their container; only the host's can collide.
      if (exposure === 'internal' || lifecycle === 'retired') continue;
      const key = `${server} ${port}/${protocol}`;
      const other = owners.get(key);
      if (other !== undefined && other !== id) {
        yield serviceProblem(inventory, id, path, {
          message: `Порт ${port}/${protocol} на ${server} уже занят: ${other}`,
          found: String(port),
          hint: 'Дайте одному из сервисов другой порт.',
        });
      }
      owners.set(key, id);
    }
  }
}

/** The firewall and the public ports say the same. A planned service may wait for its rule. */
function* firewallProblems(inventory: Inventory): Problems {
  for (const [server, { allow }] of Object.entries(inventory.networks.firewall)) {
    const open = servicesOn(inventory, server).flatMap((service) =>
      service.lifecycle === 'retired' ? [] : service.ports.filter(({ exposure }) => exposure === 'public').map((port) => ({ service, port })),
    );
    for (const [index, rule] of allow.entries()) {
      if (open.some(({ port }) => port.port === rule.port && port.protocol === rule.protocol)) continue;
      yield problem(inventory, 'networks', ['firewall', server, 'allow', index, 'port'], {
        message: `Файрвол ${server} открывает ${rule.port}/${rule.protocol}, а такого публичного порта нет ни у одного сервиса`,
        found: String(rule.port),
        hint: 'Уберите правило или запишите порт у сервиса с exposure: public.',
      });
    }
    for (const { service, port } of open) {
      if (service.lifecycle !== 'active' || allow.some((rule) => rule.port === port.port && rule.protocol === port.protocol)) continue;
      yield serviceProblem(inventory, service.id, ['ports', port.name, 'port'], {
        message: `Порт ${port.port}/${port.protocol} сервиса ${service.id} публичный, а файрвол ${server} его не открывает`,
        found: String(port.port),
        hint: `Добавьте правило в networks.yaml → firewall → ${server} или исправьте exposure.`,
      });
    }
  }
}

function* domainProblems(inventory: Inventory): Problems {
  const root = inventory.networks.domain.name;
  const owners = new Map<string, string>();
  const names = [...inventory.services.values()].flatMap(({ id, domain, laterDomain }) => [
    ...(domain === undefined ? [] : [{ id, field: 'domain', name: domain }]),
    ...(laterDomain === undefined ? [] : [{ id, field: 'laterDomain', name: laterDomain }]),
  ]);
  for (const { id, field, name } of names) {
    const other = owners.get(name);
    if (other !== undefined) {
      yield serviceProblem(inventory, id, [field], {
        message: `Домен ${name} уже занят: ${other}`,
        found: name,
        hint: 'Дайте одному из сервисов другой домен.',
      });
    }
    owners.set(name, id);
    if (name !== root && !name.endsWith(`.${root}`)) {
      yield serviceProblem(inventory, id, [field], {
        message: `Домен ${name} не внутри ${root}`,
        expected: `….${root}`,
        found: name,
        hint: 'Исправьте домен.',
      });
    }
  }
  for (const { id, wrongNames } of inventory.services.values()) {
    for (const [index, { value }] of (wrongNames ?? []).entries()) {
      if (owners.has(value))
        yield serviceProblem(inventory, id, ['wrongNames', index], {
          message: `Домен ${value} записан неверным у ${id} и верным у ${owners.get(value)}`,
          found: value,
          hint: 'Уберите его из одного из мест.',
        });
    }
  }
}

function* memoryProblems(inventory: Inventory): Problems {
  for (const server of inventory.servers.values()) {
    const budget = memoryBudget(inventory, server.id);
    if (budget === undefined) continue;
    const over = (total: number, what: string): InventoryProblem[] =>
      total <= budget.usable ? [] : [problem(inventory, 'servers', ['servers', server.id, 'memory', 'usable'], overMemory(server, total, what))];
    yield* over(budget.used, 'пределы сервисов');
    yield* over(budget.extended, 'пределы с расширениями, когда всё on-demand остановлено,');
  }
}

function overMemory({ id, memory, ram }: Server, total: number, what: string): Details {
  return {
    message: `На ${id} ${what} занимают ${total} МБ, а раздать можно ${memory.usable} МБ`,
    expected: `не больше ${memory.usable} МБ из ${ram} ГБ`,
    found: `${total} МБ`,
    hint: 'Уменьшите предел одного из сервисов или докупите память.',
  };
}

function* costProblems(inventory: Inventory): Problems {
  const { costs } = inventory;
  for (const period of ['day', 'month', 'year'] as const) {
    const sum = roundToKopeck([...inventory.servers.values()].reduce((total, { price }) => total + price[period], 0));
    if (sum !== costs.total[period]) yield problem(inventory, 'costs', ['total', period], wrongSum('цен серверов', sum, costs.total[period]));
  }
  const years = roundToKopeck(Object.values(costs.estimate.years).reduce((total, year) => total + year, 0));
  if (years !== costs.estimate.total) yield problem(inventory, 'costs', ['estimate', 'total'], wrongSum('сметы по годам', years, costs.estimate.total));
  const { from, to } = costs.payback.years;
  const expected = { from: Math.floor(costs.project.from / costs.total.year), to: Math.floor(costs.project.to / costs.total.year) };
  if (costs.total.year > 0 && (from !== expected.from || to !== expected.to)) {
    yield problem(inventory, 'costs', ['payback', 'years'], {
      message: `Один проект оплачивает ${expected.from}–${expected.to} лет, а записано ${from}–${to}`,
      expected: `{ from: ${expected.from}, to: ${expected.to} }`,
      found: `{ from: ${from}, to: ${to} }`,
      hint: 'Срок — это цена проекта, делённая на total.year, полных лет.',
    });
  }
  for (const [id, { options, price, confirmed }] of Object.entries(costs.upgrades)) {
    const prices = Object.keys(options ?? {}).length;
    if (prices === 0 && price === undefined) {
      yield problem(inventory, 'costs', ['upgrades', id], { message: `У расширения ${id} нет цены`, hint: 'Добавьте options или price.' });
    }
    if (prices > 1 && confirmed) {
      yield problem(inventory, 'costs', ['upgrades', id, 'confirmed'], {
        message: `У расширения ${id} две цены, а оно помечено подтверждённым`,
        found: 'true',
        hint: 'Оставьте одну цену или поставьте confirmed: false.',
      });
    }
  }
}

function wrongSum(of: string, sum: number, written: number): Details {
  return {
    message: `Сумма ${of} — ${sum}, а записано ${written}`,
    expected: String(sum),
    found: String(written),
    hint: `Запишите ${sum} или исправьте слагаемые.`,
  };
}

function roundToKopeck(value: number): number {
  return Math.round(value * 100) / 100;
}
