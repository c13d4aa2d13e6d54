import { runKb } from '../src/cli/main.ts';
import { processTerminal } from '../src/cli/terminal.ts';
import { runAstro } from './build-site.ts';

const TEAM = '--team';
const TEAM_FOLDER = 'dist-team';

// Everything wrong is said first; only then the build refuses.
const checked = await runKb(['check', 'content'], processTerminal());
if (checked !== 0) {
  console.error('\nСайт не собран: исправьте ошибки выше. Сайт вместе с ошибками показывает npm run dev.');
  process.exit(checked);
}
const args = process.argv.slice(2).filter((arg) => arg !== TEAM);
// The audience is what the command says, whatever the environment says: nobody publishes the team's site by a forgotten variable.
const team = process.argv.includes(TEAM);
const folder = team && !args.includes('--outDir') ? ['--outDir', TEAM_FOLDER] : [];
process.exitCode = await runAstro(['build', ...folder, ...args], { KB_AUDIENCE: team ? 'team' : 'public' });
if (team && process.exitCode === 0)
  console.log('\nЭто сборка для команды: в ней есть адреса серверов и закрытые страницы. Не выкладывайте её в открытый доступ.');
