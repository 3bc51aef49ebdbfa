import { describe, expect, test } from '@jest/globals';
import type { ContainerFacts } from '../../../src/host/facts.js';
import { countedServices } from '../../../src/plan/counted-services.js';
import type { Facts } from '../../../src/plan/facts.js';
import type { Plan } from '../../../src/plan/plan.js';
import { factsAfter, freshFacts, kindsOf, now, planOf } from '../../support/facts.js';
import { someService, someStack } from '../../support/stacks.js';

const inAMinute = new Date(now.getTime() + 60_000);

const stack = someStack([
  someService('app'),
  someService('worker', { dependsOn: ['app'] }),
  someService('seed', { hasProfile: true }),
]);
const fresh: Facts = { ...freshFacts(), repository: { ...freshFacts().repository, stack } };
const deployed: Facts = factsAfter(planOf(fresh), now);

/** The plan of a run without changes, whose host has other containers by then: a changed one, or undefined where one is gone. */
function again(changes: Readonly<Record<string, Partial<ContainerFacts> | undefined>>, facts: Facts = deployed): Plan {
  const { containers } = facts.host;
  const now = containers.flatMap((one): readonly ContainerFacts[] => {
    if (!(one.service in changes)) return [one];
    const change = changes[one.service];
    return change === undefined ? [] : [{ ...one, ...change }];
  });
  return planOf({ ...facts, host: { ...facts.host, containers: now } }, {}, inAMinute);
}

describe('a service of a profile that is not active', () => {
  test('does not belong to the services whose health counts', () => {
    const files = planOf(fresh).steps.find((step) => step.kind === 'files');
    const record = files?.kind === 'files' ? files.record : [];
    expect(record.find(({ path }) => path === 'record/services')?.content).toBe('app\nworker\nedge\n');
  });

  test.each<[string, Partial<ContainerFacts> | undefined]>([
    ['failed', { state: 'exited', exitCode: 1 }],
    ['is unhealthy', { health: 'unhealthy' }],
    ['was made anew by a person, with other settings', { config: 'other', image: 'other' }],
    ['is gone', undefined],
  ])('is no reason to do anything where its container %s', (_, seed) => {
    expect(kindsOf(again({ seed }))).toEqual([]);
  });
});

const port80 = { target: 80, published: '80', protocol: 'tcp' };

/** As `docker compose stop worker` leaves it. */
const STOPPED = { state: 'exited', exitCode: 143, isStopped: true } as const;

describe('a service that a person stopped', () => {
  test.each<[Partial<ContainerFacts>, string]>([
    [STOPPED, 'start'],
    [{ ...STOPPED, exitCode: 0 }, 'start'],
    [{ state: 'paused', isStopped: true }, 'unpause'],
  ])('is left alone by a run without changes, and named: %j', (worker, command) => {
    const made = again({ worker });
    expect(made.steps).toEqual([]);
    expect(made.unchanged.join()).toContain(
      `worker was stopped on the host and stays stopped until the next release. To start now: docker compose -p app ${command} worker`,
    );
  });

  test('is started by a new release, as docker compose up does, and the plan says so', () => {
    const changed = { ...deployed, repository: { ...deployed.repository, files: [] } };
    const step = again({ worker: STOPPED }, changed).steps.find(({ kind }) => kind === 'up');
    expect(step?.because).toContain('; starts again what was stopped on the host: worker');
  });

  test('is started where something else has to be brought up', () => {
    const [step] = again({ worker: STOPPED, app: { health: 'unhealthy' } }).steps;
    expect(step?.because).toBe('not healthy: app (unhealthy); starts again what was stopped on the host: worker');
  });

  test.each(['app', 'edge'])('is started again where it is what visitors reach: %s', (service) => {
    expect(again({ [service]: STOPPED }).steps).toMatchObject([
      { kind: 'up', because: `not healthy: ${service} (exited)` },
    ]);
  });

  test('does not count for the health of a run that starts no containers', () => {
    expect(countedServices(again({ worker: STOPPED }))).toEqual(['app', 'edge']);
    expect(countedServices(again({ worker: STOPPED, app: { health: 'unhealthy' } }))).toEqual([
      'app',
      'worker',
      'edge',
    ]);
  });

  test('is told from one that fell over', () => {
    const worker = { ...STOPPED, exitCode: 1, isStopped: false };
    expect(again({ worker }).steps).toMatchObject([{ kind: 'up', because: 'not healthy: worker (exited)' }]);
  });
});

describe('a service with zero replicas', () => {
  const none = someStack([someService('app'), someService('worker', { replicas: 0 })]);
  const planned = planOf({ ...fresh, repository: { ...fresh.repository, stack: none } });
  const facts = factsAfter(planned, now);

  test.each([undefined, { state: 'exited', exitCode: 1 }])(
    'is no reason to do anything with its container %j',
    (worker) => {
      expect(again({ worker }, facts).steps).toEqual([]);
    },
  );

  test('keeps its ports, which no one takes', () => {
    const config = { ...none.config, services: { app: {}, worker: { scale: 0, ports: [port80] } } };
    const made = planOf({ ...fresh, repository: { ...fresh.repository, stack: { ...none, config } } });
    expect(made.warnings.filter((warning) => warning.includes('worker'))).toEqual([]);
  });

  test('does not belong to the services whose health counts, but its image does to the release', () => {
    const [files, build] = (['files', 'build'] as const).map((kind) =>
      planned.steps.find((step) => step.kind === kind),
    );
    expect(files?.kind === 'files' ? files.record : []).toContainEqual({
      path: 'record/services',
      content: 'app\nedge\n',
    });
    expect(build?.kind === 'build' ? build.pulled.map(({ service }) => service) : []).toContain('worker');
  });
});

describe('a service that did its work', () => {
  const migrating = someStack([
    someService('app', { dependsOn: ['migrate'], completedBefore: ['migrate'] }),
    someService('migrate', { keepsRunning: false }),
    someService('backup', { keepsRunning: false }),
  ]);
  const facts = factsAfter(planOf({ ...fresh, repository: { ...fresh.repository, stack: migrating } }), now);
  const noted = (...up: readonly string[]): Facts => {
    const { current } = facts.host;
    return { ...facts, host: { ...facts.host, current: current && { ...current, up } } };
  };
  const usual = ['app|config|image|running', 'edge|config|image|running', 'backup|config|image|exited'];

  test('is not run again because its container was removed, as docker system prune does', () => {
    const all = noted(...usual, 'migrate|config|image|running');
    expect(again({ migrate: undefined, backup: undefined }, all).steps).toEqual([]);
  });

  test('is run where it never was', () => {
    expect(again({ migrate: undefined }, noted(...usual)).steps).toMatchObject([
      { kind: 'up', because: 'not healthy: migrate (no container)' },
    ]);
  });

  test('is told from a service whose container has to be there', () => {
    const running = noted('app|config|image|running', 'edge|config|image|running', 'backup|config|image|running');
    expect(again({ migrate: { exitCode: 0 }, backup: undefined }, running).steps).toMatchObject([
      { kind: 'up', because: 'not healthy: backup (no container)' },
    ]);
  });
});
