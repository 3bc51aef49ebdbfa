import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { LabStack } from '../support/lab-stack.js';

/*
 * A random sequence of releases with changing mounts, failed releases and writes by containers, on a real engine, long enough that old
 * releases are removed: every byte that a container wrote is there at the end. The seed is fixed: the same sequence in every run.
 */
const minutes = 60_000;
const MOUNTS: readonly (readonly string[])[] = [
  ['./media:/app/media'],
  ['./media:/app/media', './data:/app/data'],
  ['.:/repo', './media:/app/media'],
  ['./data:/app/data'],
];
const steps = fc.sample(
  fc.record({ mounts: fc.constantFrom(...MOUNTS), fails: fc.integer({ max: 4, min: 0 }).map((one) => one === 0) }),
  { numRuns: 8, seed: 20261126 },
);
const mountAt = 'mkdir "$d" && mount -t tmpfs none "$d"';
const site = new LabStack('sequences', dockerHost, { 'health-path': '/page' });

function files(mounts: readonly string[], version: number, fails: boolean): Readonly<Record<string, string>> {
  const command = fails ? '["false"]' : '["python", "-m", "http.server", "8000"]';
  return {
    Dockerfile: `FROM python:3.12-slim\nWORKDIR /app\nCOPY page /app/\nCMD ${command}\n`,
    page: `${version}\n`,
    'media/.gitkeep': `${version}`,
    'compose.yaml': `services:\n  app:\n    build: .\n    volumes: ${JSON.stringify(mounts)}\n`,
  };
}

beforeAll(async () => {
  await cleanHost(dockerHost);
}, minutes);

afterAll(async () => {
  await site.close();
});

test(
  'every byte that containers wrote is there after any sequence of releases',
  async () => {
    const written: string[] = [];
    let mounted: readonly string[] = [];
    for (const [version, { mounts, fails }] of steps.entries()) {
      const doomed = fails && version > 0;
      if (version === 0) await site.open(files(mounts, version, doomed));
      else await site.change(files(mounts, version, doomed));
      const result = await site.deploy({ limits: 'up: 60s' });
      expect([version, result.exitCode]).toEqual([version, doomed ? 1 : 0]);
      if (!doomed) mounted = mounts;
      // A volume that a person mounted below a release, which later deploys would remove (S7).
      if (version === 0)
        await site.onHost(`d=$(readlink -f ${site.root}/current)/volume && ${mountAt} && touch "$d/file"`);
      for (const target of mounted.map((mount) => mount.split(':')[1] ?? '')) {
        const token = `written-${version}-${target.replaceAll('/', '-')}`;
        await site.inService('app', `echo ${token} >${target}/${token}`);
        written.push(token);
      }
    }
    const found = await site.onHost(
      `grep -rhoE '^written-[0-9]+-[a-z-]+$' ${site.root}/shared ${site.root}/kept 2>/dev/null | sort`,
    );
    expect(found.split('\n')).toEqual(expect.arrayContaining([...written].sort()));
    for (const target of mounted.map((mount) => mount.split(':')[1] ?? '')) {
      const seen = await site.inService('app', `ls ${target}`);
      expect(seen).toContain(`-${target.replaceAll('/', '-')}`);
    }
    expect(await site.onHost(`ls ${site.root}/releases/*/volume/file | wc -l`)).toBe('1');
    const releases = await site.onHost(`ls ${site.root}/releases | wc -l`);
    expect(Number(releases)).toBeLessThanOrEqual(7);
  },
  6 * minutes,
);
