import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { LabStack, planSteps } from '../support/lab-stack.js';

/*
 * Services that a person stopped or started, that are of a profile, that have zero replicas or have done their work: no deploy fails for
 * one of them, and no second run does anything. And what they get as secrets and configs out of variables and texts.
 */
const minutes = 60_000;

const app = `import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(open('/run/secrets/token').read().encode())
http.server.ThreadingHTTPServer(('', 8000), Handler).serve_forever()
`;

const compose = (more = ''): string => `services:
  web:
    build: .
    network_mode: bridge
    ports: ["80:8000"]
    secrets: [token]
    depends_on: {migrate: {condition: service_completed_successfully}}
  migrate: {image: redis:7-alpine, command: "sh -c true"}
  worker: {image: redis:7-alpine, restart: unless-stopped}
  # Without a restart policy, one that ended without an error looks like one that has done its work.
  plain: {image: redis:7-alpine, configs: [{source: note, target: /note}]}
  seed: {image: redis:7-alpine, command: "sh -c 'exit 1'", profiles: [tools]}
  off: {image: redis:7-alpine, deploy: {replicas: 0}}
configs: {note: {content: "\${NOTE}"}}
secrets: {token: {environment: TOKEN}}
${more}`;

const site = new LabStack('stopped', dockerHost, { 'app-port': '', 'app-protocol': '' });
const page = async (): Promise<string> => (await fetchFromOutside('https://stopped.lab.test/')).body.trim();
/** Each service with the state of its container and its id. */
const containers = async (): Promise<ReadonlyMap<string, string>> => {
  const format = '{{.Label "com.docker.compose.service"}} {{.State}} {{.ID}}';
  const lines = (await site.onHost(`docker ps -a --format '${format}'`)).split('\n');
  return new Map(lines.map((line) => [line.split(' ')[0] ?? '', line]));
};
const deploy = (env: string) => site.deploy({ env });

beforeAll(async () => {
  await cleanHost(dockerHost);
  const Dockerfile = 'FROM python:3.12-slim\nWORKDIR /app\nCOPY app.py .\nCMD ["python", "app.py"]\n';
  await site.open({ Dockerfile, 'app.py': app, 'compose.yaml': compose() });
}, 3 * minutes);
afterAll(() => site.close(), minutes);

describe('services that do not run, and what they are given', () => {
  test(
    'an app on the default network of Docker is reached in that of the project (D7)',
    async () => {
      const result = await deploy('TOKEN=token-1\nNOTE=note-1');
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(await page()).toBe('token-1');
      expect(await site.inService('plain', 'cat /note')).toBe('note-1');
      expect([...(await containers()).keys()].sort()).toEqual(['edge', 'migrate', 'plain', 'web', 'worker']);
    },
    5 * minutes,
  );

  test(
    'are no reason for a second run to do anything, and the plan names those that were stopped',
    async () => {
      const seed = `docker compose -p stopped -f ${site.root}/current/compose.yaml --env-file ${site.root}/current/.env --profile tools up seed`;
      await site.onHost(`${seed} || true; docker compose -p stopped stop worker plain; docker rm stopped-migrate-1`);
      const before = await containers();
      expect([...before.values()].join('\n')).toMatch(/seed exited/);
      const result = await deploy('TOKEN=token-1\nNOTE=note-1');
      expect(result.exitCode).toBe(0);
      expect(planSteps(result)).toEqual([]);
      expect(result.log).toMatch(/healthy; worker was stopped on the host and stays stopped until the next release/);
      expect(await containers()).toEqual(before);
    },
    3 * minutes,
  );

  test(
    'are started by a new release, but for those of a profile; a new secret recreates the service that has it and no other',
    async () => {
      const before = await containers();
      const result = await deploy('TOKEN=token-2\nNOTE=note-1');
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(planSteps(result).find(({ kind }) => kind === 'up')?.because).toContain(
        'starts again what was stopped on the host: worker',
      );
      const after = await containers();
      for (const name of ['worker', 'plain']) {
        expect(after.get(name)).toBe(before.get(name)?.replace('exited', 'running'));
      }
      expect(after.get('seed')).toBe(before.get('seed'));
      expect(await page()).toBe('token-2');
      const labels = await site.onHost('docker inspect --format "{{json .Config.Labels}}" $(docker ps -q)');
      expect(labels).toMatch(/"ec2-https-deploy.contents":"[0-9a-f]{64}"/);
    },
    5 * minutes,
  );

  test(
    'with another text of a config the service that has it is recreated, and no other',
    async () => {
      const before = await containers();
      expect((await deploy('TOKEN=token-2\nNOTE=note-2')).exitCode).toBe(0);
      const after = await containers();
      expect(await site.inService('plain', 'cat /note')).toBe('note-2');
      expect(after.get('plain')).not.toBe(before.get('plain'));
      expect([after.get('worker'), after.get('seed')]).toEqual([before.get('worker'), before.get('seed')]);
      expect(planSteps(await deploy('TOKEN=token-2\nNOTE=note-2'))).toEqual([]);
    },
    5 * minutes,
  );

  test(
    'an external network that the host does not have is refused before anything changes',
    async () => {
      await site.change({ 'compose.yaml': compose('networks: {default: {external: true, name: shared-net}}\n') });
      const before = await containers();
      const refused = await deploy('TOKEN=token-2\nNOTE=note-2');
      expect(refused.exitCode).toBe(1);
      expect(refused.log).toContain('external-resource-missing');
      expect(refused.log).toContain('docker network create shared-net');
      expect(await containers()).toEqual(before);
      await site.onHost('docker network create shared-net');
      const planned = await site.deploy({ env: 'TOKEN=token-2\nNOTE=note-2', 'dry-run': 'true' });
      expect(planned.exitCode).toBe(0);
    },
    3 * minutes,
  );
});
