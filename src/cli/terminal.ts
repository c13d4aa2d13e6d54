import { styleText } from 'node:util';

/** Where a command writes and what it knows of its surroundings; tests pass their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly cwd: string;
  readonly color: boolean;
  /** Today in Almaty, `2025-07-21`. */
  readonly today: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Everything that comes in; nothing by default. */
  readonly stdin?: () => Promise<string>;
  /** Wipes the screen, when there is one. */
  readonly clear?: () => void;
  /** Calls back when the user wants the command to end (Ctrl-C); without it a command that waits would wait for ever. */
  readonly onInterrupt?: (stop: () => void) => void;
}

/** A mistake of the user: printed as it is, without a stack, exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

type Style = Parameters<typeof styleText>[0];

/** Colours text when the terminal wants it. */
export function paint(terminal: Pick<Terminal, 'color'>, style: Style, text: string): string {
  return terminal.color ? styleText(style, text, { validateStream: false }) : text;
}

/** The real terminal. Colours follow NO_COLOR and FORCE_COLOR. */
export function processTerminal(): Terminal {
  const { env } = process;
  process.stdout.on('error', (error) => {
    // The reader has seen enough and is gone: `kb check | head`.
    if ('code' in error && error.code === 'EPIPE') process.exit();
    throw error;
  });
  const forced = env['FORCE_COLOR'];
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    cwd: process.cwd(),
    color: env['NO_COLOR'] ? false : forced === undefined ? process.stdout.isTTY === true : forced !== '0',
    today: todayInAlmaty(new Date()),
    env,
    stdin: async () => Buffer.concat(await process.stdin.toArray()).toString(),
    ...(process.stdout.isTTY === true ? { clear: () => process.stdout.write('\u001B[2J\u001B[3J\u001B[H') } : {}),
    onInterrupt: (stop) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
    },
  };
}

/** The calendar day in Asia/Almaty (UTC+5 since 1 March 2024). */
export function todayInAlmaty(now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Almaty' }).format(now);
}
