import { codeOf } from '../errors/deploy-error.js';
import type { Registration, Zone } from './dns.js';
import type { DomainsApi } from './domains-api.js';
import type { Resolver } from './resolver.js';
import { registrableDomain } from './zone.js';

/** Answers of a name server that does not serve the domain. Anything else, such as no answer, does not mean that. */
const NOT_SERVED = ['ESERVFAIL', 'EREFUSED', 'EREFUSED_QUERY', 'ENOTFOUND', 'ENODATA'];

const limits = { timeoutMs: 1000, tries: 2 };

/**
 * The registration of a zone's domain with Route 53 in this account; undefined: there is none, or the zone is that of a subdomain.
 * @throws DeployError aws-credentials-missing, aws-denied, aws-error
 */
export async function observeRegistration(
  zone: Pick<Zone, 'name'>,
  domains: Pick<DomainsApi, 'detail'>,
  resolver: Resolver,
): Promise<Registration | undefined> {
  if (registrableDomain(zone.name) !== zone.name) return undefined;
  const detail = await domains.detail(zone.name);
  if (detail === undefined) return undefined;
  const served = await Promise.all(detail.nameServers.map((server) => serves(server, zone.name, resolver)));
  return { ...detail, isServed: served.includes(true) };
}

/** The server itself is queried: what a resolver has cached, or cannot reach, is no reason to replace it. */
async function serves(server: string, domain: string, resolver: Resolver): Promise<boolean> {
  try {
    const addresses = await resolver.resolve4(server);
    if (addresses.length === 0) return false;
    return (await resolver.at(addresses, limits).resolveNs(domain)).length > 0;
  } catch (error) {
    return !NOT_SERVED.includes(codeOf(error) ?? '');
  }
}
