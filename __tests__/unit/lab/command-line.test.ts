import { describe, expect, test } from '@jest/globals';
import { parseCommandLine, UsageError } from '../../../lab/cli/command-line.js';
import { slugOf } from '../../../lab/deploy.js';

describe('npm run lab --', () => {
  test('deploy takes a folder, a host, inputs with = in them and an env file', () => {
    expect(
      parseCommandLine([
        'deploy',
        './shop',
        '--host',
        'amazon',
        '--input',
        'env=A=1',
        '--input',
        'domain=x.lab.test',
        '--env-file',
        'f',
      ]),
    ).toEqual({
      verb: 'deploy',
      folder: './shop',
      host: 'amazon',
      inputs: { env: 'A=1', domain: 'x.lab.test' },
      envFile: 'f',
    });
  });

  test('deploy goes to fresh unless said', () => {
    expect(parseCommandLine(['deploy', 'x'])).toMatchObject({ host: 'fresh', inputs: {}, envFile: undefined });
  });

  test('reset means all hosts that are always up, or one of any', () => {
    expect(parseCommandLine(['reset'])).toEqual({ verb: 'reset', hosts: ['fresh', 'amazon', 'ready'] });
    expect(parseCommandLine(['reset', '--host', 'ready'])).toEqual({ verb: 'reset', hosts: ['ready'] });
    expect(parseCommandLine(['reset', '--host', 'v5'])).toEqual({ verb: 'reset', hosts: ['v5'] });
  });

  test.each([
    [['fly'], /does not know "fly"/],
    [['deploy'], /one folder/],
    [['deploy', 'a', 'b'], /one folder/],
    [['deploy', 'a', '--input', 'novalue'], /name=value/],
    [['deploy', 'a', '--host', 'prod'], /fresh, amazon, ready, second, v5/],
    [['status', '--jsno'], /--jsno/],
    [['up', 'now'], /now/],
  ])('%j is refused with what is expected', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError);
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});

test.each([
  ['examples/django', 'django'],
  ['/tmp/My_App 2.0/', 'my-app-2-0'],
  ['/', 'site'],
  ['.../__', 'site'],
])('%s is served as %s', (folder, slug) => {
  expect(slugOf(folder)).toBe(slug);
});
