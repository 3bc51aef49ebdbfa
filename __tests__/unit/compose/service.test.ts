import { describe, expect, it } from '@jest/globals';
import { read, type Files } from './reading.js';

describe('services', () => {
  const only = (text: string, variables: Files = {}) =>
    read({ 'compose.yml': `services:\n  app:\n${text}` }, { variables }).services[0];

  it.each([
    ['["8080:80"]', [8080]],
    ['["127.0.0.1:8080:80/tcp", "[::1]:8081:80"]', [8080, 8081]],
    ['["80"]', []],
    ['[8000]', []],
    ['["8000-8002:8000-8002"]', [8000, 8001, 8002]],
    ['["443:443/udp"]', []],
    ['[{target: 80, published: "8080"}, {target: 81, published: 8081}, {target: 82}]', [8080, 8081]],
    ['[{target: 443, published: "443", protocol: udp}]', []],
    ['["${PORT:-8080}:80", "${GIVEN}:81", "${NOT_GIVEN}:82"]', [8080, 8443]],
    ['!reset ["8080:80"]', []],
    ['!override ["8080:80"]', [8080]],
  ])('publish with ports %s', (ports, expected) => {
    expect(only(`    image: x\n    ports: ${ports}\n`, { GIVEN: '8443' })?.publishes).toEqual(expected);
  });

  it('tell their build, order, mounts, files, check and profile', () => {
    const service = only(`    build: {context: ., dockerfile: Dockerfile}
    container_name: fixed
    depends_on: {db: {condition: service_healthy}, cache: {condition: service_started}, migrate: {condition: service_completed_successfully}}
    env_file: [.env, {path: extra.env, required: false}, {path: must.env}]
    volumes:
      - ./nginx.conf:/etc/nginx/nginx.conf:ro
      - data:/data
      - /var/log:/host
      - {type: bind, source: ./conf/, target: /conf}
      - {type: tmpfs, target: /tmp}
      - ../outside:/x
      - /anonymous
    healthcheck: {test: [CMD, "true"]}
`);
    expect(service).toEqual({
      name: 'app',
      replicas: 1,
      image: undefined,
      isBuilt: true,
      dependsOn: ['db', 'cache', 'migrate'],
      completedBefore: ['migrate'],
      publishes: [],
      binds: [
        { path: 'nginx.conf', target: '/etc/nginx/nginx.conf', readOnly: true, bind: {} },
        { path: 'conf', target: '/conf', readOnly: false, bind: {} },
      ],
      mountsOutside: true,
      envFiles: ['.env', 'must.env'],
      singleBecause: 'has a container_name',
      hasHealthcheck: true,
      hasProfile: false,
      keepsRunning: false,
    });
  });

  it.each(['{disable: true}', '{test: NONE}', '{test: [NONE]}', '{interval: 5s}'])('have no check with %s', (check) => {
    expect(only(`    image: x\n    healthcheck: ${check}\n`)?.hasHealthcheck).toBe(false);
  });

  it('are read through anchors and merge keys', () => {
    const text =
      'x-base: &base\n  image: x\n  ports: ["8080:80"]\nservices:\n  app:\n    <<: *base\n    container_name: y\n';
    expect(read({ 'compose.yml': text }).services[0]).toMatchObject({
      image: 'x',
      publishes: [8080],
      singleBecause: 'has a container_name',
    });
  });

  it('are read through include and extends', () => {
    const stack = read({
      'compose.yml':
        'include: [parts/db.yml]\nservices:\n  app:\n    extends: {file: parts/base.yml, service: web}\n    ports: ["8081:81"]\n',
      'parts/db.yml': 'services:\n  db:\n    image: postgres\n    volumes: ["./init.sql:/init.sql"]\n',
      'parts/base.yml': 'services:\n  web:\n    extends: root\n    ports: ["8080:80"]\n  root:\n    image: x\n',
    });
    expect(
      stack.services.map(({ name, image, publishes, binds }) => ({
        ...{ name, image, publishes, binds: binds.map(({ path }) => path) },
      })),
    ).toEqual([
      { name: 'db', image: 'postgres', publishes: [], binds: ['parts/init.sql'] },
      { name: 'app', image: 'x', publishes: [8080, 8081], binds: [] },
    ]);
    expect(stack.unreadable).toEqual([]);
  });

  it('that cannot be read whole are told of', () => {
    const text =
      'include: [../other.yml]\nservices:\n  app:\n    extends: {file: none.yml, service: web}\n  q: {image: x, network_mode: host}\n';
    expect(read({ 'compose.yml': text }).unreadable).toEqual([
      expect.stringContaining('includes ../other.yml'),
      expect.stringContaining('extends web of none.yml'),
      expect.stringContaining('service q is on the host'),
    ]);
  });

  it('going round in circles end', () => {
    const circle = { 'compose.yml': 'include: [compose.yml]\nservices:\n  app: {extends: app}\n' };
    expect(read(circle).unreadable.length).toBeGreaterThan(0);
  });
});
