import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFacts } from '../../src/host/facts.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { Inspection, listing, type FakeContainer } from '../support/inspection.js';

describe.each(SHELLS)('the inspection of whose project a site is (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const look = (paths: readonly string[] = []): HostFacts =>
    new Inspection(host).facts({ project: 'prod-app', project_before: 'app', repository: 'o/app', data_paths: paths });
  const runs = (...containers: readonly FakeContainer[]): void =>
    host.stub('docker', `case "$*" in ${listing(containers)} *) : ;; esac`);
  const container = (project: string, folder: string, service: string): FakeContainer => ({
    name: `${project}-${service}-1`,
    labels: { project, service, oneoff: 'False', 'project.working_dir': folder, 'project.config_files': '' },
  });

  test('finds a new site by the name that it is to have', () => {
    expect(look().project).toEqual({ name: 'prod-app', from: 'new' });
  });

  test('finds a site by the name that it was given', () => {
    host.write('compose-project', 'shop\n');
    expect(look().project).toEqual({ name: 'shop', from: 'record' });
  });

  test('finds it in the file of an earlier version, and not in a folder of that name', () => {
    host.write('project/main.py', '');
    expect(look().project).toEqual({ name: 'prod-app', from: 'new' });
    host.run(['-c', 'rm -r "$1/project"; echo shop >"$1/project"', 'sh', host.root]);
    expect(look().project).toEqual({ name: 'shop', from: 'record' });
  });

  test('finds a site made before 0.2 by the last part of its path, which it was called after', () => {
    host.write('releases/r1/.ec2-https-deploy/manifest', '');
    host.run(['-c', 'ln -s releases/r1 "$1/current"', 'sh', host.root]);
    expect(look()).toMatchObject({ project: { name: 'app', from: 'record' }, data: { layout: 'legacy' } });
  });

  test('finds a stack that was started by hand in its directory, and those of others with what is alike', () => {
    const clone = join(host.folder, 'clone');
    mkdirSync(join(clone, '.git'), { recursive: true });
    host.run(['-c', 'printf "\\turl = git@github.com:O/app.git\\n" >"$1/.git/config"', 'sh', clone]);
    runs(container('by-hand', host.root, 'app'), container('other', clone, 'web'));
    const { project, data } = look();
    expect(project).toEqual({ name: 'by-hand', from: 'by-hand' });
    expect(data.stacks).toEqual([
      { project: 'by-hand', folder: host.root, likeness: 'other', services: ['app'] },
      { project: 'other', folder: clone, likeness: 'remote', services: ['web'] },
    ]);
  });

  test('finds volumes that compose projects left, where there is no release', () => {
    host.stub('docker', `case "$*" in ${listing([])} 'volume ls'*) printf 'shop\\tdata\\tshop_data\\n' ;; esac`);
    expect(look().data.volumes).toEqual([{ project: 'shop', key: 'data', name: 'shop_data' }]);
    host.release('r1');
    expect(look().data.volumes).toEqual([]);
  });

  test('finds where paths that may outlive releases lie, whatever they are called', () => {
    host.write('shared/media/photo', '');
    host.write('data dir/rows', '');
    host.write('elsewhere.env', '');
    const absolute = join(host.root, 'elsewhere.env');
    const { places } = look(['media', 'data dir', 'none', '', absolute, '/no/such.env']).data;
    expect([...places]).toEqual([
      ['media', 'shared'],
      ['data dir', 'by-hand'],
      ['none', 'missing'],
      ['', 'shared'],
      [absolute, 'shared'],
      ['/no/such.env', 'missing'],
    ]);
    expect(existsSync(join(host.root, 'none'))).toBe(false);
  });

  test('finds what lies where releases do and was not made by this action', () => {
    host.write('releases/20261122T100000Z-1a2b3c4/broken-off', '');
    expect(look().data.foreign).toEqual([]);
    host.write('releases/mine/file', '');
    host.write('current/file', '');
    expect(look().data.foreign).toEqual([join(host.root, 'current'), join(host.root, 'releases/mine')]);
  });

  test('finds files of the running release that were changed or lost, and databases that are mounted', () => {
    const blob = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';
    host.release('r1', { kept: '', changed: 'x' }, { places: 'directory data\n' });
    host.write('records/r1/manifest', ['kept', 'changed', 'lost'].map((path) => `f 644 ${blob} 0 ${path}\n`).join(''));
    host.write('records/r1/tree', ['kept', 'changed', 'lost'].map((path) => `0 1 ${path}\n`).join(''));
    host.write('shared/data/app.sqlite3', '');
    host.write('volume/PG_VERSION', '');
    const mounts = [
      { source: `${host.root}/shared/data` },
      { volume: 'a'.repeat(64), source: '/nowhere' },
      { volume: 'site_rows', source: `${host.root}/volume` },
    ];
    runs({ ...container('site', `${host.root}/current`, 'app'), mounts });
    const { data } = look();
    expect(data).toMatchObject({ layout: 'present', placesBefore: ['data'], anonymous: ['app'] });
    expect(data.damaged).toEqual(['changed', 'lost']);
    expect(data.databases).toEqual([
      { service: 'app', what: `app.sqlite3 in ${host.root}/shared/data` },
      { service: 'app', what: 'PG_VERSION in site_rows' },
    ]);
  });

  test('finds files that containers changed since they were last written, and bears a note that a power cut spoiled', () => {
    host.release('r1');
    host.write('shared/data/rows', 'new');
    host.write(
      'synced.json',
      JSON.stringify({ release: 'r1', kept: ['kept'], files: { 'data/rows': { stat: [0, 0, 0] } } }),
    );
    expect(look().data).toMatchObject({ synced: 'r1', differing: ['data/rows', 'kept'] });
    host.write('synced.json', '{"release": "r');
    expect(look().data).toMatchObject({ synced: undefined, differing: [] });
  });
});
