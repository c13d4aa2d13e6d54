/** The door of the import: old catalogues and pasted texts in, pages of this base out. */
export type * from './import-log.ts';
export * from './load-old-catalogue.ts';
export type * from './old-catalogue.ts';
export * from './people-names.ts';
export * from './plan-gramax-import.ts';
export * from './plan-text-import.ts';
export * from './write-import.ts';
