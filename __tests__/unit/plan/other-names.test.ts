import { describe, expect, test } from '@jest/globals';
import { freshFacts, planOf } from '../../support/facts.js';
import { readProject } from '../../../src/repository/reading.js';
import { read } from '../compose/reading.js';

const OPTIONS = {
  ...{ composeFiles: undefined, profiles: undefined, dockerfile: undefined, target: undefined },
  app: { service: undefined, port: undefined, protocol: undefined },
};

const RESOLVER = '"--certificatesresolvers.le.acme.tlschallenge=true"';

/** A Traefik that requests a certificate for what the rule names, or only passes requests on. */
const traefik = (rule: string, isAcme = true) => {
  const front = isAcme ? `ports: ["80:80", "443:443"], command: [${RESOLVER}]` : 'ports: ["80:80"]';
  const labels = [
    `traefik.http.routers.app.rule=${rule}`,
    ...(isAcme ? ['traefik.http.routers.app.tls.certresolver=le'] : []),
  ];
  return `services:\n  traefik: {image: "traefik:v3", ${front}}\n  app: {image: me/app, labels: ${JSON.stringify(labels)}}\n`;
};
const plan = (compose: string, proxy: 'auto' | 'own' = 'auto') => {
  const facts = freshFacts();
  return planOf(
    { ...facts, repository: { ...facts.repository, stack: read({ 'compose.yaml': compose }, { proxy }) } },
    { proxy },
  );
};
const refusals = (compose: string) => plan(compose).blockers.filter(({ code }) => code === 'domain-not-served');

describe('A reverse proxy of the stack that is for other names only', () => {
  test('is refused before it requests their certificates, with the place to write the domain', () => {
    const [failure, ...others] = refusals(traefik('Host(`other.org`)'));
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      what: 'Traefik requests certificates for other.org, and not for app.example.com',
      why: 'The names are in label traefik.http.routers.app.rule of app. Visitors of https://app.example.com would see a certificate error.',
    });
    expect(failure?.hint).toContain('proxy: own');
  });

  test('is refused where it would answer with 404', () => {
    const [failure] = refusals(traefik('Host(`app.localhost`)', false));
    expect(failure?.what).toBe('Traefik has no router for app.example.com');
    expect(failure?.why).toContain('Host(`app.localhost`) (label traefik.http.routers.app.rule of app)');
  });

  test.each(['Host(`app.example.com`)', 'Host(`other.org`) || Host(`app.example.com`)', 'Host(`*.example.com`)'])(
    'is planned with %s',
    (rule) => {
      expect(refusals(traefik(rule))).toEqual([]);
      expect(refusals(traefik(rule, false))).toEqual([]);
    },
  );

  test('is only a warning with proxy: own, for what the repository does not show', () => {
    const { blockers, warnings } = plan(traefik('Host(`other.org`)'), 'own');
    expect(blockers).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^Traefik requests certificates for other\.org, and not for app/)]);
  });

  test('is refused where its name is a variable without a value, which becomes the domain', () => {
    const project = (value: string, files: Readonly<Record<string, string>>, variables = {}) =>
      readProject(
        { exists: (path) => path in files, read: (path) => files[path] ?? '', list: () => [] },
        { ...OPTIONS, variables: new Map(Object.entries(variables)) },
        { isEnvHosts: value === 'host' },
      );
    const caddy = `services:
  caddy:
    image: caddy:2
    ports: ["80:80", "443:443"]
    environment: {SITE: "\${DOMAIN_NAME}"}
    volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]
  app: {image: me/app}
`;
    const files = { 'compose.yaml': caddy, Caddyfile: '{$SITE} {\n  reverse_proxy app:8000\n}\n' };
    const refused = (variables: Readonly<Record<string, string>>) => {
      const facts = freshFacts();
      const { stack, needs } = project('', files, variables);
      const { blockers } = planOf({ ...facts, repository: { ...facts.repository, stack, needs } });
      return blockers.filter(({ code }) => code === 'domain-not-served');
    };
    expect(refused({})).toEqual([
      expect.objectContaining({
        what: 'The reverse proxy of the stack gets no name of a site: Caddyfile:1',
        hint: expect.stringContaining('DOMAIN_NAME=app.example.com'),
      }),
    ]);
    expect(refused({ DOMAIN_NAME: 'app.example.com' })).toEqual([]);
  });
});
