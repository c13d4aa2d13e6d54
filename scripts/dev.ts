import { runKb } from '../src/cli/main.ts';
import { processTerminal } from '../src/cli/terminal.ts';
import { runAstro } from './build-site.ts';

// While writing, errors are information: the site is shown all the same.
await runKb(['check', 'content'], processTerminal());
process.exitCode = await runAstro(['dev', ...process.argv.slice(2)]);
