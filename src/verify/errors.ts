import type { Handshake } from '../tls/handshake.js';
import type { Failure } from '../errors/deploy-error.js';
import { RELEASE_HEADER } from '../proxy/release-header.js';
import { excerpt, type HttpResult } from '../http/get.js';

/** No TLS or HTTPS response under the name. */
export function notAnswering(name: string, why: string): Failure {
  return {
    code: 'https-unreachable',
    what: `https://${name} does not respond`,
    why,
    hint:
      'Allow TCP port 443 from 0.0.0.0/0 in the security group of the instance, and check in the log above that the ' +
      'reverse proxy is running. The release itself is deployed on the host.',
  };
}

const problems: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it was issued for other names',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'browsers do not trust its root',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'browsers do not trust its issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'browsers do not trust its issuer, or the certificate chain is incomplete',
};

/** Browsers would reject the certificate that is served for the name. */
export function certificateNotValid(name: string, shown: Extract<Handshake, { kind: 'tls' }>): Failure {
  const { names, issuer, notAfter } = shown.certificate;
  const problem = shown.problem ?? '';
  return {
    code: 'certificate-invalid',
    what: `https://${name} serves an invalid certificate: ${problems[problem] ?? problem}`,
    why: `Names: ${names.join(', ')}; issuer: ${issuer}; expires: ${notAfter.toISOString()}; served by ${shown.address}.`,
    hint:
      'If the issuer is a test server (a staging "acme-server"), this is expected. Otherwise check that the name ' +
      'resolves to this host, and that the reverse proxy uses the certificate from certbot.',
  };
}

/** A required redirect from HTTP to HTTPS is missing. */
export function notRedirecting(name: string, result: HttpResult): Failure {
  return {
    code: 'health-check-failed',
    what: `http://${name} does not redirect to https://${name}`,
    why: result.kind === 'failed' ? result.why : `It returned ${result.status}${locationOf(result)}.`,
    hint: 'Check that the security group allows TCP port 80 from 0.0.0.0/0, and that no other proxy answers for the name.',
  };
}

/** The health path returned a status that is not healthy. */
export function unhealthy(url: URL, why: string, body: string): Failure {
  const text = excerpt(body);
  return {
    code: 'health-check-failed',
    what: `${url.href} is not healthy: ${why}`,
    ...(text === '' ? {} : { why: `The response: ${text}` }),
    hint: 'Check the application\'s log on the host (docker compose logs; with runtime: native journalctl), and the input "health-path".',
  };
}

/** Redirects of the health path have no end. */
export function redirectLoop(first: URL, last: URL, loop: 'to itself' | 'through other pages'): Failure {
  const why = `too many redirects, the last one to ${loop === 'to itself' ? 'itself, ' : ''}${last.href}`;
  return {
    code: 'health-check-failed',
    what: `${first.href} is not healthy: ${why}`,
    hint:
      'An app that redirects HTTPS to HTTPS does not know that visitors use HTTPS: let it trust X-Forwarded-Proto (Django: ' +
      'SECURE_PROXY_SSL_HEADER; Rails: config.assume_ssl; Laravel: TrustProxies; Express: trust proxy), or switch its own redirect off.',
  };
}

/** A different release than the deployed one answers. */
export function wrongRelease(name: string, expected: string, answered: string): Failure {
  return {
    code: 'release-mismatch',
    what: `https://${name} serves release ${excerpt(answered, 80)} instead of ${expected}`,
    why: 'An old container still answers, or the name resolves to another host or a cache.',
    hint: 'Check the address of the name, and "docker ps" on the host. If another deploy ran meanwhile, this is expected.',
  };
}

/** The host answers, but without the release header of our proxy. */
export function namelessRelease(name: string, address: string): Failure {
  return {
    code: 'release-mismatch',
    what: `https://${name} is served by this host (${address}), but the response does not name its release`,
    why: `The action's reverse proxy sends ${RELEASE_HEADER} with every response, so another server answers on port 443.`,
    hint: 'Check what listens on port 443 of the host ("ss -ltnp", "docker ps"), and whether a proxy in front of it removes headers.',
  };
}

/** The responding machine cannot be identified as this host. */
export function answeredElsewhere(
  name: string,
  {
    address,
    host,
    directly,
  }: { readonly address: string; readonly host: readonly string[]; readonly directly: string },
): Failure {
  return {
    code: 'dns-mismatch',
    what: `https://${name} is served by ${address}, which is not this host (${host.join(', ')})`,
    why: `${directly}The response comes from another server, or through one that presents its own certificate.`,
    hint:
      `Point ${name} to this host, or set its public address as "dns-target" or "host". For a CDN in front of your own ` +
      `reverse proxy, send the header ${RELEASE_HEADER} with the value of RELEASE from the app's environment.`,
  };
}

/** ` with Location …` if the response has one. */
export function locationOf(result: HttpResult): string {
  const location = result.kind === 'answer' ? result.headers.location : undefined;
  return location === undefined ? '' : ` with Location ${excerpt(location, 200)}`;
}
