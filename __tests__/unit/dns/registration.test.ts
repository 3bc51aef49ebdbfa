import { describe, expect, test } from '@jest/globals';
import { observeRegistration } from '../../../src/dns/registration.js';
import type { Resolver } from '../../../src/dns/resolver.js';
import { silentResolver } from '../../support/silent-resolver.js';

const zone = { name: 'example.com' };
const nameServers = ['ns-1.old.net', 'ns-2.old.net'];
const detail = { nameServers, hasDnssec: false, isOnHold: false };
const registered = { detail: () => Promise.resolve(detail) };

/** A resolver that knows the addresses of the name servers, which answer a query for the domain in this way. */
function resolverWith(answer: () => Promise<readonly string[]>): Resolver {
  const own: Resolver = { ...silentResolver, resolveNs: answer };
  return { ...silentResolver, resolve4: () => Promise.resolve(['192.0.2.1']), at: () => own };
}
const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

describe('observeRegistration', () => {
  test.each<[string, () => Promise<readonly string[]>, boolean]>([
    ['answers with name servers', () => Promise.resolve(nameServers), true],
    ['knows no such domain', () => Promise.resolve([]), false],
    ['refuses', failing('EREFUSED'), false],
    ['fails', failing('ESERVFAIL'), false],
    ['is silent, which shows nothing', failing('ETIMEOUT'), true],
  ])('of a name server that %s', async (_, answer, isServed) => {
    expect(await observeRegistration(zone, registered, resolverWith(answer))).toEqual({ ...detail, isServed });
  });

  test('knows that a name server without an address serves nothing', async () => {
    const resolver = { ...silentResolver, resolve4: () => Promise.resolve([]) };
    expect(await observeRegistration(zone, registered, resolver)).toMatchObject({ isServed: false });
  });

  test('is made for domains only, not for the zone of a subdomain', async () => {
    const calls: string[] = [];
    const domains = {
      detail: (domain: string) => (calls.push(domain), Promise.resolve(undefined)),
    };
    expect(await observeRegistration({ name: 'app.example.com' }, domains, silentResolver)).toBeUndefined();
    expect(await observeRegistration({ name: 'example.co.uk' }, domains, silentResolver)).toBeUndefined();
    expect(calls).toEqual(['example.co.uk']);
  });
});
