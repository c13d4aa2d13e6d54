/** The door of the checker: rules in, diagnostics and repairs out. */
export * from './baseline.ts';
export * from './changed-pages.ts';
export * from './check.ts';
export * from './check-config.ts';
export * from './check-watch.ts';
export type * from './diagnostic.ts';
export * from './fix.ts';
export * from './new-errors.ts';
export * from './record-cache.ts';
export * from './registry.ts';
export * from './reporters/index.ts';
export * from './rule.ts';
export * from './step-summary.ts';
