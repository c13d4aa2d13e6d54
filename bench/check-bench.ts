import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { generateCorpus, writeCorpus } from './corpus.ts';
import type { Cost } from './measure.ts';
import { measure, residentMiB } from './measure.ts';

/** Other checkers read the same pages only up to this number: beyond it they take many minutes and gigabytes. */
const PEERS_UP_TO = 5000;
/** The best of so many runs counts for ours and for theirs: everything else on the machine only adds. */
const RUNS = 3;
const EDITS = 5;
const KB = resolve('scripts/kb.ts');
const WATCHING = 'Слежу за папкой';

interface Row {
  readonly name: string;
  readonly cost: Cost;
}

/**
 * `kb check` with all its rules and the usual checkers of Markdown, on the same generated pages in one run.
 * A checker that is not installed is named, with what to type.
 *
 * @param size number of pages
 * @returns lines of a Markdown table, then remarks
 */
export async function benchCheck(size: number): Promise<string[]> {
  const work = resolve('.cache/bench-check');
  const content = join(work, 'content');
  const corpus = generateCorpus(size);
  writeCorpus(content, corpus);
  try {
    const rows = await ourRows(work, content, [...corpus.keys()].at(-2) ?? '_index.md');
    const remarks: string[] = [];
    const [cold] = rows;
    if (corpus.size > PEERS_UP_TO) remarks.push(`Other checkers were not run: they are compared up to ${PEERS_UP_TO} pages.`);
    else {
      for (const peer of PEERS) {
        const command = peer.command();
        if (typeof command === 'string')
          remarks.push(`${peer.name} was not run: ${command} is not installed. Install it: npm i -D -E ${peer.packages.join(' ')}`);
        else rows.push({ name: peer.name, cost: await best(() => measure([process.execPath, ...command], { cwd: work })) });
      }
    }
    return [
      '| check | pages | wall, s | pages/s | peak, MiB | times the cold run |',
      '| --- | ---: | ---: | ---: | ---: | ---: |',
      ...rows.map(
        ({ name, cost }) =>
          `| ${name} | ${corpus.size} | ${cost.seconds.toFixed(2)} | ${(corpus.size / cost.seconds).toFixed(0)} | ${cost.peakMiB.toFixed(0)} | ${(cost.seconds / (cold?.cost.seconds ?? 1)).toFixed(2)} |`,
      ),
      ...(remarks.length === 0 ? [] : ['', ...remarks]),
    ];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function ourRows(work: string, content: string, edited: string): Promise<Row[]> {
  const check = (): Promise<Cost> => measure([process.execPath, KB, 'check', content], { cwd: work });
  const cold = await best(() => {
    rmSync(join(work, '.cache'), { recursive: true, force: true });
    return check();
  });
  return [
    { name: '`kb check`, cold, all rules', cost: cold },
    { name: '`kb check`, nothing changed since', cost: await best(check) },
    { name: '`kb check --watch`, one page edited', cost: await measureEdit(work, content, edited) },
  ];
}

/** From the write of a page to the report, in a watch that runs; the median of several edits. */
function measureEdit(work: string, content: string, edited: string): Promise<Cost> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [KB, 'check', content, '--watch'], { cwd: work, stdio: ['ignore', 'pipe', 'inherit'] });
    const file = join(content, edited);
    const text = readFileSync(file, 'utf8');
    const times: number[] = [];
    let started: number | undefined;
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (data: string) => {
      said += data;
      if (!said.includes(WATCHING)) return;
      said = '';
      if (started !== undefined) times.push((performance.now() - started) / 1000);
      if (times.length === EDITS) {
        const peakMiB = child.pid === undefined ? 0 : residentMiB(child.pid);
        child.kill('SIGINT');
        done({ seconds: times.sort((a, b) => a - b)[EDITS >> 1] ?? 0, peakMiB });
        return;
      }
      started = performance.now();
      writeFileSync(file, `${text}\nПравка ${times.length}.\n`);
    });
    child.on('error', fail);
    child.on('exit', (code) => fail(new Error(`kb check --watch ended with ${code}`)));
  });
}

async function best(run: () => Promise<Cost>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let count = 0; count < RUNS; count++) costs.push(await run());
  return costs.reduce((one, other) => (other.seconds < one.seconds ? other : one));
}

interface Peer {
  readonly name: string;
  /** What must be installed. */
  readonly packages: readonly string[];
  /** Arguments of Node, or the name of the package that is missing. */
  readonly command: () => readonly string[] | string;
}

/** Each reads GFM tables, as `kb check` does, and says nothing about a sound corpus. */
const PEERS: readonly Peer[] = [
  remark('remark-validate-links', '=repository:false'),
  {
    name: 'markdownlint-cli2',
    packages: ['markdownlint-cli2@0.22.1'],
    command: () => {
      const folder = packageFolder('markdownlint-cli2');
      // Paragraphs here are one line: the rule about long lines would measure the printing of its findings.
      return folder === undefined ? 'markdownlint-cli2' : [join(folder, 'markdownlint-cli2-bin.mjs'), '--config', longLines(), 'content/**/*.md'];
    },
  },
  remark('remark-preset-lint-recommended'),
];

function remark(plugin: string, settings = ''): Peer {
  const needed = ['remark-cli', 'remark-gfm', plugin];
  return {
    name: plugin,
    packages: ['remark-cli@12.0.1', 'remark-gfm@4.0.1', 'remark-validate-links@13.1.0', 'remark-preset-lint-recommended@7.0.1'],
    command: () => {
      const folders = needed.map(packageFolder);
      const [cli = '', ...plugins] = folders;
      const missing = needed.find((_name, index) => folders[index] === undefined);
      if (missing !== undefined) return missing;
      const uses = plugins.flatMap((folder, index) => ['--use', `${folder}/index.js${index === plugins.length - 1 ? settings : ''}`]);
      return [join(cli, 'cli.js'), '--no-config', '--quiet', '--no-stdout', ...uses, 'content'];
    },
  };
}

function longLines(): string {
  const file = resolve('.cache/bench-check/.markdownlint-cli2.jsonc');
  writeFileSync(file, '{ "config": { "MD013": false } }\n');
  return file;
}

/** Where a package lies, whatever it exports; undefined when it is not installed. */
function packageFolder(name: string): string | undefined {
  const roots = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return roots.map((root) => join(root, name)).find((folder) => existsSync(join(folder, 'package.json')));
}
