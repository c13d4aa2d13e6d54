import type { Inventory } from './inventory.ts';
import type { InventoryReading } from './read-inventory.ts';
import { readInventory } from './read-inventory.ts';

/** The smallest inventory in which everything fits: two servers, a proxy, a database and an application. For tests. */
const FILES: Readonly<Record<string, string>> = {
  'inventory/servers.yaml': `provider: { name: example.net, dataCentre: Алматы, pingToKazakhstan: { from: 1, to: 5 } }
servers:
  alpha:
    name: Первый
    hub: Hub
    purpose: Всё.
    lifecycle: active
    readiness: 100
    ip: 192.0.2.10
    wrongIps:
      - { value: 192.0.2.99, why: старый адрес первого }
    cpu: 2
    clock: 3+ ГГц
    ram: 4
    disk: 10
    diskKind: NVMe
    network: 250
    os: Ubuntu 24.04 LTS
    memory: { usable: 1000, reserved: { system: { name: система, limit: 400 } } }
    price: { day: 18.48, month: 554, year: 6645 }
    document: "02.01.01"
  beta:
    name: Второй
    hub: Spare
    purpose: Запас.
    lifecycle: planned
    readiness: 0
    cpu: 1
    clock: 3+ ГГц
    ram: 2
    disk: 5
    diskKind: NVMe
    network: 100
    os: Ubuntu 24.04 LTS
    memory: { usable: 500, reserved: {} }
    price: { day: 1.5, month: 45, year: 540 }
    document: "02.01.02"
`,
  'inventory/services.yaml': `products:
  proxy:
    name: Proxy
    version: v3
    image: proxy:v3.7.11
    runs: docker
    container: proxy
  base:
    name: Base
    version: "16"
    image: base:16.15-bookworm
    runs: docker
    container: base
    health: { kind: postgres }
    canary: { kind: closed }
    wrongVersions:
      - { value: "15.3", why: старая }
  app:
    name: App
    version: "10.10"
    image: registry.example.net:5000/team/app:10.10.7
    runs: docker
    container: app
    health: { kind: http, path: /ping, status: [200], body: pong }
    canary: { kind: http, path: /me, secure: [401] }
services:
  proxy1:
    product: proxy
    server: alpha
    lifecycle: active
    purpose: Дверь.
    owner: ops
    domain: proxy.example.kz
    via: proxy1
    ports:
      https: { port: 443, exposure: public, purpose: сайты }
      panel: { port: 8080, exposure: internal, purpose: панель }
    auth: { kinds: [basic-auth] }
    networks: [web]
    memory: { limit: 100 }
    document: "03.02.02"
  base:
    product: base
    server: alpha
    lifecycle: active
    purpose: Данные.
    owner: ops
    ports:
      sql: { port: 5432, exposure: internal, purpose: запросы }
    networks: [data]
    memory: { limit: 200, budget: on-demand }
    document: "03.01.01"
  app:
    product: app
    server: alpha
    lifecycle: active
    since: "2025-06-17"
    purpose: Приложение.
    owner: ops
    domain: app.example.kz
    via: proxy1
    ports:
      web: { port: 8055, exposure: internal, purpose: сайт }
    auth: { kinds: [builtin] }
    accessNote: вход через бастион команды
    networks: [web, data]
    memory: { limit: 300 }
    dependsOn: [base]
    document: "03.02.01"
    wrongNames:
      - { value: app2.example.kz, why: верный адрес app.example.kz }
`,
  'inventory/networks.yaml': `domain:
  name: example.kz
  dns: ps.kz
  certificates: { issuer: CA, by: proxy, warn: 30, daily: 7 }
timeZone: { name: Asia/Almaty, offset: UTC+5, since: "2024-03-01" }
link: { latency: 1, traffic: бесплатно }
vpn: { service: app, subnet: 10.0.100.0/24, peers: 50 }
docker:
  web: { purpose: сайты, internal: false, servers: [alpha] }
  data: { purpose: базы, internal: true, servers: [alpha] }
firewall:
  alpha:
    incoming: deny
    outgoing: allow
    allow:
      - { port: 443, why: сайты }
thresholds:
  cpu: { name: Процессор, unit: "%", better: lower, attention: 80, critical: 90 }
serviceLevels:
  uptime: { name: Доступность, value: 99.5, unit: "%" }
  onboarding: { name: Новичок, value: 2, unit: неделя }
upgradeCriteria: {}
incidents: {}
`,
  'inventory/people.yaml': `project:
  name: example.kz
  purpose: Пример.
  channels: [Telegram]
  languages: [ru]
  income: [подписка]
  repository: example/example
  licence: корпоративная
  support: { email: help@example.kz, answer: { name: Ответ, value: 2, unit: ч } }
people:
  ops:
    name: команда DevOps
    kind: team
    role: DevOps
    responsibility: Всё.
    privateContacts: { phone: "+7 700 000 00 00" }
`,
  'inventory/costs.yaml': `total: { day: 19.98, month: 599, year: 7185 }
extras: {}
upgrades:
  more-ram: { name: Память, server: alpha, field: ram, from: 4, to: 8, options: { plan: { delta: 200 } }, confirmed: true, unlocks: [app] }
estimate:
  years: { "2025": 100, "2026": 200 }
  total: 300
project: { from: 50000, to: 150000 }
payback: { years: { from: 6, to: 20 } }
`,
};

/** One replacement in the files: `what` stands in exactly one place. */
export type Replacement = readonly [what: string, by: string];

/** Texts of the test inventory with replacements. */
export function testInventoryTexts(...replacements: readonly Replacement[]): Map<string, string> {
  const texts = new Map(Object.entries(FILES));
  for (const [what, by] of replacements) {
    const homes = [...texts].filter(([, text]) => text.includes(what));
    const [home] = homes;
    if (home === undefined || homes.length > 1 || home[1].indexOf(what) !== home[1].lastIndexOf(what))
      throw new Error(`«${what}» stands in no place or in several`);
    texts.set(
      home[0],
      home[1].replace(what, () => by),
    );
  }
  return texts;
}

export function readTestInventory(...replacements: readonly Replacement[]): InventoryReading {
  return readInventory(testInventoryTexts(...replacements));
}

/** @throws Error when the replacements broke it */
export function testInventory(...replacements: readonly Replacement[]): Inventory {
  const { inventory, problems } = readTestInventory(...replacements);
  if (inventory === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return inventory;
}
