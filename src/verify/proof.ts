import { BlockList, isIP } from 'node:net';
import { openTls } from '../tls/handshake.js';
import type { Failure } from '../errors/deploy-error.js';
import { answeredElsewhere, namelessRelease, wrongRelease } from './errors.js';
import type { Answerer, VisitPorts } from './visit.js';

/** What identifies this host from outside. */
export interface Proof {
  readonly release: string;
  /** The addresses of this host. */
  readonly host: readonly string[];
  /** Whether the proxy sends the release header with every response: ours does. */
  readonly namesRelease: boolean;
}

/**
 * The problem with the responding machines; undefined: this host answered for every name. The release header of our proxy
 * identifies it. A stack's own proxy is identified by its address, or by the certificate that the host also serves when
 * connected directly (as behind a load balancer that passes TLS through). Never rejects.
 */
export async function findOtherHost(
  answerers: readonly Answerer[],
  proof: Proof,
  ports: VisitPorts,
): Promise<Failure | undefined> {
  for (const answerer of answerers) {
    const failure = await checkAnswerer(answerer, proof, ports);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

async function checkAnswerer(
  { name, address, fingerprint, release }: Answerer,
  { release: asked, host, namesRelease }: Proof,
  ports: VisitPorts,
): Promise<Failure | undefined> {
  if (release !== undefined) return release === asked ? undefined : wrongRelease(name, asked, release);
  const isHere = isOneOf(address, host);
  if (namesRelease) {
    return isHere ? namelessRelease(name, address) : answeredElsewhere(name, { address, host, directly: '' });
  }
  if (isHere) return undefined;
  const presented = await Promise.all(host.map((direct) => fingerprintOf(direct, name, ports)));
  if (presented.includes(fingerprint)) return undefined;
  const other = presented.some((found) => found !== 'nothing') ? 'another certificate' : 'no certificate';
  const directly = `Connected directly, this host presents ${other}. `;
  return answeredElsewhere(name, { address, host, directly });
}

/** The fingerprint of the certificate that a machine presents for a name. */
async function fingerprintOf(address: string, name: string, ports: VisitPorts): Promise<string> {
  const { ca, httpsPort: port = 443, exchangeTimeoutMs: timeoutMs = 10_000, signal } = ports;
  const { handshake, socket } = await openTls(name, { connectTo: address, ca, port, timeoutMs, signal });
  socket?.destroy();
  return handshake.kind === 'tls' ? handshake.fingerprint : 'nothing';
}

/** Whether an address is in the list, regardless of notation. */
export function isOneOf(address: string, others: readonly string[]): boolean {
  const list = new BlockList();
  for (const other of others) if (isIP(other) !== 0) list.addAddress(other, familyOf(other));
  return isIP(address) !== 0 && list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
