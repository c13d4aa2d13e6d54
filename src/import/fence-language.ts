import { parseDocument } from 'yaml';

/** Commands that begin the lines of our listings. */
const COMMANDS =
  /^(?:\$ |# )?(?:sudo|docker|docker-compose|apt|apt-get|git|cd|ls|cat|curl|wget|systemctl|journalctl|ufw|npm|node|ssh|scp|rsync|psql|pg_dump|redis-cli|chmod|chown|mkdir|rm|cp|mv|echo|export|nano|vim|tail|head|grep|find|df|free|top|htop|ss|netstat|ping|dig|crontab|fail2ban-client|certbot|openssl|tar|restic|useradd|usermod|adduser|timedatectl|hostnamectl)(?:\s|$)/;

/** The language of a piece of code, where its looks leave no doubt; `text` for the rest. */
export function languageOf(code: string): 'bash' | 'json' | 'yaml' | 'text' {
  const lines = code
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first] = lines;
  if (first === undefined) return 'text';
  if (/^[[{]/.test(first) && isJson(code)) return 'json';
  const commands = lines.filter((line) => COMMANDS.test(line)).length;
  if (first.startsWith('#!') || (commands > 0 && commands >= lines.filter((line) => !line.startsWith('#')).length / 2)) return 'bash';
  return isYaml(code, lines) ? 'yaml' : 'text';
}

function isJson(code: string): boolean {
  try {
    JSON.parse(code);
    return true;
  } catch {
    return false;
  }
}

/** Keys of YAML files are Latin and small; «Порт: 22» is a sentence. */
function isYaml(code: string, lines: readonly string[]): boolean {
  const keys = lines.filter((line) => /^(?:- )?[a-z][\w.-]*:(?:\s|$)/.test(line)).length;
  return keys >= 2 && keys >= lines.length / 2 && parseDocument(code, { prettyErrors: false }).errors.length === 0;
}
