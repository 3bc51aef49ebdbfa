import { describe, expect, test } from '@jest/globals';
import { failure, read } from '../reading.js';

describe('services in profiles that are not active', () => {
  const both =
    'services: {web: {image: x, ports: ["80:80"], profiles: [prod]}, db: {image: postgres, profiles: [prod]}}';

  test('are named with the line that starts them where no other service has pages', () => {
    const error = failure({ 'compose.yaml': both });
    expect(error).toMatchObject({
      code: 'entry-unclear',
      why: expect.stringContaining('web may have your pages') as unknown,
    });
    expect(error.hint).toBe('Add this line to the workflow step:\n  profiles: prod    # web');
    expect(read({ 'compose.yaml': both }, { profiles: ['prod'] }).entry.service).toBe('web');
  });

  test('are a line for each profile, beside those that are active', () => {
    const text = `services:
  db: {image: postgres, profiles: [data]}
  web: {image: x, ports: ["80:80"], profiles: [prod, demo]}
  dev: {image: x, ports: ["8000:80"], profiles: [dev]}
  tool: {image: adminer, profiles: [tools]}
`;
    expect(failure({ 'compose.yaml': text }, { profiles: ['data'] }).hint).toBe(
      'Add one of these lines to the workflow step:\n  profiles: data, prod    # web\n  profiles: data, dev    # dev',
    );
  });

  test('are started by the line that is printed for the one that app-service names', () => {
    const error = failure({ 'compose.yaml': both }, { appService: 'web' });
    expect(error.code).toBe('compose-service-missing');
    expect(error.hint).toContain(
      'web is in a profile that is not active. Add this line to the workflow step:\n  profiles: prod',
    );
  });

  test('are no matter where another service has pages', () => {
    const text = both.replace('services: {', 'services: {site: {image: x, ports: ["80:80"]}, ');
    expect(read({ 'compose.yaml': text }).entry.service).toBe('site');
  });

  const fronted = (ports: string): Readonly<Record<string, string>> => ({
    'compose.yaml': `services:
  api: {image: me/api, ports: ["${ports}"]}
  pages: {image: "nginx:1.27", expose: ["80"]}
  front: {image: "nginx:1.27", ports: ["80:80"], profiles: [front], volumes: ["./front.conf:/etc/nginx/conf.d/default.conf"]}
`,
    'front.conf':
      'server { listen 80; location /api/ { proxy_pass http://api:3000; } location / { proxy_pass http://pages:80; } }\n',
  });

  test('are asked about where one of them is a web server with the pages of another service', () => {
    const { code, why, hint } = failure(fronted('127.0.0.1:3000:3000'));
    expect([code, why]).toEqual([
      'entry-unclear',
      'front, in a profile that is not active, passes requests to pages; without it api is the likeliest',
    ]);
    expect(hint).toBe(
      'Add this line to the workflow step:\n  profiles: front    # front\nor one of these:\n  app-service: pages\n  app-service: api',
    );
    expect(read(fronted('127.0.0.1:3000:3000'), { profiles: ['front'] }).entry.service).toBe('front');
    expect(read(fronted('127.0.0.1:3000:3000'), { appService: 'pages' }).entry.service).toBe('pages');
  });

  test('are no matter where the chosen service is at port 80 for everyone', () => {
    expect(read(fronted('80:3000')).entry.service).toBe('api');
  });

  test('has those of what it depends on in the lines, also where it may be started without it', () => {
    const needs =
      '{db: {condition: service_started, required: false}, broker: {condition: service_started, required: false}}';
    const text = [
      'services:',
      `  web: {build: ., ports: ["8000:8000"], profiles: [web], depends_on: ${needs}}`,
      '  db: {image: postgres, profiles: [postgres, all], depends_on: {init: {condition: service_started}}}',
      '  init: {image: postgres, profiles: [init]}',
      '  broker: {image: redis, profiles: [all, web]}',
      '  worker: {build: ., command: celery worker, profiles: [worker]}',
    ].join('\n');
    const { hint } = failure({ 'compose.yaml': text, Dockerfile: 'FROM python:3.12\nCMD ./start\n' });
    expect(hint).toBe('Add this line to the workflow step:\n  profiles: web, postgres, init    # web');
  });
});
