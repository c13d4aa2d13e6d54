import type { InventoryExport } from './export-file.ts';
import { commentedYaml, origin } from './export-file.ts';
import type { ProbeModule } from './probe-targets.ts';
import { probeTargets } from './probe-targets.ts';

/** Seconds after which a probe has failed. */
const TIMEOUT = '10s';

/** `blackbox.yml`: one module for every kind of answer that the Prometheus configuration asks for. */
export const blackboxExport: InventoryExport = (inventory, { planned }) => {
  const modules = new Map(probeTargets(inventory, planned).map(({ module }) => [module.name, moduleConfig(module)]));
  const text = commentedYaml(
    [
      origin('blackbox'),
      'health_… — сервис здоров, locked_… — вход закрыт, claimed_… — у установки есть владелец,',
      'tcp_connect — порт отвечает: для порта, который обязан молчать, это тревога.',
      'Проверить: blackbox_exporter --config.check --config.file=blackbox.yml',
    ],
    { modules: Object.fromEntries(modules) },
  );
  return [{ path: 'blackbox.yml', text }];
};

function moduleConfig(module: ProbeModule): Record<string, unknown> {
  if (module.kind === 'tcp') {
    // Two steps: within one the exporter waits for the answer before it sends.
    const query = [
      ...(module.send === undefined ? [] : [{ send: module.send }]),
      ...(module.expect === undefined ? [] : [{ expect: `^${literal(module.expect)}` }]),
    ];
    return { prober: 'tcp', timeout: TIMEOUT, tcp: { preferred_ip_protocol: 'ip4', ...(query.length === 0 ? {} : { query_response: query }) } };
  }
  return {
    prober: 'http',
    timeout: TIMEOUT,
    http: {
      preferred_ip_protocol: 'ip4',
      follow_redirects: false,
      ...(module.tls ? { fail_if_not_ssl: true } : {}),
      ...(module.status === undefined ? {} : { valid_status_codes: module.status }),
      ...(module.body === undefined ? {} : { fail_if_body_not_matches_regexp: [literal(module.body)] }),
    },
  };
}

/** The text as a regular expression of RE2 that means just this text. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
