import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../../src/secret.js';
import { trackedEnv, variablesOf } from '../../../src/repository/variables.js';

const files = (text?: string) => ({
  exists: (path: string) => path === '.env' && text !== undefined,
  read: () => text ?? '',
});
const env = [{ key: 'TAG', value: new Secret('3') }];

describe('the variables that compose fills in', () => {
  test('are those of a tracked .env, as compose reads it', () => {
    const text = 'TAG=2 # two\nNAME="a-${TAG}"\nexport RAW=\'$TAG\'\n';
    expect([...variablesOf({ env: undefined }, files(text))]).toEqual([
      ['TAG', '2'],
      ['NAME', 'a-2'],
      ['RAW', '$TAG'],
    ]);
    expect(variablesOf({ env: undefined }, files()).size).toBe(0);
  });

  test('are those of the inputs and of a tracked .env together; the inputs win', () => {
    expect(Object.fromEntries(variablesOf({ env }, files('TAG=2\nOTHER=1\n')))).toEqual({ TAG: '3', OTHER: '1' });
    expect([...variablesOf({ env }, files())]).toEqual([['TAG', '3']]);
  });

  test('of a tracked .env refer to the values of the inputs', () => {
    const read = trackedEnv({ env }, files('TAG=2\nNAME=app-${TAG}\n'));
    expect(read?.text.reveal()).toBe('TAG=2\nNAME=app-${TAG}\n');
    expect(read?.entries.map(({ key, value }) => [key, value.reveal()])).toContainEqual(['NAME', 'app-3']);
  });

  test('are not known where compose cannot read the tracked .env, which is named', () => {
    expect(() => variablesOf({ env: undefined }, files('A="x\n'))).toThrow('The env file .env cannot be read');
  });
});
