#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { runKb } = await import('../src/cli/main.ts');
const { processTerminal } = await import('../src/cli/terminal.ts');
process.exitCode = await runKb(process.argv.slice(2), processTerminal());
