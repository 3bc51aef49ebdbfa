import { describe, expect, test } from '@jest/globals';
import { freshFacts, planOf } from '../../support/facts.js';
import { read } from '../compose/reading.js';

const web = (mount: string, image = 'caddy:2'): string =>
  `services:\n  web: {image: "${image}", ports: ["80:80"], volumes: ["${mount}"]}\n`;

/** With nothing prepared on the host. */
const blockers = (text: string, path: string) => {
  const facts = freshFacts();
  const data = { ...facts.host.data, places: new Map([[path, 'missing']] as const) };
  const stack = read({ 'compose.yaml': text });
  return planOf({ ...facts, host: { ...facts.host, data }, repository: { ...facts.repository, stack } }).blockers;
};

describe('The output of a build that a web server is to show', () => {
  test('is missing where the repository does not have it, with the ways to give it', () => {
    const [blocker] = blockers(web('./site/dist:/srv:ro'), 'site/dist');
    expect(blocker).toMatchObject({
      code: 'mount-source-missing',
      what: 'The stack mounts ./site/dist, which exists neither in the repository nor on the host',
    });
    expect(blocker?.hint).toContain('with:\n  include: site/dist/**');
  });

  test.each(['front/build', 'front/out', '_site', 'front/dist/shop/browser', 'public/build', '.output'])(
    'may be called %s',
    (path) => {
      expect(blockers(web(`./${path}:/usr/share/nginx/html`, 'nginx'), path)).toHaveLength(1);
    },
  );

  test.each([
    ['static files', web('./static:/srv'), 'static'],
    ['data', web('./data:/srv'), 'data'],
    ['a folder of another program', web('./build:/work', 'me/tool'), 'build'],
    [
      'what another service fills',
      `${web('./dist:/srv')}  build: {image: "node:22", volumes: ["./dist:/out"]}\n`,
      'dist',
    ],
    [
      'what a service with the sources makes',
      `${web('./app/dist:/srv')}  build: {image: n, volumes: ["./app:/app"]}\n`,
      'app/dist',
    ],
    ['what is not started', web('./dist:/srv').replace('ports', 'deploy: {replicas: 0}, ports'), 'dist'],
  ])('is none of %s', (_name, text, path) => {
    const codes = blockers(`${text}  other: {image: nginx, ports: ["81:80"]}\n`, path).map(({ code }) => code);
    expect(codes).not.toContain('mount-source-missing');
  });
});
