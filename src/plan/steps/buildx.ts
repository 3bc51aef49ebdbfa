import coerce from 'semver/functions/coerce.js';
import gte from 'semver/functions/gte.js';
import type { HostFacts } from '../../host/facts.js';
import type { Failure } from '../../errors/deploy-error.js';
import type { PluginOverride } from '../../inputs/inputs.js';

/** The oldest buildx with which docker compose 5 builds (docker/compose, pkg/compose/build_bake.go); compose 2 has a builder of its own. */
export const buildxMinimum = '0.17.0';
const composeThatNeedsIt = '5.0.0';

const version = 'v0.25.0';

/** By what `uname -m` prints. The digests are those that the official Docker image checks (docker-library/docker, 28/cli/Dockerfile at 0724988). */
const pinned: Readonly<Record<string, { readonly asset: string; readonly sha256: string }>> = {
  x86_64: { asset: 'linux-amd64', sha256: '4104d79a791a8744c0b43fd5bd0a6172dff29040c5229946a1cdb2d27b0b5bfa' },
  aarch64: { asset: 'linux-arm64', sha256: 'f07063844bb750172c1f25cef61b07a8314d24bedffc015517b3ec4016b16de8' },
};

export function buildxPlugin(architecture: string): PluginOverride | undefined {
  const found = pinned[architecture];
  if (found === undefined) return undefined;
  const url = `https://github.com/docker/buildx/releases/download/${version}/buildx-${version}.${found.asset}`;
  return { url, sha256: found.sha256 };
}

/** Whether images cannot be built with the compose that is there, for lack of a buildx that is new enough. */
export function lacksBuildx({ docker }: Pick<HostFacts, 'docker'>): boolean {
  const compose = coerce(docker.compose);
  if (docker.access === 'none' || compose === null || !gte(compose, composeThatNeedsIt)) return false;
  const buildx = coerce(docker.buildx);
  return buildx === null || !gte(buildx, buildxMinimum);
}

export function lackingBuildx({ docker }: Pick<HostFacts, 'docker'>): string {
  const found = docker.buildx === undefined ? 'there is none' : `there is ${docker.buildx}`;
  return `docker compose ${docker.compose ?? ''} builds with buildx ${buildxMinimum} or newer, and ${found}`;
}

export function buildxRefusal(host: Pick<HostFacts, 'docker'>): Failure {
  return {
    code: 'buildx-too-old',
    what: `On the host, ${lackingBuildx(host)}`,
    hint: 'Set "bootstrap: true", or install a newer buildx plugin yourself.',
  };
}
