import { describe, expect, test } from '@jest/globals';
import { LEAST, problemsOf, read } from './reading.js';

const timesOf = (given: Readonly<Record<string, string>>) => read({ ...LEAST, ...given }).inputs?.times;

describe('the times of a run', () => {
  test('are seconds, and none where they are not given', () => {
    expect(
      timesOf({ 'health-timeout': '6m', 'drain-timeout': '0s', 'lock-timeout': '90s', 'min-ready': '20s' }),
    ).toEqual({
      ...{ healthSeconds: 360, drainSeconds: 0, lockSeconds: 90, minReadySeconds: 20 },
    });
    expect(timesOf({})).toEqual({ minReadySeconds: 0 });
    expect(read({ ...LEAST, 'proxy-timeout': '1h' }).inputs?.proxySeconds).toBe(3600);
  });

  test.each(['health-timeout', 'drain-timeout', 'lock-timeout', 'min-ready', 'proxy-timeout'])(
    '%s is refused where it is no duration',
    (name) => {
      expect(problemsOf({ ...LEAST, [name]: 'soon' })).toEqual([
        expect.stringMatching(new RegExp(`^${name}: .*soon.* is not a duration such as`)),
      ]);
    },
  );

  test('must leave something to wait for where nothing would make no sense', () => {
    expect(problemsOf({ ...LEAST, 'health-timeout': '0s', 'proxy-timeout': '0m' })).toHaveLength(2);
  });

  test('that do not fit into the timeout are one problem, with the sum', () => {
    const given = { 'health-timeout': '20m', 'min-ready': '2m', 'drain-timeout': '5m', timeout: '30m' };
    expect(problemsOf({ ...LEAST, ...given })).toEqual([
      'timeout: the switch may take 27m10s (health-timeout 20m, min-ready 2m, drain-timeout 5m, and 10s to report), ' +
        'but timeout 30m leaves 25m, because 5m are reserved for a rollback',
    ]);
    expect(problemsOf({ ...LEAST, ...given, timeout: '35m' })).toEqual([]);
  });

  test('that do not fit into the limit of the switch are one problem', () => {
    expect(problemsOf({ ...LEAST, limits: 'up: 2m', 'health-timeout': '3m' })).toEqual([
      'limits: the switch may take 3m10s (health-timeout 3m, and 10s to report), but up has 2m',
    ]);
  });

  test('for the lock have to leave time to deploy', () => {
    expect(problemsOf({ ...LEAST, 'lock-timeout': '10m', timeout: '10m' })).toEqual([
      'lock-timeout: 10m leaves no time to deploy: timeout 10m leaves 8m, because 2m are reserved for a rollback',
    ]);
  });

  test('of which none is given may meet any timeout', () => {
    expect(problemsOf({ ...LEAST, timeout: '5s' })).toEqual([]);
  });
});

describe('health-status', () => {
  const statusOf = (text: string) => read({ ...LEAST, 'health-status': text }).inputs?.healthStatus;

  test('is a list of statuses and ranges', () => {
    expect(statusOf('200-399')).toEqual([{ from: 200, to: 399 }]);
    expect(statusOf('200, 301-302,401')).toEqual([
      { from: 200, to: 200 },
      { from: 301, to: 302 },
      { from: 401, to: 401 },
    ]);
    expect(statusOf('')).toBeUndefined();
  });

  test.each(['2xx', '200-', '399-200', '99', '600', '200,,301', 'ok', '200;301'])('refuses %j', (text) => {
    expect(problemsOf({ ...LEAST, 'health-status': text })).toEqual([
      expect.stringMatching(/^health-status: .* is not a list of HTTP statuses such as 200-399 or 200,301-302,401$/),
    ]);
  });
});
