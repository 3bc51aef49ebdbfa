import { expect, test } from '@jest/globals';
import { Secret } from '../../../src/secret.js';
import { variablesOf } from '../../../src/repository/variables.js';

const files = (text?: string) => ({
  exists: (path: string) => path === '.env' && text !== undefined,
  read: () => text ?? '',
});

test('the variables are those of a tracked .env, as compose reads it', () => {
  const text = 'TAG=2 # two\nNAME="a-${TAG}"\nexport RAW=\'$TAG\'\n';
  expect([...variablesOf({ env: undefined }, files(text))]).toEqual([
    ['TAG', '2'],
    ['NAME', 'a-2'],
    ['RAW', '$TAG'],
  ]);
  expect(variablesOf({ env: undefined }, files()).size).toBe(0);
});

test('the variables of the inputs take the place of a tracked .env, as on the host', () => {
  const env = [{ key: 'TAG', value: new Secret('3') }];
  expect([...variablesOf({ env }, files('TAG=2\nOTHER=1\n'))]).toEqual([['TAG', '3']]);
});

test('a tracked .env that compose cannot read is named', () => {
  expect(() => variablesOf({ env: undefined }, files('A="x\n'))).toThrow('The env file .env cannot be read');
});
