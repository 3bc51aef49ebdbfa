import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { excerpt, siteUrl } from '../../../src/http/get.js';

test.each([
  ['/', 'https://app.test/'],
  ['health', 'https://app.test/health'],
  ['/health?x=1#y', 'https://app.test/health?x=1#y'],
  ['//evil.test/', 'https://app.test//evil.test/'],
  ['@evil.test', 'https://app.test/@evil.test'],
  ['\\\\evil.test', 'https://app.test///evil.test'],
  [':8443/', 'https://app.test/:8443/'],
])('the path %s stays on the site', (path, url) => {
  expect(siteUrl('https', 'app.test', path).href).toBe(url);
});

test('no path changes the host', () => {
  fc.assert(fc.property(fc.string(), (path) => siteUrl('https', 'app.test', path).host === 'app.test'));
});

test('an excerpt is one line without control characters, whatever came', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (body) => !/[\p{Cc}\p{Cf}]/u.test(excerpt(body))));
  expect(excerpt(' a\r\n::error::b\u202ec\u001b[31m ')).toBe('a ::error::b c [31m');
  expect(excerpt('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
});
