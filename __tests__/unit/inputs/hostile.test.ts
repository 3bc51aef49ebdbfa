import { describe, expect, test } from '@jest/globals';
import { LEAST, problemsOf, read } from './reading.js';

describe('hostile text', () => {
  const lineInputs = [
    'host',
    'domain',
    'aliases',
    'user',
    'port',
    'path',
    'source',
    'repository',
    'sha',
    'app-service',
    'app-port',
  ]
    .concat([
      'app-protocol',
      'email',
      'acme-server',
      'renew-schedule',
      'dns',
      'hosted-zone-id',
      'dns-target',
      'health-path',
    ])
    .concat(['max-body-size', 'bootstrap', 'compose-plugin', 'dry-run', 'timeout', 'host-key']);

  test.each(lineInputs)('in %s is refused by name, and the other inputs are not blamed', (name) => {
    for (const text of ['$(touch /tmp/x)', '`id`', '"; reboot; "', "it's", 'a\nb; reboot', '--version; id', 'a\0b']) {
      const problems = problemsOf({ ...LEAST, [name]: text });
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.every((problem) => problem.startsWith(`${name}: `))).toBe(true);
    }
  });

  test.each(['certify-command', 'renew-command'])('in %s is a word in quotes, and refused without', (name) => {
    for (const text of [
      '$(touch /tmp/x)',
      '`id`',
      "it's",
      'a\nb; reboot',
      '--version; id',
      'a\0b',
      '"$HOME"',
      "'a\nb'",
    ]) {
      expect(problemsOf({ ...LEAST, [name]: text })).toEqual([expect.stringMatching(`^${name}: `)]);
    }
    expect(problemsOf({ ...LEAST, [name]: `certbot '$(touch /tmp/x)' "; reboot"` })).toEqual([]);
  });

  test('in compose-file is a file name like another, unless it leads elsewhere', () => {
    expect(read({ ...LEAST, 'compose-file': '$(touch x) "y".yml' }).inputs?.composeFiles).toEqual([
      '$(touch x) "y".yml',
    ]);
    expect(problemsOf({ ...LEAST, 'compose-file': '--flags' })).toHaveLength(1);
    expect(problemsOf({ ...LEAST, 'compose-file': 'a\rb' })).toHaveLength(1);
    expect(problemsOf({ ...LEAST, 'compose-file': 'a\u001b[1mb' })).toHaveLength(1);
    expect(problemsOf({ ...LEAST, 'compose-file': 'a\n../b' })).toHaveLength(1);
  });

  test('arrives in release-command as it is', () => {
    const text = `sh -c 'echo $(id) "x"' --flag; \`id\``;
    expect(read({ ...LEAST, 'release-command': text }).inputs?.releaseCommand).toBe(text);
    expect(problemsOf({ ...LEAST, 'release-command': 'a\0b' })).toEqual(['release-command: contains a NUL character']);
  });

  test.each(['treu', 'yes', '0'])('%j is no switch, rather than false', (text) => {
    expect(problemsOf({ ...LEAST, bootstrap: text })).toEqual([
      `bootstrap: "${text}" is neither \`true\` nor \`false\``,
    ]);
  });
});
