const NOBODY = 65_534;

/**
 * Runs something without the rights of root, so that «no right to read» means the same in a container as on a laptop.
 * Works in a process of its own only, which is how vitest runs test files.
 */
export function asOrdinaryUser<T>(act: () => T): T {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(NOBODY);
  try {
    return act();
  } finally {
    process.seteuid?.(0);
  }
}
