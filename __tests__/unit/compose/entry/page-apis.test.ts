import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from '../reading.js';

const stack = (page: string, api = 'build: api'): Files => ({
  'compose.yaml': `services:\n  page:\n    build: {context: web${page}}\n    ports: ["80:3000"]\n  api: {${api}, expose: [8000]}\n`,
  'web/Dockerfile': 'FROM node\nCMD ["node", "server.js"]\n',
});
const ABROAD = ', args: {VITE_API_URL: "https://api.old-name.org/v1"}';

describe('pages that are built with an address of another host', () => {
  test('are no site by themselves where nothing passes requests to the API of the stack', () => {
    const { code, why, hint } = failure(stack(ABROAD));
    expect(code).toBe('entry-unclear');
    expect(why).toBe(
      'The pages of page get VITE_API_URL when they are built, an address of another host, and nothing passes requests to api',
    );
    expect(hint).toContain('app-service: page\n  app-port: 3000');
    // The value may be a secret of the workflow.
    expect(`${why}${hint}`).not.toContain('old-name');
  });

  test('are questioned too where their bundler reads the address from a file', () => {
    const file = { 'web/.env.production': 'REACT_APP_BACKEND_URL=https://old-name.org\n' };
    expect(failure({ ...stack(''), ...file }).why).toContain('REACT_APP_BACKEND_URL');
  });

  test('are the site where they are named', () => {
    expect(read(stack(ABROAD), { appService: 'page' }).entry.service).toBe('page');
  });

  test.each([
    ['the API is not built here, and may be of another kind', stack(ABROAD, 'image: someone/metrics')],
    [
      'the pages have a server that asks the API',
      stack(`${ABROAD}}\n    environment: {BACKEND_URL: "http://api:8000"`),
    ],
    ['the address is that of a map', stack(', args: {VITE_MAPS_API_URL: "https://maps.example.org"}')],
    ['the address is a path', stack(', args: {VITE_API_URL: /api}')],
    ['the variable is none that bundlers put into pages', stack(', args: {API_URL: "https://api.old-name.org"}')],
  ])('are the site where %s', (_why, files) => {
    expect(read(files).entry.service).toBe('page');
  });
});

describe('pages whose server asks an API by its name, beside a port of the API', () => {
  const both = (variables: string, more: Files = {}): Files => ({
    'compose.yaml': `services:\n  page: {build: web, ports: ["3000:3000"], environment: {API_HOST: "http://api:8000"${variables}}}\n  api: {build: api, ports: ["8000:8000"]}\n`,
    'web/Dockerfile': 'FROM node\nCMD ["node", "server.js"]\n',
    ...more,
  });

  test('are questioned where browsers are given an address that only the host knows', () => {
    expect(failure(both(', NEXT_PUBLIC_API_HOST: "${PUBLIC_API_HOST}"')).why).toMatch(/2 services publish a port/);
  });

  test.each([
    ['no variable is for browsers', both('')],
    ['browsers are given a path', both(', NEXT_PUBLIC_API_URL: /api')],
    [
      'the server passes requests on',
      both(', NEXT_PUBLIC_API_URL: ""', { 'web/next.config.js': 'destination: "http://api:8000/:path*"' }),
    ],
  ])('are the site where %s', (_why, files) => {
    expect(read(files).entry.service).toBe('page');
  });
});
