import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { ComposeConfig } from '../../../../src/compose/model/config.js';
import type { Service, Stack } from '../../../../src/compose/stack.js';
import { digestOf } from '../../../../src/digest.js';
import type { InputFile } from '../../../../src/inputs/inputs.js';
import { overlayOf, type OverlayRequest } from '../../../../src/plan/release/overlay.js';
import { siteOf } from '../../../../src/plan/site.js';
import { Secret } from '../../../../src/secret.js';
import { someInputs } from '../../../support/facts.js';
import { someBind, someService, someStack } from '../../../support/stacks.js';

const ROOT = '/home/ec2-user/app';
const given = (path: string, content = path): InputFile => ({
  path,
  content: new Secret(content),
  digest: digestOf(content),
});
const tracked = (path: string, blob = '1') => ({ kind: 'file' as const, path, mode: 0o644, size: 1, blob });
const secretAt = (path: string) => `${ROOT}/input-files/${digestOf(path)}/${path.split('/').at(-1)}`;

interface Changes extends Partial<OverlayRequest> {
  readonly config?: Partial<ComposeConfig>;
  readonly of?: Partial<Stack>;
}

function overlay(services: readonly Service[], { config, of, ...changes }: Changes) {
  const bare = someStack(services);
  const stack = { ...bare, config: { ...bare.config, ...config }, ...of };
  const inputs = someInputs();
  const site = siteOf(inputs, stack, { root: ROOT, project: 'app' });
  const usual = { stack, build: inputs.build, keepsPorts: false, site, files: [], release: 'r1', placesBefore: [] };
  return overlayOf({
    ...usual,
    ...{ bundled: { app: 'app: {}', edge: 'edge: {}' }, hostPlaces: new Map(), inputFiles: [] },
    ...changes,
  });
}

type Made = ReturnType<typeof overlay>;
const text = (made: Made): string => made.files().at(-1)?.content ?? '';
const settings = (made: Made) =>
  parse(text(made), { logLevel: 'silent' }) as { services: Record<string, Record<string, unknown>> };
const placed = (made: Made) => made.placed.map(({ path, place, mode }) => [path, place, mode.toString(8)]);

describe('a file of the input files', () => {
  const envFiles = (paths: readonly string[], required = true) => ({
    services: { app: { env_file: paths.map((path) => ({ path, required })) } },
  });

  test('that is an env file is for its owner, outside of the build context; all env files keep their order', () => {
    const made = overlay([someService('app')], {
      config: envFiles(['base.env', '.envs/a.env', '.env']),
      inputFiles: [given('.envs/a.env')],
      files: [tracked('base.env')],
    });
    expect(placed(made)).toEqual([['.envs/a.env', 'private', '600']]);
    expect(text(made)).toContain('env_file: !override');
    expect(settings(made).services['app']?.['env_file']).toEqual([
      { path: 'base.env', required: true },
      { path: secretAt('.envs/a.env'), required: true },
      { path: '.env', required: true },
    ]);
  });

  test('leaves the other env files where the compose file’s folder leads', () => {
    const made = overlay([someService('app')], {
      config: envFiles(['deploy/base.env', 'a.env']),
      of: { folder: 'deploy', composeFile: 'deploy/compose.yaml' },
      inputFiles: [given('a.env')],
    });
    const [first] = settings(made).services['app']?.['env_file'] as readonly { path: string }[];
    expect(first?.path).toBe('../deploy/base.env');
  });

  test('is not needed for an env file that somebody prepared on the host', () => {
    const made = overlay([someService('app')], {
      config: envFiles(['a.env', 'b.env', 'c.env']),
      hostPlaces: new Map([
        ['a.env', 'shared'],
        ['b.env', 'by-hand'],
        ['c.env', 'missing'],
      ] as const),
    });
    expect(settings(made).services['app']?.['env_file']).toMatchObject([
      { path: `${ROOT}/shared/a.env` },
      { path: `${ROOT}/b.env` },
      { path: 'c.env' },
    ]);
  });

  test('that is a compose secret is readable in the container, and a change of it recreates the services that use it', () => {
    const config = { services: { app: { secrets: [{ source: 'key' }] }, other: {} } };
    const contentFiles = [{ section: 'secrets' as const, key: 'key', path: 'secrets/key' }];
    const make = (content: string) =>
      overlay([someService('app'), someService('other')], {
        ...{ config, of: { contentFiles }, inputFiles: [{ ...given('secrets/key', content) }] },
      });
    const [one, other] = [make('1'), make('2')];
    expect(placed(one)).toEqual([['secrets/key', 'private', '444']]);
    expect(one.data).toEqual([]);
    expect(settings(one)).toMatchObject({ secrets: { key: { file: `${ROOT}/input-files/${digestOf('1')}/key` } } });
    const labels = (made: Made, name: string) => settings(made).services[name]?.['labels'];
    expect(labels(one, 'app')).not.toEqual(labels(other, 'app'));
    expect(labels(one, 'other')).toEqual(labels(other, 'other'));
    expect(one.digest).not.toBe(other.digest);
  });

  test('that is mounted as a file is mounted as the compose file says, and outlives nothing', () => {
    const binds = [someBind('account.json', { readOnly: true }), someBind('rw.json')];
    const made = overlay([someService('app', { binds })], { inputFiles: [given('account.json'), given('rw.json')] });
    expect(placed(made)).toEqual([
      ['account.json', 'private', '444'],
      ['rw.json', 'private', '644'],
    ]);
    expect(made.data).toEqual([]);
    expect(settings(made).services['app']?.['volumes']).toEqual([
      { type: 'bind', source: secretAt('account.json'), target: '/app/account.json', read_only: true },
      { type: 'bind', source: secretAt('rw.json'), target: '/app/rw.json' },
    ]);
  });

  test('in a mounted directory of the release is in the release’s own', () => {
    const binds = [someBind('conf', { readOnly: true })];
    const made = overlay([someService('app', { binds })], {
      inputFiles: [given('conf/key')],
      files: [tracked('conf/a')],
    });
    expect(placed(made)).toEqual([['conf/key', 'tree', '644']]);
  });

  test('in a directory that outlives releases is written into that', () => {
    const binds = [someBind('certs', { readOnly: true }), someBind('data')];
    const made = overlay([someService('app', { binds })], { inputFiles: [given('certs/key'), given('data/seed')] });
    expect(placed(made)).toEqual([
      ['certs/key', 'private', '644'],
      ['data/seed', 'private', '644'],
    ]);
    expect(made.data.map(({ path }) => path)).toEqual(['certs', 'data']);
  });

  test('that no service uses is for the build', () => {
    expect(placed(overlay([someService('app')], { inputFiles: [given('.npmrc')] }))).toEqual([
      ['.npmrc', 'tree', '600'],
    ]);
  });
});

test('a change of a tracked secret recreates the services that use it', () => {
  const config = { services: { app: { secrets: [{ source: 'key' }] } } };
  const of = { contentFiles: [{ section: 'secrets' as const, key: 'key', path: 'key.txt' }] };
  const labels = (blob: string) =>
    settings(overlay([someService('app')], { config, of, files: [tracked('key.txt', blob)] })).services['app']?.[
      'labels'
    ];
  expect(labels('1')).not.toEqual(labels('2'));
});
