import { messageOf, type Failure } from '../errors/deploy-error.js';
import type { CaaRecord, Resolver } from '../dns/resolver.js';
import { possibleZoneNames } from '../dns/zone.js';

/** The CAA record set that applies to a name, and where it was found. */
export interface CaaFacts {
  readonly at: string;
  readonly records: readonly CaaRecord[];
}

const knownTags = new Set(['issue', 'issuewild', 'issuemail', 'issuevmc', 'iodef', 'contactemail', 'contactphone']);

/** The issuer domain that CAA records use for the certificate authority behind an ACME server; undefined: an unknown authority. */
export function caaIssuerOf(acmeServer: string): string | undefined {
  const host = URL.canParse(acmeServer) ? new URL(acmeServer).hostname : '';
  return host.endsWith('.letsencrypt.org') ? 'letsencrypt.org' : undefined;
}

/**
 * Finds the CAA record set that applies to a name by climbing the DNS tree (RFC 8659); undefined: there is none. Stops at the
 * registrable domain, because the domains above it belong to a registry. A failed query is logged and skipped.
 */
export async function findCaa(
  name: string,
  resolver: Resolver,
  say: (line: string) => void,
): Promise<CaaFacts | undefined> {
  for (const at of possibleZoneNames(name)) {
    try {
      const records = await resolver.resolveCaa(at);
      if (records.length > 0) return { at, records };
    } catch (error) {
      say(`The CAA records of ${at} could not be read (${messageOf(error)}): continuing without them`);
    }
  }
  return undefined;
}

/** Why the certificate authority must not issue for the name by HTTP-01, or undefined. Pure. */
export function caaProblem(name: string, caa: CaaFacts | undefined, issuer: string): Failure | undefined {
  if (caa === undefined) return undefined;
  const unknown = caa.records.find(({ critical, tag }) => critical && !knownTags.has(tag.toLowerCase()));
  const issues = caa.records.filter(({ tag }) => tag.toLowerCase() === 'issue');
  const isAllowed = issues.length === 0 || issues.some(({ value }) => allows(value, issuer));
  if (unknown === undefined && isAllowed) return undefined;
  const found = caa.records.map(({ tag, value }) => `${tag} "${value}"`).join(', ');
  return {
    code: 'certificate-request-failed',
    what: `The CAA records of ${caa.at} do not allow ${issuer} to issue a certificate for ${name}`,
    why: `The records found: ${found}.`,
    hint: `Add a CAA record to ${caa.at}: 0 issue "${issuer}" (a "validationmethods" parameter, if any, must include http-01).`,
  };
}

/** `letsencrypt.org; validationmethods=dns-01` names an issuer, then parameters (RFC 8657). */
function allows(value: string, issuer: string): boolean {
  const [domain = '', ...parameters] = value.split(';').map((part) => part.trim().toLowerCase());
  const methods = parameters.find((parameter) => /^validationmethods\s*=/.test(parameter));
  const isOurMethod =
    methods === undefined ||
    methods
      .replace(/^.*?=/, '')
      .split(',')
      .map((m) => m.trim())
      .includes('http-01');
  return domain === issuer && isOurMethod;
}
