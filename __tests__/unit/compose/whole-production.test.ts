import { describe, expect, test } from '@jest/globals';
import { read, type Files } from './reading.js';

const filesOf = (prod: string): Files => ({
  'compose.yaml':
    'services:\n  laravel: {build: sail, volumes: [".:/var/www/html"], depends_on: [mysql]}\n  mysql: {image: "mysql:8"}\n  redis: {image: redis}\n',
  'compose.prod.yaml': `services:\n${prod}`,
});
const DB = '  db: {image: "mysql:8"}\n  redis: {image: redis}\n';
const app = (environment: string): string =>
  `  app: {build: ., ports: ["80:80"], environment: {DB_HOST: db${environment}}}\n`;

describe('a whole production file in which the app has another name', () => {
  test('is used alone, although both have the same cache', () => {
    expect(read(filesOf(app('') + DB)).composeFiles).toEqual(['compose.prod.yaml']);
  });

  test('names a driver and no service by DB_CONNECTION', () => {
    expect(read(filesOf(app(', DB_CONNECTION: mysql') + DB)).composeFiles).toEqual(['compose.prod.yaml']);
  });

  test('is used with the base where one of its services has its image from there', () => {
    const { composeFiles } = read(filesOf(`${app('')}  db: {image: "mysql:8"}\n  redis: {restart: always}\n`), {
      appService: 'app',
    });
    expect(composeFiles).toEqual(['compose.yaml', 'compose.prod.yaml']);
  });
});
