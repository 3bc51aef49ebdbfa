import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

  test('finds its folder with the byte code as the run before left it', async () => {
    await host.deploy({ steps: [{ name: 'build', text: 'true' }] });
    const sha256 = digestOf(host.read('program.json'));
    const folder = join(host.root, 'host-program');
    const origin = join(folder, 'origin');
    const compiled = () =>
      readdirSync(join(folder, 'supervisor/__pycache__')).filter((name) => name.startsWith('worker.'));
    expect(readFileSync(origin, 'utf8')).toMatch(new RegExp(`^${sha256} \\S+\n$`));
    expect(compiled()).toHaveLength(1);
    const made = statSync(folder).ino;
    const again = await host.deploy({ steps: [{ name: 'build', text: 'true' }], isKept: true });
    expect(again.done).toBe('applied');
    expect(statSync(folder).ino).toBe(made);

    // After a restart of the machine it is laid out anew: a power cut may have spoilt it.
    writeFileSync(origin, `${sha256} another-boot\n`);
    writeFileSync(join(folder, '__main__.py'), 'spoilt');
    const restarted = await host.deploy({ steps: [{ name: 'build', text: 'true' }], isKept: true });
    expect(restarted.done).toBe('applied');
    expect(statSync(folder).ino).not.toBe(made);
    expect(readFileSync(origin, 'utf8')).not.toContain('another-boot');

    const other = await host.deploy({ steps: [{ name: 'build', text: 'echo another version' }] });
    expect(other.done).toBe('applied');
    expect(readFileSync(origin, 'utf8')).toMatch(new RegExp(`^${digestOf(host.read('program.json'))} `));
    expect(host.bundles()).toEqual([]);
  });

  test('does not find a folder that is damaged a second time', async () => {
    const steps = [{ name: 'build', text: 'true' }];
    await host.deploy({ steps });
    rmSync(join(host.root, 'host-program/steps/build.py'));
    const damaged = await host.deploy({ steps, isKept: true });
    expect(damaged.done).toBe('failed');
    const again = await host.deploy({ steps, isKept: true });
    expect(again.done).toBe('applied');
  });

  test('leaves a folder of the same name alone that it did not make', async () => {
    mkdirSync(join(host.root, 'host-program'));
    writeFileSync(join(host.root, 'host-program/mine.txt'), 'mine');
    for (let run = 0; run < 2; run += 1) {
      const { done } = await host.deploy({ steps: [{ name: 'build', text: 'true' }], isKept: run === 1 });
      expect(done).toBe('applied');
    }
    expect(readdirSync(join(host.root, 'host-program'))).toEqual(['mine.txt']);
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
