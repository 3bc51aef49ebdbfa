import { describe, expect, test } from '@jest/globals';
import { programsFor, SUPERVISOR } from '../../../src/host/program-text.js';
import { isOnRunner, STEP_KINDS } from '../../../src/step.js';
import { readTemplate } from '../../../src/templates.js';

const onHost = STEP_KINDS.filter((kind) => !isOnRunner(kind));

describe('the files of the host program', () => {
  test.each(onHost)('of the step %s are all that it names', (step) => {
    const files = programsFor([step], readTemplate);
    const named = files.flatMap(({ content }) =>
      [...content.matchAll(/\$BUNDLE\/([\w/-]+\.sh)/g)].map(([, path = '']) => path),
    );
    // Rendered for the site, and put beside them.
    const missing = named.filter((name) => name !== 'renew.sh' && !files.some(({ path }) => path === name));
    expect(missing).toEqual([]);
  });

  test('hold no others, and no comments', () => {
    const files = programsFor(['files', 'env'], readTemplate);
    expect(files.map(({ path }) => path)).toEqual([
      'start.sh',
      'lib.sh',
      'remember.sh',
      'remembered.sh',
      'steps/files.sh',
      'steps/env.sh',
      'steps/data.sh',
      ...SUPERVISOR.map((name) => `supervisor/${name}.py`),
      ...['__main__', 'inside', 'legacy', 'manifest', 'places', 'sync', 'tree'].map((name) => `data/${name}.py`),
    ]);
    const shells = files.filter(({ path }) => path.endsWith('.sh'));
    for (const { content } of shells) expect(content).toMatch(/^#!\/bin\/sh\n(?!#)(?![^]*\n\s*#)/);
  });
});
