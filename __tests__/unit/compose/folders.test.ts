import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const APP = 'services:\n  app: {image: me/app, ports: ["80:8000"]}\n  db: {image: "postgres:17"}\n';
const PROD = 'services:\n  app: {restart: always}\n';

describe('A repository without compose files at its root', () => {
  test('is deployed from the only folder that has some', () => {
    const { composeFiles, composeBecause } = read({ 'deploy/compose.yaml': APP, 'README.md': '' });
    expect(composeFiles).toEqual(['deploy/compose.yaml']);
    expect(composeBecause).toBe('no other folder has compose files');
    expect(read({ 'infra/docker/docker-compose.yml': APP }).composeFiles).toEqual(['infra/docker/docker-compose.yml']);
  });

  test('has them chosen there as at the root', () => {
    const files = { 'infra/docker-compose.yml': APP, 'infra/docker-compose.prod.yml': PROD };
    expect(read(files).composeFiles).toEqual(['infra/docker-compose.yml', 'infra/docker-compose.prod.yml']);
  });

  test.each<[string, Files]>([
    ['two folders have some', { 'a/compose.yaml': APP, 'b/compose.yaml': APP }],
    ['one at the root has another name', { 'a/compose.yaml': APP, 'local.yml': APP }],
    ['the folder is for tests', { 'tests/compose.yaml': APP }],
    ['the folder is that of examples', { 'examples/app/compose.yaml': APP }],
    ['the folder has the API and another one the pages', { 'api/compose.yaml': APP, 'frontend/package.json': '{}' }],
    ['nothing there serves HTTP', { 'deploy/compose.yaml': 'services:\n  db: {image: "postgres:17"}\n' }],
    ['its .env names other files', { 'deploy/compose.yaml': APP, 'deploy/.env': 'COMPOSE_FILE=a.yml:b.yml\n' }],
  ])('is refused with the lines to choose from where %s', (_name, files) => {
    const { code, hint } = failure(files);
    expect(code).toBe('nothing-to-deploy');
    expect(hint).toMatch(/^(?:working-directory|compose-file): /m);
  });

  test('is not said to have one in a blueprint of Render, whose services are a list', () => {
    const { hint } = failure({ 'render.yaml': 'services:\n  - type: web\n    name: app\n' });
    expect(hint).not.toContain('render.yaml');
  });
});
