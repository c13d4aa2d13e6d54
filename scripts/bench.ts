import { cpus } from 'node:os';
import { benchBuild } from '../bench/build-bench.ts';
import { benchCheck } from '../bench/check-bench.ts';

/** What can be measured, with the usual number of pages. */
const SUITES = {
  build: { run: benchBuild, pages: 1000 },
  check: { run: benchCheck, pages: 2000 },
} as const;
const NAMES = Object.keys(SUITES);
const SMALLEST = 10;

// npm run bench [-- SUITE] [PAGES]: ratios against peers on the same pages in one run. Never part of the tests.
const args = process.argv.slice(2);
const names = args.filter((arg) => NAMES.includes(arg));
const numbers = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
if (names.length + numbers.length < args.length || numbers.length > 1 || numbers.some((pages) => pages < SMALLEST)) {
  console.error(`Как вызвать: npm run bench [-- ${NAMES.join('|')}] [ЧИСЛО_СТРАНИЦ], не меньше ${SMALLEST}. Без имени измеряется всё.`);
  process.exit(2);
}
console.log(`${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}`);
for (const [name, { run, pages }] of Object.entries(SUITES)) {
  if (names.length === 0 || names.includes(name)) console.log(`\n${name}\n\n${(await run(numbers[0] ?? pages)).join('\n')}`);
}
