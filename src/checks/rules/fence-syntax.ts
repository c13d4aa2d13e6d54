import { parse as parseShell } from 'unbash';
import { LineCounter, parseAllDocuments } from 'yaml';

/** Where a program would stop reading, and why. */
export interface SyntaxProblem {
  /** Line of the code, from 0. */
  readonly line: number;
  readonly message: string;
}

/** Languages whose code is read the way their programs read it. The names are those written after the fence. */
const READERS: Readonly<Record<string, (code: string) => SyntaxProblem | undefined>> = {
  yaml: readYaml,
  yml: readYaml,
  json: readJson,
  bash: readShell,
  sh: readShell,
  shell: readShell,
};

/** The first problem of a piece of code; undefined when it reads well, or when nobody here can read its language. */
export function syntaxProblem(language: string, code: string): SyntaxProblem | undefined {
  return READERS[language.toLowerCase()]?.(code);
}

const YAML_ERRORS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'сбит отступ',
  DUPLICATE_KEY: 'ключ повторяется',
  MISSING_CHAR: 'не хватает закрывающей кавычки, скобки или двоеточия',
  TAB_AS_INDENT: 'отступ сделан табуляцией, нужны пробелы',
  BLOCK_AS_IMPLICIT_KEY: 'двоеточие внутри значения: возьмите значение в кавычки',
  MULTILINE_IMPLICIT_KEY: 'в строке нет двоеточия после ключа',
  BAD_ALIAS: 'ссылка на якорь, которого нет',
  BAD_SCALAR_START: 'с этого знака значение начинаться не может: возьмите его в кавычки',
  BLOCK_IN_FLOW: 'внутри фигурных или квадратных скобок отступы не действуют',
  UNEXPECTED_TOKEN: 'лишний знак',
};

function readYaml(code: string): SyntaxProblem | undefined {
  // A template is YAML only after a program has filled it in.
  if (/\{\{|\{%/.test(code)) return undefined;
  const lines = new LineCounter();
  for (const document of parseAllDocuments(code, { lineCounter: lines, prettyErrors: false })) {
    if (!('errors' in document)) continue;
    const [error] = document.errors;
    if (error !== undefined) return { line: lines.linePos(error.pos[0]).line - 1, message: `YAML не читается: ${YAML_ERRORS[error.code] ?? 'здесь ошибка'}` };
  }
  return undefined;
}

function readJson(code: string): SyntaxProblem | undefined {
  try {
    JSON.parse(code);
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const offset = /at position (\d+)/.exec(said)?.[1];
    const line = (offset === undefined ? code.trimEnd() : code.slice(0, Number(offset))).split('\n').length - 1;
    if (/^[ \t]*\/\/|\/\*/m.test(code)) return { line, message: 'JSON не читается: в нём нет комментариев. Если они нужны, назовите язык jsonc' };
    return { line, message: `JSON не читается: ${offset === undefined ? 'он обрывается' : 'здесь лишний или пропущенный знак'}` };
  }
}

/** What the parser of the shell says, for people. */
const SHELL_ERRORS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^unterminated double quote/, 'кавычка " не закрыта'],
  [/^unterminated single quote/, "кавычка ' не закрыта"],
  [/^unterminated backtick/, 'обратная кавычка ` не закрыта'],
  [/^unterminated command substitution/, 'скобка после $ не закрыта'],
  [/^unterminated parameter expansion/, 'фигурная скобка после $ не закрыта'],
  [/^unterminated/, 'скобка не закрыта'],
  [/^expected '(.+?)' to close '(.+?)'/, '«$2» не закрыт: не хватает «$1»'],
  [/^expected '(.+?)' to close (?:brace group|subshell)/, 'не хватает «$1»'],
  [/^expected '(.+?)'/, 'не хватает «$1»'],
  [/^unexpected token '(.+?)'/, 'лишнее «$1»'],
  [/^expected command after '(.+?)'/, 'после «$1» нет команды'],
  [/^expected redirect target/, 'после знака перенаправления нет файла'],
];

/**
 * A light reading: quotes, brackets, heredocs and `if … fi` must be whole. Whether the commands exist, and what they do,
 * nobody asks. Places to fill in («<адрес>») count as words.
 */
function readShell(code: string): SyntaxProblem | undefined {
  const filled = code.replace(/(?<!<)<[\p{L}][\p{L}\d ._-]*>/gu, (place) => 'x'.repeat(place.length));
  const [error] = parseShell(filled).errors ?? [];
  if (error !== undefined) {
    const known = SHELL_ERRORS.find(([pattern]) => pattern.test(error.message));
    const words = known === undefined ? 'здесь ошибка' : error.message.replace(new RegExp(`${known[0].source}.*$`, 's'), known[1]);
    return { line: code.slice(0, error.pos).split('\n').length - 1, message: `Команда не читается: ${words}` };
  }
  return openHeredoc(filled);
}

/** Bash itself only warns about a heredoc without an end, and then runs the rest of the script as text. */
function openHeredoc(code: string): SyntaxProblem | undefined {
  const lines = code.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const start = /^(?:[^#'"]|'[^']*'|"[^"]*")*?(?<!<)<<(?<dash>-?)[ \t]*(?<quote>['"]?)(?<end>[A-Za-z_]\w*)\k<quote>/.exec(lines[at] ?? '');
    const { end = '', dash = '' } = start?.groups ?? {};
    if (end === '') continue;
    const close = lines.findIndex((line, index) => index > at && (dash === '' ? line : line.replace(/^\t+/, '')) === end);
    if (close === -1) return { line: at, message: `Команда не читается: у «<<${end}» нет конца — строки ${end}` };
    at = close;
  }
  return undefined;
}
