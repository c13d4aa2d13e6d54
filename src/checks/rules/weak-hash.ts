import { hash as digest } from 'node:crypto';
import { createRequire } from 'node:module';
import { TOP_PASSWORDS } from './top-passwords.ts';

/** A password hash found in a text. */
export interface FoundHash {
  readonly scheme: 'bcrypt' | 'apr1' | 'md5crypt' | 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-512';
  /** As the program stores it: Compose writes every `$` twice. */
  readonly hash: string;
  /** The name before the hash: `admin:$2y$…`. */
  readonly user: string | undefined;
  readonly start: number;
  readonly end: number;
}

const SALTED =
  /(?:(?<user>[\w.@-]+):)?(?<hash>\${1,2}(?:2[abxy]\${1,2}\d\d\${1,2}[./A-Za-z0-9]{53}|(?:apr1|1)\${1,2}[^$\s:"']{1,8}\${1,2}[./A-Za-z0-9]{22})|\{SHA\}[A-Za-z0-9+/]{27}=)(?![./A-Za-z0-9])/g;
const HEX = /(?<![0-9a-z])(?:[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z])/gi;
const HEX_SCHEMES: Readonly<Record<number, FoundHash['scheme']>> = { 32: 'MD5', 40: 'SHA-1', 64: 'SHA-256', 128: 'SHA-512' };

/** Whatever has the shape of a password hash. A commit id has it too: only trying out tells. */
export function findHashes(text: string): FoundHash[] {
  const found: FoundHash[] = [];
  for (const match of text.matchAll(SALTED)) {
    const { hash = '', user } = match.groups ?? {};
    const plain = hash.replaceAll('$$', '$');
    const scheme = plain.startsWith('$2') ? 'bcrypt' : plain.startsWith('$apr1') ? 'apr1' : plain.startsWith('$1') ? 'md5crypt' : 'SHA-1';
    const end = match.index + match[0].length;
    found.push({ scheme, hash: plain, user, start: end - hash.length, end });
  }
  for (const { 0: hash, index } of text.matchAll(HEX)) {
    const scheme = HEX_SCHEMES[hash.length];
    if (scheme !== undefined) found.push({ scheme, hash: hash.toLowerCase(), user: undefined, start: index, end: index + hash.length });
  }
  return found;
}

/** How much trying out a page may cost, in rounds of the key setup of bcrypt: about a second. */
const BUDGET = 12 * 2 ** 10;
/** The cost of one MD5 based crypt in the same rounds. */
const MD5_CRYPT_COST = 64;

const known = new Map<string, string | undefined>();

/**
 * The password behind a hash when it is one of the most frequent, by really hashing them. bcrypt is slow on purpose: of an
 * expensive hash only the first words of the list are tried, so that a page costs about a second at most. Answers are remembered.
 *
 * @param share part of the page's budget this hash may use: 1 over the number of salted hashes on the page
 */
export function passwordOf(found: FoundHash, share = 1): string | undefined {
  const key = `${found.user ?? ''} ${share} ${found.hash}`;
  if (!known.has(key)) known.set(key, guess(found, share));
  return known.get(key);
}

let unsalted: ReadonlyMap<string, string> | undefined;

function guess({ scheme, hash, user }: FoundHash, share: number): string | undefined {
  if (scheme !== 'bcrypt' && scheme !== 'apr1' && scheme !== 'md5crypt') {
    unsalted ??= new Map(TOP_PASSWORDS.flatMap((word) => unsaltedHashes(word).map((sum) => [sum, word] as const)));
    return unsalted.get(hash);
  }
  const words = user === undefined ? TOP_PASSWORDS : [...new Set([TOP_PASSWORDS[0] ?? '', user, ...TOP_PASSWORDS])];
  const affordable = (cost: number): readonly string[] => words.slice(0, Math.floor((BUDGET * share) / cost));
  if (scheme === 'bcrypt') {
    const cost = Number(hash.slice(4, 6));
    return cost < 4 || cost > 31 ? undefined : affordable(2 ** cost).find((word) => bcrypt().compareSync(word, hash));
  }
  const [, magic = '', salt = ''] = /^(\$\w+\$)([^$]+)\$/.exec(hash) ?? [];
  return affordable(MD5_CRYPT_COST).find((word) => md5Crypt(word, salt, magic) === hash);
}

function unsaltedHashes(word: string): string[] {
  return [...['md5', 'sha1', 'sha256', 'sha512'].map((algorithm) => digest(algorithm, word)), `{SHA}${digest('sha1', word, 'base64')}`];
}

/** Loaded when the first bcrypt hash turns up: hardly any check needs it, and every start would pay. */
function bcrypt(): Pick<typeof import('bcryptjs'), 'compareSync'> {
  return createRequire(import.meta.url)('bcryptjs');
}

const MD5_CRYPT_ROUNDS = 1000;
const CRYPT_DIGITS = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** The order in which crypt writes the bytes of the sum, three to four digits. */
const CRYPT_ORDER = [
  [0, 6, 12],
  [1, 7, 13],
  [2, 8, 14],
  [3, 9, 15],
  [4, 10, 5],
] as const;

/**
 * The MD5 based crypt of FreeBSD (`$1$`) and Apache (`$apr1$`), which differ in the magic only.
 * https://httpd.apache.org/docs/2.4/misc/password_encryptions.html
 */
export function md5Crypt(password: string, salt: string, magic: string): string {
  const word = Buffer.from(password);
  const saltBytes = Buffer.from(salt.slice(0, 8));
  const sum = (...parts: readonly Uint8Array[]): Buffer => digest('md5', Buffer.concat(parts), 'buffer');
  const inner = sum(word, saltBytes, word);
  const mixed: Uint8Array[] = [word, Buffer.from(magic), saltBytes];
  for (let left = word.length; left > 0; left -= 16) mixed.push(inner.subarray(0, Math.min(16, left)));
  for (let bits = word.length; bits > 0; bits >>= 1) mixed.push(bits & 1 ? Buffer.of(0) : word.subarray(0, 1));
  let result = sum(...mixed);
  for (let round = 0; round < MD5_CRYPT_ROUNDS; round++) {
    const odd = (round & 1) === 1;
    result = sum(odd ? word : result, round % 3 === 0 ? Buffer.of() : saltBytes, round % 7 === 0 ? Buffer.of() : word, odd ? result : word);
  }
  const byte = (index: number): number => result[index] ?? 0;
  const digits = (value: number, count: number): string => Array.from({ length: count }, (_, at) => CRYPT_DIGITS[(value >> (6 * at)) & 63]).join('');
  return `${magic}${salt}$${CRYPT_ORDER.map(([a, b, c]) => digits((byte(a) << 16) | (byte(b) << 8) | byte(c), 4)).join('')}${digits(byte(11), 2)}`;
}
