import { createHash } from 'node:crypto';
import type { ProxyDialect } from '../../proxy/dialect.js';
import { renderProxy, type ProxyFile } from '../../proxy/render.js';
import type { ReadTemplate } from '../../templates.js';
import type { ProxyConfig } from '../context.js';
import type { Site } from '../site.js';

interface ProxyRequest {
  readonly maxBodySize: string;
  readonly trustedProxies: readonly string[];
  readonly readSeconds: number | undefined;
  readonly site: Site;
  readonly names: readonly string[];
  readonly tls: boolean;
  readonly hstsSeconds: number;
  readonly readTemplate: ReadTemplate;
  /** undefined: nginx runs in the container of the bundled reverse proxy. */
  readonly dialect?: ProxyDialect | undefined;
  /** By versions of nginx, for one that is not on the host yet. */
  readonly dialects?: ReadonlyMap<string, ProxyDialect> | undefined;
}

/** The bundled reverse proxy's configuration as it has to be on the host. Pure. */
export function bundledProxyConfig(request: ProxyRequest): ProxyConfig {
  const { maxBodySize, trustedProxies, readSeconds, site, names, tls, hstsSeconds } = request;
  const { certificateName } = site;
  const settings = {
    ...{ names, maxBodySize, trustedProxies, readSeconds, tls, certificateName },
    hstsMaxAgeSeconds: hstsSeconds,
  };
  const files = renderProxy(settings, request.readTemplate, request.dialect);
  const since = [...(request.dialects ?? [])].map(([version, dialect]) => ({
    version,
    files: renderProxy(settings, request.readTemplate, dialect),
  }));
  return { files, since, digest: folderDigest(files), tls, hstsSeconds };
}

/** As observe.sh computes it: sha256 over `sha256sum`'s lines of the files, sorted by name. */
export function folderDigest(files: readonly ProxyFile[]): string {
  const line = ({ path, content }: ProxyFile) => `${sha256(content)}  ./${path}\n`;
  return sha256(
    [...files]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(line)
      .join(''),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
