import { BlockList, isIP } from 'node:net';
import { openTls } from '../tls/handshake.js';
import type { Failure } from '../errors/deploy-error.js';
import { answeredElsewhere, namelessRelease, wrongRelease } from './errors.js';
import type { Answerer, VisitPorts } from './visit.js';

/** By what this host is known from outside. */
export interface Proof {
  readonly release: string;
  /** The addresses of this host. */
  readonly host: readonly string[];
  /** Whether the proxy in front names its release with every answer: ours does. */
  readonly namesRelease: boolean;
}

/**
 * What is wrong with who answered; undefined: every name was answered by this host. The release that our proxy names is the proof.
 * A proxy of the stack's own is known by its address, or by showing the very certificate that the host shows when asked directly,
 * as behind a load balancer that passes TLS on. Never rejects.
 */
export async function findStranger(
  answerers: readonly Answerer[],
  proof: Proof,
  ports: VisitPorts,
): Promise<Failure | undefined> {
  for (const answerer of answerers) {
    const failure = await judgeAnswerer(answerer, proof, ports);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

async function judgeAnswerer(
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
  const shown = await Promise.all(host.map((direct) => shownBy(direct, name, ports)));
  if (shown.includes(fingerprint)) return undefined;
  const other = shown.some((found) => found !== 'nothing') ? 'another certificate' : 'no certificate';
  const directly = `Asked directly, this host shows ${other}. `;
  return answeredElsewhere(name, { address, host, directly });
}

/** The fingerprint of what a machine shows for a name. */
async function shownBy(address: string, name: string, ports: VisitPorts): Promise<string> {
  const { ca, httpsPort: port = 443, exchangeTimeoutMs: timeoutMs = 10_000, signal } = ports;
  const { handshake, socket } = await openTls(name, { connectTo: address, ca, port, timeoutMs, signal });
  socket?.destroy();
  return handshake.kind === 'tls' ? handshake.fingerprint : 'nothing';
}

/** Whether an address is among others, however each is written. */
export function isOneOf(address: string, others: readonly string[]): boolean {
  const list = new BlockList();
  for (const other of others) if (isIP(other) !== 0) list.addAddress(other, familyOf(other));
  return isIP(address) !== 0 && list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
