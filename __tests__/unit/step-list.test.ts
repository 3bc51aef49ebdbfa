import { describe, expect, it } from '@jest/globals';
import { stepList } from '../../src/step-list.js';

describe('the steps of an exec', () => {
  it('start the edge while a first release is built, but never before the build of one that comes up in the same exec', () => {
    expect(stepList(['files', 'env', 'build', 'edge', 'probe'], false)).toEqual([
      ...['files', 'env', '&edge+probe', 'build', 'wait'],
    ]);
    const again = ['build', 'edge', 'up', 'probe'] as const;
    expect(stepList(again, false)).toEqual(again);
  });

  it('have a certificate while the app starts, and serve it while the renewal is proven', () => {
    expect(stepList(['certify', 'release-command', 'up', 'serve-https', 'renewal', 'prune'], false)).toEqual([
      ...['&certify', 'release-command', 'up', 'wait', '&renewal', 'serve-https', 'wait', 'prune'],
    ]);
  });

  it('prove the renewal after a proxy of the stack has restarted', () => {
    const steps = ['certify', 'serve-https', 'renewal'] as const;
    expect(stepList(steps, true)).toEqual(steps);
  });
});
