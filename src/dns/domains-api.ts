import {
  GetDomainDetailCommand,
  Route53DomainsClient,
  UpdateDomainNameserversCommand,
} from '@aws-sdk/client-route-53-domains';
import { codeIn } from '../aws/error-name.js';
import { awsFailure } from '../aws/failure.js';
import type { AwsCall } from '../aws/statement.js';
import { plainName } from './name.js';

/** What is known of a domain that is registered with Route 53. Names are lower case without the final dot. */
export interface DomainDetail {
  readonly nameServers: readonly string[];
  /** The registry has a key of the zone that signs the domain's records. */
  readonly hasDnssec: boolean;
  /** The registry does not publish the domain, usually because the registrant has not confirmed the email address. */
  readonly isOnHold: boolean;
}

/** The calls to the registrar. Each throws DeployError aws-credentials-missing, aws-denied or aws-error. */
export interface DomainsApi {
  /** undefined: the domain is not registered with Route 53 in this account. */
  detail(domain: string): Promise<DomainDetail | undefined>;
  /** The registry takes minutes to carry it out. A request that is in progress already is no error. */
  setNameServers(domain: string, nameServers: readonly string[]): Promise<void>;
}

/** Time limit of one call with all its retries. */
const callTimeoutMs = 20_000;

const maxAttempts = 4;

/** The registrar, whose only region is us-east-1. */
export function domainsApi(): DomainsApi {
  const client = new Route53DomainsClient({ region: 'us-east-1', maxAttempts, customUserAgent: 'ec2-https-deploy' });
  return {
    async detail(domain) {
      const command = new GetDomainDetailCommand({ DomainName: domain });
      const about = { action: 'route53domains:GetDomainDetail', resource: '*' };
      const found = await call(about, async (limit) => {
        try {
          return await client.send(command, limit);
        } catch (error) {
          if (codeIn(error, 'InvalidInput', 'UnsupportedTLD')) return undefined;
          throw error;
        }
      });
      return (
        found && {
          nameServers: (found.Nameservers ?? []).map(({ Name }) => plainName(Name ?? '')),
          hasDnssec: (found.DnssecKeys ?? []).length > 0,
          isOnHold: (found.StatusList ?? []).some((status) => /^(client|server)Hold\b/i.test(status)),
        }
      );
    },

    async setNameServers(domain, nameServers) {
      const Nameservers = nameServers.map((Name) => ({ Name }));
      const command = new UpdateDomainNameserversCommand({ DomainName: domain, Nameservers });
      await call({ action: 'route53domains:UpdateDomainNameservers', resource: '*' }, async (limit) => {
        try {
          await client.send(command, limit);
        } catch (error) {
          if (!codeIn(error, 'DuplicateRequest')) throw error;
        }
      });
    },
  };
}

async function call<T>(about: AwsCall, send: (limit: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
  try {
    return await send({ abortSignal: AbortSignal.timeout(callTimeoutMs) });
  } catch (error) {
    throw awsFailure(about, error, {
      without: 'Without "set-name-servers", enter the name servers at the registrar yourself.',
    });
  }
}
