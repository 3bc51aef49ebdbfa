import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const STORES = 'services:\n  db: {image: postgres}\n  cache: {image: redis}\n';

describe('an app that the compose files do not have', () => {
  test('is not replaced by a tool, where the repository holds code that nothing builds', () => {
    const text = `${STORES}  adminer: {image: adminer, ports: ["8080:8080"]}\n`;
    expect(read({ 'compose.yaml': text }).entry.service).toBe('adminer');
    for (const manifest of ['package.json', 'api/requirements.txt', 'pom.xml']) {
      const error = failure({ 'compose.yaml': text, [manifest]: '' });
      expect(error.why).toBe(`adminer is a tool, and no service is built from ${manifest}`);
      expect(error.hint).toContain('add it to the compose files, as a service with `build`');
    }
  });

  test('is not one of several tools either', () => {
    const text = `${STORES}  adminer: {image: adminer, ports: ["8080:8080"]}\n  metrics: {image: prom/prometheus, ports: ["9090:9090"]}\n`;
    expect(failure({ 'compose.yaml': text }).hint).toContain('app-service: adminer');
    const error = failure({ 'compose.yaml': text, 'go.mod': '' });
    expect(error.why).toBe('adminer, metrics are tools, and no service is built from go.mod');
    expect(error.hint).not.toContain('app-service: adminer');
  });

  test('is no tool either where only a database is built', () => {
    const text =
      'services:\n  search: {build: .}\n  kibana: {image: "docker.elastic.co/kibana/kibana:8", ports: ["5601:5601"]}\n';
    const files = { 'compose.yaml': text, Dockerfile: 'FROM elasticsearch:8\n', 'build.gradle': '' };
    expect(failure(files).why).toContain('kibana is a tool');
  });

  test('may be in another file, which is named', () => {
    const error = failure({
      'compose.yaml': STORES,
      'stack.yml': 'services:\n  app: {build: .}\n',
      'ci.yml': 'jobs: {}\n',
    });
    expect(error.hint).toContain('  compose-file: stack.yml\n');
    expect(error.hint).not.toContain('ci.yml');
  });

  test('may be in a profile, which is named', () => {
    const text = `${STORES}  web: {image: me/web, ports: ["80:80"], profiles: [full]}\n  seed: {image: postgres, profiles: [seed]}\n`;
    expect(failure({ 'compose.yaml': text }).hint).toContain('Add this line to the workflow step:\n  profiles: full');
    expect(failure({ 'compose.yaml': text }).hint).not.toContain('seed');
  });

  test('may be two folders down, which is named', () => {
    const files = { 'deploy/prod/compose.yaml': 'services:\n  app: {build: .}\n' };
    expect(failure(files).hint).toContain('working-directory: deploy/prod');
  });
});

describe('a service whose image is pulled', () => {
  const prod = `services:
  client: {image: "ghcr.io/me/client:1", ports: ["5173:80"]}
  server: {image: "ghcr.io/me/server:1", ports: ["3000:3000"]}
`;
  const client = {
    'client/Dockerfile': 'FROM nginx:1.29\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\n',
    'client/nginx.conf': 'server { location /api/ { proxy_pass http://server:3000; } }\n',
  };
  const entryOf = (files: Files) => read({ 'compose.prod.yaml': prod, ...files }).entry.service;

  test('is known by the Dockerfile that the file for everyday work builds it from', () => {
    const base = 'services:\n  client: {build: ./client}\n  server: {build: ./server}\n';
    expect(entryOf({ 'compose.yaml': base, ...client })).toBe('client');
  });

  test('is known by the Dockerfile of a folder with its name', () => {
    expect(entryOf(client)).toBe('client');
    expect(failure({ 'compose.prod.yaml': prod }).code).toBe('entry-unclear');
  });

  test('is still pulled', () => {
    expect(read({ 'compose.prod.yaml': prod, ...client }).services.map(({ isBuilt }) => isBuilt)).toEqual([
      false,
      false,
    ]);
  });

  test('is a database if its image is one, whatever its folder holds', () => {
    const text = 'services:\n  db: {image: postgres}\n  web: {image: me/web}\n';
    expect(read({ 'compose.yaml': text, 'db/Dockerfile': 'FROM node:22\nEXPOSE 3000\n' }).entry.service).toBe('web');
  });
});
