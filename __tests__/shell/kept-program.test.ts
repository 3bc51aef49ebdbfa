import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../src/digest.js';
import { parseEvent } from '../../src/host/events.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost } from '../support/host-program.js';

jest.setTimeout(30_000);

describe.each(SHELLS)('the host program (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  test('stays on the host for the next run of the same version', async () => {
    await host.deploy({ steps: [{ name: 'build', text: 'true' }] });
    const packed = host.read('program.json');
    const bundle = join(host.home, '.ec2-https-deploy.kept-one');
    const start = (sha256: string) => {
      mkdirSync(bundle);
      for (const name of ['start.sh', 'start.py']) writeFileSync(join(bundle, name), readTemplate(`host/${name}`));
      writeFileSync(join(bundle, 'program-at'), JSON.stringify({ path: join(host.root, 'program.json'), sha256 }));
      const run = host.run([join(bundle, 'start.sh'), bundle]);
      return run.stdout.split('\n').map(parseEvent).filter(Boolean);
    };
    // It is started: what fails is that this bundle has no job.
    expect(start(digestOf(packed))).toMatchObject([{ code: 'host-program-failed' }, { text: 'failed' }]);
    expect(start('0'.repeat(64))).toMatchObject([{ code: 'stale-plan' }, { text: 'failed' }]);
    expect(host.bundles()).toEqual([]);
  });

  test('leaves no bundle with its secrets behind where it cannot be laid out', () => {
    const bundle = join(host.home, '.ec2-https-deploy.broken-1');
    mkdirSync(bundle);
    for (const name of ['start.sh', 'start.py']) writeFileSync(join(bundle, name), readTemplate(`host/${name}`));
    writeFileSync(join(bundle, 'env'), 'KEY=secret');
    // A file stands where the program's folder would be.
    writeFileSync(join(bundle, 'program'), '');
    writeFileSync(join(bundle, 'program.json'), '{"__main__.py":""}');
    const events = host
      .run([join(bundle, 'start.sh'), bundle])
      .stdout.split('\n')
      .map(parseEvent)
      .filter(Boolean);
    expect(events).toMatchObject([{ code: 'host-program-failed' }, { text: 'failed' }]);
    expect(host.bundles()).toEqual([]);
  });
});
