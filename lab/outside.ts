import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { docker } from './docker.js';
import { ensureImage } from './images.js';
import { addresses, networkName } from './network.js';
import { statePath } from './state.js';

const requestProgram = fileURLToPath(new URL('outside-request.mjs', import.meta.url));

const answerSchema = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: z.string(),
  certificate: z.object({ names: z.array(z.string()), issuer: z.string(), notAfter: z.string() }).optional(),
});

/** What came back; `certificate.notAfter` is an ISO time, and only https has a certificate. */
export type OutsideAnswer = z.infer<typeof answerSchema>;

export interface OutsideOptions {
  /** The roots to trust, and no others: the ACME server's root by default. */
  readonly caFile?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** 20 s by default. */
  readonly timeoutMs?: number;
}

/**
 * Asks for a URL as a visitor would: from a machine of its own in the lab's network, by the lab's DNS. Redirects are not followed.
 * Throws with the reason when no answer comes, a certificate that is not trusted included.
 */
export async function fetchFromOutside(url: string, options: OutsideOptions = {}): Promise<OutsideAnswer> {
  const request = JSON.stringify({
    url,
    method: options.method ?? 'GET',
    headers: options.headers ?? {},
    timeoutMs: options.timeoutMs ?? 20_000,
    ca: await readFile(options.caFile ?? statePath('acme-root.pem'), 'utf8'),
  });
  const place = ['--network', networkName, '--dns', addresses.dns, '--env', 'REQUEST', '--env', 'NODE_EXTRA_CA_CERTS='];
  const image = await ensureImage('runner', () => undefined);
  const { exitCode, stdout, stderr } = await docker(
    ['run', '--rm', '--init', '--interactive', ...place, image, 'node', '--input-type=module', '-'],
    { input: await readFile(requestProgram), env: { REQUEST: request }, allowFailure: true },
  );
  if (exitCode !== 0) throw new Error(`${url} did not answer: ${stderr.trim() || stdout.trim()}`);
  return answerSchema.parse(JSON.parse(stdout));
}
