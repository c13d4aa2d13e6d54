import { runKb } from '../src/cli/main.ts';
import { processTerminal } from '../src/cli/terminal.ts';
import { runAstro } from './build-site.ts';

// Everything wrong is said first; only then the build refuses.
const checked = await runKb(['check', 'content'], processTerminal());
if (checked !== 0) {
  console.error('\nСайт не собран: исправьте ошибки выше. Сайт вместе с ошибками показывает npm run dev.');
  process.exit(checked);
}
process.exitCode = await runAstro(['build', ...process.argv.slice(2)]);
