/** A small inventory for the examples of the rules about facts: two servers and four services. Addresses are those reserved for documentation. */
export const EXAMPLE_INVENTORY: Readonly<Record<string, string>> = {
  'inventory/servers.yaml': `provider: { name: beget.com, dataCentre: Москва, pingToKazakhstan: { from: 40, to: 60 } }
servers:
  server1:
    name: Первый сервер
    hub: Automation Hub
    purpose: Автоматизация.
    lifecycle: prepared
    readiness: 98
    ip: 192.0.2.10
    cpu: 2
    clock: 3+ ГГц
    ram: 4
    disk: 10
    diskKind: NVMe
    network: 250
    os: Ubuntu 24.04 LTS
    memory: { usable: 3800, reserved: {} }
    price: { day: 18.48, month: 554, year: 6645 }
    document: "02.01.01"
  server2:
    name: Второй сервер
    hub: Database Hub
    purpose: Данные.
    lifecycle: active
    readiness: 100
    ip: 192.0.2.20
    wrongIps:
      - { value: 192.0.2.99, why: это не наш сервер }
    cpu: 2
    clock: 3+ ГГц
    ram: 4
    disk: 30
    diskKind: NVMe
    network: 150
    os: Ubuntu 24.04 LTS
    memory: { usable: 3800, reserved: {} }
    price: { day: 23.76, month: 714, year: 8571 }
    document: "02.01.02"
    wrongValues:
      - { field: ram, value: 8, why: старые страницы завышали размер }
`,
  'inventory/services.yaml': `products:
  traefik:
    name: Traefik
    version: v3
    image: traefik:v3.7.11
    runs: docker
  postgresql:
    name: PostgreSQL
    version: "16"
    image: postgres:16.15-bookworm
    runs: docker
    container: postgres
    settings: { shared_buffers: 384MB }
    wrongVersions:
      - { value: "15.3", why: старые страницы }
  directus:
    name: Directus
    version: "10.10"
    image: directus/directus:10.10.7
    runs: docker
  webmin:
    name: Webmin
    release: "2.660"
    runs: host
services:
  traefik2:
    product: traefik
    server: server2
    lifecycle: active
    purpose: Дверь.
    owner: devops
    domain: traefik2.tapbot.kz
    via: traefik2
    ports:
      http: { port: 80, exposure: public, purpose: перенаправление }
      https: { port: 443, exposure: public, purpose: сайты }
    auth: { kinds: [basic-auth] }
    memory: { limit: 128 }
    document: "03.02.02"
  postgresql:
    product: postgresql
    server: server2
    lifecycle: active
    purpose: Данные.
    owner: devops
    ports:
      sql: { port: 5432, exposure: internal, purpose: запросы }
    memory: { limit: 1024 }
    document: "03.01.01"
  directus:
    product: directus
    server: server2
    lifecycle: active
    purpose: Админка.
    owner: devops
    domain: dir.tapbot.kz
    via: traefik2
    ports:
      web: { port: 8055, exposure: internal, purpose: сайт }
    auth: { kinds: [builtin] }
    accessNote: вход через бастион команды
    memory: { limit: 768 }
    document: "03.02.01"
    wrongNames:
      - { value: directus2.tapbot.kz, why: верный адрес dir.tapbot.kz }
  webmin2:
    product: webmin
    server: server2
    lifecycle: active
    purpose: Управление.
    owner: devops
    domain: webmin2.tapbot.kz
    ports:
      web: { port: 8442, exposure: public, purpose: интерфейс }
    auth: { kinds: [builtin] }
    memory: { limit: 100 }
    document: "06.05.01"
    wrongPorts:
      - { value: 10000, why: стандартный порт снаружи закрыт }
`,
  'inventory/networks.yaml': `domain:
  name: tapbot.kz
  dns: ps.kz
  certificates: { issuer: Let's Encrypt, by: traefik, warn: 30, daily: 7 }
timeZone: { name: Asia/Almaty, offset: UTC+5, since: "2024-03-01" }
link: { latency: 1, traffic: бесплатно }
vpn: { service: webmin2, subnet: 10.0.100.0/24, peers: 50 }
docker: {}
firewall:
  server2:
    incoming: deny
    outgoing: allow
    allow:
      - { port: 80, why: перенаправление }
      - { port: 443, why: сайты }
      - { port: 8442, why: Webmin }
thresholds:
  cpu: { name: Процессор, unit: "%", better: lower, attention: 80, critical: 90 }
serviceLevels:
  rto: { name: Время восстановления (RTO), value: 30, unit: мин, better: lower }
upgradeCriteria: {}
incidents: {}
`,
  'inventory/people.yaml': `project:
  name: tapbot.kz
  purpose: Боты.
  channels: [Telegram]
  languages: [ru]
  income: [подписка]
  repository: example/example
  licence: корпоративная
  support: { email: tech@tapbot.kz, answer: { name: Ответ поддержки, value: 2, unit: ч } }
people:
  devops:
    name: команда DevOps
    kind: team
    role: DevOps
    responsibility: Серверы.
`,
  'inventory/costs.yaml': `total: { day: 42.24, month: 1268, year: 15216 }
extras: {}
upgrades: {}
estimate: { years: { "2025": 18716, "2026": 26500 }, total: 45216 }
project: { from: 50000, to: 150000 }
payback: { years: { from: 3, to: 9 } }
`,
};
