import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { asDeployError } from '../../src/errors/deploy-error.js';
import { INPUT_DEFAULTS } from '../../src/inputs/defaults.js';
import { parseInputs } from '../../src/inputs/parse.js';
import { parseAction } from '../../scripts/reference.js';
import { filesBelow, read, ROOT } from './source-files.js';

const action = parseAction(read('action.yml'));
const ENVIRONMENT = {
  workspace: '/workspace',
  repository: 'octo/site',
  sha: 'a'.repeat(40),
  variable: () => undefined,
};

/** The names that reading asks for, given these inputs. */
function namesRead(given: Readonly<Record<string, string>>): readonly string[] {
  const names = new Set<string>();
  const get = (name: string): string => {
    names.add(name);
    return given[name] ?? '';
  };
  try {
    parseInputs(
      get,
      ENVIRONMENT,
      () => undefined,
      () => '',
    );
  } catch (thrown) {
    expect(asDeployError(thrown).code).toBe('invalid-input');
  }
  return [...names].sort();
}

describe('inputs', () => {
  test.each([
    ['nothing', {}],
    ['a host and a key', { host: 'h', 'ssh-key': 'k', domain: 'app.example.com' }],
    ['an instance', { instance: 'tag:Name=shop', domain: 'app.example.com' }],
    ['source: git', { source: 'git' }],
    ['nothing that can be read', Object.fromEntries(Object.keys(action.inputs).map((name) => [name, '\0']))],
  ])('are read by these very names, given %s', (_, given) => {
    expect(namesRead(given)).toEqual(Object.keys(action.inputs).sort());
  });

  test('have the same defaults for the runner and for us', () => {
    const declared = Object.entries(action.inputs)
      .filter(([, input]) => input.default !== undefined && !input.default.includes('${{'))
      .map(([name, input]) => [name, input.default]);
    expect(Object.fromEntries(declared)).toEqual(INPUT_DEFAULTS);
  });

  test('are required exactly where reading requires them', () => {
    const required = Object.keys(action.inputs).filter((name) => action.inputs[name]?.required === true);
    expect(required).toEqual(['domain']);
    const given: Readonly<Record<string, string>> = { domain: 'app.example.com', instance: 'tag:Name=shop' };
    expect(() =>
      parseInputs(
        (name) => given[name] ?? '',
        ENVIRONMENT,
        () => undefined,
        () => '',
      ),
    ).not.toThrow();
  });

  test('and outputs are kebab-case words', () => {
    const names = [...Object.keys(action.inputs), ...Object.keys(action.outputs)];
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });
});

describe('outputs', () => {
  test('are written by these very names', () => {
    const written = filesBelow('src').flatMap((path) =>
      [...read(path).matchAll(/\.output\('([a-z-]+)'/g)].map(([, name]) => name),
    );
    expect([...new Set(written)].sort()).toEqual(Object.keys(action.outputs).sort());
  });
});

describe('runs', () => {
  const { runs, branding } = parse(read('action.yml')) as Record<string, Readonly<Record<string, string>>>;

  test('on Node 24, and starts it once more only to clean up after a job that failed or was cancelled', () => {
    expect(runs).toEqual({
      ...{ using: 'node24', main: 'dist/index.js', post: 'dist/post.js' },
      'post-if': 'failure() || cancelled()',
    });
    expect(branding).toEqual({ icon: expect.any(String), color: expect.any(String) });
  });

  test.each(['main', 'post'])('%s is in the repository', (entry) => {
    expect(existsSync(join(ROOT, runs?.[entry] ?? 'nothing'))).toBe(true);
  });
});
