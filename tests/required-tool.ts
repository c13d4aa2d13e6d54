import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where administrators' programs live; the PATH of other users leaves it out. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/sbin'];

/**
 * The path of a real program that a test runs.
 * Missing, it fails the test in CI, with the line that installs it; on a laptop it says loudly that nothing was verified
 * and returns undefined, so that people can work without root.
 * @param names what the program is called; the first one found is taken
 * @param aptPackage the Debian package that brings it
 */
export function requiredTool(names: readonly [string, ...string[]], aptPackage: string): string | undefined {
  for (const name of names) {
    for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), ...SYSTEM_FOLDERS]) {
      const path = join(folder, name);
      if (folder !== '' && isExecutable(path)) return path;
    }
  }
  return notVerified(`нет программы ${names[0]}. Поставьте её: apt-get update && apt-get install -y ${aptPackage}`);
}

/** Like `requiredTool`, for programs that only root may run. */
export function requiredRootTool(names: readonly [string, ...string[]], aptPackage: string): string | undefined {
  const tool = requiredTool(names, aptPackage);
  return tool === undefined || process.getuid?.() === 0 ? tool : notVerified(`${names[0]} работает только от root. Запустите тесты от root`);
}

function notVerified(reason: string): undefined {
  if (process.env['CI']) throw new Error(`Проверить нельзя: ${reason}`);
  console.warn(`\n  ⚠ НЕ ПРОВЕРЕНО: ${reason}\n`);
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
