import type { Command, ParsedScript, SyntaxNode, Word } from 'unbash';
import { forEachChild, parse } from 'unbash';

/** A word of a command. Offsets are those of the script. */
export interface ShellWord {
  /** As the program receives it: without quotes, variables unexpanded. */
  readonly value: string;
  /** As it is written. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** A program with its arguments, wherever it stands: in a pipe, in `if`, in `$(…)`, in `bash -c '…'`, behind `sudo`. */
export interface ShellCommand {
  /** Without its folder and without `sudo`, `env` and the like: `docker`. */
  readonly name: string;
  /** The arguments after the name. */
  readonly args: readonly ShellWord[];
  /** From the name to the last argument. */
  readonly start: number;
  readonly end: number;
  /** Commands before it in its pipe. */
  readonly input: readonly ShellCommand[];
  /** Files that it writes by `>`. */
  readonly writes: readonly string[];
  readonly hereDocs: ReadonlyArray<{ readonly text: string; readonly start: number; readonly expands: boolean }>;
}

/** Programs that run another program, with those of their options that take a value. */
const WRAPPERS: Readonly<Record<string, string>> = {
  sudo: 'ugphrtCDTR',
  doas: 'uC',
  env: 'uCS',
  nohup: '',
  time: 'fo',
  nice: 'n',
  ionice: 'cnp',
  timeout: 'ks',
  exec: 'a',
  command: '',
  xargs: 'adEILnPs',
  watch: 'n',
  flock: 'wE',
  setsid: '',
  stdbuf: 'ioe',
};
/** Wrappers with an argument of their own before the program: a duration, a lock. */
const POSITIONAL = new Set(['timeout', 'flock']);

const MAX_NESTING = 4;
/** Commands of a pipe that are kept as the input of the next. */
const MAX_INPUT = 20;

/** All commands of a script in the order in which they are written. Text that is no shell gives what can be made of it. */
export function shellCommands(script: string): ShellCommand[] {
  return collect(parse(script), 0, 0);
}

function collect(node: SyntaxNode, shift: number, nesting: number): ShellCommand[] {
  if (node.type === 'Pipeline') {
    const result: ShellCommand[] = [];
    for (const part of node.commands) {
      const before = result.slice(-MAX_INPUT);
      // What a command expands in its arguments reads nothing from the pipe.
      const reads = (index: number): boolean => index === 0 || part.type !== 'Command';
      result.push(...collect(part, shift, nesting).map((command, index) => (reads(index) ? { ...command, input: [...before, ...command.input] } : command)));
    }
    return result;
  }
  const own = node.type === 'Command' ? commandOf(node, shift) : undefined;
  const result = own === undefined ? [] : [own];
  if (own !== undefined && nesting < MAX_NESTING) result.push(...quotedCommands(own, nesting));
  forEachChild(node, (child) => {
    result.push(...collect(child, shift, nesting));
  });
  return result;
}

function commandOf(command: Command, shift: number): ShellCommand | undefined {
  if (command.name === undefined) return undefined;
  const words = [command.name, ...command.args.filter((argument) => argument.type === 'Word')].map((word) => wordOf(word, shift));
  const [name, ...args] = withoutWrappers(words);
  if (name === undefined) return undefined;
  const hereDocs = command.redirects.flatMap((redirect) =>
    redirect.type === 'HereDoc' ? [{ text: redirect.body.text, start: shift + redirect.body.pos, expands: redirect.delimiter?.quoted !== true }] : [],
  );
  return {
    name: name.value.slice(name.value.lastIndexOf('/') + 1),
    args,
    start: name.start,
    end: args.at(-1)?.end ?? name.end,
    input: [],
    writes: command.redirects.flatMap((redirect) =>
      redirect.type === 'Redirect' && redirect.operator.includes('>') && redirect.target !== undefined ? [redirect.target.value] : [],
    ),
    hereDocs,
  };
}

function wordOf({ value, text, pos, end }: Word, shift: number): ShellWord {
  return { value, source: text, start: shift + pos, end: shift + end };
}

function withoutWrappers(words: readonly ShellWord[]): readonly ShellWord[] {
  let rest = words;
  for (;;) {
    const wrapper = rest[0]?.value.replace(/^.*\//, '') ?? '';
    const valued = WRAPPERS[wrapper];
    if (valued === undefined) return rest;
    let at = 1;
    for (; at < rest.length; at++) {
      const word = rest[at]?.value ?? '';
      if (/^-[A-Za-z]$/.test(word) && valued.includes(word.slice(1))) at++;
      else if (!word.startsWith('-') && !(wrapper === 'env' && /^\w+=/.test(word))) break;
    }
    if (POSITIONAL.has(wrapper)) at++;
    if (at >= rest.length) return rest;
    rest = rest.slice(at);
  }
}

/** `bash -c '…'`, `docker exec db sh -c "…"`, `ssh host '…'`: the commands in the quotes. Only what is quoted whole keeps its places. */
function quotedCommands({ name, args }: ShellCommand, nesting: number): ShellCommand[] {
  const quoted =
    name === 'ssh' ? args.slice(1).findLast(isQuotedWhole) : args.find((word, index) => isQuotedWhole(word) && /^-\w*c$/.test(args[index - 1]?.value ?? ''));
  if (quoted === undefined || !/\s/.test(quoted.value)) return [];
  return collect(parse(quoted.value), quoted.start + 1, nesting + 1);
}

/** True when a word is its value between two quotes, so that offsets in the value are offsets in the script. */
export function isQuotedWhole({ value, source }: ShellWord): boolean {
  return /^["']/.test(source) && source.slice(1, -1) === value;
}

/** Options of a command, those of `-abc` one by one. */
export function hasOption({ args }: ShellCommand, ...wanted: readonly string[]): boolean {
  return args.some(({ value }) =>
    wanted.some((option) =>
      option.startsWith('--') ? value === option || value.startsWith(`${option}=`) : /^-[A-Za-z]+$/.test(value) && value.includes(option.slice(1)),
    ),
  );
}

/** A variable that a script reads. */
export interface VariableUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface ShellVariables {
  /** Without those that say themselves what to do when there is no value: `${A:-b}`, `${A:?}`. */
  readonly used: readonly VariableUse[];
  readonly defined: ReadonlySet<string>;
  /** True when the script runs another one in its place (`source`, `eval`), which may define anything. */
  readonly open: boolean;
}

/** Commands that give values to the variables named in their arguments. */
const DEFINING = new Set(['read', 'export', 'declare', 'typeset', 'local', 'readonly', 'mapfile', 'readarray', 'getopts', 'let', 'unset']);

/** The variables of a script. Functions and loops count where they stand: a variable set anywhere is set. */
export function shellVariables(script: string): ShellVariables {
  const used: VariableUse[] = [];
  const defined = new Set<string>();
  let open = false;
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case 'Assignment':
        defined.add(node.name);
        break;
      case 'For':
      case 'Select':
        defined.add(node.name.value);
        break;
      case 'Command': {
        const name = node.name?.value ?? '';
        if (name === 'source' || name === '.' || name === 'eval') open = true;
        const words = node.args.flatMap((argument) => (argument.type === 'Word' ? [argument.value] : []));
        if (DEFINING.has(name)) for (const word of words) defined.add(word.replace(/=.*$/s, ''));
        if (name === 'printf' && words[0] === '-v') defined.add(words[1] ?? '');
        break;
      }
      case 'SimpleExpansion':
        used.push({ name: node.text.slice(1), start: node.pos, end: node.end });
        break;
      case 'ParameterExpansion':
        if (node.operation?.type === 'Default') {
          if (node.operation.operator.endsWith('=')) defined.add(node.parameter);
        } else if (node.prefix !== '!') used.push({ name: node.parameter, start: node.pos, end: node.end });
        break;
      case 'ArithmeticCommand':
        for (const [, name] of node.body.matchAll(/([A-Za-z_]\w*)\s*(?:=|\+\+|--|[-+*/]=)/g)) if (name !== undefined) defined.add(name);
        break;
    }
    forEachChild(node, visit);
  };
  const parsed: ParsedScript = parse(script);
  visit(parsed);
  return { used, defined, open };
}
