import type { Handshake } from '../tls/handshake.js';
import type { Failure } from '../errors/deploy-error.js';
import { RELEASE_HEADER } from '../proxy/release-header.js';
import { excerpt, type HttpResult } from '../http/get.js';

/** Nothing speaks TLS, or HTTP within it, under the name. */
export function notAnswering(name: string, why: string): Failure {
  return {
    code: 'https-not-answering',
    what: `https://${name} does not answer`,
    why,
    hint:
      'Open port 443 (TCP) in the security group of the instance for 0.0.0.0/0, and see in the log above that the edge ' +
      'is up. The release itself is in place on the host.',
  };
}

const problems: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for other names',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its root is not one that browsers trust',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not one that browsers trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not one that browsers trust, or the chain was not sent whole',
};

/** The certificate shown for the name would frighten a visitor. */
export function certificateNotValid(name: string, shown: Extract<Handshake, { kind: 'tls' }>): Failure {
  const { names, issuer, notAfter } = shown.certificate;
  const problem = shown.problem ?? '';
  return {
    code: 'certificate-not-valid',
    what: `https://${name} shows a certificate that is not valid: ${problems[problem] ?? problem}`,
    why: `It is for ${names.join(', ')}, by ${issuer}, until ${notAfter.toISOString()}; it came from ${shown.address}.`,
    hint:
      'If the issuer is a test server (a staging "acme-server"), this is as expected there. Otherwise see that the name ' +
      'leads to this host, and that the proxy uses the certificate which certbot wrote.',
  };
}

/** HTTP does not lead to HTTPS where it must. */
export function notRedirecting(name: string, result: HttpResult): Failure {
  return {
    code: 'health-check-failed',
    what: `http://${name} does not lead to https://${name}`,
    why: result.kind === 'failed' ? result.why : `It answered ${result.status}${locationOf(result)}.`,
    hint: 'See that port 80 is open for 0.0.0.0/0 in the security group, and that no other proxy answers for the name.',
  };
}

/** The health path gave a 5xx, or never came to an end. */
export function unhealthy(url: URL, why: string, body: string): Failure {
  const said = excerpt(body);
  return {
    code: 'health-check-failed',
    what: `${url.href} is not healthy: ${why}`,
    ...(said === '' ? {} : { why: `It said: ${said}` }),
    hint: 'Look at the application\'s log (docker compose logs) on the host, and at the input "health-path".',
  };
}

/** Another release than the one just deployed answers. */
export function wrongRelease(name: string, asked: string, answered: string): Failure {
  return {
    code: 'wrong-release-answers',
    what: `https://${name} is answered by release ${excerpt(answered, 80)}, not by ${asked}`,
    why: 'An old container still answers, or the name leads to another host or through a cache.',
    hint: 'See which address the name has, and "docker ps" on the host. If another deploy ran meanwhile, all is well.',
  };
}

/** The host answers, but not by our proxy. */
export function namelessRelease(name: string, address: string): Failure {
  return {
    code: 'wrong-release-answers',
    what: `https://${name} is answered by ${address}, this host, but the answer does not name its release`,
    why: `The proxy of this action sends ${RELEASE_HEADER} with every answer, so something else answers on port 443.`,
    hint: 'See what listens on port 443 of the host ("ss -ltnp", "docker ps"), and whether something in front of it drops headers.',
  };
}

/** A machine that cannot be shown to be this host answers. */
export function answeredElsewhere(
  name: string,
  {
    address,
    host,
    directly,
  }: { readonly address: string; readonly host: readonly string[]; readonly directly: string },
): Failure {
  return {
    code: 'name-answers-elsewhere',
    what: `https://${name} is answered by ${address}, which is not this host (${host.join(', ')})`,
    why: `${directly}The answer comes from another server, or through one that shows a certificate of its own.`,
    hint:
      `Let ${name} lead to this host, or give its public address as "dns-target" or "host". A CDN in front of a proxy ` +
      `of your own is known by the header ${RELEASE_HEADER}, with the value of RELEASE in the app's environment.`,
  };
}

/** ` with Location …` of an answer that has one. */
export function locationOf(result: HttpResult): string {
  const location = result.kind === 'answer' ? result.headers.location : undefined;
  return location === undefined ? '' : ` with Location ${excerpt(location, 200)}`;
}
