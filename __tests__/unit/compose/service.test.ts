import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

describe('services', () => {
  const only = (text: string, variables: Files = {}) =>
    read({ 'compose.yml': `services:\n  app:\n${text}` }, { variables }).services[0];

  test.each([
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

  test('tell their build, order, mounts, files, check and profile', () => {
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
  db: {image: x, healthcheck: {test: [CMD, "true"]}}
  cache: {image: x}
  migrate: {image: x}
volumes: {data: }
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

  test.each(['{disable: true}', '{test: NONE}', '{test: [NONE]}', '{interval: 5s}'])(
    'have no check with %s',
    (check) => {
      expect(only(`    image: x\n    healthcheck: ${check}\n`)?.hasHealthcheck).toBe(false);
    },
  );

  test('are read through anchors and merge keys', () => {
    const text =
      'x-base: &base\n  image: x\n  ports: ["8080:80"]\nservices:\n  app:\n    <<: *base\n    container_name: y\n';
    expect(read({ 'compose.yml': text }).services[0]).toMatchObject({
      image: 'x',
      publishes: [8080],
      singleBecause: 'has a container_name',
    });
  });

  test('are read through a merge key that is written with its tag', () => {
    const text = 'x-base: &base {image: x}\nservices:\n  app:\n    !!merge <<: [*base]\n    container_name: y\n';
    expect(read({ 'compose.yml': text }).services[0]).toMatchObject({ image: 'x' });
  });

  test('are read through include and extends', () => {
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

  test('on the network of the host are told of, since their ports are not known', () => {
    const text = 'services:\n  app: {image: x}\n  q: {image: x, network_mode: host}\n';
    const { unreadable } = read({ 'compose.yml': text }, { appService: 'app' });
    expect(unreadable).toEqual([expect.stringContaining('service q is on the host')]);
  });

  test('may extend one of the same name in another file, which extends another one there', () => {
    const common = 'services:\n  web: {image: x, restart: always}\n  celery: {extends: {service: web}}\n';
    const text =
      'services:\n  web: {extends: {file: common.yml, service: web}}\n  celery: {extends: {file: common.yml, service: celery}}\n';
    const { config } = read({ 'compose.yml': text, 'common.yml': common }, { appService: 'web' });
    expect(config.services['celery']).toMatchObject({ image: 'x', restart: 'always' });
  });

  test('that extend each other across two files are refused', () => {
    const there = (file: string): string => `services: {app: {extends: {file: ${file}, service: app}}}\n`;
    expect(failure({ 'compose.yml': there('b.yml'), 'b.yml': there('compose.yml') }).why).toMatch(/has a cycle/);
  });

  test.each([
    ['include: [../other.yml]\nservices: {app: {image: x}}\n', /`include` names \.\.\/other\.yml, which is not in the/],
    ['include: ["https://x.org/y.git"]\nservices: {app: {image: x}}\n', /is outside of the repository/],
    [
      'services: {app: {extends: {file: none.yml, service: web}}}\n',
      /app\.extends: none\.yml is not in the repository/,
    ],
    ['services: {app: {extends: web}}\n', /app\.extends: compose\.yml has no service web/],
    ['services: {app: {extends: app}}\n', /app\.extends has a cycle/],
    ['include: [compose.yml]\nservices: {app: {image: x}}\n', /`include` has a cycle/],
    ['services: {app: {image: x, depends_on: [db]}}\n', /app\.depends_on names the service db, which is not there/],
    ['services: {app: {image: "x:${TAG:?give a tag}"}}\n', /app\.image: the variable TAG has to be set: give a tag/],
    ['services: {app: {image: x, prots: [80]}}\n', /the service app has the key prots, which compose does not know/],
    [
      'services: {app: {image: x, volumes: ["data:/data"]}}\n',
      /app\.volumes names data, which `volumes` does not have/,
    ],
  ])('that compose refuses are refused, and the key is named: %j', (text, why) => {
    const error = failure({ 'compose.yml': text });
    expect(error.code).toBe('compose-file-invalid');
    expect(error.what).toContain('compose.yml');
    expect(error.why).toMatch(why);
  });
});
