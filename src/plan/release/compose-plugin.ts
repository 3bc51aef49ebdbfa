import type { PluginOverride } from '../../inputs/inputs.js';

/** At least 2.40.2: an older one writes outside its cache for a compose file of an OCI artifact (CVE-2025-62725). */
const version = 'v2.40.3';

/**
 * The docker compose plugin for hosts whose distribution has none, by what `uname -m` prints. The digests are those that the
 * official Docker image checks (docker-library/docker, 28/cli/Dockerfile at 8a57d8b).
 */
const sha256: Readonly<Record<string, string>> = {
  x86_64: 'dba9d98e1ba5bfe11d88c99b9bd32fc4a0624a30fafe68eea34d61a3e42fd372',
  aarch64: 'd26373b19e89160546d15407516cc59f453030d9bc5b43ba7faf16f7b4980137',
};

/** Where the plugin for an architecture is fetched and what it must be; undefined: none is pinned for it. */
export function composePlugin(architecture: string, override: PluginOverride | undefined): PluginOverride | undefined {
  if (override !== undefined) return override;
  const digest = sha256[architecture];
  if (digest === undefined) return undefined;
  return {
    url: `https://github.com/docker/compose/releases/download/${version}/docker-compose-linux-${architecture}`,
    sha256: digest,
  };
}
