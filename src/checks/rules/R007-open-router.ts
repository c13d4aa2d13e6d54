import { isMap, isScalar } from 'yaml';
import type { Inventory } from '../../inventory/index.ts';
import { isHiddenByBasicAuth } from '../../inventory/index.ts';
import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import { inventoryOf } from '../facts/known-facts.ts';
import { defineRule } from '../rule.ts';
import type { CodePiece } from './code-pieces.ts';
import { codePieces } from './code-pieces.ts';
import type { ComposeFile, ComposeService, Setting } from './compose-services.ts';
import { composeFiles, yamlDocument } from './compose-services.ts';

const START = '---\ntitle: 06.02 - Развёртывание\n---\n\n';

export const rule = defineRule({
  id: 'R007',
  severity: 'error',
  title: 'Интерфейс за Traefik закрыт паролем, а сеть названа настоящим именем',
  why: 'Роутер без входа открывает журналы и базы всему интернету, а с неверной сетью Traefik отвечает 502 или 404.',
  remedy:
    'Добавьте роутеру middleware с BasicAuth: traefik.http.routers.<имя>.middlewares=auth@file. Сети дайте постоянное name: и то же имя укажите в traefik.docker.network.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}\`\`\`yaml\nservices:\n  dozzle:\n    image: amir20/dozzle:v10.7.3\n    networks: [web, internal]\n    labels:\n      - traefik.enable=true\n      - traefik.http.routers.logs.rule=Host(\`logs2.tapbot.kz\`)\nnetworks:\n  web:\n  internal:\n\`\`\`\n`,
      },
    },
    good: {
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}\`\`\`yaml\nservices:\n  dozzle:\n    image: amir20/dozzle:v10.7.3\n    networks: [web, internal]\n    labels:\n      - traefik.enable=true\n      - traefik.docker.network=web\n      - traefik.http.routers.logs.rule=Host(\`logs2.tapbot.kz\`)\n      - traefik.http.routers.logs.middlewares=auth@file\nnetworks:\n  web:\n    name: web\n  internal:\n    internal: true\n\`\`\`\n`,
      },
    },
  },
  *base({ base }) {
    for (const page of base.pages) {
      if (!/traefik|api@internal|insecure/i.test(page.text) || page.fences.length === 0) continue;
      const files = composeFiles(page);
      const guards = guardsOf(page, files);
      const named = namesProviderNetwork(page);
      for (const file of files) {
        for (const service of file.services) {
          for (const { setting, message } of [...openRouters(service, guards, () => inventoryOf(base).inventory), ...wrongNetworks(service, file, named)]) {
            if (file.piece.isWrong(setting.start)) continue;
            const range = file.piece.place(setting.start, setting.end);
            yield { path: page.path, range, message, found: firstLine(page.text.slice(range.start, range.end)) };
          }
        }
      }
      for (const { range, message } of [...openFileRouters(page), ...insecureApis(page)])
        yield { path: page.path, range, message, found: firstLine(page.text.slice(range.start, range.end)) };
    }
  },
});

interface Flaw {
  readonly setting: { readonly start: number; readonly end: number };
  readonly message: string;
}

/** Interfaces that let everybody in until they are told otherwise, with the setting that closes each of them. */
const OPEN_IMAGES: ReadonlyArray<{ readonly image: RegExp; readonly name: string; readonly closedBy?: RegExp }> = [
  { image: /amir20\/dozzle/, name: 'Dozzle', closedBy: /^DOZZLE_AUTH_PROVIDER$/ },
  { image: /qdrant\/qdrant/, name: 'Qdrant', closedBy: /^QDRANT__SERVICE__API_KEY/ },
  { image: /prom\/prometheus/, name: 'Prometheus' },
  { image: /prom\/alertmanager/, name: 'Alertmanager' },
  { image: /(?:prom|prometheuscommunity)\/[\w-]+-exporter/, name: 'экспортёр метрик' },
  { image: /netdata\/netdata/, name: 'Netdata' },
  { image: /cadvisor/, name: 'cAdvisor' },
  { image: /redis-commander|redisinsight/, name: 'просмотрщик Redis' },
  { image: /(?:^|\/)adminer(?::|$)/, name: 'Adminer' },
  { image: /mongo-express/, name: 'mongo-express' },
  { image: /(?:^|\/)traefik(?::|$)/, name: 'панель Traefik' },
];

const AUTH_NAME = /auth|allow|whitelist|vpn|login|sso|htpasswd/i;

/** Names of the middlewares that keep strangers out, as far as the page defines them, and of those that do not. */
function guardsOf(page: PageRecord, files: readonly ComposeFile[]): ReadonlyMap<string, boolean> {
  const guards = new Map<string, boolean>();
  const define = (name: string, kind: string, value: string): void => {
    const chained = /^chain\b/i.test(kind) && value.split(',').some((part) => AUTH_NAME.test(part));
    guards.set(name, guards.get(name) === true || chained || /^(?:basicauth|digestauth|forwardauth|ipallowlist|ipwhitelist|plugin)\b/i.test(kind));
  };
  for (const { key, value } of files.flatMap(({ services }) => services.flatMap(({ labels }) => labels))) {
    const [, name, kind] = /^traefik\.http\.middlewares\.([\w-]+)\.(\S+)$/i.exec(key) ?? [];
    if (name !== undefined && kind !== undefined) define(name, kind, value);
  }
  for (const piece of codePieces(page)) {
    if (piece.kind !== 'yaml' || !piece.text.includes('middlewares:')) continue;
    const middlewares = yamlDocument(piece).getIn(['http', 'middlewares'], true);
    if (!isMap(middlewares)) continue;
    for (const { key, value } of middlewares.items) {
      if (isScalar(key) && isMap(value)) for (const kind of value.items) define(String(key.value), String(kind.key), JSON.stringify(kind.value));
    }
  }
  return guards;
}

function* openRouters(
  { labels, image, environment, name }: ComposeService,
  guards: ReadonlyMap<string, boolean>,
  inventory: () => Inventory | undefined,
): Iterable<Flaw> {
  for (const rule of labels) {
    const router = /^traefik\.http\.routers\.([\w-]+)\.rule$/i.exec(rule.key)?.[1];
    if (router === undefined || /ClientIP\(/.test(rule.value)) continue;
    const setting = (key: string): Setting | undefined =>
      labels.find((label) => label.key.toLowerCase() === `traefik.http.routers.${router}.${key}`.toLowerCase());
    // A router that only leads from http to https.
    const middlewares = (setting('middlewares')?.value ?? '').split(',').map((middleware) => middleware.trim().replace(/@.*$/, ''));
    if (
      middlewares.some((middleware) => guards.get(middleware) ?? AUTH_NAME.test(middleware)) ||
      middlewares.some((middleware) => /redirect/i.test(middleware))
    )
      continue;
    const what = openInterface(setting('service')?.value, image?.value ?? '', environment, rule.value, inventory);
    if (what === undefined) continue;
    yield { setting: rule, message: `Роутер ${router} открывает ${what} без пароля${name === undefined ? '' : ` (сервис ${name})`}` };
  }
}

/** What stands open behind a router; undefined when it has a login of its own or nobody here knows it. */
function openInterface(
  target: string | undefined,
  image: string,
  environment: readonly Setting[],
  rule: string,
  inventory: () => Inventory | undefined,
): string | undefined {
  if (target !== undefined && /@internal$/.test(target)) return target === 'ping@internal' ? undefined : 'панель Traefik';
  const known = OPEN_IMAGES.find((open) => open.image.test(image));
  if (known !== undefined) return known.closedBy !== undefined && environment.some(({ key }) => known.closedBy?.test(key)) ? undefined : known.name;
  const domains = [...rule.matchAll(/Host\(`([^`]+)`/g)].map(([, domain]) => domain);
  const service =
    domains.length === 0 ? undefined : [...(inventory()?.services.values() ?? [])].find(({ domain }) => domain !== undefined && domains.includes(domain));
  return service !== undefined && isHiddenByBasicAuth(service) ? service.product.name : undefined;
}

function* wrongNetworks({ labels, networks, name, start, end }: ComposeService, file: ComposeFile, isNamedForAll: boolean): Iterable<Flaw> {
  const isEnabled = labels.some(({ key, value }) => key === 'traefik.enable' && /^true$/i.test(value));
  const isRouted = labels.some(({ key }) => /^traefik\.http\.routers\./i.test(key));
  const label = labels.find(({ key }) => key === 'traefik.docker.network');
  const who = name === undefined ? 'Сервис' : `Сервис ${name}`;
  if (label === undefined) {
    if ((isEnabled || isRouted) && !isNamedForAll && networks !== undefined && networks.length > 1)
      yield { setting: { start, end }, message: `${who} в нескольких сетях, а traefik.docker.network не сказано, в какой его искать` };
    return;
  }
  if (!file.isWhole || networks === undefined || /[${<]/.test(label.value)) return;
  const real = networks.map((network) => {
    const declared = file.networks.get(network);
    return { network, name: declared?.name ?? (declared?.external === true ? network : undefined) };
  });
  if (real.some((known) => known.name === label.value || (known.name === undefined && label.value.endsWith(`_${known.network}`)))) return;
  const prefixed = real.find(({ network }) => network === label.value);
  yield {
    setting: label,
    message:
      prefixed === undefined
        ? `${who} не подключён к сети ${label.value} из traefik.docker.network`
        : `Сети ${label.value} в Docker нет: без name: Compose добавит к имени название проекта`,
  };
}

function namesProviderNetwork(page: PageRecord): boolean {
  return codePieces(page).some(
    (piece) =>
      /providers\.docker\.network|TRAEFIK_PROVIDERS_DOCKER_NETWORK/i.test(piece.text) ||
      (piece.kind === 'yaml' && /^providers:/m.test(piece.text) && yamlDocument(piece).hasIn(['providers', 'docker', 'network'])),
  );
}

interface Place {
  readonly range: TextRange;
  readonly message: string;
}

/** Routers of the file provider that lead into Traefik itself. */
function* openFileRouters(page: PageRecord): Iterable<Place> {
  for (const piece of codePieces(page)) {
    if (piece.kind !== 'yaml' || !/api@internal|dashboard@internal/.test(piece.text)) continue;
    const routers = yamlDocument(piece).getIn(['http', 'routers'], true);
    if (!isMap(routers)) continue;
    for (const { key, value } of routers.items) {
      if (!isScalar(key) || !isMap(value) || !/^(?:api|dashboard)@internal$/.test(String(value.get('service'))) || value.has('middlewares')) continue;
      const [start = 0, end = 0] = key.range ?? [];
      if (!piece.isWrong(start)) yield { range: piece.place(start, end), message: `Роутер ${String(key.value)} открывает панель Traefik без пароля` };
    }
  }
}

const INSECURE =
  /--api\.insecure(?:=true)?(?![=\w])|(?<=^api:[ \t]*\r?\n(?:[ \t]+\w+:[^\n]*\n)*?[ \t]+)insecure:[ \t]*true\b|\bTRAEFIK_API_INSECURE["']?[ \t]*[:=][ \t]*["']?true\b/gim;

/** `api.insecure` puts the dashboard on port 8080 for everybody. */
function* insecureApis(page: PageRecord): Iterable<Place> {
  for (const piece of codePieces(page)) {
    if (piece.kind === 'listing') continue;
    for (const { index, 0: found } of piece.text.matchAll(INSECURE)) {
      if (!isOff(piece, index))
        yield { range: piece.place(index, index + found.length), message: 'api.insecure открывает панель Traefik на порту 8080 без пароля' };
    }
  }
}

function isOff(piece: CodePiece, index: number): boolean {
  return piece.isWrong(index) || /^[ \t]*#/.test(piece.text.slice(piece.text.lastIndexOf('\n', index - 1) + 1, index));
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
