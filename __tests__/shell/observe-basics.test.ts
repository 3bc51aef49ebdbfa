import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { observation } from '../../src/host/observation.js';
import { parseObservation } from '../../src/host/parse-facts.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { Inspection } from '../support/inspection.js';

describe.each(SHELLS)('the inspection of a host without python3 (%s)', (shell) => {
  let host: TestHost;
  let inspection: Inspection;
  beforeEach(() => {
    host = new TestHost(shell);
    inspection = new Inspection(host);
  });
  afterEach(() => host[Symbol.dispose]());

  test('finds what it takes to plan its installation, the same as with it, and changes nothing', () => {
    host.stub('ss', `case "$*" in *:80) echo 'LISTEN 0 511 *:80 *:* users:(("apache2",pid=12,fd=4))' ;; esac`);
    const question = { root: '~/my "site"', project: 'my-site', source: 'git' } as const;
    const found = inspection.facts(question);
    host.stub('python3', 'exit 127');
    const before = host.run(['-c', 'find "$1" | sort', 'sh', host.folder]).stdout;
    const { disk, ...basics } = inspection.facts(question);
    host.run(['-c', 'rm -f "$1"/calls/*', 'sh', host.folder]);
    expect(host.run(['-c', 'find "$1" | sort', 'sh', host.folder]).stdout).toBe(
      before.replace(/^.*\/calls\/.*\n/gm, ''),
    );
    expect(basics).toMatchObject({
      ...{ hasPython: false, root: join(host.home, 'my "site"'), rootWritable: true },
      ...{ project: { name: 'my-site', from: 'new' }, ports: [{ port: 80, ours: false, holder: 'apache2' }] },
    });
    const { os, architecture, user, privilege, ports, gitInstalled, sshVersion, cron, docker } = found;
    const compose = { compose: undefined, composeV1: basics.docker.composeV1 };
    expect(basics).toMatchObject({ os, architecture, user, privilege, ports, gitInstalled, sshVersion, cron });
    expect(basics.docker).toEqual({ ...docker, ...compose });
    expect(basics.memory).toMatchObject({ total: found.memory.total, swap: found.memory.swap });
    expect(disk.freeBytes / found.disk.freeBytes).toBeCloseTo(1, 1);
    expect(disk.freeInodes / found.disk.freeInodes).toBeCloseTo(1, 1);
  });

  test('takes a python3 older than 3.9 for none', () => {
    host.stub('python3', 'exit 97');
    expect(inspection.facts()).toMatchObject({ hasPython: false, docker: { installed: true } });
  });

  test.each(['compose-project', 'project'])('tells the name that a site was given (in %s)', (file) => {
    host.stub('python3', 'exit 127');
    host.write(file, 'shop\n');
    expect(inspection.facts().project).toEqual({ name: 'shop', from: 'record' });
  });
});

test('the document of a host with python3 has no field that the runner does not read', () => {
  using host = new TestHost('dash');
  host.release('r1', { '.env': 'A=1\n' });
  const printed = JSON.parse(new Inspection(host).print()) as object;
  expect(Object.keys(printed).sort()).toEqual(observation.fields.filter((field) => /^\w+$/.test(field)).sort());
  expect(parseObservation(JSON.stringify(printed)).current?.name).toBe('r1');
});
