import { DeployError } from '../../errors/deploy-error.js';
import type { ComposeConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import { entryCandidates } from './candidates.js';
import { kindOf } from './kind.js';

/** A service that is not started, since none of its profiles is active. */
export interface InactiveService {
  readonly name: string;
  /** The value of the input `profiles` that starts it, those that are active included. */
  readonly profiles: string;
  /** Whether it may answer visitors. */
  readonly isWeb: boolean;
}

/** `active` are the active profiles. */
export function inactiveServices(
  files: RepositoryFiles,
  config: ComposeConfig,
  active: readonly string[],
): readonly InactiveService[] {
  const { inactive } = config;
  return entryCandidates(files, { ...config, services: inactive }).map((candidate) => ({
    name: candidate.name,
    profiles: [...active, ...(inactive[candidate.name]?.profiles ?? []).slice(0, 1)].join(', '),
    isWeb: kindOf(candidate) === 'web',
  }));
}

/** The lines that start one of these services. */
export function profileLines(services: readonly InactiveService[]): string {
  const names = new Map<string, readonly string[]>();
  for (const { name, profiles } of services) names.set(profiles, [...(names.get(profiles) ?? []), name]);
  const lines = [...names].map(([profiles, started]) => `  profiles: ${profiles}    # ${started.join(', ')}`);
  return [`Add ${lines.length === 1 ? 'this line' : 'one of these lines'} to the workflow step:`, ...lines].join('\n');
}

/** The project has no page but in a profile. `where`: the compose files. */
export function inProfiles(services: readonly InactiveService[], where: string): DeployError {
  return new DeployError({
    code: 'entry-unclear',
    what: `${where} does not show which service the reverse proxy is to pass requests to`,
    why: `${services.map(({ name }) => name).join(', ')} may have your pages, in a profile that is not active; no other service serves HTTP`,
    hint: profileLines(services),
  });
}
