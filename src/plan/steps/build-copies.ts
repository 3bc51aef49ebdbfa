import { posix } from 'node:path';
import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import { deployedAt } from '../release/deployed.js';
import { missingSourceHint, missingSourceReason } from './build-source-hint.js';
import type { Build } from './builds.js';

/** Paths that Dockerfiles copy and that are not deployed: each build would stop, minutes later. */
export function copyRefusals(planning: Planning, builds: readonly Build[]): readonly Failure[] {
  const { files, buildCopies = [] } = planning.facts.repository;
  const find = deployedAt(files, planning.overlay.placed);
  // Without its context nothing of it is there, which is reported as one thing.
  const services = builds.flatMap(({ service, build }) => (find(build.context) === 'directory' ? [service] : []));
  const missing = buildCopies.filter(
    ({ service, path }) =>
      services.includes(service) && posix.basename(path) !== '.env' && find(withoutPattern(path)) === 'missing',
  );
  const paths = [...new Set(missing.map(({ path }) => path))];
  return paths.map((path) => {
    const source = { path, kind: 'file', found: 'missing' } as const;
    const named = new Set(missing.filter((one) => one.path === path).map(({ service }) => service));
    return {
      code: 'build-source-missing',
      what: `The Dockerfile of ${[...named].join(', ')} copies ${path}, which is not among the deployed files`,
      why: missingSourceReason(source),
      hint: missingSourceHint(source, planning),
    };
  });
}

/** The folder of a pattern has to be there; that nothing in it fits may be meant. */
function withoutPattern(path: string): string {
  const parts = path.split('/');
  const at = parts.findIndex((part) => /[*?]/.test(part));
  return at === -1 ? path : parts.slice(0, at).join('/') || '.';
}
