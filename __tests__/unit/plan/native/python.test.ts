import { describe, expect, test } from '@jest/globals';
import { readPythonWanted } from '../../../../src/native/python-wanted.js';
import { choosePython } from '../../../../src/plan/native/python.js';
import { someRepository } from '../../../support/some-files.js';

describe('the Python that a project names', () => {
  test.each([
    ['.python-version', '3.12.4\n', { minor: 12, isPreferred: true }],
    ['runtime.txt', 'python-3.11.9\n', { minor: 11, isPreferred: true }],
    ['pyproject.toml', '[project]\nrequires-python = ">=3.12,<4"\n', { minor: 12, isPreferred: false }],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.10"\n', { minor: 10, isPreferred: false }],
  ])('is read from %s: %j', (path, text, expected) => {
    expect(readPythonWanted(someRepository({ [path]: text }), 'app')).toEqual({ ...expected, path });
    expect(readPythonWanted(someRepository({ [`app/${path}`]: text }), 'app')).toEqual({
      ...expected,
      path: `app/${path}`,
    });
  });

  test.each([
    ['.python-version', 'my-environment\n'],
    ['pyproject.toml', '[project]\nrequires-python = "<4"\n'],
    ['pyproject.toml', '[project]\nname = "x"\n'],
  ])('is none in %s: %j', (path, text) => {
    expect(readPythonWanted(someRepository({ [path]: text }), '')).toBeUndefined();
  });
});

describe('the Python of a native site', () => {
  const choose = (
    wanted: string,
    usual: string | undefined,
    others: readonly string[] = [],
    given?: string,
    mayInstall = false,
  ) => {
    const [minor = '', kind] = wanted.split(' ');
    const named = { minor: Number(minor), isPreferred: kind === 'preferred', path: 'pyproject.toml' };
    const pythons = new Map(others.map((name) => [name, '3']));
    return choosePython(given, wanted === '' ? undefined : named, {
      usual: { program: 'python3', version: usual },
      ...{ pythons, mayInstall },
    });
  };

  test.each([
    ['', '3.11', [], 'python3'],
    ['11', '3.11', [], 'python3'],
    ['10', '3.11', ['python3.10'], 'python3'],
    ['10 preferred', '3.11', ['python3.10'], 'python3.10'],
    ['10 preferred', '3.11', [], 'python3'],
    ['12', '3.11', ['python3.12', 'python3.13'], 'python3.12'],
    ['12', '3.11', ['python3.14', 'python3.13'], 'python3.13'],
    ['12', '3.11', ['python3.10'], 'python3.12'],
    ['12 preferred', '3.11', [], 'python3'],
    ['12', undefined, [], 'python3'],
  ])('for one that names 3.%s, on a host with %s and %j, is %s', (wanted, usual, others, expected) => {
    expect(choose(wanted, usual, others).program).toBe(expected);
  });

  test.each([
    ['12 preferred', [], '3.12 of pyproject.toml'],
    ['10 preferred', [], '3.10 of pyproject.toml'],
    ['10 preferred', ['python3.10'], undefined],
    ['11 preferred', [], undefined],
    ['10', [], undefined],
  ])('for one that names 3.%s, on a host with 3.11 and %j, passes over %s', (wanted, others, expected) => {
    expect(choose(wanted, '3.11', others).passedOver).toBe(expected);
  });

  test('is what developers chose, where the distribution has packages of it', () => {
    expect(choose('12 preferred', '3.11', [], undefined, true).program).toBe('python3.12');
  });

  test('is that of the input in any case', () => {
    expect(choose('12', '3.11', [], '3.9').program).toBe('python3.9');
  });
});
