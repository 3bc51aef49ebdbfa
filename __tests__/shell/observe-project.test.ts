import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assignments } from '../../src/host/assignments.js';
import type { HostFacts } from '../../src/host/facts.js';
import { lookData, lookProgram } from '../../src/host/observe-script.js';
import { parseObservation } from '../../src/host/parse-facts.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost } from '../support/host-program.js';

describe.each(SHELLS)('the look at whose project a site is (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const look = (paths = ''): HostFacts => {
    const values = {
      ...{ ROOT_INPUT: host.root, PROJECT: 'prod-app', PROJECT_BEFORE: 'app', SOURCE: 'upload', DATA_PATHS: paths },
      ...{ MANIFEST_DIGEST: '', MANIFEST_CHUNKS: '', CERTIFICATE_NAME: 'a.example.com', REPOSITORY: 'o/app' },
      ...{ CERTIFICATE_VOLUME: '{project}_certificates', COMPOSE_DIGEST: '', CRON_PID_FILE: '/run/no-such-file' },
      ...{ LOOK_DATA: lookData(readTemplate), ...host.engineAt },
    };
    return parseObservation(host.run(['-c', assignments(values) + lookProgram(readTemplate)]).stdout);
  };
  const stacks = (...lines: readonly string[]): void =>
    host.stub(
      'docker',
      `case "$*" in
        'ps --all --filter label=com.docker.compose.project.working_dir=${host.root}'*) ${lines.length > 0 ? 'echo by-hand' : ':'} ;;
        'ps --all --no-trunc'*) printf '%b\\n' ${lines.map((line) => `'${line}'`).join(' ') || "''"} ;;
        *) : ;;
      esac`,
    );

  test('finds a new site by the name that it is to have', () => {
    expect(look().project).toEqual({ name: 'prod-app', from: 'new' });
  });

  test('finds a site by the name that it was given', () => {
    host.write('project', 'shop\n');
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
    stacks(`by-hand\\t${host.root}\\t\\tapp\\tFalse\\t`, `other\\t${clone}\\t\\tweb\\tFalse\\t`);
    const { project, data } = look();
    expect(project).toEqual({ name: 'by-hand', from: 'by-hand' });
    expect(data.stacks).toEqual([
      { project: 'by-hand', folder: host.root, likeness: 'other', services: ['app'] },
      { project: 'other', folder: clone, likeness: 'remote', services: ['web'] },
    ]);
  });

  test('finds where paths that may outlive releases lie, whatever they are called', () => {
    host.write('shared/media/photo', '');
    host.write('data dir/rows', '');
    const { places } = look('/media /data%20dir /none /').data;
    expect([...places]).toEqual([
      ['media', 'shared'],
      ['data dir', 'by-hand'],
      ['none', 'missing'],
      ['', 'shared'],
    ]);
    expect(existsSync(join(host.root, 'none'))).toBe(false);
  });

  test('finds files of the running release that were changed or lost, and databases that are mounted', () => {
    const blob = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';
    host.release('r1', { kept: '', changed: 'x' }, { places: 'directory data\n' });
    host.write('records/r1/manifest', ['kept', 'changed', 'lost'].map((path) => `f 644 ${blob} 0 ${path}\n`).join(''));
    host.write(
      'records/r1/tree',
      'kept changed lost'
        .split(' ')
        .map((path) => `0 1 ${path}\n`)
        .join(''),
    );
    host.write('shared/data/app.sqlite3', '');
    stacks(`site\\t${host.root}/current\\t\\tapp\\tFalse\\t${host.root}/shared/data,${'a'.repeat(64)}`);
    const { data } = look();
    expect(data.damaged).toEqual(['changed', 'lost']);
    expect(data.databases).toEqual([{ service: 'app', what: `app.sqlite3 in ${host.root}/shared/data` }]);
    expect(data.anonymous).toEqual(['app']);
  });
});
