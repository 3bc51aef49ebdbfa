import { request } from 'node:https';
import { isIP } from 'node:net';
import { text } from 'node:stream/consumers';

/** Services of AWS that answer with the address from which they are called; the second one in both families. */
const SERVICES = { 4: 'checkip.amazonaws.com', 6: 'checkip.global.api.aws' } as const;

const TIMEOUT_MS = 10_000;

/**
 * The address from which this runner reaches the internet in a family. AWS has no API call for it. The environment's proxy is not used:
 * SSH does not use it either.
 * @throws Error
 */
export async function runnerAddress(family: 4 | 6): Promise<string> {
  const host = SERVICES[family];
  const answer = await new Promise<string>((resolve, reject) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const call = request({ host, path: '/', family, agent: false, signal }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`HTTP ${response.statusCode ?? 0}`));
      text(response).then(resolve, reject);
    });
    call.on('error', reject);
    call.end();
  }).catch((error: unknown) => {
    throw new Error(`${host} did not return the address of this runner`, { cause: error });
  });
  const address = answer.slice(0, 100).trim();
  if (isIP(address) !== family) throw new Error(`${host} returned no IPv${family} address`);
  return address;
}
