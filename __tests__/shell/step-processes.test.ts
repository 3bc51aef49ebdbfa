import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SHELLS, TestHost, until } from '../support/host-program.js';

jest.setTimeout(30_000);

describe.each(SHELLS)('the process of the next step (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  test('is started again if it was ended while it waited for its turn', async () => {
    const text = 'until pkill -9 -f "turn up $BUNDLE"; do sleep 0.02; done';
    const steps = [
      { name: 'build', text },
      { name: 'up', text: 'touch "$HOME/after"' },
    ];
    expect((await host.deploy({ steps })).done).toBe('applied');
    expect(existsSync(join(host.home, 'after'))).toBe(true);
  });

  test('does nothing if its turn does not come', async () => {
    const text = 'until pgrep -f "turn up $BUNDLE" >/dev/null; do sleep 0.02; done; false';
    const steps = [
      { name: 'build', text },
      { name: 'up', text: 'touch "$HOME/after"' },
    ];
    expect((await host.deploy({ steps })).done).toBe('failed');
    expect(existsSync(join(host.home, 'after'))).toBe(false);
    await until('nothing of it runs', () => host.isIdle());
  });
});
