import fc from 'fast-check';

/**
 * Property tests draw the same cases every time, so that a red run can be repeated and a green one is not luck.
 * KB_FUZZ, the number of cases of a long run, brings fresh ones.
 */
if (process.env['KB_FUZZ'] === undefined) fc.configureGlobal({ seed: 20_250_721 });
