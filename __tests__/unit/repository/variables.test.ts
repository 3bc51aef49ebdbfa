import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../../src/secret.js';
import { readEnv } from '../../../src/repository/variables.js';

const files = (texts: Readonly<Record<string, string>>) => ({
  exists: (path: string) => Object.hasOwn(texts, path),
  read: (path: string) => texts[path] ?? '',
});
const env = [{ key: 'TAG', value: new Secret('3') }];
const asked = (changes: { env?: typeof env; composeFiles?: readonly string[] } = {}) => ({
  env: changes.env,
  composeFiles: changes.composeFiles,
});
const read = (
  texts: Readonly<Record<string, string>>,
  changes: Parameters<typeof asked>[0] = {},
  find?: Parameters<typeof readEnv>[2],
) => {
  const { path, second, variables, tracked } = readEnv(asked(changes), files(texts), find);
  return { path, second, isTracked: tracked !== undefined, variables: Object.fromEntries(variables) };
};

describe('the variables that compose fills in', () => {
  test('are those of a tracked .env, as compose reads it', () => {
    const text = 'TAG=2 # two\nNAME="a-${TAG}"\nexport RAW=\'$TAG\'\n';
    expect(read({ '.env': text }).variables).toEqual({ TAG: '2', NAME: 'a-2', RAW: '$TAG' });
    expect(read({})).toEqual({ path: '.env', second: undefined, isTracked: false, variables: {} });
  });

  test('are those of the inputs and of a tracked .env together; the inputs win', () => {
    expect(read({ '.env': 'TAG=2\nOTHER=1\n' }, { env }).variables).toEqual({ TAG: '3', OTHER: '1' });
    expect(read({}, { env }).variables).toEqual({ TAG: '3' });
  });

  test('of a tracked .env refer to the values of the inputs', () => {
    expect(read({ '.env': 'TAG=2\nNAME=app-${TAG}\n' }, { env }).variables['NAME']).toBe('app-3');
  });

  test('are not known where compose cannot read the tracked .env, which is named', () => {
    expect(() => read({ '.env': 'A="x\n' })).toThrow('The env file .env cannot be read');
    expect(() => read({ 'a/.env': 'A="x\n' }, { composeFiles: ['a/b.yaml'] })).toThrow('The env file a/.env cannot');
  });
});

describe('D5: the .env of a compose file in a folder', () => {
  const both = { '.env': 'TAG=root\nROOT=1\n', 'deploy/.env': 'TAG=deploy\nDEPLOY=1\nURL=x-${ROOT:-none}\n' };

  test('is the only one that is read where compose-file names the file, as with -f', () => {
    expect(read(both, { composeFiles: ['deploy/compose.yaml', 'more.yaml'] })).toEqual({
      ...{ path: 'deploy/.env', second: undefined, isTracked: true },
      variables: { TAG: 'deploy', DEPLOY: '1', URL: 'x-none' },
    });
    expect(read(both, { composeFiles: ['more.yaml', 'deploy/compose.yaml'] }).path).toBe('.env');
    expect(read({ '.env': 'TAG=root\n' }, { composeFiles: ['deploy/compose.yaml'], env }).variables).toEqual({
      TAG: '3',
    });
  });

  test('comes after the one at the root where the compose files are found there, too', () => {
    const found = () => ['deploy/compose.yaml'];
    expect(read(both, {}, found)).toMatchObject({ path: '.env', second: 'deploy/.env' });
  });

  test('comes after the one at the root where COMPOSE_FILE leads there', () => {
    const texts = { ...both, '.env': `${both['.env']}COMPOSE_FILE=deploy/compose.yaml:more.yaml\n` };
    expect(read(texts)).toMatchObject({
      ...{ path: '.env', second: 'deploy/.env' },
      variables: { TAG: 'root', ROOT: '1', DEPLOY: '1', URL: 'x-1' },
    });
    const given = [...env, { key: 'COMPOSE_FILE', value: new Secret('deploy/compose.yaml') }];
    expect(read(both, { env: given })).toMatchObject({ second: 'deploy/.env', variables: { TAG: '3', DEPLOY: '1' } });
  });

  test.each(['/srv/compose.yaml', '../compose.yaml', 'compose.yaml'])('is none for %s', (file) => {
    expect(read({ '.env': `COMPOSE_FILE=${file}\n` })).toMatchObject({ path: '.env', second: undefined });
  });
});
