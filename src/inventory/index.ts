/** The door of the domain: what is true about servers, services, networks, people and money. Imports only `knowledge`. */
export * from './exports/index.ts';
export * from './fact-text.ts';
export * from './facts.ts';
export * from './inventory.ts';
export type * from './inventory-problem.ts';
export * from './load-inventory.ts';
export * from './memory-budget.ts';
export * from './nearest.ts';
export * from './public-view.ts';
export * from './read-inventory.ts';
export * from './schema/inventory-files.ts';
export * from './schema/json-schema.ts';
export { SERVER_LIFECYCLES } from './schema/servers.ts';
export { AUTH_KINDS, EXPOSURES, SERVICE_LIFECYCLES } from './schema/services.ts';
export * from './views.ts';
