import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { publicView } from '../public-view.ts';
import type { Replacement } from '../test-inventory.ts';
import { testInventory } from '../test-inventory.ts';
import { INVENTORY_EXPORTS } from './index.ts';
import { probeTargets } from './probe-targets.ts';

const inventory = testInventory();
const kinds = Object.keys(INVENTORY_EXPORTS) as Array<keyof typeof INVENTORY_EXPORTS>;

function textOf(kind: keyof typeof INVENTORY_EXPORTS, path: string, planned = false): string {
  return INVENTORY_EXPORTS[kind].run(inventory, { planned }).find((file) => file.path === path)?.text ?? '';
}

describe('every export', () => {
  it.each(kinds)('of the public view holds no address: %s', (kind) => {
    const files = INVENTORY_EXPORTS[kind].run(publicView(inventory), { planned: true });
    expect(files.length).toBeGreaterThan(0);
    for (const { text } of files) expect(text).not.toMatch(/192\.0\.2\./);
  });

  it.each(kinds)('says where it comes from: %s', (kind) => {
    for (const { text } of INVENTORY_EXPORTS[kind].run(inventory, { planned: false })) expect(text).toContain(`kb inventory export ${kind}`);
  });
});

describe('hosts', () => {
  it('gives the team the address, and the domains of what runs as a line to switch on', () => {
    expect(textOf('hosts', 'hosts')).toContain('192.0.2.10\talpha\n');
    expect(textOf('hosts', 'hosts')).toContain('# 192.0.2.10\tproxy.example.kz app.example.kz\n');
  });
});

describe('ansible', () => {
  it('groups servers by what runs on them', () => {
    const { all } = parse(textOf('ansible', 'inventory.yml'));
    expect(all.hosts.alpha.ansible_host).toBe('192.0.2.10');
    expect(all.hosts.beta.ansible_host).toBe('beta');
    expect(Object.keys(all.children)).toEqual(['lifecycle_active', 'lifecycle_planned', 'product_proxy', 'product_base', 'product_app']);
    expect(all.hosts.alpha.tapbot_firewall_allow).toEqual([{ port: 443, protocol: 'tcp', why: 'сайты' }]);
  });
});

describe('ufw', () => {
  it('opens before it closes, and SSH before everything', () => {
    const withSsh = testInventory(
      ['      - { port: 443, why: сайты }', '      - { port: 443, why: "сайты Let\'s Encrypt" }\n      - { port: 22, why: SSH }'],
      ['web: { port: 8055, exposure: internal', 'web: { port: 22, exposure: public'],
    );
    const lines =
      INVENTORY_EXPORTS.ufw
        .run(withSsh, { planned: false })[0]
        ?.text.split('\n')
        .filter((line) => line.startsWith('ufw')) ?? [];
    expect(lines).toEqual([
      'ufw "$@" allow 22/tcp comment \'SSH\'',
      'ufw "$@" allow 443/tcp comment \'сайты Let’s Encrypt\'',
      'ufw "$@" default deny incoming',
      'ufw "$@" default allow outgoing',
      'ufw "$@" --force enable',
    ]);
  });

  it('opens a port of something planned only when asked', () => {
    const planned = testInventory(
      ['lifecycle: active\n    since: "2025-06-17"', 'lifecycle: planned'],
      ['web: { port: 8055, exposure: internal', 'web: { port: 9000, exposure: public'],
    );
    const text = (all: boolean): string =>
      INVENTORY_EXPORTS.ufw
        .run(planned, { planned: all })
        .map((file) => file.text)
        .join('');
    expect(text(false)).not.toContain('9000');
    expect(text(true)).toContain('allow 9000/tcp');
  });
});

describe('probes', () => {
  const targets = (...replacements: Replacement[]): string[] =>
    probeTargets(testInventory(...replacements), false).map(({ check, target }) => `${check} ${target}`);

  it('ask for health, for the locked door and for ports that must be silent', () => {
    expect(targets()).toEqual([
      'health https://app.example.kz/ping',
      'locked https://app.example.kz/me',
      'closed 192.0.2.10:8080',
      'closed 192.0.2.10:5432',
      'closed 192.0.2.10:8055',
    ]);
  });

  it('do not take the 401 of a proxy for health', () => {
    expect(targets(['auth: { kinds: [builtin] }', 'auth: { kinds: [basic-auth, builtin] }'])).not.toContain('health https://app.example.kz/ping');
    expect(targets(['auth: { kinds: [builtin] }', 'auth: { kinds: [basic-auth, builtin], mode: any }'])).toContain('health https://app.example.kz/ping');
  });

  it('leave what is planned alone, but its ports must be silent already', () => {
    const planned = targets(['lifecycle: active\n    since: "2025-06-17"', 'lifecycle: planned']);
    expect(planned).not.toContain('health https://app.example.kz/ping');
    expect(planned).toContain('closed 192.0.2.10:8055');
  });

  it('do not call a port silent that another service opens by right', () => {
    expect(targets(['panel: { port: 8080, exposure: internal', 'panel: { port: 443, protocol: udp, exposure: internal'])).not.toContain(
      'closed 192.0.2.10:443',
    );
    expect(targets(['sql: { port: 5432, exposure', 'sql: { port: 443, exposure'])).not.toContain('closed 192.0.2.10:443');
  });

  it('look for the port that old pages name', () => {
    expect(targets(['    dependsOn: [base]', '    wrongPorts:\n      - { value: 10000, why: прежний порт }\n    dependsOn: [base]'])).toContain(
      'closed 192.0.2.10:10000',
    );
  });

  it('are asked for by modules that the exporter has', () => {
    const modules = parse(textOf('blackbox', 'blackbox.yml')).modules;
    expect(modules.health_app.http).toMatchObject({ fail_if_not_ssl: true, valid_status_codes: [200], fail_if_body_not_matches_regexp: ['pong'] });
    for (const { module } of probeTargets(inventory, false)) expect(Object.keys(modules)).toContain(module.name);
  });

  it('stand in files of their own, each target with its module', () => {
    expect(parse(textOf('prometheus', 'targets/locked.yml'))).toEqual([
      { targets: ['https://app.example.kz/me'], labels: { __param_module: 'locked_app', service: 'app', server: 'alpha' } },
    ]);
  });
});
