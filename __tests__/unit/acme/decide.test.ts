import { expect, test } from '@jest/globals';
import { covers, daysLeft, type Certificate } from '../../../src/tls/certificate.js';
import { certificateNeed } from '../../../src/acme/certificate-need.js';

const now = new Date('2026-11-22T12:00:00Z');
const certificate = (names: readonly string[], notAfter = '2027-02-01T00:00:00Z'): Certificate => ({
  names,
  issuer: "C=US, O=Let's Encrypt, CN=YE1",
  notBefore: new Date('2026-11-03T00:00:00Z'),
  notAfter: new Date(notAfter),
});
const both = ['app.example.com', 'www.app.example.com'];

test.each<[string, Certificate | undefined, readonly string[], string, RegExp]>([
  ['none there', undefined, both, 'missing', /no certificate for app\.example\.com, www/],
  ['one that covers all', certificate(both), both, 'none', /until 2027-02-01/],
  ['one with more names', certificate([...both, 'x.example.com']), both, 'none', /covers/],
  ['a wildcard', certificate(['app.example.com', '*.app.example.com']), both, 'none', /covers/],
  ['an alias missing', certificate(['app.example.com']), both, 'names', /but not www\.app\.example\.com/],
  ['one for other names that is over as well', certificate(['x.test'], '2026-01-01'), both, 'names', /but not/],
  ['one near its end', certificate(both, '2026-11-23T12:00:00Z'), both, 'none', /until 2026-11-23/],
  ['one that ended this second', certificate(both, '2026-11-22T12:00:00Z'), both, 'expired', /expired on 2026-11-22/],
])('%s', (_, shown, names, kind, because) => {
  expect(certificateNeed(shown, names, now)).toMatchObject({ kind, because: expect.stringMatching(because) });
});

test('which names are missing is told as a list', () => {
  expect(certificateNeed(certificate([]), both, now)).toMatchObject({ missing: both });
});

test.each([
  ['*.example.com', 'app.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'a.b.example.com', false],
  ['example.com', 'app.example.com', false],
])('%s covers %s: %j', (shown, name, isCovered) => {
  expect(covers({ names: [shown] }, name)).toBe(isCovered);
});

test.each([
  ['2026-11-23T11:59:59Z', 0],
  ['2026-11-23T12:00:00Z', 1],
  ['2026-11-22T11:00:00Z', -1],
])('until %s there are %d whole days', (notAfter, days) => {
  expect(daysLeft({ notAfter: new Date(notAfter) }, now)).toBe(days);
});
