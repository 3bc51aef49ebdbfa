import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const NODE =
  'FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nEXPOSE 3000\nCMD ["node", "x.js"]\n';
const DOCKERFILE = 'FROM python:3\nCOPY . .\nEXPOSE 8000\nCMD ["python", "app.py"]\n';
const variant = (db: string): string =>
  `services:\n  shop: {image: me/shop, ports: ["80:8000"]}\n  db: {image: ${db}, volumes: ["data:/data"]}\nvolumes: {data: {}}\n`;
const BUILT = 'services:\n  web: {build: .., ports: ["80:8000"]}\n  db: {image: postgres}\n';

const chosen = (files: Files) => read(files).composeFiles;

describe('compose files beside a Dockerfile at the root', () => {
  const variants = { 'docker-compose-mysql.yml': variant('mysql'), 'docker-compose-postgres.yml': variant('postgres') };

  test('that run its image with one database or another are asked about', () => {
    const { code, why, hint } = failure({ Dockerfile: DOCKERFILE, ...variants });
    expect(code).toBe('compose-file-unclear');
    expect(why).toContain('docker-compose-mysql.yml and docker-compose-postgres.yml show how the app is run');
    expect(hint).toMatch(
      /docker-compose-mysql\.yml\nor\n.*docker-compose-postgres\.yml\n.*\n {2}dockerfile: Dockerfile$/s,
    );
  });

  test('that are for tests or development are no question', () => {
    expect(chosen({ Dockerfile: DOCKERFILE, 'compose-test.yml': variant('mysql') })).toEqual([]);
    expect(chosen({ Dockerfile: DOCKERFILE, 'compose-dev.yml': variant('mysql') })).toEqual([]);
  });

  test('of which the only one builds it, in a folder for deployments, are used', () => {
    const { composeFiles, composeBecause } = read({ Dockerfile: DOCKERFILE, 'deploy/docker-compose.yml': BUILT });
    expect(composeFiles).toEqual(['deploy/docker-compose.yml']);
    expect(composeBecause).toBe('it builds Dockerfile, and is the only compose file');
  });

  test.each<[string, Files]>([
    ['there is another one', { 'deploy/docker-compose.yml': BUILT, 'deploy/db.yml': variant('mysql') }],
    ['another folder has one', { 'deploy/docker-compose.yml': BUILT, 'a/b/compose.yaml': variant('mysql') }],
    ['the folder is no one for deployments', { 'server/docker-compose.yml': BUILT }],
    ['it is for development', { 'deploy/docker-compose.dev.yml': BUILT }],
  ])('are asked about where %s', (_why, files) => {
    expect(failure({ Dockerfile: DOCKERFILE, ...files }).code).toBe('compose-file-unclear');
  });
});

describe('a Dockerfile that installs from a package.json that its context does not have', () => {
  const compose = { 'compose/docker-compose.qa.yml': 'services:\n  web: {image: me/web, expose: [80]}\n' };

  test('is not deployed alone where there are compose files', () => {
    const { code, why } = failure({ Dockerfile: NODE, 'backend/package.json': '{}', ...compose });
    expect(code).toBe('compose-file-unclear');
    expect(why).toContain('Dockerfile installs packages, but there is no package.json');
  });

  test('is deployed where the file is there, or comes from elsewhere, or no compose file is known', () => {
    expect(chosen({ Dockerfile: NODE, 'package.json': '{}', ...compose })).toEqual([]);
    expect(
      chosen({ Dockerfile: NODE.replace('package*.json', 'web/package*.json'), 'web/package.json': '{}', ...compose }),
    ).toEqual([]);
    expect(chosen({ Dockerfile: NODE.replace('RUN npm ci', 'RUN true'), ...compose })).toEqual([]);
    expect(chosen({ Dockerfile: NODE })).toEqual([]);
  });
});
