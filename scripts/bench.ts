import { cpus } from 'node:os';
import { benchBuild } from '../bench/build-bench.ts';

const DEFAULT_PAGES = 1000;

// npm run bench [-- PAGES]: ratios against peers on the same pages in one run. Never part of the tests.
const pages = Number(process.argv[2] ?? DEFAULT_PAGES);
if (!Number.isInteger(pages) || pages < 10) {
  console.error('Как вызвать: npm run bench [-- ЧИСЛО_СТРАНИЦ], не меньше 10');
  process.exit(2);
}
console.log(`${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}\n`);
console.log((await benchBuild(pages)).join('\n'));
