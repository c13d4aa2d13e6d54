import { createRequire } from 'node:module';
import type { TextRange } from '../../knowledge/index.ts';

/** A key or token that its own shape gives away, whatever stands around it. */
export interface FoundToken {
  /** What it opens, in the genitive: «ключ OpenAI». */
  readonly name: string;
  readonly range: TextRange;
}

const PREFIX = '@secretlint/secretlint-rule-';

/** What the scanners of secretlint look for. Credentials in addresses are for S003. */
const NAMES: Readonly<Record<string, string>> = {
  '1password': 'токен 1Password',
  anthropic: 'ключ Anthropic',
  aws: 'ключ AWS',
  cloudflare: 'токен Cloudflare',
  databricks: 'токен Databricks',
  docker: 'токен Docker Hub',
  figma: 'токен Figma',
  gcp: 'ключ Google Cloud',
  github: 'токен GitHub',
  gitlab: 'токен GitLab',
  grafana: 'токен Grafana',
  groq: 'ключ Groq',
  'hashicorp-vault': 'токен HashiCorp Vault',
  huggingface: 'токен Hugging Face',
  linear: 'ключ Linear',
  notion: 'токен Notion',
  npm: 'токен npm',
  openai: 'ключ OpenAI',
  privatekey: 'закрытый ключ',
  sendgrid: 'ключ SendGrid',
  shopify: 'ключ Shopify',
  slack: 'токен Slack',
  stripe: 'ключ Stripe',
  tailscale: 'ключ Tailscale',
  vercel: 'токен Vercel',
};

/** Scanners that are not asked: two have S003, the third obeys comments in the text, but only `checks:` with a reason may silence. */
export const NOT_ASKED: readonly string[] = ['basicauth', 'database-connection-string', 'filter-comments'];

/** Tokens of services that secretlint does not know. */
const OWN: ReadonlyArray<{ readonly name: string; readonly pattern: RegExp }> = [
  { name: 'токен Telegram-бота', pattern: /(?<![\w-])\d{8,10}:(?:[A-Za-z0-9_-]{35}|AA[A-Za-z0-9_-]{30,36})(?![\w-])/g },
  { name: 'ключ AWS', pattern: /(?<![\w-])(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}(?![\w-])/g },
  { name: 'токен JWT', pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g },
  { name: 'ключ Google', pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
  { name: 'ключ OpenAI', pattern: /(?<![\w-])sk-(?!ant-)(?:proj-|svcacct-|admin-)?(?=[\w-]*\d)[A-Za-z0-9_-]{32,}/g },
  { name: 'закрытый ключ age', pattern: /AGE-SECRET-KEY-1[0-9A-Z]{50,}/g },
  { name: 'закрытый ключ WireGuard', pattern: /(?<=(?:PrivateKey|PresharedKey)[ \t]*=[ \t]*)[A-Za-z0-9+/]{43}=/g },
  { name: 'закрытый ключ', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----(?=\s+[A-Za-z0-9+/=:, \t-]{32})/g },
];

/**
 * Pieces of text without which none of all that is there. Every scanner and pattern has its piece here: a test tries each.
 */
const CLUES =
  /-----BEGIN|secret_?access_?key|_authToken|npm_|xox[abpor]-|xapp-|hooks\.slack\.com|sk-|gsk_|hf_|lin_api_|ntn_|SG\.|shp(?:pa|ca|at|ss)_|[sr]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|glc_|glsa_|ops_ey|hv[sbr]\.|vc[piark]_|dapi[\da-f]|dckr_pat_|figd_|cf(?:k|ut|at)_|tskey-|\d{8}:[\w-]{30}|A[KS]IA[A-Z0-9]{8}|eyJ|AIza|AGE-SECRET|PrivateKey|PresharedKey/i;

/** `ghp_xxxxxxxxxxxx`: the shape of a token, and plainly none. */
const SAMPLE = /(.)\1{7}|example|your_|your-|<|…/i;

/** Keys and tokens of a text, in order, each place once. */
export function findTokens(text: string): FoundToken[] {
  if (!CLUES.test(text)) return [];
  const found = [...scanWithSecretlint(text)];
  for (const { name, pattern } of OWN)
    for (const { index, 0: token } of text.matchAll(pattern)) found.push({ name, range: { start: index, end: index + token.length } });
  const result: FoundToken[] = [];
  for (const token of found.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)) {
    const { start, end } = token.range;
    if (start >= (result.at(-1)?.range.end ?? 0) && !SAMPLE.test(text.slice(start, end))) result.push(token);
  }
  return result;
}

type Preset = Pick<typeof import('@secretlint/secretlint-rule-preset-recommend'), 'rules'>;
type Report = Readonly<Record<'range', readonly [number, number]>>;
interface Scanner {
  readonly name: string;
  readonly scan: (text: string) => void;
}

let scanners: readonly Scanner[] | undefined;
let reports: FoundToken[] = [];

/**
 * The scanners of secretlint's recommended preset, without its core: the core only collects promises, and the one scanner that
 * waits for anything (certificates of Google in `.p12` files) has nothing to do with pages.
 */
function scanWithSecretlint(text: string): readonly FoundToken[] {
  scanners ??= loadScanners();
  reports = [];
  for (const { scan } of scanners) scan(text);
  return reports;
}

/** Loaded at the first clue: hardly any page has one, and every start of the check would pay. */
function loadScanners(): Scanner[] {
  const { rules }: Preset = createRequire(import.meta.url)('@secretlint/secretlint-rule-preset-recommend');
  return rules.flatMap((rule) => {
    const id = rule.meta.id.replace(PREFIX, '');
    if (NOT_ASKED.includes(id)) return [];
    const name = NAMES[id] ?? 'секрет';
    const handler = rule.create(
      {
        sharedOptions: {},
        createTranslator: () => () => ({ message: '', messageId: '', data: {} }),
        report: ({ range: [start, end] }: Report) => {
          reports.push({ name, range: { start, end } });
        },
        ignore: () => {},
      },
      {},
    );
    return [{ name: id, scan: (text: string) => void handler.file?.(sourceOf(text)) }];
  });
}

/** What scanners read of a source file. */
function sourceOf(content: string): Parameters<NonNullable<ReturnType<Preset['rules'][number]['create']>['file']>>[0] {
  const unused = (): never => {
    throw new Error('a scanner asks for lines, which nobody here needs');
  };
  return {
    content,
    filePath: 'page.md',
    physicalFilePath: undefined,
    ext: '.md',
    contentType: 'text',
    hasBOM: false,
    getFilePath: () => 'page.md',
    getPhysicalFilePath: () => undefined,
    locationToRange: unused,
    rangeToLocation: unused,
    positionToIndex: unused,
    indexToPosition: unused,
  };
}
