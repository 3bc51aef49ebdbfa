import { isIPv6 } from 'node:net';
import type { Failure } from '../errors/deploy-error.js';
import type { Resolver } from '../dns/resolver.js';
import { foreignAddresses, judgeAnswer } from './dns-check.js';
import { fetchProbe, type Probe, type ProbePorts } from './http01-self-check.js';

/**
 * The problem with an answer; undefined: the name resolves to this host, or to a CDN or load balancer in front of it. What counts is
 * whether the test file is reachable there, since that is what the certificate authority will do. Never rejects.
 */
export async function judgeWithProbe(
  answer: Parameters<typeof judgeAnswer>[0],
  probe: Probe | undefined,
  ports: ProbePorts & { readonly foundInFront: (name: string, addresses: readonly string[]) => void },
): Promise<Failure | undefined> {
  const failure = judgeAnswer(answer);
  const { name, found, expected } = answer;
  if (failure?.code !== 'dns-mismatch' || probe === undefined || found.kind !== 'addresses') return failure;
  const foreign = foreignAddresses(found.addresses, expected);
  if (!(await allServe(name, probe, { ...ports, foreign }))) return failure;
  ports.foundInFront(name, foreign);
  return undefined;
}

/** What to say of a name that resolves to something in front of this host. */
export function inFrontText(name: string, foreign: readonly string[], expected: readonly string[]): string {
  return (
    `${name} resolves to ${foreign.join(', ')}, which is not this host (${expected.join(', ')}), but requests for the test file arrive here: ` +
    'a CDN or load balancer is in front of it. Set trusted-proxies to its networks, so that the app sees the addresses of visitors.'
  );
}

/** Whether the file is served at all of these addresses. An IPv6 address is left out where this machine has no IPv6 itself. */
async function allServe(
  name: string,
  probe: Probe,
  { foreign, ...ports }: ProbePorts & { readonly foreign: readonly string[] },
): Promise<boolean> {
  const results = await Promise.all(
    foreign.map(async (address) => {
      const failure = await fetchProbe(name, probe, { ...ports, resolver: pinned(name, address, ports.resolver) });
      return { isOutOfReach: isIPv6(address) && UNREACHABLE.test(failure?.why ?? ''), failure };
    }),
  );
  const counted = results.filter(({ isOutOfReach }) => !isOutOfReach);
  return counted.length > 0 && counted.every(({ failure }) => failure === undefined);
}

const UNREACHABLE = /ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL/;

/** A resolver that knows one address of a name, and all other names as before. */
function pinned(name: string, address: string, resolver: Resolver): Resolver {
  const only = (isAsked: boolean): Promise<readonly string[]> => Promise.resolve(isAsked ? [address] : []);
  return {
    ...resolver,
    resolve4: (asked) => (asked === name ? only(!isIPv6(address)) : resolver.resolve4(asked)),
    resolve6: (asked) => (asked === name ? only(isIPv6(address)) : resolver.resolve6(asked)),
  };
}
