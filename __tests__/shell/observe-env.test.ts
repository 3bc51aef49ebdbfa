import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { HostEnv } from '../../src/host/facts.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { Inspection } from '../support/inspection.js';

describe.each(SHELLS)('the inspection of the .env on a host (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const asked = ['A', 'B', 'C', 'D'];
  const look = (path = '.env'): HostEnv | undefined =>
    new Inspection(host).facts({ env_path: path, env_names: asked }).env;
  const names = ({ names: found }: Pick<HostEnv, 'names'> = { names: undefined }) =>
    found && { given: [...found.given], empty: [...found.empty] };

  test('finds none on a new host', () => {
    expect(look()).toBeUndefined();
  });

  test('names the variables that were asked about, by whether they have a value, and nothing else of it', () => {
    const text = 'A=hunter2\nexport B = \'x y\'\nC=\nOTHER=hunter2\nKEY="-----BEGIN\nD=hunter2\n-----END"\n';
    host.write('.env', text);
    expect(look()).toMatchObject({
      path: join(host.root, '.env'),
      digest: createHash('sha256').update(text).digest('hex'),
    });
    expect(names(look())).toEqual({ given: ['A', 'B'], empty: ['C'] });
    const printed = new Inspection(host).print({ env_names: asked });
    expect(printed).not.toMatch(/hunter2|OTHER|BEGIN/);
  });

  test('takes the last of several lines, `:` for `=`, and a commented line for none', () => {
    host.write('.env', '#D=1\nA=1\nA=""\nB: 2\n  C=3\n');
    expect(names(look())).toEqual({ given: ['B', 'C'], empty: ['A'] });
  });

  test('finds one that was prepared in the site’s directory, in the compose file’s folder, or in shared', () => {
    for (const place of ['shared/.env', 'shared/deploy/.env', '.env', 'deploy/.env']) {
      host.write(place, 'A=1\n');
      expect(look('deploy/.env')?.path).toBe(join(host.root, place));
    }
  });

  test('finds that of the running release, which is in its record where there is only a Dockerfile', () => {
    host.write('.env', 'A=old\n');
    host.release('r1', { '.env': 'B=1\n' });
    expect(look()?.path).toBe(join(host.root, 'current/.env'));
    expect(names(look())).toEqual({ given: ['B'], empty: [] });
    host.write('records/r1/env', 'C=1\n');
    expect(look()?.path).toBe(join(host.root, 'records/r1/env'));
  });

  test('passes over an empty one of the running release, and then over one that containers may have written', () => {
    host.release('r1', { '.env': '' });
    host.write('shared/.env', 'A=1\n');
    expect(look()).toBeUndefined();
    host.write('.env', 'B=1\n');
    expect(look()?.path).toBe(join(host.root, '.env'));
  });

  test('finds, without python3, that one was prepared', () => {
    host.stub('python3', 'exit 127');
    expect(look()).toBeUndefined();
    host.write('shared/.env', 'A=1\n');
    expect(look()).toEqual({ path: join(host.root, 'shared/.env'), digest: undefined, names: undefined });
  });
});
