import { describe, expect, test } from '@jest/globals';
import { exposedStores } from '../../../src/compose/exposed-stores.js';
import { factsAfter, freshFacts, now, planOf } from '../../support/facts.js';
import { someService, someStack } from '../../support/stacks.js';

const deployed = () => factsAfter(planOf(freshFacts()), now);

describe('plan', () => {
  test('refuses an app that is in no network of the project, before anything is changed', () => {
    const facts = deployed();
    const stack = someStack([someService('app')]);
    const config = { ...stack.config, services: { app: { network_mode: 'service:vpn' } } };
    const made = planOf({ ...facts, repository: { ...facts.repository, stack: { ...stack, config } } });
    expect(made.blockers).toMatchObject([
      { code: 'entry-unreachable', what: expect.stringContaining('service:vpn') as unknown },
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
    expect(made.warnings).toEqual([expect.stringMatching(/^db publishes port 5432 .*'127\.0\.0\.1:5432:5432'/)]);
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
