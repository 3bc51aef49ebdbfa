import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { deploy } from '../../lab/deploy.js';
import { execOnHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { fetchFromOutside } from '../../lab/outside.js';
import type { RunResult } from '../../lab/runner.js';

/*
 * The kinds of repository that need no more input, on one host after another: a whole stack with its own proxy and certbot,
 * laid out as people have it from tutorials, and a repository that the host itself clones.
 */
const minutes = 60_000;
const seedLayout = fileURLToPath(new URL('stacks/seed-layout', import.meta.url));
const composeApp = fileURLToPath(new URL('../../examples/compose-app', import.meta.url));
const seedEnv = [
  'DJANGO_SECRET_KEY=a$b#c',
  'DOMAIN=seed-layout.lab.test',
  'ACME_DEFAULT_EMAIL=ops@lab.test',
  'DH_QUICK=1',
].join('\n');

let lab: Lab;

beforeAll(async () => {
  lab = await openLab();
  await cleanHost(dockerHost);
}, 2 * minutes);

function planned(result: RunResult): readonly string[] {
  const plan = JSON.parse(result.outputs['plan'] ?? '{}') as { readonly steps: readonly { readonly kind: string }[] };
  return plan.steps.map(({ kind }) => kind);
}

async function onHost(script: string): Promise<string> {
  const { stdout } = await execOnHost(dockerHost, ['sh', '-c', script]);
  return stdout.trim();
}

describe('a whole stack with its own proxy and certbot', () => {
  const seed = (inputs: Readonly<Record<string, string>> = {}) =>
    deploy({ lab, folder: seedLayout, host: dockerHost, inputs: { env: seedEnv, ...inputs } });

  test(
    'is run as it is, and gets its certificate from its own certbot without a down',
    async () => {
      const result = await seed();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      const page = await fetchFromOutside('https://seed-layout.lab.test/');
      expect(page.status).toBe(200);
      expect(page.certificate?.names).toEqual(['seed-layout.lab.test']);
      expect(await onHost('docker ps --format "{{.Names}}" | sort | tr "\\n" " "')).toBe(
        'seed-layout-app-1 seed-layout-proxy-1',
      );
    },
    4 * minutes,
  );

  test(
    'is left alone when nothing changed',
    async () => {
      const before = await onHost('docker ps -q --no-trunc | sort');
      const result = await seed();
      expect(result.outputs['changed']).toBe('false');
      expect(planned(result)).toEqual([]);
      expect(await onHost('docker ps -q --no-trunc | sort')).toBe(before);
    },
    2 * minutes,
  );

  test(
    'certifies again by its own command when its certificates are gone, and only then',
    async () => {
      await onHost(
        'docker rm -f seed-layout-proxy-1 seed-layout-certbot-1 && docker volume rm seed-layout_certbot-certs',
      );
      const result = await seed({ 'certify-command': '/opt/certify-init.sh', 'renew-command': 'certbot renew' });
      expect(result.exitCode).toBe(0);
      expect(planned(result)).toContain('certify');
      expect((await fetchFromOutside('https://seed-layout.lab.test/')).status).toBe(200);
      expect(await onHost('su ec2-user -c "crontab -l" | grep -c ec2-https-deploy')).toBe('1');
    },
    4 * minutes,
  );

  afterAll(async () => {
    await onHost('docker rm -f $(docker ps -aq) >/dev/null');
  }, minutes);
});

describe('source: git', () => {
  test(
    'lets the host clone by a key that never lies on its disk',
    async () => {
      const inputs = {
        source: 'git',
        domain: 'git-app.lab.test',
        'app-port': '8000',
        'app-protocol': 'http',
        'health-path': '/health',
      };
      const result = await deploy({ lab, folder: composeApp, host: dockerHost, inputs });
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect((await fetchFromOutside('https://git-app.lab.test/health')).status).toBe(200);
      expect(await onHost('grep -rlsE "PRIVATE KEY" /home /root /tmp || true')).toBe('');

      const again = await deploy({ lab, folder: composeApp, host: dockerHost, inputs });
      expect(planned(again)).toEqual([]);
    },
    4 * minutes,
  );
});
