/** The door of the checker: rules in, diagnostics and repairs out. */
export * from './check.ts';
export type * from './diagnostic.ts';
export * from './fix.ts';
export * from './new-errors.ts';
export * from './registry.ts';
export * from './reporters/index.ts';
export * from './rule.ts';
