import { describe, expect, test } from '@jest/globals';
import { readProject } from '../../../src/repository/reading.js';

function read(files: Readonly<Record<string, string>>, isEnvHosts = true) {
  const repository = {
    exists: (path: string) => Object.hasOwn(files, path),
    read: (path: string) => files[path] ?? '',
  };
  const options = {
    ...{ composeFiles: undefined, profiles: undefined, dockerfile: undefined, target: undefined },
    app: { service: undefined, port: undefined, protocol: undefined },
    variables: new Map<string, string>(),
  };
  return readProject(repository, options, { isEnvHosts });
}

const PORT = 'services: {web: {image: nginx, ports: ["${HTTPS_PORT}:443"]}}';

describe('reading a project whose variables only the host knows', () => {
  test('gives the facts that do not need them, and the files that they come from', () => {
    const { stack, reading } = read({ 'compose.yaml': PORT });
    expect(stack.services[0]?.publishes).toEqual([]);
    expect(reading).toMatchObject({ isTold: false, refusal: undefined, sources: ['compose.yaml'] });
    expect(reading?.facts?.services['web']).toMatchObject({ ports: [{ target: 443, protocol: 'tcp' }] });
  });

  test('takes the facts of compose on the host, and keeps the digest of its own', () => {
    const own = read({ 'compose.yaml': PORT });
    const web = { image: 'nginx', ports: [{ target: 443, published: '443', protocol: 'tcp' }] };
    const { stack, reading } = own.told({ files: ['compose.yaml'], facts: { services: { web } } });
    expect(stack.services[0]?.publishes).toEqual([443]);
    expect(reading).toMatchObject({ isTold: true, digest: own.reading?.digest });
  });

  test('is no refusal where the files make no sense without them: compose on the host decides', () => {
    const { stack, reading } = read({ 'compose.yaml': 'services: {web: {image: x, volumes: ["${DATA}:/data"]}}' });
    expect(reading?.facts).toBeUndefined();
    expect(reading?.refusal).toMatchObject({ code: 'compose-file-invalid', why: expect.stringContaining(':/data') });
    expect(reading).toMatchObject({ isLocal: false, unknown: ['DATA'] });
    expect(stack).toMatchObject({ composeFiles: ['compose.yaml'], services: [] });
  });

  test('is a refusal where the fault is another one', () => {
    expect(() => read({ 'compose.yaml': 'services: [' })).toThrow('compose.yaml');
    expect(() => read({ 'compose.yaml': 'services: {web: {image: x, volumes: ["aa:bb:cc:dd"]}}' }, false)).toThrow(
      'compose.yaml',
    );
  });
});

test.each([
  ['a file that only the host has', 'include: [/opt/base.yaml]\nservices: {web: {image: x}}'],
  ['a key that a newer compose may know', 'services: {web: {image: x, newer: 1}}'],
])('Compose on the host is asked about %s', (_what, text) => {
  const { reading } = read({ 'compose.yaml': text }, false);
  expect(reading?.facts).toBeUndefined();
  expect(reading?.refusal?.code).toBe('compose-file-invalid');
});

test('A project needs a .env to be read where only compose on the host knows which env files its services have', () => {
  const web = { image: 'nginx' };
  const namesEnv = (own: ReturnType<typeof read>, ...files: readonly string[]) =>
    own.told({ files, facts: { services: { web } } }).reading?.namesEnv;
  const known = read({ 'compose.yaml': PORT, 'more.yaml': PORT });
  expect(namesEnv(known, 'compose.yaml')).toBe(false);
  expect(namesEnv(known, 'compose.yaml', 'more.yaml')).toBe(true);
  expect(namesEnv(read({ 'compose.yaml': 'services: {web: {image: x, newer: 1}}' }), 'compose.yaml')).toBe(true);
});

test.each([
  ['include: [{path: a.yaml, env_file: ./.env}]', true],
  ['include: [{path: a.yaml, env_file: [base.env, .env]}]', true],
  ['include: [a.yaml, {path: a.yaml, env_file: base.env}]', false],
  ['include: [a.yaml]', false],
])('A project with %s needs a .env to be read: %s', (include, namesEnv) => {
  const { reading } = read({
    'compose.yaml': `${include}\nservices: {web: {image: x, env_file: .env}}`,
    'a.yaml': 'services: {}',
  });
  expect(reading?.namesEnv).toBe(namesEnv);
});

test('What the host tells that is no project is no reason to deploy it', () => {
  const { told } = read({ 'compose.yaml': PORT });
  expect(() => told({ files: ['compose.yaml'], facts: { services: { web: { image: 7 } } } })).toThrow(
    'What docker compose on the host made of the compose files cannot be read',
  );
});
