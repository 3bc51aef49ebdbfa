import fc, { type Arbitrary } from 'fast-check';
import { mount, port } from './compose-mounts.js';
import { command, label, listOrMapping, pick, variable } from './compose-texts.js';
import type { Yaml } from './compose-yaml.js';

export type Body = { readonly [key: string]: Yaml };

export const NAMES = ['app', 'db', 'web', 'cache', 'job'] as const;
export const NETWORKS = ['front', 'back'] as const;
export const FILES = ['one', 'two'] as const;

const envFile: Arbitrary<Yaml> = fc.oneof(
  pick<Yaml>('a.env', './b.env', ['a.env'], ['a.env', 'b.env'], ['b.env', 'a.env', 'a.env'], '${UNSET:-a.env}'),
  fc.array(
    fc.oneof(
      pick<Yaml>('a.env', 'b.env'),
      fc.record({ path: pick('a.env', 'b.env'), required: pick<Yaml>(true, false) }, { requiredKeys: ['path'] }),
      fc.constant<Yaml>({ path: 'none.env', required: false }),
    ),
    { maxLength: 3 },
  ),
);

const condition = pick('service_started', 'service_healthy', 'service_completed_successfully');

/** Only on names before one's own, as a rule, lest there be circles. */
const dependsOn = (name: string): Arbitrary<Yaml> => {
  const before = NAMES.slice(0, NAMES.indexOf(name as (typeof NAMES)[number]));
  const others: readonly string[] = before.length === 0 ? ['db'] : before;
  const other = fc
    .integer({ min: 0, max: 40 })
    .chain((n) => (n === 0 ? pick('none', name, ...NAMES) : pick(...others)));
  return fc.oneof(
    fc.uniqueArray(other, { maxLength: 3 }),
    fc.dictionary(
      other,
      fc.record(
        { condition, required: pick<Yaml>(true, false), restart: pick<Yaml>(true, false) },
        { requiredKeys: ['condition'] },
      ),
      { maxKeys: 3 },
    ),
  );
};

const build: Arbitrary<Yaml> = fc.oneof(
  {
    weight: 6,
    arbitrary: pick<Yaml>(
      '.',
      './app',
      'app',
      '../up',
      '${DIR}',
      'https://github.com/x/y.git#main',
      'git@github.com:x/y.git',
      'github.com/x/y',
      '${UNSET:-.}',
      '${PWD}/b',
    ),
  },
  {
    weight: 6,
    arbitrary: fc.record(
      {
        context: pick('.', './app', '../up', '/abs', '${UNSET:-ctx}', 'https://x.org/y.tar.gz'),
        dockerfile: pick('Dockerfile', 'docker/App.Dockerfile', '../D', '${UNSET:-Df}'),
        target: pick('prod', '${SET}'),
        args: listOrMapping(variable),
        additional_contexts: pick<Yaml>({ one: './one', two: 'docker-image://alpine' }, [
          'three=../three',
          'four=https://x.org/y.git',
        ]),
        labels: listOrMapping(label),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ dockerfile_inline: pick('FROM x', 'FROM $SET') }) },
);

const networks: Arbitrary<Yaml> = fc.oneof(
  fc.subarray([...NETWORKS, 'default']),
  fc.dictionary(
    pick(...NETWORKS, 'default'),
    pick<Yaml>(null, { aliases: ['x', 'y'] }, { ipv4_address: '10.0.0.2' }, {}),
    { maxKeys: 2 },
  ),
);

const healthcheck = fc.record(
  {
    test: pick<Yaml>('curl x', ['CMD', 'true'], ['CMD-SHELL', 'a || b'], ['NONE'], 'x $$HOME'),
    interval: pick('5s', '1m30s', '${UNSET:-7s}'),
    timeout: pick('10s', '500ms'),
    start_period: pick('2m', '0s'),
    retries: pick<Yaml>(3, '5', '${TWO}'),
    disable: pick<Yaml>(true, false, 'no'),
  },
  { requiredKeys: [] },
);

const sources = (target: string): Arbitrary<Yaml> =>
  fc.array(
    fc.oneof(
      pick<Yaml>(...FILES),
      fc.record({ source: pick(...FILES), target: pick(target, `${target}2`) }, { requiredKeys: ['source'] }),
    ),
    { maxLength: 2 },
  );

/** Part of a service, as a file or an override of it may have it. */
export function bodyOf(name: string): Arbitrary<Body> {
  const rest = fc.record<Body>(
    {
      command,
      entrypoint: command,
      container_name: pick(`fixed-${name}`, `\${SET}-${name}`),
      restart: pick<Yaml>('no', 'always', 'unless-stopped', 'on-failure:3'),
      scale: pick<Yaml>(1, '${TWO}', 0),
      deploy: pick<Yaml>(
        { replicas: 2 },
        { replicas: '${TWO}', update_config: { order: 'start-first' } },
        { update_config: { order: 'stop-first' } },
      ),
      profiles: pick<Yaml>(['one'], ['one', 'two'], ['${SET}'], []),
      expose: pick<Yaml>([80], ['80', '81/udp'], ['8000-8002', '${PORT}']),
      ports: fc.array(port, { maxLength: 3 }),
      volumes: fc.array(mount, { maxLength: 4 }),
      env_file: envFile,
      environment: listOrMapping(variable),
      labels: listOrMapping(label),
      depends_on: dependsOn(name),
      networks,
      network_mode: pick('host', 'bridge', 'none', 'service:db'),
      healthcheck,
      secrets: sources('/s'),
      configs: sources('/c'),
      tmpfs: pick<Yaml>('/t', ['/t', '/u']),
      links: pick<Yaml>(['db'], ['db:store']),
      volumes_from: pick<Yaml>(['db'], ['container:x'], ['db:ro']),
      user: pick('1000', '${SET}'),
      hostname: pick('h'),
      'x-note': pick<Yaml>('any', 'other'),
    },
    { requiredKeys: [] },
  );
  const few = fc.subarray(KEYS, { maxLength: 7 });
  const rare = fc.subarray(['profiles', 'container_name', 'network_mode', 'links', 'volumes_from'], { maxLength: 1 });
  return fc
    .tuple(rest, few, rare)
    .map(([body, keys, more]) => withoutConflicts(pickKeys(body, [...keys, ...more]), name));
}

const KEYS = [
  ...[
    'command',
    'entrypoint',
    'restart',
    'scale',
    'deploy',
    'expose',
    'ports',
    'volumes',
    'env_file',
    'environment',
    'labels',
    'depends_on',
  ],
  ...['networks', 'healthcheck', 'secrets', 'configs', 'tmpfs', 'user', 'hostname', 'x-note'],
];

function pickKeys(body: Body, keys: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([key]) => keys.includes(key)));
}

/** The body without some keys. */
export function without(body: Body, ...keys: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));
}

/** Most of what compose refuses is left out, or there would be little to compare. */
function withoutConflicts(body: Body, name: string): Body {
  const alone = body['container_name'] === undefined ? [] : ['scale', 'deploy'];
  const host = body['network_mode'] === undefined ? [] : ['networks'];
  const first =
    name === 'app' || name === 'db'
      ? ['links', 'volumes_from', ...(body['network_mode'] === 'service:db' ? ['network_mode'] : [])]
      : [];
  const twice = body['scale'] === undefined ? [] : ['deploy'];
  return without(body, ...alone, ...host, ...first, ...twice);
}

/** What a service is made of. */
export const source: Arbitrary<Body> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ image: pick('nginx', 'repo/x:${SET}', 'postgres:16', 'x@sha256:00') }) },
  { weight: 2, arbitrary: fc.record({ build }) },
  { weight: 1, arbitrary: fc.record({ build, image: pick('own/x', 'own:${UNSET:-1}') }) },
);
