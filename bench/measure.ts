import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one run of a program cost. */
export interface Cost {
  readonly seconds: number;
  /** Highest sum of resident memory of the process and its children, sampled every 100 ms; 0 where /proc is missing. */
  readonly peakMiB: number;
}

/**
 * Runs a program to its end and measures it.
 * @throws Error with the program's output when it fails
 */
export function measure(command: readonly string[], options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> }): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = command;
    const started = performance.now();
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => output.push(data));
    child.stderr.on('data', (data: Buffer) => output.push(data));
    let peakMiB = 0;
    const timer = setInterval(() => {
      if (child.pid !== undefined) peakMiB = Math.max(peakMiB, residentMiB(child.pid));
    }, 100);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - started) / 1000;
      if (code === 0) resolve({ seconds, peakMiB });
      else reject(new Error(`${command.join(' ')} ended with ${code}:\n${Buffer.concat(output).toString().slice(-4000)}`));
    });
  });
}

/** Resident memory of a process and its children; 0 where /proc is missing. */
export function residentMiB(pid: number): number {
  try {
    const kib = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
    return kib / 1024 + children.reduce((sum, child) => sum + residentMiB(child), 0);
  } catch {
    return 0;
  }
}
