import type { Inventory, Service } from '../inventory.ts';
import type { ExportFile, InventoryExport } from './export-file.ts';
import { commentedYaml, hostOf, origin } from './export-file.ts';
import type { ProbeTarget } from './probe-targets.ts';
import { METRICS_PRODUCTS, probeTargets } from './probe-targets.ts';

/** Problems are to be found in five minutes: three rounds that fail and one to spare. */
const INTERVAL = '1m';

const PROBES = {
  health: 'Здоровье: probe_success 1 — хорошо',
  locked: 'Вход закрыт: probe_success 1 — хорошо, 0 — интерфейс открыт или недоступен',
  closed: 'Порт обязан молчать: probe_success 1 — тревога',
} as const satisfies Record<ProbeTarget['check'], string>;

/** `prometheus.yml` and the target files it reads (file_sd): targets change without a restart. */
export const prometheusExport: InventoryExport = (inventory, { planned }) => {
  const prometheus = inventory.services.get('prometheus');
  const probes = probeTargets(inventory, planned);
  const checks = (Object.keys(PROBES) as Array<keyof typeof PROBES>).filter((check) => probes.some((probe) => probe.check === check));
  const alertmanager = address(inventory, 'alertmanager', prometheus);
  const blackbox = address(inventory, 'blackbox', prometheus);
  const config = {
    global: { scrape_interval: INTERVAL, evaluation_interval: INTERVAL },
    ...(alertmanager === undefined ? {} : { alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] } }),
    scrape_configs: [
      { job_name: 'prometheus', static_configs: [{ targets: ['localhost:9090'] }] },
      { job_name: 'metrics', file_sd_configs: [{ files: ['targets/metrics.yml'] }] },
      ...(blackbox === undefined ? [] : checks.map((check) => probeJob(check, blackbox))),
    ],
  };
  return [
    { path: 'prometheus.yml', text: commentedYaml([origin('prometheus'), 'Проверить: promtool check config prometheus.yml'], config) },
    metricsFile(inventory, prometheus),
    ...checks.map((check) => probeFile(check, probes)),
  ];
};

/** The blackbox exporter is asked about a target instead of the target itself. */
function probeJob(check: ProbeTarget['check'], blackbox: string): Record<string, unknown> {
  return {
    job_name: `probe-${check}`,
    metrics_path: '/probe',
    file_sd_configs: [{ files: [`targets/${check}.yml`] }],
    relabel_configs: [
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: blackbox },
    ],
  };
}

function metricsFile(inventory: Inventory, prometheus: Service | undefined): ExportFile {
  const exporters = [...inventory.services.values()].filter(({ product, lifecycle }) => METRICS_PRODUCTS.includes(product.id) && lifecycle !== 'retired');
  const unknown = exporters.filter(({ id }) => address(inventory, id, prometheus) === undefined).map(({ id }) => id);
  const groups = exporters.flatMap(({ id, server, product }) => {
    const target = address(inventory, id, prometheus);
    return target === undefined ? [] : [{ targets: [target], labels: { service: id, server, product: product.id } }];
  });
  const comment = [
    origin('prometheus'),
    'Цели другого сервера обязаны отвечать Prometheus и молчать для остального интернета.',
    ...(unknown.length > 0 ? [`Порт не записан в инвентаре, поэтому здесь их нет: ${unknown.join(', ')}.`] : []),
  ];
  return { path: 'targets/metrics.yml', text: commentedYaml(comment, groups) };
}

function probeFile(check: ProbeTarget['check'], probes: readonly ProbeTarget[]): ExportFile {
  const groups = probes
    .filter((probe) => probe.check === check)
    .map(({ target, module, services, server }) => ({ targets: [target], labels: { __param_module: module.name, service: services.join(','), server } }));
  return { path: `targets/${check}.yml`, text: commentedYaml([origin('prometheus'), `${PROBES[check]}.`], groups) };
}

/** Containers of one server know each other by their Compose names; another server is a host and a port. */
function address(inventory: Inventory, id: string, from: Service | undefined): string | undefined {
  const service = inventory.services.get(id);
  const port = service?.ports[0]?.port;
  const server = inventory.servers.get(service?.server ?? '');
  if (service === undefined || port === undefined || server === undefined) return undefined;
  const near = service.server === from?.server && service.product.container !== undefined;
  return `${near ? service.product.container : hostOf(server)}:${port}`;
}
