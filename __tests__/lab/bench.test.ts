import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { changeEvents } from '../../bench/downtime/events.js';
import { tryOurs } from '../../bench/downtime/measure.js';
import { oldAssets } from '../../bench/downtime/verdict.js';
import { failedOf } from '../../bench/load/failures.js';
import { countRoundTrips } from '../../bench/rows/round-trips.js';
import { changeOne, makeTree } from '../../bench/trees/tree.js';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { deploy } from '../../lab/deploy.js';
import { type Lab, openLab } from '../../lab/lab.js';
import { planOf } from '../support/story/site.js';

/* The benchmark in its quick form: what it counts has to hold at any time, however busy the machine is. Never seconds. */

jest.setTimeout(300_000);
const host = dockerHost;
const say = (): void => undefined;
let lab: Lab;

beforeAll(async () => {
  lab = await openLab();
});

describe('a run with nothing to do', () => {
  beforeAll(() => cleanHost(host), 120_000);

  test('takes at most twelve round trips', async () => {
    expect(await countRoundTrips({ lab, host })).toBeLessThanOrEqual(12);
  });
});

describe('one file of a thousand changed', () => {
  let folder = '';
  beforeAll(async () => {
    await cleanHost(host);
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'one-file-')), 'tree');
    await makeTree(folder, { files: 1000, bytes: 2_000_000 });
  }, 120_000);
  afterAll(() => rm(path.dirname(folder), { recursive: true, force: true }));

  test('sends that file, and little else both ways', async () => {
    const inputs = {
      ...{ domain: 'one-file.lab.test', path: '~/one-file', env: 'DJANGO_SECRET_KEY=bench' },
      'release-command': 'python manage.py migrate --noinput',
    };
    const first = await deploy({ lab, folder, host, inputs });
    expect(first).toMatchObject({ exitCode: 0 });
    await changeOne(folder, 1);
    const second = await deploy({ lab, folder, host, inputs });
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.log).toMatch(/1 file/);
    // Packed, the file is 6 kB of it, and the programs that the host runs are 40: in Python, with what looks after data and limits.
    const { usage } = planOf(second);
    expect(usage.bytesSent).toBeLessThan(60_000);
    expect(usage.bytesReceived).toBeLessThan(25_000);
  });
});

describe('a change of code under load', () => {
  test('loses no request of a hundred visitors, and no style sheet of the release before', async () => {
    const event = changeEvents.find(({ name }) => name === 'code');
    if (event === undefined) throw new Error('The benchmark knows no event "code"');
    const { exchanges } = await tryOurs(event, { lab, host, quick: true, say });
    expect(exchanges.length).toBeGreaterThan(500);
    expect(failedOf(exchanges)).toEqual([]);
    expect(oldAssets(exchanges).filter(({ failure }) => failure !== undefined)).toEqual([]);
  });
});
