import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { overlayOf, type OverlayRequest } from '../../../../src/plan/release/overlay.js';
import { siteOf } from '../../../../src/plan/site.js';
import type { Service } from '../../../../src/compose/stack.js';
import { someInputs } from '../../../support/facts.js';
import { someBind, someService as service, someStack } from '../../../support/stacks.js';

function overlay(services: readonly Service[], changes: Partial<OverlayRequest> = {}) {
  const stack = someStack(services);
  const inputs = someInputs();
  const site = siteOf(inputs, stack, { root: '/home/ec2-user/app', project: 'app' });
  const bundled = { app: 'app: {}', edge: 'edge: {}' };
  return overlayOf({
    stack,
    build: inputs.build,
    keepsPorts: false,
    site,
    files: [],
    release: 'r1',
    placesBefore: [],
    hostPlaces: new Map(),
    inputFiles: [],
    bundled,
    ...changes,
  });
}

const settings = (made: ReturnType<typeof overlay>): unknown =>
  parse(made.files().find(({ path }) => path === 'release.compose.yml')?.content ?? '');

describe('overlay', () => {
  test('lays the edge over a compose app, after its own file', () => {
    const made = overlay([service('app', { isBuilt: true })]);
    expect(made.composeFiles).toEqual(['compose.yaml']);
    expect(made.files().map(({ path }) => path)).toEqual(['edge.compose.yml', 'release.compose.yml']);
  });

  test('gives the app its release, and images the name of the release', () => {
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

  describe('behind the bundled reverse proxy', () => {
    const port = (target: number, published: string): object => ({
      target,
      published,
      protocol: 'tcp',
      mode: 'ingress',
    });
    const ports = [port(8000, '8000'), port(22, '2222')];
    const app = { image: 'x', container_name: 'shop_web', networks: { default: null, back: null }, ports };
    const entry = { service: 'app', ports: [8000], hasSurePorts: true, protocol: undefined, because: '' };
    const behind = (body: object, keepsPorts = false) => {
      const stack = someStack([service('app')], { entry });
      const config = { ...stack.config, services: { app: body } } as typeof stack.config;
      return (
        overlay([], { stack: { ...stack, config }, keepsPorts })
          .files()
          .at(-1)?.content ?? ''
      );
    };

    test('the app gives its port and its container_name up, and is found under the old name in each network', () => {
      const text = behind({ ...app, ports: [port(8000, '8000')] });
      expect(text).toContain('    ports: !reset []\n    container_name: !reset null\n');
      expect(parse(text, { logLevel: 'error' })).toMatchObject({
        services: {
          app: { networks: { default: { aliases: ['release-r1', 'shop_web'] }, back: { aliases: ['shop_web'] } } },
        },
      });
    });

    test('a port of another protocol stays published', () => {
      expect(behind(app)).toContain('    ports: !override\n      - target: 22\n        published: "2222"\n');
    });

    test('all stays as it is with keep-published-ports, but for the ports of the reverse proxy', () => {
      expect(behind(app, true)).not.toMatch(/ports:|container_name|shop_web/);
      const kept = behind({ ...app, ports: [port(8000, '80'), ...ports] }, true);
      expect(kept).toMatch(/ports: !override\n {6}- target: 8000\n {8}published: "8000"\n/);
    });
  });

  test('reads several compose files of the repository in their order, before ours', () => {
    const stack = someStack([service('app')], { composeFiles: ['compose.yaml', 'compose.prod.yaml'] });
    expect(overlay([], { stack }).composeFiles).toEqual(['compose.yaml', 'compose.prod.yaml']);
  });

  test('starts what an active profile starts without a profile, whoever runs compose on the host', () => {
    const services = { job: { image: 'x', profiles: ['jobs'] }, app: { image: 'x' } };
    const stack = someStack([service('job'), service('app')]);
    const made = overlay([], { stack: { ...stack, config: { ...stack.config, services } } });
    expect(made.files().at(-1)?.content).toMatch(/^ {2}job:\n {4}profiles: !reset \[\]\n {2}app:\n {4}labels:/m);
  });

  test('builds the image of a lone Dockerfile as the inputs say, a $ in a build argument literally', () => {
    const build = { dockerfile: 'docker/App', target: 'prod', args: [{ name: 'A', value: 'x$y' }] };
    const stack = someStack([], { kind: 'dockerfile', composeFile: undefined, composeFiles: [] });
    expect(settings(overlay([], { stack, build }))).toMatchObject({
      services: {
        app: { build: { dockerfile: 'docker/App', target: 'prod', args: { A: 'x$$y' } }, image: 'app-app:r1' },
      },
    });
  });

  test('lets a worker that runs the app’s image by name change with it', () => {
    const made = overlay([
      service('app', { isBuilt: true, image: 'shop' }),
      service('worker', { image: 'shop' }),
      service('other', { image: 'redis' }),
    ]);
    expect(made.built).toEqual([
      { service: 'app', builtBy: 'app', repository: 'app-app', declared: 'shop' },
      { service: 'worker', builtBy: 'app', repository: 'app-app', declared: undefined },
    ]);
  });

  test('marks a service with the digest of the files that it mounts, so that it starts again when they change', () => {
    const mounting = [service('app'), service('nginx', { binds: [someBind('conf', { readOnly: true })] })];
    const file = (blob: string) => ({ kind: 'file' as const, path: 'conf/a.conf', mode: 0o644, size: 1, blob });
    const [one, same, other] = [file('1'), file('1'), file('2')].map((entry) =>
      JSON.stringify(settings(overlay(mounting, { files: [entry] }))),
    );
    expect(one).toContain('ec2-https-deploy.mounts');
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  test('mounts persistent directories in the place of the paths of a release, with the settings of the mount', () => {
    const binds = [
      someBind('media', { target: '/app/media', bind: { selinux: 'z' } }),
      someBind('certs', { target: '/certs', readOnly: true }),
      someBind('conf', { readOnly: true }),
    ];
    const files = [{ kind: 'file' as const, path: 'conf/a.conf', mode: 0o644, size: 1, blob: '1' }];
    const made = overlay([service('app', { binds })], { files });
    expect(made.data.map(({ path }) => path)).toEqual(['certs', 'media']);
    expect(settings(made)).toMatchObject({
      services: {
        app: {
          volumes: [
            { type: 'bind', source: '/home/ec2-user/app/shared/media', target: '/app/media', bind: { selinux: 'z' } },
            { type: 'bind', source: '/home/ec2-user/app/shared/certs', target: '/certs', read_only: true },
          ],
        },
      },
    });
  });

  test('builds no service of a profile', () => {
    const made = overlay([service('app', { isBuilt: true }), service('seed', { isBuilt: true, hasProfile: true })]);
    expect(made.built.map((image) => image.service)).toEqual(['app']);
  });

  test('has one digest for every release of the same settings', () => {
    const services = [service('app', { isBuilt: true })];
    expect(overlay(services, { release: 'r2' }).digest).toBe(overlay(services).digest);
    expect(overlay([service('app')]).digest).not.toBe(overlay(services).digest);
  });
});
