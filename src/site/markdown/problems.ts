/** Front matter key under which a rendered page carries what could not be shown of it; the content loader reads it there, cached pages included. */
export const PROBLEMS_KEY = 'kbProblems';
