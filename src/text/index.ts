/** The door of the domain: letters and bytes, whatever they are used for. No other domain is imported here. */
export * from './code-pages.ts';
export * from './decode-bytes.ts';
export * from './invisible-characters.ts';
export * from './mixed-alphabets.ts';
export * from './mojibake.ts';
export * from './russian-bigrams.ts';
