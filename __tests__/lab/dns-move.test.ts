import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { putRecord, removeRecords } from '../../lab/demo/zone-records.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { makeRepository, runStep, wentWell, type SmallRepository, type StepRun } from '../support/lab-step.js';
import { recordSetsOf, recordsOf } from '../support/lab-zone.js';

// Each case is a run of the action in a container of its own.
jest.setTimeout(180_000);

const domain = 'moving.lab.test';
/** Where the site is served before it moves: nobody is there, which a record does not know. */
const former: ResourceRecordSet = {
  ...{ Name: `${domain}.`, Type: 'A', TTL: 37 },
  ResourceRecords: [{ Value: '172.30.0.99' }],
};

const dockerfile = `FROM python:3.12-slim
COPY server.py .
CMD ["python3", "server.py"]
`;
const server = `from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(500 if self.path == '/broken' else 200)
        self.send_header('X-Release', 'v1.2.3 of the app')
        self.send_header('Content-Length', '4')
        self.end_headers()
        self.wfile.write(b'fine')

HTTPServer(('', 8000), Handler).serve_forever()
`;

let lab: Lab;
let site: SmallRepository;

const run = (inputs: Readonly<Record<string, string>> = {}): Promise<StepRun> =>
  runStep(lab, dockerHost, site.folder, { domain, 'app-protocol': 'http', 'app-port': '8000', ...inputs });

beforeAll(async () => {
  lab = await openLab();
  site = await makeRepository('moving', { Dockerfile: `${dockerfile}RUN exit 3\n`, 'server.py': server });
  await removeRecords(lab, domain);
  await putRecord(lab, former);
  await cleanHost(dockerHost);
}, 180_000);

afterAll(async () => {
  await removeRecords(lab, domain);
  await site.remove();
});

test('a build that fails on the new host leaves the record of the live site untouched', async () => {
  const failed = await run();
  expect(failed.code).toBe('build-failed');
  expect(failed.begun).not.toContain('move-records');
  expect(failed.log).toContain(`because ${domain} resolves to 172.30.0.99: changed only when this host serves`);
  expect(failed.outputs['dns-changed']).toBe('false');
  expect(await recordSetsOf(lab, domain)).toEqual([former]);
});

test('a check from outside that fails leads the site back to where it was, to the TTL', async () => {
  await site.write({ Dockerfile: dockerfile });
  const failed = await run({ 'health-path': '/broken' });
  expect(failed.code).toBe('health-check-failed');
  expect(failed.begun).toEqual(expect.arrayContaining(['up', 'move-records', 'certify', 'serve-https']));
  expect(failed.log).toContain(`Rolled back in Route 53: ${domain}. 37 IN A 172.30.0.99`);
  expect(failed.outputs['dns-changed']).toBe('false');
  expect(await recordSetsOf(lab, domain)).toEqual([former]);
});

test('a deploy that goes well moves the record, also of an app that sends X-Release by itself', async () => {
  const moved = wentWell(await run());
  expect(moved.outputs['dns-changed']).toBe('true');
  expect(await recordsOf(lab, domain)).toEqual([`${domain}. CNAME ${lab.hosts[dockerHost].publicName}`]);
  expect(wentWell(await run()).outputs['changed']).toBe('false');
});
