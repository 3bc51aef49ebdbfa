import { describe, expect, test } from '@jest/globals';
import { KEY, problemsOf, read } from './reading.js';

const INSTANCE = { instance: 'i-0123456789abcdef0', domain: 'app.example.com' };
const HOST = { host: '203.0.113.7', 'ssh-key': KEY, domain: 'app.example.com' };

describe('the instance', () => {
  test('is named by its id, and needs neither a host nor a key', () => {
    const { inputs, error } = read(INSTANCE);
    expect(error).toBeUndefined();
    expect(inputs).toMatchObject({
      instance: { kind: 'id', id: 'i-0123456789abcdef0' },
      ...{ host: undefined, sshKey: undefined, access: undefined, opensPort: false, opensWebPorts: false },
      startsInstance: false,
    });
  });

  test('is named by a tag, whose value may have spaces and an equals sign', () => {
    expect(read({ ...INSTANCE, instance: 'tag:app/Name=my shop=1' }).inputs?.instance).toEqual({
      kind: 'tag',
      key: 'app/Name',
      value: 'my shop=1',
    });
  });

  test.each([
    'i-123',
    'i-0123456789ABCDEF0',
    'shop',
    'tag:Name',
    'tag:Name=',
    'tag:=shop',
    'tag:Name=sh*p',
    'tag:Name=a,b',
  ])('is refused as %s', (instance) => {
    expect(problemsOf({ ...INSTANCE, instance })).toEqual([expect.stringMatching(/^instance: "[^"]+" is n/)]);
  });
});

describe('access', () => {
  test('without a host and without an instance names both inputs, and asks for the key once', () => {
    expect(problemsOf({ domain: 'app.example.com' })).toEqual([
      'host: is required but not set; set it, or `instance`',
      expect.stringMatching(/^ssh-key: is empty.*log in without a stored key: set `instance`/),
    ]);
  });

  test.each([
    [{ ...HOST, access: 'instance-connect', 'ssh-key': '' }, 'access: `instance-connect` needs the input `instance`'],
    [
      { ...HOST, access: 'instance-connect-endpoint' },
      'access: `instance-connect-endpoint` needs the input `instance`',
    ],
    [{ ...HOST, 'open-port': 'true' }, 'open-port: needs the input `instance`'],
    [{ ...HOST, 'open-web-ports': 'true' }, 'open-web-ports: needs the input `instance`'],
    [{ ...HOST, 'start-instance': 'true' }, 'start-instance: needs the input `instance`'],
    [{ ...INSTANCE, access: 'key' }, 'ssh-key: is empty'],
    [{ ...INSTANCE, access: 'password' }, 'access: "password" is not one of key, instance-connect'],
    [
      { ...INSTANCE, access: 'instance-connect', 'ssh-key': KEY },
      'access: `instance-connect` uses a key pair of its own',
    ],
    [{ ...INSTANCE, 'open-port': 'yes' }, 'open-port: "yes" is neither `true` nor `false`'],
  ])('given %j is refused: %s', (given, problem) => {
    expect(problemsOf(given)).toContainEqual(expect.stringContaining(problem));
  });

  test('reports the problems of host, instance, access and port together', () => {
    const problems = problemsOf({ domain: 'a.example.com', host: 'a b', instance: 'x', access: 'y', 'open-port': 'z' });
    expect(problems.map((line) => line.split(':')[0])).toEqual(['host', 'instance', 'access', 'open-port']);
  });

  test('takes a key through an endpoint, for images without the agent', () => {
    const { inputs } = read({ ...INSTANCE, access: 'instance-connect-endpoint', 'ssh-key': KEY });
    expect(inputs?.sshKey?.reveal()).toBe(KEY.trim());
  });

  test('leaves the target of the records open without dns-target', () => {
    expect(read(INSTANCE).inputs?.dns).toEqual({
      kind: 'route53',
      hostedZoneId: undefined,
      newZone: 'none',
      setsNameServers: false,
      target: undefined,
    });
  });
});
