import { z } from 'zod';
import type { TextRange } from '../knowledge/index.ts';
import type { Inventory, Service } from './inventory.ts';
import type { InventoryProblem } from './inventory-problem.ts';
import { didYouMean } from './nearest.ts';
import { readYaml } from './read-yaml.ts';
import { identifier } from './schema/field.ts';
import { isRecord } from './schema/schema-walk.ts';
import { EXPOSURES, SERVICE_LIFECYCLES } from './schema/services.ts';
import { schemaProblems } from './schema-problems.ts';
import type { FieldPath, FieldPlace } from './yaml-places.ts';
import { pathKey } from './yaml-places.ts';

/**
 * Views of the inventory that a page embeds as a fence: the language names the view, the body holds its options as YAML.
 * GitHub and Gramax show the options, the site draws the view, the checker reads both through `readViewFence`.
 */

type Lifecycle = keyof typeof SERVICE_LIFECYCLES;
type Exposure = keyof typeof EXPOSURES;

/** What a table of services can say of each of them, in the order of the columns when nobody chooses. */
export const SERVICE_COLUMNS = ['lifecycle', 'version', 'server', 'address', 'ports', 'auth', 'memory', 'owner', 'document', 'runbook', 'purpose'] as const;
export type ServiceColumn = (typeof SERVICE_COLUMNS)[number];

export const COST_VIEWS = ['prices', 'tco', 'upgrades'] as const;

const server = identifier.optional().describe('Id сервера: только он');
const LIFECYCLES = Object.keys(SERVICE_LIFECYCLES) as [Lifecycle, ...Lifecycle[]];
const EXPOSURE_NAMES = Object.keys(EXPOSURES) as [Exposure, ...Exposure[]];

/** Options of the views by the language of the fence. */
export const VIEW_SCHEMAS = {
  servers: z.strictObject({ ids: z.array(identifier).min(1).optional().describe('Id серверов, если нужны не все') }).describe('Сравнение серверов'),
  services: z
    .strictObject({
      server,
      lifecycle: z.array(z.enum(LIFECYCLES)).min(1).optional().describe('Состояния: active, planned, retired'),
      ids: z.array(identifier).min(1).optional().describe('Id сервисов, если нужны не все: в этом порядке'),
      columns: z.array(z.enum(SERVICE_COLUMNS)).min(1).default(['lifecycle', 'address', 'purpose']).describe('Столбцы после имени'),
    })
    .describe('Таблица сервисов'),
  service: z.strictObject({ id: identifier.describe('Id сервиса') }).describe('Карточка сервиса'),
  ports: z
    .strictObject({ server, exposure: z.array(z.enum(EXPOSURE_NAMES)).min(1).optional().describe('Откуда доступны: public, host, internal') })
    .describe('Карта портов'),
  topology: z
    .strictObject({
      level: z.enum(['servers', 'services']).default('services').describe('servers — только серверы, services — ещё и сервисы'),
      server,
    })
    .refine((options) => options.level === 'services' || options.server === undefined, {
      message: 'нужно только вместе с level: services',
      path: ['server'],
    })
    .describe('Схема связей'),
  domains: z.strictObject({ server }).describe('Таблица доменов'),
  costs: z.strictObject({ view: z.enum(COST_VIEWS).describe('prices — цены сейчас, tco — смета на три года, upgrades — цены расширений') }).describe('Деньги'),
  memory: z.strictObject({ server }).describe('Бюджет памяти'),
} as const satisfies Record<string, z.ZodType>;

export type ViewKind = keyof typeof VIEW_SCHEMAS;

/** A view with its options, ready to be drawn. */
export type View = { [Kind in ViewKind]: { readonly kind: Kind } & Readonly<z.output<(typeof VIEW_SCHEMAS)[Kind]>> }[ViewKind];

/** Something wrong in the body of a fence. The message is readable alone. */
export interface ViewProblem {
  /** Within the body. */
  readonly range: TextRange;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  readonly hint: string;
}

export type ViewReading = { readonly ok: true; readonly view: View } | { readonly ok: false; readonly problems: readonly ViewProblem[] };

/** True for the language of a fence that is a view. */
export function isViewKind(language: string): language is ViewKind {
  return Object.hasOwn(VIEW_SCHEMAS, language);
}

/** Options that hold lists; one value may stand without brackets. */
const LISTS: ReadonlySet<string> = new Set(['ids', 'lifecycle', 'columns', 'exposure']);

/**
 * Reads the options of a view. Never throws.
 * @param inventory without it ids are not looked up
 */
export function readViewFence(kind: ViewKind, body: string, inventory?: Pick<Inventory, 'servers' | 'services'>): ViewReading {
  const { value, places, problems } = readYaml('', body);
  if (problems.length > 0) return { ok: false, problems: problems.map(inFence(kind)) };
  if (!isRecord(value)) {
    const hint = `Например: «${exampleOption(kind)}». Пустой блок — тоже блок.`;
    return {
      ok: false,
      problems: [{ range: { start: 0, end: body.length }, message: `В блоке ${kind} нет пар «настройка: значение»`, found: body.trim(), hint }],
    };
  }
  const options = Object.fromEntries(Object.entries(value).map(([key, option]) => [key, LISTS.has(key) && !Array.isArray(option) ? [option] : option]));
  const schema: z.ZodType = VIEW_SCHEMAS[kind];
  const parsed = schema.safeParse(options);
  if (!parsed.success) {
    return { ok: false, problems: schemaProblems({ path: '', text: body, schema, value: options, places }, parsed.error.issues).map(inFence(kind)) };
  }
  // A boundary: the schema of this kind has just parsed it.
  const view = { kind, ...Object(parsed.data) } as View;
  const unknown = inventory === undefined ? [] : [...unknownIds(view, inventory, body, places)];
  return unknown.length > 0 ? { ok: false, problems: unknown } : { ok: true, view };
}

/** Services that a table shows, in its order. */
export function servicesOfView({ server, lifecycle, ids }: Extract<View, { kind: 'services' }>, { services }: Pick<Inventory, 'services'>): Service[] {
  const chosen = ids === undefined ? [...services.values()] : ids.flatMap((id) => services.get(id) ?? []);
  return chosen.filter((service) => (server === undefined || service.server === server) && (lifecycle === undefined || lifecycle.includes(service.lifecycle)));
}

function* unknownIds(
  view: View,
  inventory: Pick<Inventory, 'servers' | 'services'>,
  body: string,
  places: ReadonlyMap<string, FieldPlace>,
): Iterable<ViewProblem> {
  const at = (path: FieldPath): TextRange => (places.get(pathKey(path)) ?? places.get(pathKey(path.slice(0, 1))))?.value ?? { start: 0, end: body.length };
  const look = function* (what: string, id: string, known: readonly string[], path: FieldPath): Iterable<ViewProblem> {
    if (known.includes(id)) return;
    yield { range: at(path), message: `${what} «${id}» в инвентаре нет`, expected: known.join(', '), found: id, hint: didYouMean(id, known, 'Исправьте имя.') };
  };
  const servers = [...inventory.servers.keys()];
  const services = [...inventory.services.keys()];
  if ('server' in view && view.server !== undefined) yield* look('Сервера', view.server, servers, ['server']);
  if (view.kind === 'service') yield* look('Сервиса', view.id, services, ['id']);
  if (view.kind === 'servers' || view.kind === 'services') {
    const [what, known] = view.kind === 'servers' ? ['Сервера', servers] : ['Сервиса', services];
    for (const [index, id] of (view.ids ?? []).entries()) yield* look(what, id, known, ['ids', index]);
  }
  const named =
    view.kind === 'services' && (view.server === undefined || servers.includes(view.server)) && (view.ids ?? []).every((id) => services.includes(id));
  if (view.kind === 'services' && named && servicesOfView(view, inventory).length === 0) {
    yield {
      range: { start: 0, end: body.length },
      message: 'Под эти условия не подходит ни один сервис',
      hint: 'Уберите одно из условий: server, lifecycle или ids.',
    };
  }
}

function inFence(kind: ViewKind): (problem: InventoryProblem) => ViewProblem {
  return ({ range, message, expected, found, hint }) => ({ range, message: message.replace(/^В файле /, `В блоке ${kind} `), expected, found, hint });
}

/** An option to show to somebody who wrote none, as it stands in a fence. */
function exampleOption(kind: ViewKind): string {
  const examples: Record<ViewKind, string> = {
    servers: 'ids: [server1]',
    services: 'server: server2',
    service: 'id: directus',
    ports: 'server: server2',
    topology: 'level: services',
    domains: 'server: server2',
    costs: 'view: prices',
    memory: 'server: server2',
  };
  return examples[kind];
}
