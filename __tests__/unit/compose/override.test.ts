import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const DB = '  db: {image: postgres, ports: ["5432:5432"]}\n';
const LINES = '  compose-file: |\n    compose.yaml\n    compose.override.yaml\n';

const files = (base: string, override: string): Files => ({
  'compose.yaml': `services:\n${base}`,
  'compose.override.yaml': `services:\n${override}`,
});

describe('a file for development that the app depends on', () => {
  test.each([
    [
      'has the only service that is no database',
      files(DB, '  web: {build: ., ports: ["8000:8000"]}\n'),
      /Without it: .*no service that serves HTTP/,
    ],
    [
      'has what the app is built from',
      files('  web: {restart: always}\n', '  web: {build: ., ports: ["8000:8000"]}\n'),
      /Without it: .*neither `image` nor `build`/,
    ],
    [
      'builds what has a name of no registry',
      files('  web: {image: shop}\n', '  web: {build: .}\n'),
      /builds web, whose image shop/,
    ],
    [
      'has the web server in front of PHP-FPM',
      files('  app: {image: "php:8.3-fpm"}\n', '  nginx: {image: nginx, ports: ["80:80"]}\n'),
      /PHP-FPM/,
    ],
    [
      'has what visitors reach first',
      files('  app: {image: me/app}\n', '  proxy: {image: nginx, ports: ["80:80"]}\n'),
      /entry is app, and with it proxy/,
    ],
    [
      'has several services',
      files(DB, '  web: {image: me/web, ports: ["3000:3000"]}\n  api: {image: me/api, ports: ["8000:8000"]}\n'),
      /no service that serves HTTP/,
    ],
  ])('and that %s stops the run, with the lines that include it', (_, project, why) => {
    const error = failure(project);
    expect(error.code).toBe('entry-unclear');
    expect(error.what).toBe('compose.override.yaml is for development and left out, but the app depends on it');
    expect(error.why).toMatch(why);
    expect(error.hint).toContain(LINES);
  });

  test('is asked about no more once the files are named, with it or without it', () => {
    const project = files('  app: {image: me/app}\n', '  proxy: {image: nginx, ports: ["80:80"]}\n');
    const both = ['compose.yaml', 'compose.override.yaml'];
    expect(read(project, { composeFiles: both }).entry.service).toBe('proxy');
    expect(read(project, { composeFiles: ['compose.yaml'] }).entry.service).toBe('app');
  });

  test('says what is to be answered then, where two services may be the site', () => {
    const override = '  web: {image: me/web, ports: ["3000:3000"]}\n  api: {image: me/api, ports: ["8000:8000"]}\n';
    expect(failure(files(DB, override)).hint).toMatch(
      /\nThen: Add the service[^]*app-service: web\n {2}app-port: 3000/,
    );
  });
});

describe('a file for development that is left out without a question', () => {
  test.each([
    ['changes how the app runs', '  web: {build: ., command: "flask run --debug", ports: ["5000:8000"]}\n'],
    [
      'adds tools',
      '  adminer: {image: adminer, ports: ["8080:8080"]}\n  mail: {image: axllent/mailpit, ports: ["8025:8025"]}\n',
    ],
    ['adds a second page', '  docs: {image: me/docs, ports: ["3000:3000"]}\n'],
    ['cannot be read', '  web: {nonsense: true}\n'],
    ['needs a variable', '  web: {environment: {KEY: "${KEY:?}"}}\n'],
  ])('%s', (_, override) => {
    const stack = read(files(`  web: {build: ., ports: ["8000:8000"]}\n${DB}`, override));
    expect(stack.entry).toMatchObject({ service: 'web', ports: [8000] });
    expect(stack.composeBecause).toContain('compose.override.yaml is for development and left out');
  });

  test('does not hide what is wrong with the other file', () => {
    expect(failure(files('  web: {image: 7}\n', '  web: {image: 7}\n')).code).toBe('compose-file-invalid');
  });
});
