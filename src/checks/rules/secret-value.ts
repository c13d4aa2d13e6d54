import { TOP_PASSWORDS } from './top-passwords.ts';

/** A secret as a report may show it: enough to find it, too little to use it. */
export function masked(secret: string): string {
  return `${[...secret].slice(0, 3).join('')}…`;
}

/** Words that stand for a value to come, in any language of the pages. */
const PLACEHOLDER =
  /change|your|example|replace|placeholder|insert|paste|todo|dummy|sample|foobar|redacted|generate|random|<|>|\.{3}|…|\*{2}|x{3}|[а-яё]|^(?:pass(?:word|wd)?|pwd|secret|token|key|api[-_]?key|user(?:name)?|login|test|none|null|true|false|yes|no|string|value|empty|required|optional|hidden|env|vault)$/i;

/** What a program puts there: `$X`, `${X}`, `{{ x }}`, `%s`, a path, a call. */
const COMPUTED = /[${}()[\]`]|%[sdA-Z(]|^[/~.!&*@|\\-]|^https?:|::/;

/** True when somebody is meant to put the real value here, or a program does. */
export function isPlaceholder(value: string): boolean {
  return value === '' || PLACEHOLDER.test(value) || COMPUTED.test(value);
}

/** True when a value looks like a password or key that was in use: long enough, letters and digits or signs mixed. */
export function looksSecret(value: string): boolean {
  if (value.length < 8 || isPlaceholder(value) || /\s/.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d_.:/-]/].filter((kind) => kind.test(value)).length;
  if (kinds < 2 || !/[A-Za-z]/.test(value) || !/[\d!@#%^+=?,;~]/.test(value)) return false;
  // `redis_token2`, `app-key-v1` are names; `10.10.7` and `2025-07-21` are no secrets.
  return !/^[a-z]+(?:[-_.][a-z]+)+\d?$/.test(value) && !/^v?\d+(?:[.:-]\d+)+\w{0,4}$/.test(value);
}

const FREQUENT = new Set(TOP_PASSWORDS.map((word) => word.toLowerCase()));

/** True for a password that is tried first: `admin`, `qwerty123`. */
export function isFrequentPassword(value: string): boolean {
  return FREQUENT.has(value.toLowerCase()) && !isPlaceholder(value);
}
