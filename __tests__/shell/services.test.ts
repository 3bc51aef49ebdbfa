import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { servicesProgram } from '../../src/host/inspection.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost } from '../support/host-program.js';

describe.each(SHELLS)('the observation of containers while only the runner works (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  /** What it prints when docker inspect says this, line by line. */
  const observe = (lines: readonly string[], before = ''): { unhealthy: unknown; before: string } => {
    const text = lines.map((line) => `'${line}'`).join(' ');
    host.stub(
      'docker',
      `case "$*" in
        *'label=com.docker.compose.project=site'*) printf '%s\\n' a b ;;
        inspect*) printf '%s\\n' ${text} ;;
        'logs --tail 30 a') echo 'the last words' ;;
        *) exit 97 ;;
      esac`,
    );
    const run = host.run(['-c', servicesProgram({ project: 'site', before }, readTemplate)]);
    expect(run.stderr).toBe('');
    return JSON.parse(run.stdout) as { unhealthy: unknown; before: string };
  };

  test('tells nothing of containers that run, whatever they did before', () => {
    expect(observe(['app|running|healthy|0|7|a', 'db|running||0|0|b']).unhealthy).toEqual([]);
  });

  test('tells of a container that was restarted again and again since the first one, with its last lines', () => {
    const { before } = observe(['app|running||0|7|a', 'db|running||0|0|b']);
    const { unhealthy } = observe(['app|restarting||1|10|a', 'db|running||0|0|b'], before);
    expect(unhealthy).toEqual([
      { service: 'app', reason: expect.stringMatching(/restart/), lines: ['the last words'] },
    ]);
  });
});
