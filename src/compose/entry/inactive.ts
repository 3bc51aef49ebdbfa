import type { DeployError } from '../../errors/deploy-error.js';
import type { ComposeConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import { entryCandidates } from './candidates.js';
import { kindOf } from './kind.js';
import { unclearIn } from './unclear.js';

/** A service that is not started, since none of its profiles is active. */
export interface InactiveService {
  readonly name: string;
  /** The value of the input `profiles` that starts it and what it depends on, those that are active included. */
  readonly profiles: string;
  /** Whether it may answer visitors. */
  readonly isWeb: boolean;
  /** Whether it is built from the repository. */
  readonly isBuilt: boolean;
  /** Services that it passes requests for `/` to, if it is a web server. */
  readonly fronts: readonly string[];
}

/** `active` are the active profiles. */
export function inactiveServices(
  files: RepositoryFiles,
  config: ComposeConfig,
  active: readonly string[],
): readonly InactiveService[] {
  const { inactive } = config;
  const all = entryCandidates(files, { ...config, services: { ...config.services, ...inactive } });
  return all
    .filter(({ name }) => inactive[name] !== undefined)
    .map((candidate) => ({
      name: candidate.name,
      profiles: profilesOf(candidate.name, inactive, active).join(', '),
      isWeb: kindOf(candidate) === 'web',
      isBuilt: candidate.isBuilt,
      fronts: candidate.isWebServer ? candidate.passesRootTo : [],
    }));
}

/** One that starts the service, and one for each service that it depends on, also where it may be started without it (`required: false`). */
function profilesOf(name: string, inactive: ComposeConfig['services'], active: readonly string[]): readonly string[] {
  const started = new Set(active);
  const seen = new Set<string>();
  const add = (one: string): void => {
    const service = inactive[one];
    if (service === undefined || seen.has(one)) return;
    seen.add(one);
    const { profiles = [] } = service;
    const [first] = profiles;
    if (first !== undefined && !profiles.some((profile) => started.has(profile))) started.add(first);
    Object.keys(service.depends_on ?? {}).forEach(add);
  };
  add(name);
  return [...started];
}

/** The lines that start one of these services. */
export function profileLines(services: readonly InactiveService[]): string {
  const names = new Map<string, readonly string[]>();
  for (const { name, profiles } of services) names.set(profiles, [...(names.get(profiles) ?? []), name]);
  const lines = [...names].map(([profiles, started]) => `  profiles: ${profiles}    # ${started.join(', ')}`);
  return [`Add ${lines.length === 1 ? 'this line' : 'one of these lines'} to the workflow step:`, ...lines].join('\n');
}

/** A web server that is not started has another service for its pages than the one that was `chosen`. */
export function otherwiseFronted(front: InactiveService, chosen: string, where: string): DeployError {
  const pages = front.fronts.filter((name) => name !== chosen);
  return unclearIn(where, {
    why: `${front.name}, in a profile that is not active, passes requests to ${pages.join(', ')}; without it ${chosen} is the likeliest`,
    hint: [
      profileLines([front]),
      'or one of these:',
      ...[...pages, chosen].map((name) => `  app-service: ${name}`),
    ].join('\n'),
  });
}

/** The project has no page but in a profile. `where`: the compose files. */
export function inProfiles(services: readonly InactiveService[], where: string): DeployError {
  return unclearIn(where, {
    why: `${services.map(({ name }) => name).join(', ')} may have your pages, in a profile that is not active; no other service serves HTTP`,
    hint: profileLines(services),
  });
}

/** What the repository builds is in a profile, and what is started without it comes from elsewhere. */
export function builtInProfiles(services: readonly InactiveService[], chosen: string, where: string): DeployError {
  const names = services.map(({ name }) => name).join(', ');
  return unclearIn(where, {
    why: `${names}, in a profile that is not active, ${services.length === 1 ? 'is' : 'are'} built from the repository; without a profile nothing is, and ${chosen} is the likeliest`,
    hint: [profileLines(services), `or, without a profile:\n  app-service: ${chosen}`].join('\n'),
  });
}
