import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseObservation } from '../../../src/host/parse-facts.js';
import { FORGED_TEXT } from '../../support/hostile.js';

const fact = (name: string, value: string): string => `fact ${name} ${Buffer.from(value).toString('base64')}\n`;
const look = (...told: readonly (readonly [string, string])[]) =>
  parseObservation(`${told.map(([name, value]) => fact(name, value)).join('')}word complete yes\n`);

describe('a fact of another form than its name', () => {
  test.each([
    ['release', 'r1\n::error::x'],
    ['release', '../../etc'],
    ['manifest-digest', `${'0'.repeat(64)} ##[error]x`],
    ['edge-release', '##[error]x'],
    ['root', 'home/user/app'],
    ['user', 'ec2-user\r::error::x'],
    ['os-name', 'Debian\n::error::x'],
    ['privilege', 'yes'],
    ['port', '80|no|nginx\n::error::x'],
    ['container', 'app|running|Up\r##[error]x'],
    ['release-count', '1e3'],
    ['free-kib', '-1'],
  ])('ends the look, and is named: %s %j', (name, value) => {
    expect(() => look([name, value])).toThrow(`The host tells of its "${name}" what cannot be one`);
  });

  test('counts as not told where that only makes the plan do more', () => {
    const odd = ['docker-version', 'compose', 'ssh-version', 'hsts', 'settings-digest', 'env-digests'];
    const digest = 'a'.repeat(64);
    const facts = look(
      ['docker-access', 'sudo'],
      ['release', '20261122T100000Z-1a2b3c4'],
      ['manifest-digest', digest],
      ...odd.map((name) => [name, 'Usage: docker [OPTIONS]\n##[error]x'] as const),
    );
    expect(facts).toMatchObject({ docker: { version: undefined, compose: undefined }, hsts: undefined });
    expect(facts.current).toMatchObject({ settingsDigest: undefined, envKeyDigests: new Map() });
  });

  test('never stands in what was read, whatever the host tells', () => {
    const names = fc.constantFrom('release', 'manifest-digest', 'os-id', 'root', 'user', 'port', 'compose', 'x-new');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, fc.oneof(fc.string({ unit: 'binary' }), fc.constant(FORGED_TEXT)))),
        (told) => {
          const facts = readOrNothing(told);
          const texts = [facts?.current?.name, facts?.root, facts?.user, facts?.os.id, facts?.docker.compose];
          expect(texts.join('')).not.toMatch(/[\r\n]|##\[set-output/);
        },
      ),
    );
  });
});

test('a version is read from what docker prints for a user who may not ask the engine', () => {
  const facts = look(['docker-access', 'sudo'], ['docker-version', '\n28.5.1']);
  expect(facts.docker.version?.trim()).toBe('28.5.1');
});

function readOrNothing(told: readonly (readonly [string, string])[]): ReturnType<typeof look> | undefined {
  try {
    return look(...told);
  } catch {
    return undefined;
  }
}
