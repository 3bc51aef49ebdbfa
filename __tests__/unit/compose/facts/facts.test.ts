import { describe, expect, test } from '@jest/globals';
import { configFrom } from '../../../../src/compose/facts/config.js';
import { milliseconds } from '../../../../src/compose/facts/duration.js';
import { projectFacts } from '../../../../src/compose/facts/facts.js';
import { hidden, wordsIn } from '../../../../src/compose/facts/words.js';
import { readConfig } from '../../../../src/compose/model/project.js';

const COMPOSE = `services:
  web:
    build: {context: ., args: {TOKEN: "\${TOKEN}"}}
    command: serve --workers=\${WORKERS} --key \${KEY}
    environment: {PASSWORD: "\${KEY}"}
    ports: ["8080:80"]
    healthcheck: {test: "curl -u :\${KEY} localhost", interval: 1m30s}
    depends_on: [db]
  db:
    image: postgres:16
    volumes: ["data:/var/lib/postgresql/data"]
  tool:
    image: tool
    profiles: [debug]
volumes:
  data:
  unused:
`;

function read(
  text = COMPOSE,
  variables: Record<string, string> = { KEY: 'hunter2', WORKERS: '4', TOKEN: 'swordfish' },
) {
  const files = { exists: () => true, read: () => text };
  const config = readConfig(files, {
    composeFiles: ['compose.yaml'],
    variables: new Map(Object.entries(variables)),
    profiles: [],
  });
  return { config, known: wordsIn([text]) };
}

describe('the facts of a project', () => {
  const { config, known } = read();
  const facts = projectFacts(config, known);

  test('are what decides something, without values of variables', () => {
    expect(facts.services['web']).toMatchObject({
      command: ['serve --workers=*** --key ***'],
      ports: [{ target: 80, published: '8080', protocol: 'tcp' }],
      healthcheck: { test: ['CMD-SHELL', 'curl -u :*** localhost'], interval: '90000ms' },
      depends_on: { db: { condition: 'service_started', required: true, restart: false } },
    });
    expect(JSON.stringify(facts)).not.toMatch(/hunter2|swordfish/);
  });

  test('tell apart what is started and what is not, and leave out what nothing uses', () => {
    expect(Object.keys(facts.services)).toEqual(['web', 'db']);
    expect(Object.keys(facts.inactive)).toEqual(['tool']);
    expect(facts.volumes).toEqual({ data: {} });
  });

  test('give the project back of which they are, with the values that only the runner has', () => {
    const back = configFrom(JSON.parse(JSON.stringify(facts)), config, known);
    expect(back.services).toEqual(config.services);
    expect(back.inactive).toEqual(config.inactive);
  });

  test('of compose win over those of the runner', () => {
    const web = { ...(facts.services['web'] as object), ports: [{ target: 80, published: '80', protocol: 'tcp' }] };
    const extra = { image: 'redis:7', keys: { environment: ['A'] } };
    const back = configFrom({ ...facts, services: { extra, web } }, config, known);
    expect(back.services['web']?.ports).toEqual([{ mode: 'ingress', target: 80, published: '80', protocol: 'tcp' }]);
    expect(back.services['web']?.command).toEqual(config.services['web']?.command);
    expect(back.services['extra']).toMatchObject({ image: 'redis:7', environment: { A: null } });
    expect(Object.keys(back.services)).toEqual(['web', 'extra']);
  });

  test.each([{ services: { 'a b': {} } }, { services: { web: { image: 7 } } }, { services: { web: { ports: 'x' } } }])(
    'are rejected where they are no project: %j',
    (told) => {
      expect(() => configFrom(told, config, known)).toThrow();
    },
  );
});

test('The text of a config that a compose file has itself is known although the host does not report it', () => {
  const text = `services: {web: {image: nginx, configs: [site, file]}}
configs: {site: {content: "listen 80;"}, file: {file: ./site.conf}}
`;
  const { config, known: words } = read(text);
  const facts = projectFacts(config, words);
  expect(facts.configs['site']).not.toHaveProperty('content');
  const back = configFrom(facts, config, words);
  expect(back.configs['site']).toMatchObject({ content: 'listen 80;' });
  expect(back.configs['file']).toEqual({ file: 'site.conf' });
  const moved = configFrom({ ...facts, configs: { ...facts.configs, site: { file: 'other.conf' } } }, config, words);
  expect(moved.configs['site']).toEqual({ file: 'other.conf' });
});

test('What a build gets from an SSH agent and from secrets is a fact, without the paths of keys', () => {
  const text = `services:
  web: {build: {context: ., ssh: ["deploy=./key", default], secrets: [npm, {source: pip, target: token}]}}
secrets: {npm: {file: ./npm}, pip: {file: ./pip}}
`;
  const { config, known } = read(text, {});
  const facts = projectFacts(config, known);
  const secrets = [{ source: 'npm' }, { source: 'pip', target: 'token' }];
  expect(facts.services['web']).toMatchObject({ build: { ssh: ['default', 'deploy'], secrets } });
  const told = JSON.parse(JSON.stringify(facts)) as unknown;
  const nothing = { ...config, services: {}, secrets: {} };
  expect(configFrom(told, nothing, known).services['web']?.build).toMatchObject({
    ssh: ['default', 'deploy'],
    secrets,
  });
});

test('A variable that has to be set counts as empty where only the host may know it', () => {
  const missing: string[] = [];
  const text = 'services: {web: {image: "x:${TAG:?set it}", command: "${CMD-run}"}}';
  const options = { composeFiles: ['compose.yaml'], variables: new Map(), profiles: [] };
  const files = { exists: () => true, read: () => text };
  expect(() => readConfig(files, options)).toThrow('compose.yaml');
  const config = readConfig(files, { ...options, missing: (name) => missing.push(name) });
  expect(config.services['web']).toMatchObject({ image: 'x:', command: ['run'] });
  expect(missing.filter((name) => !name.startsWith('COMPOSE_'))).toEqual(['TAG', 'CMD']);
});

test('A word that no file has is hidden, whatever stands around it', () => {
  const known = wordsIn(['command: redis-server --requirepass ${PASS} --port=6379']);
  expect(hidden('redis-server --requirepass p4ss;w:rd --port=6379', known)).toBe(
    'redis-server --requirepass ***;***:*** --port=6379',
  );
});

test.each([
  ['1m30s', '90000ms'],
  ['0.5s', '500ms'],
  ['1h', '3600000ms'],
  ['100us', '0ms'],
  [undefined, undefined],
])('the duration %s is %s', (duration, expected) => {
  expect(milliseconds(duration)).toBe(expected);
});
