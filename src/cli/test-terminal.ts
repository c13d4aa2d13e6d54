import type { ExitCode } from './main.ts';
import { runKb } from './main.ts';
import type { Terminal } from './terminal.ts';

/** What a run of `kb` said and how it ended. */
export interface KbRun {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs `kb` in a folder as a user would, on a fixed day and without colours. For tests. */
export async function kb(cwd: string, ...args: string[]): Promise<KbRun> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = { out: (text) => out.push(text), err: (text) => err.push(text), cwd, color: false, today: '2025-07-21', env: {} };
  const exitCode = await runKb(args, terminal);
  return { exitCode, out: out.join('\n'), err: err.join('\n') };
}
