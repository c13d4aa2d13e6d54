import type { Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import type { CodePiece } from './code-pieces.ts';
import { codePieces } from './code-pieces.ts';

/** A value of a YAML file with its place in the piece of code. */
export interface Written {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A label or a variable of a service. */
export interface Setting extends Written {
  readonly key: string;
}

export interface ComposeService {
  /** Undefined when the page shows the inside of a service only. */
  readonly name: string | undefined;
  /** Where the name stands, or the service begins. */
  readonly start: number;
  readonly end: number;
  readonly image: Written | undefined;
  readonly containerName: Written | undefined;
  readonly hasBuild: boolean;
  readonly labels: readonly Setting[];
  readonly environment: readonly Setting[];
  /** Undefined when the service names none and so is on the default network. */
  readonly networks: readonly string[] | undefined;
  readonly command: readonly Written[];
}

export interface ComposeFile {
  readonly piece: CodePiece;
  /** Whether `services:` is there: a whole file, not a part of one. */
  readonly isWhole: boolean;
  readonly services: readonly ComposeService[];
  /** Networks of the top level: their real names, as far as the file fixes them. */
  readonly networks: ReadonlyMap<string, { readonly name: string | undefined; readonly external: boolean }>;
  /** Keys of the top level. */
  readonly topKeys: readonly Written[];
}

const files = new WeakMap<PageRecord, readonly ComposeFile[]>();

/** Compose files of a page, whole or in part. Examples of what not to do are left out. */
export function composeFiles(page: PageRecord): readonly ComposeFile[] {
  let known = files.get(page);
  if (known === undefined) {
    known = codePieces(page)
      .filter(({ kind, text }) => kind === 'yaml' && /\b(?:image|labels|services|container_name|build)\b/.test(text))
      .flatMap((piece) => (piece.isWrong(0) ? [] : [readCompose(piece)]))
      .filter(({ services }) => services.length > 0);
    files.set(page, known);
  }
  return known;
}

function readCompose(piece: CodePiece): ComposeFile {
  const document = yamlDocument(piece);
  const root = document.contents;
  const empty: ComposeFile = { piece, isWhole: false, services: [], networks: new Map(), topKeys: [] };
  if (!isMap(root)) return empty;
  const services = child(root, 'services', document);
  const isWhole = isMap(services);
  const networks = new Map<string, { name: string | undefined; external: boolean }>();
  const declared = child(root, 'networks', document);
  if (isMap(declared)) {
    for (const { key, value } of pairs(declared)) {
      const settings = isMap(value) ? value : undefined;
      const external = settings === undefined ? undefined : child(settings, 'external', document);
      networks.set(key.value, {
        // The first versions of the format had the name inside: `external: {name: web}`.
        name: settings === undefined ? undefined : scalar(child(isMap(external) ? external : settings, 'name', document))?.value,
        external: isMap(external) || (isScalar(external) && external.value === true),
      });
    }
  }
  const shown = isWhole ? pairs(services) : pairs(root);
  const found = shown.flatMap(({ key, value }) => (isMap(value) && (isWhole || isServiceLike(value, document)) ? [serviceOf(key, value, document)] : []));
  if (!isWhole && found.length === 0 && isServiceLike(root, document)) found.push(serviceOf(undefined, root, document));
  return { piece, isWhole, services: found, networks, topKeys: pairs(root).map(({ key }) => key) };
}

const documents = new WeakMap<CodePiece, Document>();

/** The YAML of a piece; what a damaged file still says is in it too. */
export function yamlDocument(piece: CodePiece): Document {
  let document = documents.get(piece);
  if (document === undefined) {
    document = parseDocument(piece.text, { prettyErrors: false, logLevel: 'silent', merge: true, uniqueKeys: false });
    documents.set(piece, document);
  }
  return document;
}

function isServiceLike(map: YAMLMap, document: Document): boolean {
  const image = child(map, 'image', document);
  return (
    (image !== undefined && isScalar(image)) ||
    (['container_name', 'restart', 'depends_on', 'labels', 'env_file', 'ports'].filter((key) => map.has(key)).length >= 1 && !map.has('runs-on'))
  );
}

function serviceOf(name: Written | undefined, map: YAMLMap, document: Document): ComposeService {
  const networks = child(map, 'networks', document);
  const command = child(map, 'command', document);
  const whole = placeOf(map);
  return {
    name: name?.value,
    start: name?.start ?? whole.start,
    end: name?.end ?? Math.min(whole.end, whole.start + 1),
    image: scalar(child(map, 'image', document)),
    containerName: scalar(child(map, 'container_name', document)),
    hasBuild: map.has('build'),
    labels: settings(child(map, 'labels', document)),
    environment: settings(child(map, 'environment', document)),
    networks: isSeq(networks)
      ? networks.items.flatMap((item) => (isScalar(item) ? [String(item.value)] : []))
      : isMap(networks)
        ? pairs(networks).map(({ key }) => key.value)
        : undefined,
    command: isSeq(command) ? command.items.flatMap((item) => scalar(item) ?? []) : [scalar(command) ?? []].flat(),
  };
}

/** Both forms, `- KEY=value` and `KEY: value`. */
function settings(node: unknown): Setting[] {
  if (isMap(node)) return pairs(node).map(({ key, value }) => ({ ...(scalar(value) ?? { ...key, value: '' }), key: key.value }));
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    const written = scalar(item);
    if (written === undefined) return [];
    const equals = written.value.indexOf('=');
    return equals === -1
      ? [{ ...written, key: written.value, value: '' }]
      : [{ ...written, key: written.value.slice(0, equals), value: written.value.slice(equals + 1) }];
  });
}

function child(map: YAMLMap, key: string, document: Document): unknown {
  const node: unknown = map.get(key, true);
  return isAlias(node) ? node.resolve(document) : node;
}

function scalar(node: unknown): Written | undefined {
  return isScalar(node) && node.value !== null ? { value: String(node.value), ...placeOf(node) } : undefined;
}

/** Pairs of a map whose keys are plain words. */
function pairs(map: YAMLMap): Array<{ readonly key: Written; readonly value: unknown }> {
  return map.items.flatMap((item) =>
    isPair(item) && isScalar(item.key) ? [{ key: { value: String(item.key.value), ...placeOf(item.key) }, value: valueOf(item) }] : [],
  );
}

function valueOf({ value }: Pair): unknown {
  return value;
}

function placeOf({ range }: Node | Scalar): TextRange {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}
