import { resolve } from 'node:path';
import { runKb } from '../src/cli/main.ts';
import { processTerminal } from '../src/cli/terminal.ts';
import { serveStatic } from '../src/site/server/static-server.ts';
import { runAstro } from './build-site.ts';

const DEFAULT_PORT = 4321;

console.log('Проверяю базу знаний…');
const checked = await runKb(['check', 'content'], processTerminal());
if (checked !== 0) {
  console.error('\nСайт не собран: исправьте ошибки выше (многое умеет npm run fix). Сайт вместе с ошибками показывает npm run dev.');
  process.exit(checked);
}
console.log('Собираю сайт…');
const started = performance.now();
if ((await runAstro(['build'], {}, true)) !== 0) process.exit(2);
const server = await serveStatic(resolve('dist'), Number(process.env['PORT'] ?? DEFAULT_PORT));
console.log(`Собрано за ${((performance.now() - started) / 1000).toFixed(1)} с.`);
console.log(`\n  База знаний открыта: ${server.url}\n  Остановить: Ctrl-C\n`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    void server.close().then(() => process.exit(0));
  });
}
