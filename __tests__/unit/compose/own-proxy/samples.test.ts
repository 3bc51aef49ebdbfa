import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readStack } from '../../../../src/compose/read.js';
import { parseEnv } from '../../../../src/dotenv/parse.js';

interface Expected {
  readonly proxy?: 'own' | 'own-acme';
  readonly refused?: string;
  readonly warns?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

const expectedOf = (name: string): Expected =>
  JSON.parse(readFileSync(join('samples', name, 'expect.json'), 'utf8')) as Expected;
const samples = readdirSync('samples').filter((name) => existsSync(join('samples', name, 'expect.json')));

function stackOf(name: string) {
  const root = join('samples', name, expectedOf(name).inputs?.['working-directory'] ?? '');
  const files = {
    exists: (path: string) => existsSync(join(root, path)),
    read: (path: string) => readFileSync(join(root, path), 'utf8'),
    list: (path: string) => {
      const folder = join(root, path);
      return existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : [];
    },
  };
  const { entries } = parseEnv(files.exists('.env') ? files.read('.env') : '');
  const variables = new Map(entries.map(({ key, value }) => [key, value.reveal()]));
  const app = { service: undefined, port: undefined, protocol: undefined };
  return readStack(files, {
    composeFiles: expectedOf(name).inputs?.['compose-file']?.split('\n'),
    ...{ profiles: undefined, dockerfile: undefined, target: undefined, app, variables },
  });
}

describe('the samples', () => {
  test.each(samples.filter((name) => expectedOf(name).refused === undefined))(
    '%s: who terminates TLS is found',
    (name) => {
      const { proxy } = expectedOf(name);
      const kind = proxy === 'own' ? 'certbot' : proxy === 'own-acme' ? 'acme' : undefined;
      expect(stackOf(name).ownProxy?.kind).toBe(kind);
    },
  );

  test('the one that overwrites the scheme is found with its line', () => {
    expect(stackOf('nginx-80-mounted-config').proxyFindings).toMatchObject([
      { kind: 'scheme', file: 'nginx.conf', line: 9 },
    ]);
    const warned = samples.filter((name) => expectedOf(name).warns === 'X-Forwarded-Proto');
    expect(warned).toEqual(['nginx-80-mounted-config']);
  });
});
