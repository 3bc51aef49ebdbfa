import { describe, expect, test } from '@jest/globals';
import { isWithin, possibleZoneNames, registrableDomain, zonesFor } from '../../../src/dns/zone.js';

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
