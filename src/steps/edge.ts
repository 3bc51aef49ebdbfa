import type { Planning } from '../planning.js';
import type { Decision } from '../step.js';

/** The bundled edge's nginx configuration. */
export function decideEdge({ edge, facts, needsRelease }: Planning): Decision {
  if (edge.now === undefined) return {};
  if (facts.host.edgeDigest === edge.now.digest) return { unchanged: 'The edge’s configuration is the one in use' };
  const title = edge.now.tls
    ? 'Configure the edge for HTTPS'
    : 'Configure the edge for HTTP, ready for the certificate';
  return {
    step: {
      kind: 'edge',
      title,
      because: reason(edge.now.hstsSeconds, facts.host.hsts?.maxAgeSeconds, facts.host.edgeDigest, needsRelease),
    },
  };
}

/** Whether the configuration has to be there before the containers start: nginx would not start on a missing certificate. */
export function isEdgeFirst({ edge, facts }: Planning): boolean {
  return facts.host.edgeDigest === undefined || edge.now?.tls === false;
}

function reason(hsts: number, before: number | undefined, digest: string | undefined, needsRelease: boolean): string {
  if (digest === undefined) return 'there is none yet';
  if (before !== undefined && before > 0 && hsts > before) {
    return `HTTPS has been answering well, so browsers may insist on it for ${hsts} seconds instead of ${before}`;
  }
  return needsRelease ? 'it names the release that answers' : 'it is not the one that belongs to these inputs';
}
