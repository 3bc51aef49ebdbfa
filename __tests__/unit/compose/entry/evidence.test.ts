import { describe, expect, test } from '@jest/globals';
import { chooseEntry } from '../../../../src/compose/entry/choose.js';
import { entryPort } from '../../../../src/compose/entry/port.js';
import { candidates } from '../../../support/candidates.js';
import { failure, read } from '../reading.js';

describe('a published port', () => {
  const portOf = (service: Parameters<typeof candidates>[0][string]) => {
    const [candidate] = candidates({ web: service });
    return candidate === undefined ? undefined : entryPort(candidate);
  };

  test.each([
    ['labels for a reverse proxy', { routedPorts: [3000] }],
    ['its variables', { toldPorts: [3000] }],
    ['the image and the command at once', { imageExpose: [3000], command: 'next dev -p 3000' }],
    ['the Dockerfile that it is built from', { imageExpose: [3000], isBuilt: true }],
  ])('is one of two to be tried where %s name another one', (_name, more) => {
    expect(portOf({ ports: ['5173:5173'], ...more })).toEqual({
      candidates: [5173, 3000],
      isSure: false,
      because: '5173 is published, and 3000 is named by its labels, its variables or its image',
    });
  });

  test('is first the one that the image exposes, where several are published', () => {
    expect(portOf({ ports: ['8080:8080', '3000:3000'], imageExpose: [3000] })?.candidates).toEqual([3000, 8080]);
    expect(portOf({ ports: ['8080:8080', '3000:3000'] })?.candidates).toEqual([8080, 3000]);
  });

  test.each([
    ['labels name it too', { routedPorts: [5173, 3000] }],
    ['only an image that is not built here exposes another one', { imageExpose: [3000] }],
    ['the command names it', { imageExpose: [3000], isBuilt: true, command: 'runserver 0.0.0.0:5173' }],
    ['a variable names it', { imageExpose: [3000], isBuilt: true, toldPorts: [5173] }],
    ['the Dockerfile exposes it too', { imageExpose: [3000, 5173], isBuilt: true }],
    ['a web server is configured for it', { imageExpose: [3000], isBuilt: true, listens: [5173] }],
    ['only the command has another one', { command: 'wait-for db -p 3000' }],
  ])('is certain where %s', (_name, more) => {
    expect(portOf({ ports: ['5173:5173'], ...more })).toMatchObject({ candidates: [5173], isSure: true });
  });
});

describe('a web server with labels for a reverse proxy', () => {
  const stack = (passesTo: readonly string[]) => ({
    django: { ports: ['8001'] },
    nginx: { image: 'nginx', isRouted: true, isConfigured: true, passesTo },
  });

  test('comes before the app that it passes requests to, although the app publishes a port', () => {
    expect(chooseEntry(candidates(stack(['django'])))).toMatchObject({ kind: 'chosen', service: { name: 'nginx' } });
  });

  test('is one of two where nothing publishes a port and labels lead to both', () => {
    const both = { api: { isRouted: true }, pages: { image: 'nginx', isRouted: true } };
    expect(chooseEntry(candidates(both))).toMatchObject({ kind: 'unclear' });
  });

  test('does not where it passes requests to something else', () => {
    expect(chooseEntry(candidates(stack(['docs'])))).toMatchObject({ kind: 'chosen', service: { name: 'django' } });
  });
});

test('A service with labels for some paths alone is not the site', () => {
  const label = (rule: string) => `labels: ["traefik.http.routers.x.rule=${rule}"]`;
  const services = (rule: string) =>
    `services:\n  web: {image: me/web, expose: [3069]}\n  api: {image: me/api, ${label(rule)}}\n`;
  expect(read({ 'compose.yaml': services('PathPrefix(`/api`) || Path(`/ws`)') }).entry.service).toBe('web');
  expect(read({ 'compose.yaml': services('Host(`a.example.com`)') }).entry.service).toBe('api');
});

test('The name of a database or of a user is not the address of a service of that name', () => {
  const stack = (variables: string) =>
    `services:\n  kanban: {image: me/kanban, ports: ["8081:8080"]}\n  other: {image: me/kanban, ports: ["8080:8080"], environment: {${variables}}}\n`;
  expect(failure({ 'compose.yaml': stack('DB_NAME: kanban, DB_USER: kanban') }).code).toBe('entry-unclear');
  for (const variable of ['KANBAN_HOST: kanban', 'API: "kanban:8080"', 'URL: "http://kanban:8080"'])
    expect(read({ 'compose.yaml': stack(variable) }).entry.service).toBe('other');
});

test('A bot that publishes a port for its messages is not the site beside a service that may be', () => {
  const services = { tg_bot: { ports: ['8000:8000'] }, backend: { ports: ['8001:8001'] } };
  expect(chooseEntry(candidates(services))).toMatchObject({ kind: 'chosen', service: { name: 'backend' } });
  expect(chooseEntry(candidates({ tg_bot: services.tg_bot }))).toMatchObject({ service: { name: 'tg_bot' } });
});

test('A search engine is known by its ports, whatever its image is called', () => {
  const services = { search: { image: 'me/search', ports: ['9306:9306', '9308:9308'] }, app: { ports: ['8080:8080'] } };
  expect(chooseEntry(candidates(services))).toMatchObject({ kind: 'chosen', service: { name: 'app' } });
});

describe('an address of the developer’s own machine in a variable', () => {
  const stack = (environment: string, more = '') =>
    `services:
  web: {image: me/web, ports: ["3000:3000"], environment: {${environment}}${more}}
  server: {image: me/server, ports: ["8080:8080"]}
`;
  const inner = 'API_INTERNAL_URL: "http://server:8080"';

  test('is for browsers whatever the variable is called, so that the entry is not clear', () => {
    const error = failure({ 'compose.yaml': stack(`${inner}, API_BASE_URL: "http://localhost:8080"`) });
    expect(error.code).toBe('entry-unclear');
    expect(error.hint).toContain('app-service: web');
  });

  test.each([
    ['of the service itself', `${inner}, SELF: "http://localhost:3000"`, ''],
    [
      'of its own container, at a port that another service publishes',
      `${inner}, SELF: "http://localhost:8080"`,
      ', expose: [8080]',
    ],
    ['of no page', `${inner}, CACHE: "redis://localhost:8080"`, ''],
    ['of an object store', `${inner}, S3_ENDPOINT: "http://localhost:8080"`, ''],
  ])('is nothing for browsers where it is %s', (_name, environment, more) => {
    expect(read({ 'compose.yaml': stack(environment, more) }).entry.service).toBe('web');
  });
});

describe('an address for browsers that is the name of a service', () => {
  const stack = (variable: string) =>
    `services:
  web: {build: web, ports: ["3000:3000"], environment: {${variable}: "http://server:8080"}}
  server: {image: me/server, ports: ["8080:8080"]}
`;
  const app = { 'web/Dockerfile': 'FROM node:22\nCMD ["npm", "start"]\n' };

  test.each(['web/app/api/route.js', 'web/src/pages/api/users.ts', 'web/app/[locale]/api/users/route.js'])(
    'is asked by the server of the pages, which has the routes %s',
    (route) => {
      const files = { 'compose.yaml': stack('NEXT_PUBLIC_API_URL'), ...app, [route]: '' };
      expect(read(files).entry.service).toBe('web');
    },
  );

  test('leaves the entry unclear where no server of the pages asks there', () => {
    expect(failure({ 'compose.yaml': stack('NEXT_PUBLIC_API_URL'), ...app }).code).toBe('entry-unclear');
    const page = { 'compose.yaml': stack('VITE_API_URL'), ...app, 'web/src/pages/api/users.ts': '' };
    expect(failure(page).code).toBe('entry-unclear');
  });
});
