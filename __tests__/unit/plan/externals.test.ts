import { describe, expect, test } from '@jest/globals';
import type { ExternalResource } from '../../../src/compose/externals.js';
import type { ComposeConfig, ServiceConfig } from '../../../src/compose/model/config.js';
import type { HostFacts } from '../../../src/host/facts.js';
import type { Stack } from '../../../src/compose/stack.js';
import { aFreshHost, freshFacts, planOf } from '../../support/facts.js';
import { someService, someStack } from '../../support/stacks.js';

const docker: HostFacts['docker'] = {
  ...{ version: '28.0.0', installed: true, compose: '2.40.0', buildx: '0.29.0', composeV1: false },
  access: 'direct',
};
const network = (name: string): ExternalResource => ({ kind: 'network', name, services: ['app'] });

function refusals(
  externals: readonly ExternalResource[],
  {
    host = {},
    stack = {},
    app = {},
    config = {},
  }: {
    readonly host?: Partial<HostFacts>;
    readonly stack?: Partial<Stack>;
    readonly app?: ServiceConfig;
    readonly config?: Partial<ComposeConfig>;
  } = {},
) {
  const some = someStack([someService('app')], { externals, ...stack });
  const read = { ...some, config: { ...some.config, services: { app }, ...config } };
  const facts = freshFacts({ docker, missing: externals, ...host });
  return planOf({ ...facts, repository: { ...facts.repository, stack: read } }).blockers;
}

describe('what docker compose does not create and the host does not have', () => {
  test.each([
    [network('shared'), 'The external network shared, used by app, is not on the host', 'docker network create shared'],
    [
      { ...network('data'), kind: 'volume' },
      'The external volume data, used by app, is not on the host',
      'docker volume create data',
    ],
    [
      network("it's"),
      "The external network it's, used by app, is not on the host",
      String.raw`docker network create 'it'\''s'`,
    ],
    [
      { ...network('shared'), services: [] },
      'The external network shared, used by the bundled reverse proxy, is not on the host',
      'docker network create shared',
    ],
    [
      { ...network('redis_1'), kind: 'container' },
      'The container redis_1 in external_links of app is not on the host',
      'Start the project that has redis_1',
    ],
  ] as const)('is refused with the line that creates it, before anything changes: %j', (external, what, line) => {
    const [blocker, ...more] = refusals([external]);
    expect(more).toEqual([]);
    expect(blocker).toMatchObject({ code: 'external-resource-missing', what });
    expect(blocker?.hint).toContain(line);
    expect(blocker?.hint).not.toContain('Traefik');
  });

  test('is no problem where it is there, or where that is not known', () => {
    expect(refusals([network('shared')], { host: { missing: [] } })).toEqual([]);
    const elsewhere = { missing: [{ ...network('shared'), kind: 'volume' } as const] };
    expect(refusals([network('shared')], { host: elsewhere })).toEqual([]);
  });

  test('is missing by definition on a host without Docker, which has to be installed first', () => {
    const [blocker] = refusals([network('shared')], { host: { docker: aFreshHost.docker, missing: [] } });
    expect(blocker?.hint).toMatch(
      /^Docker is not installed on the host yet, so install it first .*docker network create shared$/m,
    );
  });

  test.each([
    ['traefik_proxy', {}],
    ['proxy', {}],
    ['nginx-proxy', {}],
    ['web', { labels: { 'traefik.enable': 'true' } }],
    ['web', { environment: { VIRTUAL_HOST: 'app.example.com' } }],
  ])('may be the network of a reverse proxy of another project, which this site does not need: %s, %j', (name, app) => {
    expect(refusals([network(name)], { app })[0]?.hint).toContain(
      'this site has the bundled one on ports 80 and 443, which reaches app without that network',
    );
  });

  test('is needed by a stack that has its own proxy', () => {
    const ownProxy: Stack['ownProxy'] = {
      ...{ kind: 'acme', proxy: 'app', because: '', certbot: undefined, lineages: [], needsCertificate: false },
      ...{ certificateVolume: undefined, certificateVolumeName: undefined, certificateFolder: undefined },
      ...{ certificatePath: undefined, webroot: undefined },
    };
    const [blocker] = refusals([network('proxy')], { stack: { kind: 'whole', ownProxy } });
    expect(blocker?.hint).not.toContain('bundled');
  });
});

test('an external secret, which only a swarm has, is refused in the plan', () => {
  const app = { secrets: [{ source: 'token' }] };
  const config = { secrets: { token: { external: true }, unused: { external: true } } };
  expect(refusals([], { app, config })).toMatchObject([
    {
      code: 'compose-file-invalid',
      what: 'compose.yaml has token under secrets as external, which docker compose does not support',
    },
  ]);
});
