import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const BASE =
  'services:\n  web: {build: {context: web, target: dev}, volumes: ["./web:/app"], ports: ["3000:3000"]}\n' +
  '  db: {image: postgres, volumes: ["data:/var/lib/postgresql/data"]}\n  mail: {image: mailhog/mailhog}\nvolumes: {data: {}}\n';
const web = (more: string): string => `services:\n  web: {image: shop/web, ports: ["80:3000"]${more}}\n`;
const DB = '  db: {image: postgres, volumes: ["data:/var/lib/postgresql/data"]}\n';

const filesOf = (prod: string, base = BASE, more: Files = {}): Files => ({
  'compose.yaml': base,
  'compose.prod.yaml': prod,
  ...more,
});

describe('a whole production file that only forgets to declare a volume', () => {
  test('is named as invalid, and no source is mounted over its images', () => {
    const { code, what, why } = failure(filesOf(web('') + DB));
    expect([code, what]).toEqual(['compose-file-invalid', 'The compose file compose.prod.yaml cannot be read']);
    expect(why).toBe('services.db.volumes names data, which `volumes` does not have');
  });

  test.each([
    ['it needs a service of the base', web(', depends_on: [mail]') + DB, BASE],
    ['one of its services has no image', `${web('')}${DB}  mail: {restart: always}\n`, BASE],
    ['the base mounts data and no source', web('') + DB, BASE.replace('./web:/app', './web/uploads:/uploads')],
    [
      'it builds its image itself',
      web('').replace('image: shop/web', 'build: {context: web, target: prod}') + DB,
      BASE,
    ],
    ['it removes the mount', web(', volumes: !reset []') + DB, BASE],
  ])('is used with the base where %s', (_why, prod, base) => {
    expect(read(filesOf(prod, base), { appService: 'web' }).composeFiles).toEqual([
      'compose.yaml',
      'compose.prod.yaml',
    ]);
  });

  test('is used with the base where a command line starts both', () => {
    const readme = { 'README.md': 'docker compose -f compose.yaml -f compose.prod.yaml up -d\n' };
    expect(read(filesOf(web('') + DB, BASE, readme)).composeFiles).toEqual(['compose.yaml', 'compose.prod.yaml']);
  });
});

describe('a service that only prepares another one for everyday work', () => {
  const base =
    'services:\n  web: {build: web, volumes: [".:/app"], ports: ["3000:3000"]}\n  prepare: {image: alpine, command: sh /prepare.sh}\n' +
    '  logs: {image: grafana/loki, depends_on: {prepare: {condition: service_completed_successfully}}}\n';

  test('is no reason to ask where the base would mount the source over images of production', () => {
    expect(read(filesOf(`${web('')}  logs: {image: grafana/loki}\n`, base)).composeFiles).toEqual([
      'compose.prod.yaml',
    ]);
  });

  test('is one where the base mounts no source', () => {
    const files = filesOf(`${web('')}  logs: {image: grafana/loki}\n`, base.replace('".:/app"', ''));
    expect(failure(files).code).toBe('compose-file-unclear');
  });
});
