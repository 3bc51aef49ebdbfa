import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/**
 * The bundled edge's nginx configuration. It names no release, so a change of code alone leaves it as it is; and it comes
 * before the containers start, since nginx would not start on a certificate that is missing.
 */
export function decideEdge({ proxy, facts }: Planning): Decision {
  if (proxy.initial === undefined) return {};
  const { edgeDigest, edgeLoaded } = facts.host;
  if (edgeDigest === proxy.initial.digest && edgeLoaded?.config === proxy.initial.digest) {
    return { unchanged: 'The edge’s configuration is the one in use' };
  }
  const title = proxy.initial.tls
    ? 'Configure the edge for HTTPS'
    : 'Configure the edge for HTTP, ready for the certificate';
  return {
    step: {
      kind: 'edge',
      config: proxy.initial,
      title,
      because:
        edgeDigest === proxy.initial.digest
          ? 'it lies on the host, but was not seen to be loaded'
          : reason(proxy.initial.hstsSeconds, facts.host.hsts?.maxAgeSeconds, edgeDigest),
    },
  };
}

function reason(hsts: number, before: number | undefined, digest: string | undefined): string {
  if (digest === undefined) return 'there is none yet';
  if (before !== undefined && before > 0 && hsts > before) {
    return `HTTPS has been answering well, so browsers may insist on it for ${hsts} seconds instead of ${before}`;
  }
  return 'it is not the one that belongs to these inputs';
}
