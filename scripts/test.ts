import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One program whose success is one test. */
interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

// Not require.resolve: some packages do not export their package.json.
const bin = (pack: string, file: string): string => join('node_modules', pack, file);
const node = process.execPath;

const STEPS: readonly Step[] = [
  { name: 'типы', command: [node, bin('@astrojs/check', 'bin/astro-check.js'), '--minimumFailingSeverity', 'hint'] },
  { name: 'стиль кода', command: [node, bin('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings'] },
  { name: 'лишний код', command: [node, bin('knip', 'bin/knip.js')] },
  { name: 'база знаний', command: [node, 'scripts/kb.ts', 'check', 'content'] },
];

const filters = process.argv.slice(2);
const results: Array<{ name: string; passed: number; failed: number }> = [];
// With arguments only vitest runs: `npm test -- section-number` while working on one thing.
if (filters.length === 0) {
  for (const { name, command } of STEPS) {
    console.log(`\n── ${name}`);
    const ok = (await run(command)) === 0;
    results.push({ name, passed: ok ? 1 : 0, failed: ok ? 0 : 1 });
  }
}
console.log('\n── тесты');
const reportFile = join(tmpdir(), `tapbot-docs-vitest-${process.pid}.json`);
const vitest = await run([node, bin('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...filters]);
results.push({ name: 'тесты', ...countTests(reportFile, vitest) });
rmSync(reportFile, { force: true });

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(
  `\n${results.map((result) => `${result.failed === 0 ? '✓' : '✗'} ${result.name}: ${result.passed} прошло, ${result.failed} не прошло`).join('\n')}`,
);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function run(command: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Counts from vitest's own report; a run that failed outside any test (a crashed file, a setup) counts as a failure. */
function countTests(file: string, exitCode: number): { passed: number; failed: number } {
  try {
    const report: { numPassedTests: number; numFailedTests: number; numPendingTests: number } = JSON.parse(readFileSync(file, 'utf8'));
    // A skipped test proves nothing, so it may not look green.
    const failedTests = report.numFailedTests + report.numPendingTests;
    return { passed: report.numPassedTests, failed: exitCode !== 0 && failedTests === 0 ? 1 : failedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
