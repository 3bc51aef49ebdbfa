import { describe, expect, test } from '@jest/globals';
import { dockerfilePath, usedDockerfile } from '../../../src/compose/dockerfile-path.js';
import { baseImages } from '../../../src/compose/images/base-images.js';
import { failure, read } from './reading.js';

const among =
  (...paths: readonly string[]) =>
  (path: string): boolean =>
    paths.includes(path);

describe('the Dockerfile of a build', () => {
  test.each([
    [{ context: '.' }, 'Dockerfile'],
    [{ context: 'api', dockerfile: '../docker/web' }, 'docker/web'],
    [{ context: '..', dockerfile: 'Dockerfile' }, '../Dockerfile'],
    [{ context: 'api', dockerfile_inline: 'FROM x' }, undefined],
    [{ context: 'https://example.com/x.git', dockerfile: 'web' }, undefined],
    [{ context: '/srv/app' }, undefined],
    [{ context: '.', dockerfile: '/srv/web' }, undefined],
  ])('of %j is %s', (build, path) => {
    expect(dockerfilePath(build, () => true)).toBe(path);
  });

  test('is dockerfile where there is no Dockerfile, as buildx has it; under other names there is no second form', () => {
    expect(usedDockerfile('api/Dockerfile', among('api/dockerfile'))).toBe('api/dockerfile');
    expect(usedDockerfile('Dockerfile', among('dockerfile', 'Dockerfile'))).toBe('Dockerfile');
    expect(usedDockerfile('Dockerfile', among())).toBe('Dockerfile');
    expect(usedDockerfile('Web', among('web'))).toBe('Web');
  });
});

describe('a file called dockerfile', () => {
  const dockerfile = 'FROM node:22\nEXPOSE 3000\nCMD ["node", "server.js"]\n';

  test('is the Dockerfile of a repository that has nothing else, and is named in the plan', () => {
    const stack = read({ dockerfile });
    expect(stack).toMatchObject({ kind: 'dockerfile', composeBecause: 'there is a dockerfile and no compose file' });
    expect(stack.entry.ports).toContain(3000);
    expect(failure({ 'web.dockerfile': dockerfile }).code).toBe('nothing-to-deploy');
  });

  test('is read for what the service of a compose file runs', () => {
    const { entry } = read({ 'compose.yaml': 'services: {web: {build: api}}', 'api/dockerfile': dockerfile });
    expect(entry.ports).toContain(3000);
    const files = { exists: among('dockerfile'), read: () => dockerfile };
    expect(baseImages({ context: '.' }, files)).toEqual(['node:22']);
  });
});
