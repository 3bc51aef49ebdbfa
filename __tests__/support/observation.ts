import type { Observation } from '../../src/host/observation.js';

/** Fields of an inspection's document by their names; what tests change is any JSON. */
export type Told = { readonly [K in keyof Observation]?: unknown };

/** What the inspection prints of a new Debian host with python3 and nothing else. */
export function toldOf(changes: Told = {}): string {
  const system = {
    ...{ os_id: 'debian', os_version: '13', os_name: 'Debian', architecture: 'x86_64', user: 'ec2-user' },
    ...{ privilege: 'sudo', root: '/home/ec2-user/app', is_root_writable: true },
    ...{ free_bytes: 20_000_000 * 1024, free_inodes: 100_000 },
    ...{ memory_bytes: 4 * 1024 ** 3, available_bytes: 3 * 1024 ** 3, swap_bytes: 0, free_swap_bytes: 0 },
  };
  const programs = { has_docker: false, has_git: false, ssh_version: null, has_cron: false, is_cron_running: false };
  const usual = {
    python: '3.13.5',
    ...{
      system: { ...system, ...objectOf(changes.system) },
      programs,
      ports: [],
      project: { name: 'app', source: 'new' },
      env: null,
    },
    docker: { access: 'none', version: null, compose: null, buildx: null, has_compose_v1: false },
    ...{
      containers: [],
      missing: [],
      images: [],
      certificate: null,
      proxy: { digest: null, loaded: null, release: null },
      hsts: null,
    },
    ...{ renewal_digest: null, program_digest: null, release_count: 0, release: null, unverified: null },
    data: {
      ...{ places: [], places_before: [], synced: null, differing: [], damaged: [], databases: [], anonymous: [] },
      ...{ stacks: [], volumes: [], foreign: [], layout: null },
    },
    native: null,
  };
  return `${JSON.stringify({ ...usual, ...changes, system: usual.system })}\n`;
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** A release of which nothing is noted but its manifest. */
export const toldRelease = {
  ...{ name: '20261122T100000Z-1a2b3c4', manifest_digest: 'a'.repeat(64), manifest_gz: null, env_digest: null },
  ...{ env_key_digests: {}, settings_digest: null, compose_files: null, commit: null, came_up: 'unknown', up: [] },
};
