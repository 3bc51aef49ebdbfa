import { describe, expect, test } from '@jest/globals';
import { isWithin, newZoneName, possibleZoneNames, registrableDomain, zonesFor } from '../../../src/dns/zone.js';

const zone = (id: string, name: string, isPrivate = false) => ({ id, name, isPrivate });

describe('zonesFor', () => {
  const zones = [
    zone('Z1', 'example.com'),
    zone('Z2', 'app.example.com'),
    zone('Z3', 'ample.com'),
    zone('Z4', 'deep.app.example.com', true),
    zone('Z5', 'twice.net'),
    zone('Z6', 'twice.net'),
    zone('Z7', 'twice.net', true),
  ];
  test.each([
    ['www.example.com', ['Z1']],
    ['example.com', ['Z1']],
    ['app.example.com', ['Z2']],
    ['x.deep.app.example.com', ['Z2']],
    ['www.twice.net', ['Z5', 'Z6']],
    ['example.org', []],
    ['com', []],
  ])('%s lies in %j', (name, ids) => {
    expect(zonesFor(name, zones).map(({ id }) => id)).toEqual(ids);
  });
});

test.each([
  ['a.b.example.co.uk', ['a.b.example.co.uk', 'b.example.co.uk', 'example.co.uk']],
  ['example.com', ['example.com']],
  ['app.lab.test', ['app.lab.test', 'lab.test']],
])('a zone of %s may be called %j', (name, suffixes) => {
  expect(possibleZoneNames(name)).toEqual(suffixes);
});

test('what is registered below a platform counts as registrable', () => {
  expect(registrableDomain('x.shop.github.io')).toBe('shop.github.io');
});

test('a name is within a zone only at a dot', () => {
  expect(isWithin('myexample.com', 'example.com')).toBe(false);
});

test.each([
  ['app.example.co.uk', 'none', undefined],
  ['app.example.co.uk', 'registrable-domain', 'example.co.uk'],
  ['app.example.com', { name: 'app.example.com' }, 'app.example.com'],
  ['www.app.example.com', { name: 'app.example.com' }, 'app.example.com'],
  ['example.net', { name: 'app.example.com' }, undefined],
] as const)('for %s and %j the zone %s is created', (name, newZone, created) => {
  expect(newZoneName(name, newZone)).toBe(created);
});
