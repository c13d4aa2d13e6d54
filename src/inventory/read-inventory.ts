import type { z } from 'zod';
import type { Catalogue } from '../knowledge/index.ts';
import { SectionNumber } from '../knowledge/index.ts';
import { crossProblems } from './cross-checks.ts';
import type { Inventory } from './inventory.ts';
import { assembleInventory } from './inventory.ts';
import type { InventoryProblem } from './inventory-problem.ts';
import { readYaml } from './read-yaml.ts';
import type { InventoryData, InventoryFileName } from './schema/inventory-files.ts';
import { INVENTORY_FILES, INVENTORY_SCHEMAS, inventoryPath } from './schema/inventory-files.ts';
import { isRecord } from './schema/schema-walk.ts';
import { schemaProblems } from './schema-problems.ts';
import type { FieldPlace } from './yaml-places.ts';

/** What became of the data files. With problems in the relations only, the inventory is there all the same. */
export interface InventoryReading {
  /** Undefined when a file is missing, is no YAML or does not fit its schema. */
  readonly inventory: Inventory | undefined;
  /** Everything wrong at once, in the order of the files and lines. */
  readonly problems: readonly InventoryProblem[];
}

export interface ReadOptions {
  /** The pages, for checking document numbers; without it they are not checked. */
  readonly catalogue?: Pick<Catalogue, 'numbers'> | undefined;
}

/**
 * Reads the inventory. Pure; a broken file becomes problems, never an exception.
 * @param texts texts of the data files by path relative to the content folder: `inventory/servers.yaml`; other files are ignored
 */
export function readInventory(texts: ReadonlyMap<string, string>, { catalogue }: ReadOptions = {}): InventoryReading {
  const files = INVENTORY_FILES.map((name) => readFile(name, texts.get(inventoryPath(name))));
  const data = Object.fromEntries(files.map(({ name, data }) => [name, data]));
  const problems = files.flatMap((file) => file.problems);
  if (!isComplete(data)) return { inventory: undefined, problems: inOrder(problems) };
  const places = Object.fromEntries(files.map(({ name, places }) => [name, places])) as Inventory['places'];
  const kept = new Map([...texts].filter(([path]) => INVENTORY_FILES.some((name) => inventoryPath(name) === path)));
  const inventory = assembleInventory(data, places, kept, 'team');
  const knowsNumber = catalogue === undefined ? undefined : (text: string) => hasNumber(catalogue, text);
  const relations = crossProblems(inventory, { knowsNumber, leftOut: new Set(files.flatMap(({ leftOut }) => leftOut)) });
  return { inventory: problems.length === 0 ? inventory : undefined, problems: inOrder([...problems, ...relations]) };
}

function hasNumber({ numbers }: Pick<Catalogue, 'numbers'>, text: string): boolean {
  const number = SectionNumber.parse(text);
  return number !== undefined && numbers.has(number);
}

/** A boundary: every value was parsed by the schema of its name. */
function isComplete(data: Readonly<Record<string, unknown>>): data is Record<string, unknown> & InventoryData {
  return INVENTORY_FILES.every((name) => data[name] !== undefined);
}

interface FileReading {
  readonly name: InventoryFileName;
  /** What fits the schema: the whole file, or its sound entries; undefined when not even that is left. */
  readonly data: unknown;
  readonly places: ReadonlyMap<string, FieldPlace>;
  readonly problems: readonly InventoryProblem[];
  /** Ids of the entries that were left out. */
  readonly leftOut: readonly string[];
}

function readFile(name: InventoryFileName, text: string | undefined): FileReading {
  const path = inventoryPath(name);
  const nothing = { name, data: undefined, places: new Map<string, FieldPlace>(), leftOut: [] };
  if (text === undefined) {
    return {
      ...nothing,
      problems: [{ file: path, range: { start: 0, end: 0 }, message: `Файла ${path} нет`, hint: 'Верните его из истории: git restore ИМЯ_ФАЙЛА.' }],
    };
  }
  const { value, places, problems } = readYaml(path, text);
  if (problems.length > 0) return { ...nothing, problems };
  const schema = INVENTORY_SCHEMAS[name];
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ...nothing, data: parsed.data, places, problems };
  const { issues } = parsed.error;
  // The relations of the sound entries are looked at all the same, so that one run says everything.
  const { sound, leftOut } = withoutEntries(value, issues);
  return { name, data: schema.safeParse(sound).data, places, leftOut, problems: schemaProblems({ path, text, schema, value, places }, issues) };
}

/** A copy without the entries (`services.directus`) that issues are about. */
function withoutEntries(value: unknown, issues: readonly z.core.$ZodIssue[]): { sound: unknown; leftOut: string[] } {
  const leftOut: string[] = [];
  if (!isRecord(value)) return { sound: undefined, leftOut };
  const sound: Record<string, unknown> = { ...value };
  for (const { path } of issues) {
    const [section, id] = path.map(String);
    const entries = section === undefined ? undefined : sound[section];
    if (section === undefined || id === undefined || !isRecord(entries)) continue;
    leftOut.push(id);
    sound[section] = Object.fromEntries(Object.entries(entries).filter(([key]) => key !== id));
  }
  return { sound, leftOut };
}

function inOrder(problems: readonly InventoryProblem[]): InventoryProblem[] {
  const rank = new Map(INVENTORY_FILES.map((name, index) => [inventoryPath(name), index]));
  return [...problems].sort((a, b) => (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0) || a.range.start - b.range.start);
}
