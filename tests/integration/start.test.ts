import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';

let stop: (() => void) | undefined;
afterEach(() => stop?.());

it('npm start checks, builds, finds a free port, serves, and Ctrl-C ends it all', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const address = blocker.address();
  const taken = typeof address === 'object' && address !== null ? address.port : 0;

  const child = spawn('npm', ['start'], { detached: true, env: { ...process.env, PORT: String(taken) }, stdio: ['ignore', 'pipe', 'pipe'] });
  const group = child.pid ?? 0;
  stop = () => {
    blocker.close();
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // It has ended by itself, as it should.
    }
  };
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const exited = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => output.includes('Остановить: Ctrl-C') && resolve());
    void exited.then(() => reject(new Error(`npm start ended early:\n${output}`)));
  });

  expect(output).toContain('Проверено:');
  const url = /http:\/\/localhost:\d+\//.exec(output)?.[0] ?? '';
  expect(Number(new URL(url).port)).toBeGreaterThan(taken);
  expect(await (await fetch(url)).text()).toContain('tapbot.kz');

  process.kill(-group, 'SIGINT');
  await exited;
  await expect(fetch(url)).rejects.toThrow();
});
