import { expect, test } from '@jest/globals';
import { posix } from 'node:path';
import { findExample } from '../../../src/repository/example-files.js';

function found(path: string, ...names: readonly string[]): string | undefined {
  const files = {
    exists: (name: string) => names.includes(name),
    read: () => 'A=1\n',
    list: (folder: string) =>
      names.filter((name) => posix.dirname(name) === folder).map((name) => posix.basename(name)),
  };
  return findExample(files, path)?.path;
}

test.each([
  ['.env', ['.env.sample', '.env.example', '.env.template'], '.env.example'],
  ['.env', ['env.sample', '.env.template', '.env.dist'], 'env.sample'],
  ['.env', ['example.env'], 'example.env'],
  ['.env', ['.env_example'], '.env_example'],
  ['.env', ['.env-dist.txt'], '.env-dist.txt'],
  ['.env', ['.envexample'], '.envexample'],
  ['.env', ['.env.local.example', '.env.prod.example', '.env.test.example'], '.env.prod.example'],
  ['deploy/.env', ['.env.example', 'deploy/.env.example'], 'deploy/.env.example'],
  ['.env.prod', ['.env.example', '.env.prod.example'], '.env.prod.example'],
  ['.env.prod', ['.env.prod-sample'], '.env.prod-sample'],
  ['.env.prod', ['.env.example'], '.env.example'],
  ['.envs/.production/.django', ['.envs/.production/.django.example'], '.envs/.production/.django.example'],
])('The example of %s among %j is %s', (path, names, example) => {
  expect(found(path, ...names)).toBe(example);
});

test.each([
  ['.env', ['.env.test.example', 'settings.example.py', '.env.production', 'example']],
  ['backend/.env', ['.env.example']],
  ['.envs/.production/.django', ['.envs/.production/.postgres.example', '.env.example']],
])('%s has no example among %j', (path, names) => {
  expect(found(path, ...names)).toBeUndefined();
});

test('The example of the .env of a compose file in a folder may be at the root', () => {
  const files = { exists: () => true, read: () => 'A=1', list: (at: string) => (at === '.' ? ['.env.example'] : []) };
  expect(findExample(files, 'deploy/.env', ['.'])?.path).toBe('.env.example');
});

test('An example that cannot be read, and a repository whose folders cannot be listed, show nothing', () => {
  const read = (): string => {
    throw new Error('EISDIR');
  };
  expect(findExample({ exists: () => true, read, list: () => ['.env.example'] }, '.env')).toBeUndefined();
  expect(findExample({ exists: () => true, read }, '.env')).toBeUndefined();
});

test('A file that an input gives is no example, whatever it is called', () => {
  const files = { exists: () => true, read: () => 'A=hunter2', list: () => ['.env.example'], isGiven: () => true };
  expect(findExample(files, '.env')).toBeUndefined();
});
