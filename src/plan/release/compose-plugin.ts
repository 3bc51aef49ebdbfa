import type { PluginOverride } from '../../inputs/inputs.js';

const version = 'v2.38.2';

/**
 * The docker compose plugin for hosts whose distribution has none, by what `uname -m` prints. The digests are those that the
 * official Docker image checks (docker-library/docker, 28/cli/Dockerfile at 0724988).
 */
const sha256: Readonly<Record<string, string>> = {
  x86_64: '486b3ffc0f806ca2efbc430cef89955386011662f0c76bad17c103d059cfa9cf',
  aarch64: '4d0f7678dd3338452beba4518e36a8e22b20cad79ba2535c687da554dc3997fb',
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
