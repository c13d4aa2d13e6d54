import { isMap, isScalar, visit } from 'yaml';
import type { PageRecord, TextRange } from '../../knowledge/index.ts';
import type { CodePiece } from './code-pieces.ts';
import { codePieces, commandsOf } from './code-pieces.ts';
import { yamlDocument } from './compose-services.ts';
import type { ShellCommand, ShellWord } from './shell-script.ts';

/** An image that a piece of code pulls or runs. */
export interface ImageReference {
  /** `docker.n8n.io/n8nio/n8n:2.41.3`. */
  readonly image: string;
  readonly range: TextRange;
}

const references = new WeakMap<PageRecord, readonly ImageReference[]>();

/** Images named on a page where a program would pull them: `image:` of YAML, `docker run` and `docker pull`, `FROM`. Images built on the spot are left out. */
export function imageReferences(page: PageRecord): readonly ImageReference[] {
  let known = references.get(page);
  if (known === undefined) {
    const built = new Set(codePieces(page).flatMap((piece) => commandsOf(piece).flatMap(builtImages)));
    known = codePieces(page)
      .flatMap((piece) => [...imagesOf(piece)].flatMap(({ image, start, end }) => (piece.isWrong(start) ? [] : [{ image, range: piece.place(start, end) }])))
      .filter(({ image }) => !built.has(image) && !built.has(image.replace(/:[^:/]*$/, '')));
    references.set(page, known);
  }
  return known;
}

interface Image {
  readonly image: string;
  readonly start: number;
  readonly end: number;
}

function* imagesOf(piece: CodePiece): Iterable<Image> {
  if (piece.kind === 'yaml') yield* yamlImages(piece);
  else if (piece.kind === 'dockerfile') yield* stages(piece.text);
  else {
    for (const command of commandsOf(piece)) {
      const word = imageOf(command);
      if (word !== undefined) yield { image: word.value, start: word.start, end: word.end };
    }
  }
}

function yamlImages(piece: CodePiece): Image[] {
  if (!piece.text.includes('image:')) return [];
  const images: Image[] = [];
  visit(yamlDocument(piece), {
    Pair: (_, { key, value }, path) => {
      if (!isScalar(key) || key.value !== 'image' || !isScalar(value) || typeof value.value !== 'string') return;
      const owner = path.at(-1);
      // What is built here has the name that is given here.
      if (isMap(owner) && owner.has('build')) return;
      images.push({ image: value.value, start: value.range?.[0] ?? 0, end: value.range?.[1] ?? 0 });
    },
  });
  return images;
}

function* stages(dockerfile: string): Iterable<Image> {
  const named = new Set(['scratch']);
  for (const match of dockerfile.matchAll(/^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(?<image>\S+)(?:[ \t]+AS[ \t]+(?<stage>\S+))?/gim)) {
    const { image = '', stage } = match.groups ?? {};
    const start = match.index + match[0].indexOf(image);
    if (!named.has(image)) yield { image, start, end: start + image.length };
    if (stage !== undefined) named.add(stage);
  }
}

/** Options of `docker run` that take no value: after any other the next word is its value. https://docs.docker.com/reference/cli/docker/container/run/ */
const FLAGS =
  /^(?:-[ditPq]+|--(?:detach|interactive|tty|rm|privileged|init|publish-all|read-only|no-healthcheck|oom-kill-disable|quiet|sig-proxy|disable-content-trust|all-tags)|--[\w-]+=.*|-[a-z]\S+)$/;

/** The image of `docker run`, `docker create` and `docker pull`. */
function imageOf({ name, args }: ShellCommand): ShellWord | undefined {
  if (name !== 'docker' && name !== 'podman') return undefined;
  const verbs = /^(?:container|image)$/.test(args[0]?.value ?? '') ? args.slice(1) : args;
  if (!/^(?:run|create|pull)$/.test(verbs[0]?.value ?? '')) return undefined;
  for (let at = 1; at < verbs.length; at++) {
    const word = verbs[at];
    if (word === undefined || !word.value.startsWith('-')) return word;
    if (!FLAGS.test(word.value)) at++;
  }
  return undefined;
}

function builtImages({ name, args }: ShellCommand): string[] {
  if (name !== 'docker' || !args.some(({ value }) => value === 'build')) return [];
  return args.flatMap(({ value }, index) => (/^(?:-t|--tag)$/.test(args[index - 1]?.value ?? '') ? [value, value.replace(/:[^:/]*$/, '')] : []));
}
