import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { overlayOf, takenNames, type OverlayRequest } from '../../src/release/overlay.js';
import { siteOf } from '../../src/site.js';
import type { Service, Stack } from '../../src/stack/stack.js';
import { someInputs } from '../support/facts.js';

const service = (name: string, changes: Partial<Service> = {}): Service => ({
  ...{
    name,
    image: undefined,
    isBuilt: false,
    dependsOn: [],
    completedBefore: [],
    publishes: [],
    binds: [],
    envFiles: [],
  },
  ...{ singleBecause: undefined, replicas: 1, hasHealthcheck: false, hasProfile: false, keepsRunning: true },
  ...changes,
});

function overlay(services: readonly Service[], changes: Partial<OverlayRequest> = {}) {
  const stack: Stack = {
    ...{ kind: 'app', composeFile: 'compose.yaml', folder: '', services, ownEdge: undefined, unreadable: [] },
  };
  const inputs = someInputs();
  const site = siteOf(inputs, stack, '/home/ec2-user/app');
  const bundled = { app: 'app: {}', edge: 'edge: {}' };
  return overlayOf({ stack, app: inputs.app, site, files: [], release: 'r1', bundled, ...changes });
}

const settings = (made: ReturnType<typeof overlay>): unknown =>
  parse(made.files().find(({ path }) => path === 'release.compose.yml')?.content ?? '');

describe('overlay', () => {
  it('lays the edge over a compose app, after its own file', () => {
    const made = overlay([service('app', { isBuilt: true })]);
    expect(made.composeFiles).toEqual(['compose.yaml']);
    expect(made.files().map(({ path }) => path)).toEqual(['edge.compose.yml', 'release.compose.yml']);
  });

  it('gives the app its release, and images the name of the release', () => {
    expect(settings(overlay([service('app', { isBuilt: true }), service('db', { image: 'postgres:17' })]))).toEqual({
      services: {
        app: {
          image: 'app-app:r1',
          labels: { 'ec2-https-deploy.release': 'r1', 'ec2-https-deploy.replicas': '1' },
          environment: { RELEASE: 'r1' },
          networks: { default: { aliases: ['release-r1'] } },
        },
      },
    });
  });

  it('lets a worker that runs the app’s image by name change with it', () => {
    const made = overlay([
      service('app', { isBuilt: true, image: 'shop' }),
      service('worker', { image: 'shop' }),
      service('other', { image: 'redis' }),
    ]);
    expect(made.built).toEqual([
      { service: 'app', builtBy: 'app', declared: 'shop' },
      { service: 'worker', builtBy: 'app', declared: undefined },
    ]);
  });

  it('marks a service with the digest of the files that it mounts, so that it starts again when they change', () => {
    const mounting = [service('app'), service('nginx', { binds: ['conf'] })];
    const file = (blob: string) => ({ kind: 'file' as const, path: 'conf/a.conf', mode: 0o644, size: 1, blob });
    const [one, same, other] = [file('1'), file('1'), file('2')].map((entry) =>
      JSON.stringify(settings(overlay(mounting, { files: [entry] }))),
    );
    expect(one).toContain('ec2-https-deploy.mounts');
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it('keeps what is mounted and not in the repository as data', () => {
    const files = [{ kind: 'file' as const, path: 'conf/a.conf', mode: 0o644, size: 1, blob: '1' }];
    expect(overlay([service('app', { binds: ['./data/', 'conf', 'conf/a.conf'] })], { files }).data).toEqual(['data']);
  });

  it('has one digest for every release of the same settings', () => {
    const services = [service('app', { isBuilt: true })];
    expect(overlay(services, { release: 'r2' }).digest).toBe(overlay(services).digest);
    expect(overlay([service('app')]).digest).not.toBe(overlay(services).digest);
  });
});

it('names services that the edge brings itself', () => {
  const stack = { kind: 'app' as const, services: [service('edge'), service('web')] };
  const whole = { composeFile: 'c', folder: '', ownEdge: undefined, unreadable: [] };
  expect(takenNames({ ...stack, ...whole })).toEqual(['edge']);
});
