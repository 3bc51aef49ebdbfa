import { describe, expect, test } from '@jest/globals';
import { DeployError } from '../../../src/errors/deploy-error.js';
import { parseSamplesCommand } from '../../../lab/samples/command-line.js';
import { rotated } from '../../../lab/samples/rotation.js';
import type { Reading } from '../../../lab/samples/reading.js';
import { rowOfReading, tableOf } from '../../../lab/samples/table.js';
import type { Expectation, Sample } from '../../../lab/samples/samples.js';
import { rareStandInsIn } from '../../../lab/stand-ins-named.js';
import { someStack } from '../../support/stacks.js';

const sample = (expected: Partial<Expectation>): Sample => ({
  name: 'shop',
  folder: '/samples/shop',
  expected: { about: 'A shop.', ...expected },
});
const stack = someStack([], {
  entry: {
    service: 'web',
    ports: [8000],
    hasSurePorts: true,
    protocol: undefined,
    because: 'web publishes port 80; port 8000: it says so',
  },
});
const read: Reading = { kind: 'read', stack, files: [] };
const asked: Reading = {
  kind: 'refused',
  error: new DeployError({ code: 'entry-unclear', what: 'The entry is not shown', why: 'page, api', hint: 'Say it.' }),
};

describe('npm run samples --', () => {
  test('nothing means the table', () => {
    expect(parseSamplesCommand([])).toEqual({ verb: 'plan' });
  });

  test('deploy takes names, or a number of samples', () => {
    expect(parseSamplesCommand(['deploy', 'a', 'b'])).toEqual({ verb: 'deploy', names: ['a', 'b'] });
    expect(parseSamplesCommand(['deploy', '--rotate', '4'])).toEqual({ verb: 'rotate', count: 4 });
  });

  test.each([
    [['fly'], /does not know "fly"/],
    [['deploy'], /names of samples, or --rotate/],
    [['deploy', '--rotate', 'x'], /takes a number/],
    [['deploy', '--rotate', '2', 'a'], /and no names/],
  ])('%j is answered with what is expected', (args, message) => {
    expect(() => parseSamplesCommand(args)).toThrow(message);
  });

  test('a rotation of a few samples a day reaches all of them', () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    const day = (number: number) => rotated(all, 2, new Date(Date.UTC(2026, 10, number)));
    expect(new Set([day(1), day(2), day(3)].flat())).toEqual(new Set(all));
    expect(rotated(all, 9, new Date(0))).toHaveLength(5);
  });
});

describe('the table of samples', () => {
  test('shows files, entry and reason of a sample that is as expected', () => {
    const row = rowOfReading(sample({ entry: 'web', port: 8000 }), read);
    expect(row.problems).toEqual([]);
    expect(tableOf([row]).at(-1)).toMatch(/^shop +compose\.yaml +web:8000 +web publishes port 80/);
  });

  test('names what is not as expected', () => {
    const { problems } = rowOfReading(sample({ entry: 'api', port: 80, files: ['a.yaml'], proxy: 'own' }), read);
    expect(problems).toHaveLength(4);
    expect(tableOf([rowOfReading(sample({ port: null }), read)]).at(-1)).toContain(
      'NOT AS EXPECTED: port: 8000, expected none',
    );
  });

  test('a question is right only where one is expected, with the same candidates', () => {
    expect(rowOfReading(sample({ refused: 'entry-unclear', names: ['page', 'api'] }), asked).problems).toEqual([]);
    expect(rowOfReading(sample({ refused: 'entry-unclear', names: ['other'] }), asked).problems).toEqual([
      'does not name other',
    ]);
    expect(rowOfReading(sample({ entry: 'page' }), asked).problems).toHaveLength(1);
    expect(rowOfReading(sample({ refused: 'entry-unclear' }), read).problems).toHaveLength(1);
  });
});

describe('stand-ins that are made at need', () => {
  test.each([
    ['services:\n  db:\n    image: mysql:8.0', ['library/mysql']],
    ['    image: "docker.io/library/mariadb"', ['library/mariadb']],
    [
      'FROM --platform=$BUILDPLATFORM alpine:3 AS base\nCOPY --from=caddy:2 /usr/bin/caddy /',
      ['library/alpine', 'library/caddy'],
    ],
    ['FROM nginxinc/nginx-unprivileged:1-alpine', ['nginxinc/nginx-unprivileged']],
    ['image: ${BROKER:-rabbitmq:3-management}', ['library/rabbitmq']],
    ['services:\n  mysql:\n    image: postgres:16\n# not mysql\nFROM python:3.12-alpine', []],
    ['image: ghcr.io/shop/mysql-backup:1', []],
  ])('are those that are named as an image: %j', (text, repositories) => {
    expect([...rareStandInsIn(text).keys()]).toEqual(repositories);
  });
});
