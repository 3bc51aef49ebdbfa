import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { FORGED, FORGED_TEXT } from '../support/hostile.js';
import { makeRepository, runStep, type SmallRepository } from '../support/lab-step.js';

jest.setTimeout(240_000);

/** What an app logs that writes down what its visitors ask for. */
const log = `10.0.0.7 "GET /?next=##[set-output name=${FORGED}]https://${FORGED}.example HTTP/1.1" 200\n${FORGED_TEXT}`;
const dockerfile = `FROM debian:stable
COPY log.txt /log.txt
RUN cat /log.txt
CMD ["sh", "-c", "cat /log.txt; exit 9"]
`;

let lab: Lab;
let site: SmallRepository;

beforeAll(async () => {
  lab = await openLab();
  site = await makeRepository('hostile', { Dockerfile: dockerfile, 'log.txt': log });
  await cleanHost(dockerHost);
}, 120_000);

afterAll(() => site.remove());

test('workflow commands in the output of a build and in the log of an app are shown, and not carried out', async () => {
  const run = await runStep(lab, dockerHost, site.folder, {});
  expect(run.code).toBe('containers-unhealthy');
  expect(run.log).toContain('GET /?next=##');
  expect(run.log.split('\n').filter((line) => /^\s*(Error|Warning|Notice): /.test(line))).toEqual([
    expect.stringMatching(/^Error: Containers of the new release did not become healthy/),
  ]);
  expect(Object.keys(run.outputs)).not.toContain(FORGED);
  expect(run.log).not.toContain('Unable to process command');
});
