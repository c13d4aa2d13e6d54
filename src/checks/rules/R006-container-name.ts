import type { KnowledgeBase, PageRecord } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { pageCommands } from './code-pieces.ts';
import { composeFiles } from './compose-services.ts';
import type { ShellCommand, ShellWord } from './shell-script.ts';

const START = '---\ntitle: 06.02 - Развёртывание\n---\n\n';
const FILE = '```yaml\nservices:\n  directus:\n    image: directus/directus:10.10.7\n    container_name: tapbot-directus\n```\n\n';

export const rule = defineRule({
  id: 'R006',
  severity: 'error',
  title: 'Compose получает имя сервиса, а не контейнера',
  why: 'По имени контейнера Compose отвечает «no such service», и ночью у дежурного не работает ни одна команда.',
  remedy: 'Возьмите имя из раздела services: файла compose.yaml. Имя контейнера годится только для docker exec и docker logs без compose.',
  fixable: true,
  examples: {
    bad: {
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}${FILE}\`\`\`bash\ndocker compose exec tapbot-directus sh\ndocker compose logs stack-postgres-1\n\`\`\`\n`,
      },
    },
    good: {
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}${FILE}\`\`\`bash\ndocker compose exec directus sh\ndocker exec tapbot-directus sh\ndocker compose logs postgres\n\`\`\`\n`,
      },
    },
  },
  *base({ base }) {
    const speaking = base.pages.filter(({ text }) => /docker[ -]compose/.test(text));
    if (speaking.length === 0) return;
    const shared = namesOf(base.pages.filter(({ text }) => text.includes('container_name')));
    for (const page of speaking) {
      const own = namesOf([page]);
      for (const { piece, command } of pageCommands(page)) {
        for (const word of serviceWords(command)) {
          const service = serviceBehind(word.value, own, shared);
          if (service === undefined) continue;
          const range = piece.place(word.start, word.end);
          yield {
            path: page.path,
            range,
            message: `Compose ждёт имя сервиса, а «${word.value}» — имя контейнера`,
            expected: service,
            found: word.value,
            fix: { title: `заменить на ${service}`, edits: [{ path: page.path, range, text: service }] },
          };
        }
      }
    }
  },
});

interface Names {
  readonly services: ReadonlySet<string>;
  /** Service by name of its container. */
  readonly containers: ReadonlyMap<string, string>;
}

function namesOf(pages: KnowledgeBase['pages'] | readonly PageRecord[]): Names {
  const services = pages.flatMap((page) => composeFiles(page).flatMap((file) => file.services));
  return {
    services: new Set(services.flatMap(({ name }) => name ?? [])),
    containers: new Map(
      services.flatMap(({ name, containerName }) => (name === undefined || containerName === undefined ? [] : [[containerName.value, name] as const])),
    ),
  };
}

/** The service that a name of a container belongs to; undefined for a name that may be a service. */
function serviceBehind(name: string, own: Names, shared: Names): string | undefined {
  if (own.services.has(name)) return undefined;
  const fixed = own.containers.get(name) ?? (shared.services.has(name) ? undefined : shared.containers.get(name));
  if (fixed !== undefined) return fixed;
  // Compose itself makes `<project>-<service>-<number>`, its first branch with underscores.
  const made = /^[a-z\d][a-z\d_.]*-(?<service>[a-z][\w.-]*)-\d+$|^[a-z\d][a-z\d.-]*_(?<older>[a-z][\w.-]*)_\d+$/.exec(name)?.groups;
  const service = made?.['service'] ?? made?.['older'];
  return service === undefined || shared.services.has(name) ? undefined : service;
}

/** Verbs of Compose that take services: all arguments, or the first one before a command. */
const TAKES_ALL = new Set([
  'logs',
  'restart',
  'stop',
  'start',
  'up',
  'pull',
  'build',
  'ps',
  'rm',
  'kill',
  'top',
  'create',
  'pause',
  'unpause',
  'images',
  'push',
  'watch',
  'wait',
  'stats',
]);
const TAKES_ONE = new Set(['exec', 'run', 'port', 'attach', 'scale']);
/** Options with a value after a space: of Compose itself, of all its verbs, of single ones. */
const GLOBAL = /^(?:-f|--file|-p|--project-name|--project-directory|--env-file|--profile|--parallel|--ansi|--progress)$/;
const COMMON =
  /^(?:-u|--user|-e|--env|-w|--workdir|--index|-n|--tail|--since|--until|--timeout|--scale|--volume|--name|--entrypoint|--publish|--label|--signal|--filter|--format|--pull|--wait-timeout|--exit-code-from)$/;
const OWN: Readonly<Record<string, RegExp>> = { run: /^-[vpl]$/, stop: /^-t$/, restart: /^-t$/, up: /^-t$/, kill: /^-s$/ };

function serviceWords({ name, args }: ShellCommand): ShellWord[] {
  const rest = name === 'docker-compose' ? args : name === 'docker' && args[0]?.value === 'compose' ? args.slice(1) : [];
  const plain: ShellWord[] = [];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at];
    if (word === undefined) break;
    const verb = plain[0]?.value;
    if (!word.value.startsWith('-')) plain.push(word);
    else if (verb === undefined ? GLOBAL.test(word.value) : COMMON.test(word.value) || OWN[verb]?.test(word.value) === true) at++;
  }
  const verb = plain[0]?.value ?? '';
  const services = TAKES_ALL.has(verb) ? plain.slice(1) : TAKES_ONE.has(verb) ? plain.slice(1, 2) : [];
  return services.filter(({ value }) => /^\w[\w.-]*$/.test(value));
}
