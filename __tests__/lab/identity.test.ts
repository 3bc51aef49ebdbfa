import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { LabStack } from '../support/lab-stack.js';

/*
 * Whose compose project is whose: a stack that was started by hand, with data in a volume and in a directory, beside sites that would
 * take its name or stand beside it with empty volumes. The names in brackets are those of the cases people reported.
 */
const minutes = 60_000;
const services = `services:
  app:
    build: .
    volumes: ["./data:/data"]
  store: {image: redis:7-alpine, volumes: ["store:/data"]}
volumes: {store: }
`;
const files = {
  Dockerfile: 'FROM python:3.12-slim\nWORKDIR /app\nCOPY page /app/\nCMD ["python", "-m", "http.server", "8000"]\n',
  page: '1\n',
  'compose.yaml': services,
};

const site = new LabStack('id-site', dockerHost, { 'health-path': '/page' });
const containers = (): Promise<string> => site.onHost('docker ps --quiet --no-trunc | sort');

beforeAll(async () => {
  await cleanHost(dockerHost);
  await site.open(files);
  const text = Object.entries(files).map(([name, content]) => `printf %s '${content}' >${name}`);
  await site.onHost(
    `mkdir -p ~/shop/data && cd ~/shop && ${text.join(' && ')} && docker compose up -d --build`,
    'ec2-user',
  );
  await site.inService('store', 'echo full >/data/rows', 'shop');
  await site.inService('app', 'echo upload >/data/upload', 'shop');
}, 3 * minutes);

afterAll(async () => {
  await site.close();
});

const refusal = async (inputs: Readonly<Record<string, string>>): Promise<string> => {
  const before = await containers();
  const result = await site.deploy(inputs);
  expect(result.exitCode).toBe(1);
  expect(await containers()).toBe(before);
  return result.log;
};

describe('a site beside a stack that was started by hand', () => {
  test(
    'is refused where it would take the name of the project, and both are named (B2)',
    async () => {
      await site.change({ 'compose.yaml': `name: shop\n${services}` });
      const log = await refusal({});
      expect(log).toContain('[project-name-taken]');
      expect(log).toContain('/home/ec2-user/shop');
      expect(log).toContain('/home/ec2-user/id-site');
      await site.change({ 'compose.yaml': services });
    },
    minutes,
  );

  test(
    'is refused where it would run the same stack with empty volumes (B2)',
    async () => {
      const log = await refusal({});
      expect(log).toContain('[existing-stack-found]');
      expect(log).toContain('path: /home/ec2-user/shop');
    },
    minutes,
  );

  test(
    'is refused in a directory with the releases of another tool, which stay (S7)',
    async () => {
      await site.onHost(
        'mkdir -p ~/cap/releases/20250101000000 && touch ~/cap/releases/20250101000000/app.rb',
        'ec2-user',
      );
      expect(await refusal({ path: '~/cap', 'project-name': 'cap' })).toContain('[path-in-use]');
      expect(await site.onHost('ls ~/cap/releases/20250101000000', 'ec2-user')).toBe('app.rb');
    },
    minutes,
  );

  test(
    'takes the stack over with its volume and its directory when it is given that path (B2, S14)',
    async () => {
      const result = await site.deploy({ path: '/home/ec2-user/shop' });
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(await site.inService('store', 'cat /data/rows', 'shop')).toBe('full');
      expect(await site.inService('app', 'cat /data/upload', 'shop')).toBe('upload');
      const again = await site.deploy({ path: '~/shop' });
      expect(again.outputs['changed']).toBe('false');
    },
    3 * minutes,
  );

  test(
    'has a name of its own when only the last part of its path is the same, and no hint takes the other down (B1, B3)',
    async () => {
      const log = await refusal({ path: '~/staging/shop' });
      expect(log).toContain('[port-in-use]');
      expect(log).not.toMatch(/docker (rm|stop|kill)|compose down/);
      expect(await site.onHost('test ! -e ~/staging && echo untouched', 'ec2-user')).toBe('untouched');
    },
    minutes,
  );
});
