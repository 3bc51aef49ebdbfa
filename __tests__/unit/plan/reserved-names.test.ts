import { describe, expect, test } from '@jest/globals';
import type { StackFacts } from '../../../src/host/data-facts.js';
import { bundledNames, reservedNames } from '../../../src/proxy/names.js';
import { read } from '../compose/reading.js';
import { freshFacts, noData, planOf } from '../../support/facts.js';
import type { Stack } from '../../../src/compose/stack.js';

const reserved = reservedNames('app');

function refused(stack: Stack, stacks: readonly StackFacts[] = []) {
  const facts = freshFacts({ data: { ...noData, stacks } });
  return planOf({ ...facts, repository: { ...facts.repository, stack } }).blockers;
}
const compose = (text: string, proxy: 'auto' | 'own' = 'auto'): Stack =>
  read({ 'compose.yaml': `services:\n  web: {image: x, ports: ["8000:8000"]}\n${text}` }, { proxy });

describe('a name of the bundled reverse proxy', () => {
  test.each(reserved.services)('is refused as the service %s of the project, with what to do', (name) => {
    expect(refused(compose(`  ${name}: {image: y, profiles: [later]}\n`))).toEqual([
      {
        code: 'name-reserved',
        what: `compose.yaml has a service ${name}, a name that the bundled reverse proxy uses`,
        why: 'docker compose would merge the two.',
        hint: `Rename the service ${name}. If it belongs to your own reverse proxy, set "proxy: own": then nothing is added to the project.`,
      },
    ]);
  });

  test.each(reserved.volumes)('is refused as the volume %s, by its key and by its name in the engine', (key) => {
    for (const [text, name] of [
      [`volumes: {${key}: }`, key],
      [`volumes: {${key}: {external: true}}`, key],
      [`volumes: {files: {name: app_${key}}}`, `app_${key}`],
    ] as const) {
      const [first, ...others] = refused(compose(text));
      expect(others).toEqual([]);
      expect(first).toMatchObject({
        code: 'name-reserved',
        what: `compose.yaml has a volume ${name}, a name that the bundled reverse proxy uses`,
      });
      expect(first?.hint).toContain('Copy what it contains');
    }
  });

  test.each(reserved.containers)('is refused as the container_name %s', (name) => {
    expect(refused(compose(`  other: {image: y, container_name: ${name}}\n`))).toMatchObject([
      { code: 'name-reserved', what: expect.stringContaining(`has a container_name ${name}, a name`) as unknown },
    ]);
  });

  test('is refused as app-service of a repository with a Dockerfile alone', () => {
    const stack = read({ Dockerfile: 'FROM x\n' }, { appService: bundledNames.proxyService });
    expect(refused(stack)).toMatchObject([
      { code: 'name-reserved', what: 'The input app-service is edge, a name that the bundled reverse proxy uses' },
    ]);
  });

  test('is refused in a stack that was started by hand and is adopted, whose container would be mistaken for ours', () => {
    const byHand = { project: 'app', folder: '/home/ec2-user/app', likeness: 'other' as const };
    const stack = compose('  store: {image: y}\n');
    expect(refused(stack, [{ ...byHand, services: ['edge', 'web'] }])).toMatchObject([
      {
        code: 'name-reserved',
        what: 'The stack that was started by hand in /home/ec2-user/app has a service edge, a name that the bundled reverse proxy uses',
      },
    ]);
    expect(refused(stack, [{ ...byHand, services: ['certbot', 'proxy', 'web'] }])).toEqual([]);
  });

  test('is free for a stack with its own proxy, and in another project', () => {
    const own =
      '  edge: {image: "caddy:2", ports: ["80:80", "443:443"], volumes: ["edge-certificates:/data"]}\nvolumes: {edge-certificates: }\n';
    expect(refused(compose(own, 'own'))).toEqual([]);
    expect(refused(compose('volumes: {files: {name: other_edge-static}}\n'))).toEqual([]);
  });
});
