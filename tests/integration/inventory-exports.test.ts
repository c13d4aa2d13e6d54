import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExportOptions, Inventory } from '../../src/inventory/index.ts';
import { INVENTORY_EXPORTS, loadInventory, publicView, teamValues } from '../../src/inventory/index.ts';
import { requiredRootTool, requiredTool } from '../required-tool.ts';

const run = promisify(execFile);
const { inventory: whole, problems } = loadInventory(join(import.meta.dirname, '../../content'));
if (whole === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));

/** Every way the files can be made: for everyone and for the team, with and without plans. */
const WAYS: ReadonlyArray<readonly [string, Inventory, ExportOptions]> = [
  ['for everyone', publicView(whole), { planned: false }],
  ['for everyone, with plans', publicView(whole), { planned: true }],
  ['for the team', whole, { planned: false }],
  ['for the team, with plans', whole, { planned: true }],
];

/** Writes an export into a new folder. */
function exported(kind: keyof typeof INVENTORY_EXPORTS, inventory: Inventory, options: ExportOptions): string {
  const folder = mkdtempSync(join(tmpdir(), `export-${kind}-`));
  for (const { path, text } of INVENTORY_EXPORTS[kind].run(inventory, options)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const cleanups: Array<() => void> = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

describe('promtool reads the Prometheus configuration', () => {
  it.each(WAYS)('%s', async (_, inventory, options) => {
    const promtool = requiredTool(['promtool'], 'prometheus');
    if (promtool === undefined) return;
    const { stdout } = await run(promtool, ['check', 'config', join(exported('prometheus', inventory, options), 'prometheus.yml')]);
    expect(stdout).toContain('SUCCESS');
    expect(stdout).not.toMatch(/WARNING|does not exist/);
  });

  it('and its target files with it: one broken file is refused', async () => {
    const promtool = requiredTool(['promtool'], 'prometheus');
    if (promtool === undefined) return;
    const folder = exported('prometheus', whole, { planned: true });
    writeFileSync(join(folder, 'targets/health.yml'), '- target: [a]\n');
    await expect(run(promtool, ['check', 'config', join(folder, 'prometheus.yml')])).rejects.toThrow();
  });
});

describe('the blackbox exporter', () => {
  const BLACKBOX = ['blackbox_exporter', 'prometheus-blackbox-exporter'] as const;

  it.each(WAYS)('reads its modules %s', async (_, inventory, options) => {
    const blackbox = requiredTool(BLACKBOX, 'prometheus-blackbox-exporter');
    if (blackbox === undefined) return;
    const { stderr } = await run(blackbox, ['--config.check', `--config.file=${join(exported('blackbox', inventory, options), 'blackbox.yml')}`]);
    expect(stderr).toContain('Config file is ok');
  });

  it('tells a healthy service from a sick one and a locked Redis from an open one', async () => {
    const blackbox = requiredTool(BLACKBOX, 'prometheus-blackbox-exporter');
    if (blackbox === undefined) return;
    let status = 200;
    let redisAnswer = '-NOAUTH Authentication required.\r\n';
    const web = await listening(createServer((_, response) => response.writeHead(status).end()));
    const redis = await listening(createTcpServer((socket) => socket.on('data', (data) => data.toString().startsWith('PING') && socket.write(redisAnswer))));
    const silent = await listening(createTcpServer());
    const probe = await startBlackbox(blackbox, join(exported('blackbox', whole, { planned: true }), 'blackbox.yml'));

    expect(await probe(`http://127.0.0.1:${web}/-/ready`, 'health_prometheus_inside')).toBe(true);
    status = 503;
    expect(await probe(`http://127.0.0.1:${web}/-/ready`, 'health_prometheus_inside')).toBe(false);
    expect(await probe(`127.0.0.1:${redis}`, 'health_redis_inside')).toBe(true);
    redisAnswer = '+PONG\r\n';
    expect(await probe(`127.0.0.1:${redis}`, 'health_redis_inside')).toBe(false);
    expect(await probe(`127.0.0.1:${silent}`, 'tcp_connect')).toBe(true);
    expect(await probe('127.0.0.1:1', 'tcp_connect')).toBe(false);
  });
});

describe('Ansible reads the inventory', () => {
  it.each(WAYS)('%s', async (_, inventory, options) => {
    const ansible = requiredTool(['ansible-inventory'], 'ansible-core');
    if (ansible === undefined) return;
    const { stdout, stderr } = await run(ansible, ['-i', join(exported('ansible', inventory, options), 'inventory.yml'), '--list']);
    expect(stderr).toBe('');
    const list = JSON.parse(stdout);
    expect(Object.keys(list._meta.hostvars).sort()).toEqual([...inventory.servers.keys()].sort());
    expect(list.product_postgresql.hosts).toEqual(['server2']);
    expect(list._meta.hostvars.server2.ansible_host).toBe(inventory.servers.get('server2')?.ip ?? 'server2');
  });
});

describe('ufw understands its script', () => {
  it.each(WAYS)('%s', async (_, inventory, options) => {
    const ufw = requiredRootTool(['ufw'], 'ufw');
    if (ufw === undefined) return;
    const folder = exported('ufw', inventory, options);
    for (const [server, { allow }] of Object.entries(inventory.networks.firewall)) {
      const script = join(folder, `ufw-${server}.sh`);
      await run('bash', ['-n', script]);
      const { stdout } = await run('bash', [script, '--dry-run'], { env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` } });
      for (const { port, protocol } of allow) expect(stdout).toContain(`### tuple ### allow ${protocol} ${port} `);
      expect(stdout).toContain("Default incoming policy changed to 'deny'");
    }
  });
});

it('nothing made for everyone holds a value of the team', () => {
  const values = teamValues(whole);
  expect(values.length).toBeGreaterThan(1);
  for (const { run: make } of Object.values(INVENTORY_EXPORTS)) {
    for (const { text, path } of make(publicView(whole), { planned: true })) for (const value of values) expect(text, path).not.toContain(value);
  }
});

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts the real exporter; the result asks it about a target and says what it thinks. */
async function startBlackbox(program: string, config: string): Promise<(target: string, module: string) => Promise<boolean>> {
  const free = createTcpServer();
  const port = await listening(free);
  free.close();
  await once(free, 'close');
  const child = spawn(program, [`--config.file=${config}`, `--web.listen-address=127.0.0.1:${port}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  cleanups.push(() => child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    let log = '';
    child.stderr.on('data', (data: Buffer) => {
      log += data.toString();
      if (/Listening on/.test(log)) resolve();
    });
    child.on('exit', () => reject(new Error(`The exporter ended:\n${log}`)));
  });
  return async (target, module) => {
    const answer = await fetch(`http://127.0.0.1:${port}/probe?${new URLSearchParams({ target, module })}`);
    return /^probe_success 1$/m.test(await answer.text());
  };
}
