import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SHELLS, TestHost } from '../support/host-program.js';

jest.setTimeout(30_000);

describe.each(SHELLS)('what comes back from the host program (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const step = (text: string, name = 'build') => ({ name, text });

  test('is each step from its beginning to its end, then that all is applied', async () => {
    const run = await host.deploy({ steps: [step('echo one', 'files'), step('echo two >&2', 'env')] });
    const end = { event: 'end', rc: 0, milliseconds: expect.any(Number) };
    expect(run.events).toEqual([
      { event: 'begin', step: 'files' },
      { event: 'log', step: 'files', text: 'one' },
      { ...end, step: 'files' },
      { event: 'begin', step: 'env' },
      { event: 'log', step: 'env', text: 'two' },
      { ...end, step: 'env' },
      { event: 'done', text: 'applied' },
    ]);
  });

  test.each([
    ['a workflow command', '::error::taken over'],
    ['an event of its own', '{"event":"done","text":"applied"}'],
    ['quotes and backslashes', String.raw`"a" \ 'b' \n \u0041 &amp; ${'`x`'}`],
    ['what a shell would run', '$(touch ran) `touch ran`; touch ran'],
    ['letters of other scripts', '배포가 끝났습니다 ✓'],
  ])('has %s only as the text of a log event', async (_what, line) => {
    const run = await host.deploy({
      steps: [step('cat "$BUNDLE/said"; exit 3')],
      parts: [{ path: 'said', mode: 0o644, content: `${line}\n` }],
    });
    expect(run.log).toEqual([line]);
    expect(run.lines.filter((text) => text !== '' && !text.startsWith('{"event":"'))).toEqual([]);
    expect(run.done).toBe('failed');
    expect(existsSync(join(host.home, 'ran'))).toBe(false);
  });

  test('has the beginning of a very long line, and says that there is more', async () => {
    const run = await host.deploy({ steps: [step("printf '%200000s' | tr ' ' x; echo; echo after")] });
    expect(run.log).toEqual([`${'x'.repeat(8192)}…`, 'after']);
  });

  test('has what is not UTF-8 replaced', async () => {
    expect((await host.deploy({ steps: [step(String.raw`printf 'a\377b\n'`)] })).log).toEqual(['a�b']);
  });

  test('has control characters as spaces, colours and carriage returns among them', async () => {
    const run = await host.deploy({ steps: [step(String.raw`printf 'a\tb\033[31mc\r\nd\000e\n'`)] });
    expect(run.log).toEqual(['a b [31mc ', 'd e']);
  });

  test('is whole when a step does not end its last line', async () => {
    const run = await host.deploy({ steps: [step('printf "no newline"; exit 4')] });
    expect(run.log).toEqual(['no newline']);
    expect(run.events).toContainEqual(expect.objectContaining({ event: 'end', step: 'build', rc: 4 }));
  });

  test('tells a failure by its code, after all that the step said, and goes no further', async () => {
    const failing = 'seq 2000\nprintf "end"\nfail build-failed "the \\"app\\"\nin two lines"';
    const run = await host.deploy({ steps: [step(failing), step('echo never', 'up')] });
    expect(run.failure).toMatchObject({ code: 'build-failed', step: 'build', text: 'the "app" in two lines' });
    expect(run.log).toHaveLength(2001);
    expect(run.events.slice(-3).map(({ event }) => event)).toEqual(['failure', 'end', 'done']);
    expect(run.events.at(-2)).toMatchObject({ rc: 1 });
    expect(run.done).toBe('failed');
  });

  test('tells of a step that ended without a word, by its status', async () => {
    const run = await host.deploy({ steps: [step('exit 42'), step('echo never', 'up')] });
    expect(run.failure).toBeUndefined();
    expect(run.events.map(({ event }) => event)).toEqual(['begin', 'end', 'done']);
    expect(run.events).toContainEqual(expect.objectContaining({ event: 'end', rc: 42 }));
    expect(run.done).toBe('failed');
  });

  test('values of any form arrive as they are, and none is run', async () => {
    const value = 'it\'s "x"\n$(touch ran) `touch ran` \\ ! ; & | * ~\n';
    const run = await host.deploy({
      steps: [
        step(
          `python3 -c 'import json, os; print(end=json.load(open(os.environ["BUNDLE"] + "/job.json"))["steps"][0]["command"])' >"$ROOT/value"`,
        ),
      ],
      job: { run: { holder: value } },
      data: { build: { command: value } },
    });
    expect(run.done).toBe('applied');
    expect(host.read('value')).toBe(value);
    expect(JSON.parse(host.read('journal.jsonl').split('\n')[0] ?? '')).toMatchObject({
      run: 'it\'s "x" $(touch ran) `touch ran` \\ ! ; & | * ~ ',
    });
    for (const place of [host.home, host.root]) expect(existsSync(join(place, 'ran'))).toBe(false);
  });
});
