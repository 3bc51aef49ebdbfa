import { describe, expect, test } from '@jest/globals';
import type { ServiceConfig } from '../../../src/compose/model/config.js';
import { readConfig } from '../../../src/compose/model/project.js';
import { exposedStores } from '../../../src/compose/exposed-stores.js';
import { factsAfter, freshFacts, now, planOf } from '../../support/facts.js';
import { someService, someStack } from '../../support/stacks.js';

const deployed = () => factsAfter(planOf(freshFacts()), now);

describe('plan', () => {
  const withServices = (services: Readonly<Record<string, ServiceConfig>>) => {
    const facts = deployed();
    const stack = someStack(Object.keys(services).map((name) => someService(name)));
    const config = { ...stack.config, services };
    return planOf({ ...facts, repository: { ...facts.repository, stack: { ...stack, config } } });
  };

  test.each([
    ['host', /network of the host/, 'Remove network_mode from app'],
    ['none', /has no network/, 'Remove network_mode from app'],
    ['service:vpn', /network of the service vpn/, 'or set app-service: vpn'],
    ['container:vpn', /network of the container vpn/, 'Remove network_mode from app'],
    ['shop_net', /only in the network shop_net/, 'networks: [shop_net]'],
  ])('refuses an app that is in no network of the project, before anything is changed: %s', (mode, why, hint) => {
    const { blockers } = withServices({ app: { network_mode: mode }, vpn: { image: 'vpn' } });
    expect(blockers).toMatchObject([{ code: 'entry-unreachable', what: expect.stringContaining(mode) as unknown }]);
    expect(blockers[0]?.why).toMatch(why);
    expect(blockers[0]?.hint).toContain(hint);
  });

  test.each(['bridge', 'default'])(
    'takes an app on the default network of Docker into that of the project: %s',
    (mode) => {
      const services = { app: { network_mode: mode }, db: { network_mode: mode }, other: { network_mode: 'host' } };
      const made = withServices(services);
      expect(made.blockers).toEqual([]);
      expect(made.planning.stopFirst).toBeUndefined();
      const text = made.planning.overlay.files().find(({ path }) => path === 'release.compose.yml')?.content ?? '';
      expect(text.match(/^ {2}\w+:$|^ {4}network_mode: .*$/gm)).toEqual([
        ...['  app:', '    network_mode: !reset null', '  db:', '    network_mode: !reset null'],
      ]);
      const theirs = JSON.stringify({ services }).replaceAll('{"network', '{"image":"x","network');
      const files: Readonly<Record<string, string>> = { 'compose.yaml': theirs, 'ours.yml': text };
      const read = { exists: (path: string) => path in files, read: (path: string) => files[path] ?? '' };
      const options = { composeFiles: Object.keys(files), variables: new Map<string, string>(), profiles: [] };
      const { app, db } = readConfig(read, options).services;
      expect([app?.network_mode, db?.network_mode]).toEqual([undefined, undefined]);
      expect([Object.keys(app?.networks ?? {}), Object.keys(db?.networks ?? {})]).toEqual([['default'], ['default']]);
    },
  );

  test('refuses an app on the default network of Docker whose links lead to containers of others', () => {
    const { blockers } = withServices({ app: { network_mode: 'bridge', external_links: ['redis_1:redis'] } });
    expect(blockers).toMatchObject([
      { code: 'entry-unreachable', why: expect.stringContaining('redis_1:redis') as unknown },
    ]);
  });

  test('warns of a database that is published on all interfaces, and not of one that only the host reaches', () => {
    const facts = deployed();
    const stack = someStack([someService('app')]);
    const port = (target: number, host_ip?: string) => ({
      target,
      published: `${target}`,
      protocol: 'tcp',
      ...(host_ip && { host_ip }),
    });
    const services = { db: { ports: [port(5432)] }, cache: { ports: [port(6379, '127.0.0.1')] } };
    const config = { ...stack.config, services };
    const made = planOf({ ...facts, repository: { ...facts.repository, stack: { ...stack, config } } });
    const found = made.warnings.filter((warning) => warning.includes('publishes port'));
    expect(found).toEqual([expect.stringMatching(/^db publishes port 5432 .*'127\.0\.0\.1:5432:5432'/)]);
  });

  test('warns of every store by its image too, whether it was passed over as the entry or not', () => {
    const published = (target: number) => [{ target, published: `${target}`, protocol: 'tcp' }];
    const images = ['minio/minio', 'bitnami/etcd', 'ollama/ollama', 'emqx/emqx', 'adminer', 'me/app'];
    const services = Object.fromEntries(images.map((image) => [image, { image, ports: published(9000) }]));
    const config = { ...someStack().config, services };
    expect(exposedStores({ config }).map(({ service }) => service)).toEqual(images.slice(0, 4));
    const built = { ...config, services: { db: { build: { context: 'db' }, ports: published(3306) } } };
    expect(exposedStores({ config: built }).map(({ service }) => service)).toEqual(['db']);
  });

  test('runs the release command in the app behind a web server, after what that depends on', () => {
    const facts = deployed();
    const services = [
      someService('nginx', { dependsOn: ['web'] }),
      someService('web', { dependsOn: ['db'] }),
      someService('db'),
    ];
    const entry = { service: 'nginx', ports: [80], hasSurePorts: true, protocol: undefined, because: '' };
    const stack = someStack(services, { entry, commandService: 'web' });
    const made = planOf(
      { ...facts, repository: { ...facts.repository, stack } },
      { releaseCommand: 'python manage.py migrate' },
    );
    expect(made.steps.find(({ kind }) => kind === 'release-command')).toMatchObject({
      service: 'web',
      dependencies: ['db'],
      title: 'Run "python manage.py migrate" once in the new web',
    });
  });
});
