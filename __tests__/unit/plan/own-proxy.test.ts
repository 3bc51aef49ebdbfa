import { describe, expect, test } from '@jest/globals';
import type { OwnProxy, Stack } from '../../../src/compose/stack.js';
import type { Inputs } from '../../../src/inputs/inputs.js';
import type { Plan } from '../../../src/plan/plan.js';
import { parse } from 'yaml';
import { certificateFolderOf, certificateNameOf } from '../../../src/plan/site.js';
import { factsAfter, freshFacts, now, planOf } from '../../support/facts.js';
import { someService, someStack } from '../../support/stacks.js';

const acme: OwnProxy = {
  kind: 'acme',
  proxy: 'caddy',
  because: 'Caddy requests its certificates itself',
  certbot: undefined,
  certificateVolume: undefined,
  certificateVolumeName: undefined,
  certificateFolder: undefined,
  certificatePath: undefined,
  webroot: undefined,
  lineages: [],
  needsCertificate: false,
};
const certbot: OwnProxy = {
  ...acme,
  kind: 'certbot',
  proxy: 'nginx',
  because: 'certbot requests certificates for nginx',
  certbot: 'certbot',
  certificateVolume: 'certs',
  certificatePath: '/etc/letsencrypt',
  webroot: { certbot: '/var/www/certbot', proxy: '/var/www/certbot' },
  lineages: [{ name: 'app.example.com', file: 'nginx.conf', line: 7 }],
  needsCertificate: true,
};

const facts = (stack: Partial<Stack>, host: Parameters<typeof freshFacts>[0] = {}) => {
  const fresh = freshFacts(host);
  return { ...fresh, repository: { ...fresh.repository, stack: someStack([someService('app')], stack) } };
};
const whole = (ownProxy: OwnProxy, host: Parameters<typeof freshFacts>[0] = {}) =>
  facts({ kind: 'whole', ownProxy }, host);
const kinds = ({ steps }: Plan): readonly string[] => steps.map(({ kind }) => kind);

describe('a stack whose proxy requests its certificates itself', () => {
  test('gets no certificate, no renewal and no proxy of ours, and is waited for', () => {
    const plan = planOf(whole(acme));
    expect(plan.blockers).toEqual([]);
    expect(kinds(plan)).toEqual(['records', 'bootstrap', 'files', 'env', 'confirm', 'build', 'up']);
    expect(plan.unchanged).toContain('Caddy requests its certificates itself');
    expect(plan.check).toMatchObject({ awaitsCertificate: true, expectRedirect: false, namesRelease: false });
    expect(plan.planning.overlay.files().map(({ path }) => path)).toEqual(['release.compose.yml']);
  });

  test('has nothing to do the second time', () => {
    expect(kinds(planOf(factsAfter(planOf(whole(acme)), now)))).toEqual([]);
  });

  test('or whose certificate a person renews is left alone in the same way', () => {
    expect(kinds(planOf(whole({ ...acme, kind: 'files' })))).not.toContain('certify');
  });
});

describe('a stack whose nginx does not start before its certificate is there', () => {
  const early = ['records', 'bootstrap', 'files', 'env', 'confirm', 'build', 'preflight', 'certify', 'up', 'renewal'];
  const step = (plan: Plan) => plan.steps.find(({ kind }) => kind === 'certify');

  test('gets it while port 80 is free', () => {
    const plan = planOf(whole(certbot));
    expect(plan.blockers).toEqual([]);
    expect(kinds(plan)).toEqual(early);
    expect(step(plan)).toMatchObject({
      standalone: true,
      because: 'there is no certificate for app.example.com on the host, and nginx does not start without it',
    });
    expect(kinds(planOf(factsAfter(plan, now)))).toEqual([]);
  });

  test('moves a name here before that, since the certificate authority looks it up', () => {
    const moved = whole(certbot);
    const names = moved.dns?.names.map((name) => ({
      ...name,
      current: [{ name: name.name, type: 'A' as const, ttlSeconds: 300, values: ['203.0.113.9'] }],
    }));
    const order = kinds(planOf({ ...moved, dns: { names: names ?? [] } }));
    expect(order.indexOf('move-records')).toBeLessThan(order.indexOf('certify'));
  });

  test('gets it as any other where a command of the repository requests it, or nginx runs and nothing else changes', () => {
    const inputs: Partial<Inputs> = { certifyCommand: '/certify.sh' };
    const own = planOf(whole(certbot), inputs);
    expect(kinds(own).indexOf('certify')).toBeGreaterThan(kinds(own).indexOf('up'));
    const lost = { ...factsAfter(planOf(whole(certbot)), now), certificate: undefined };
    expect(kinds(planOf(lost))).toEqual(['probe', 'preflight', 'certify', 'serve-https']);
  });

  test('is refused where it reads a certificate of another name', () => {
    const foreign = { ...certbot, lineages: [{ name: 'example.org', file: 'nginx.conf', line: 7 }] };
    expect(planOf(whole(foreign)).blockers).toMatchObject([
      {
        code: 'compose-file-invalid',
        what: 'nginx.conf:7 names the certificate example.org, which is not one of the site’s names (app.example.com)',
      },
    ]);
    expect(planOf(whole(foreign), { certifyCommand: '/certify.sh' }).blockers).toEqual([]);
  });
});

describe('the certificate of a stack with its own proxy', () => {
  test('has the name that its nginx reads', () => {
    const names = { domain: 'example.com', aliases: ['www.example.com'] };
    const named = (...lineages: readonly string[]) =>
      certificateNameOf(names, {
        ownProxy: { ...certbot, lineages: lineages.map((name) => ({ name, file: 'nginx.conf', line: 1 })) },
      });
    expect(named()).toBe('example.com');
    expect(named('www.example.com')).toBe('www.example.com');
    expect(named('other.org', 'www.example.com', 'example.com')).toBe('example.com');
    expect(named('other.org')).toBe('other.org');
    expect(certificateNameOf(names, { ownProxy: undefined })).toBe('example.com');
  });

  test('lies in a folder of the repository or of the host, or at a place that is not known', () => {
    const at = (certificateFolder: string) => certificateFolderOf({ ownProxy: { ...certbot, certificateFolder } });
    expect(at('data/certbot/conf')).toBe('data/certbot/conf');
    expect(at('/etc/letsencrypt')).toBe('/etc/letsencrypt');
    expect(at('../letsencrypt')).toBeNull();
    expect(certificateFolderOf({ ownProxy: undefined })).toBeNull();
  });
});

describe('a stack behind the bundled proxy', () => {
  const port = (published: string, target: number) => ({ published, target, protocol: 'tcp' });
  const front = { ports: [port('80', 80), port('443', 443), port('2222', 22)] };
  const stack = someStack([someService('app'), someService('front')]);
  const passedBy = { config: { ...stack.config, services: { app: {}, front } }, services: stack.services };

  test('has the ports of the proxy that is passed by, and says so', () => {
    const plan = planOf(facts(passedBy));
    const [overlay] = plan.planning.overlay.files().filter(({ path }) => path === 'release.compose.yml');
    expect(overlay?.content).toMatch(/front:\n {4}ports: !override\n {6}- published: "2222"/);
    expect(parse(overlay?.content ?? '', { logLevel: 'silent' })).toMatchObject({
      services: { front: { ports: [{ published: '2222', target: 22 }] } },
    });
    expect(plan.warnings).toEqual([
      expect.stringMatching(/^front does not publish port 80 and 443 any more: .* app\. .* proxy: own/),
    ]);
  });

  test('is warned of a scheme that is overwritten, with the line to change', () => {
    const found = {
      kind: 'scheme',
      file: 'nginx.conf',
      line: 9,
      directive: 'proxy_set_header',
      header: 'X-Forwarded-Proto',
    } as const;
    expect(planOf(facts({ proxyFindings: [found] })).warnings).toEqual([
      expect.stringMatching(
        /^nginx\.conf:9 overwrites X-Forwarded-Proto .* proxy_set_header X-Forwarded-Proto \$http_x_forwarded_proto;$/,
      ),
    ]);
  });

  test('is warned once of a scheme that several lines overwrite', () => {
    const at = (line: number, directive = 'proxy_set_header') =>
      ({ kind: 'scheme', file: 'nginx.conf', line, directive, header: 'X-Forwarded-Proto' }) as const;
    expect(planOf(facts({ proxyFindings: [at(9), at(20), at(31, 'grpc_set_header')] })).warnings).toEqual([
      expect.stringMatching(
        /^nginx\.conf:9, nginx\.conf:20 overwrite X-Forwarded-Proto .* Change each line to: proxy_/,
      ),
      expect.stringMatching(/^nginx\.conf:31 overwrites .* Change the line to: grpc_set_header /),
    ]);
  });

  test('is warned of names that are not the site’s, and only then', () => {
    const named = (...names: readonly string[]) =>
      planOf(facts({ proxyFindings: [{ kind: 'names', file: 'nginx.conf', line: 3, names }] })).warnings;
    expect(named('other.org')).toEqual([expect.stringContaining('nginx.conf:3: server_name names other.org')]);
    expect(named('other.org', 'app.example.com')).toEqual([]);
    expect(named('*.example.com')).toEqual([]);
  });
});
