import { describe, expect, test } from '@jest/globals';
import { LEAST, read } from './reading.js';

const dnsOf = (given: Readonly<Record<string, string>>) => read({ ...LEAST, ...given }).inputs?.dns;
const problemOf = (given: Readonly<Record<string, string>>) => read({ ...LEAST, ...given }).error?.why;

describe('create-hosted-zone', () => {
  test.each([
    ['', 'none'],
    ['false', 'none'],
    ['true', 'registrable-domain'],
    ['App.Example.com', { name: 'app.example.com' }],
    ['example.com', { name: 'example.com' }],
  ])('%j is read as %j', (text, newZone) => {
    expect(dnsOf({ 'create-hosted-zone': text })).toMatchObject({ newZone });
  });

  test.each([
    ['yes', 'is neither `true`, `false` nor the domain name of a zone'],
    ['com', 'is neither `true`, `false` nor the domain name of a zone'],
    ['shop.example.com', 'the zone shop.example.com cannot contain app.example.com; use app.example.com, or `true`'],
  ])('%j is refused', (text, problem) => {
    expect(problemOf({ 'create-hosted-zone': text })).toContain(problem);
  });

  test('contradicts a zone that exists, and DNS that is not at Route 53', () => {
    const create = { 'create-hosted-zone': 'true' };
    expect(problemOf({ ...create, 'hosted-zone-id': 'Z0123' })).toMatch(/create-hosted-zone: cannot be combined with/);
    expect(problemOf({ ...create, dns: 'none' })).toMatch(/create-hosted-zone: needs `dns: route53`/);
  });
});

test('set-name-servers needs DNS at Route 53', () => {
  expect(dnsOf({ 'set-name-servers': 'true' })).toMatchObject({ setsNameServers: true });
  expect(problemOf({ 'set-name-servers': 'true', dns: 'none' })).toMatch(/set-name-servers: needs `dns: route53`/);
});
