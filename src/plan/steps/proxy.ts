import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/**
 * The bundled reverse proxy's nginx configuration. It names no release, so a change of code alone leaves it as it is; and it comes
 * before the containers start, since nginx would not start on a certificate that is missing.
 */
export function decideProxy({ proxy, facts }: Planning): Decision {
  if (proxy.initial === undefined) return {};
  const { proxyDigest, proxyLoaded } = facts.host;
  if (proxyDigest === proxy.initial.digest && proxyLoaded?.config === proxy.initial.digest) {
    return { unchanged: 'The reverse proxy’s configuration is up to date' };
  }
  const title = proxy.initial.tls
    ? 'Configure the reverse proxy for HTTPS'
    : 'Configure the reverse proxy for HTTP, ready for the certificate';
  return {
    step: {
      kind: 'proxy',
      config: proxy.initial,
      title,
      because:
        proxyDigest === proxy.initial.digest
          ? 'it is on the host, but the proxy has not loaded it'
          : reason(proxy.initial.hstsSeconds, facts.host.hsts?.maxAgeSeconds, proxyDigest),
    },
  };
}

function reason(hsts: number, before: number | undefined, digest: string | undefined): string {
  if (digest === undefined) return 'there is none yet';
  if (before !== undefined && before > 0 && hsts > before) {
    return `HTTPS works, so the HSTS max-age rises from ${before} to ${hsts} seconds`;
  }
  return 'the configuration changed';
}
